"""The game and what a voter expects of it, each derived anew in plain Python from DEFINITIONS D3 and D8-D11."""

from math import ceil, comb, exp, log

import numpy as np
import pytest
from scipy.stats import binom

from model import game
from model.governance.membership import Forum, gain_of_membership, observed_conduct
from model.westphalia import Westphalia

LIVELY = dict(  # noqa: C408
    actors=80, heterogeneity=0.05, treaty_fine=0.6, meeting_interval=2, ratification_hazard=0.5, proposal_rate=0.1,
    mutation=0.05, risk=0.5, burn_fines=1,
)  # fmt: skip
EVERYTHING = ("formal_body", "local_institution", "coalitions", "subcommittee")


def run(months: int, institutions=EVERYTHING, **settings) -> Westphalia:
    model = Westphalia("random", institutions, 3, LIVELY | settings)
    for _ in range(months):
        model.step()
    return model


# -- scalars --


def test_a_group_that_meets_its_need_exactly_does_not_fail():
    assert game.fails(3.0, 3.0) == 0
    assert game.fails(0.1 + 0.2, 0.3) == game.fails(0.3, 0.1 + 0.2) == 0
    assert game.fails(2.999999, 3.0) == 1


def test_a_stake_is_what_risk_and_failure_leave_of_the_endowment():
    assert game.stake(2.0, 0.5, 0.3, 1.0, 1.0) == pytest.approx(1.0)
    assert game.stake(2.0, 0.5, 0.3, 0.0, 1.0) == pytest.approx(2 * (1 - 0.5 * 0.3))
    assert game.stake(2.0, 0.5, 0.3, 0.5, 0.0) == pytest.approx(2 * (1 - 0.5 * 0.7 * 0.5))


def test_withholding_costs_the_sanction_alone_and_sponsoring_costs_extra():
    terms = {"contribution": 0.1, "burden": 0.05, "sponsor_cost": 0.03, "sanction": 0.3, "reward": 0.02}
    assert game.conduct(0, *terms.values()) == pytest.approx(-0.3)
    assert game.conduct(1, *terms.values()) == pytest.approx(0.02 - 0.15)
    assert game.conduct(2, *terms.values()) == pytest.approx(0.02 - 0.18)


def test_enforcement_needs_its_sponsors_and_splits_one_budget():
    assert game.enforcement(0, 1, 0.3, 0.25) == (0, 0)
    assert game.enforcement(1, 1, 0.3, 0.25) == pytest.approx((0.225, 0.075))


def test_a_misfit_costs_its_square():
    assert game.mismatch(2.0, 0.5, -0.25) == pytest.approx(2 * 0.75**2)


@pytest.mark.parametrize(("members", "needed"), [(4, 3), (12, 6), (5, 0), (3, 4), (1, 1)])
@pytest.mark.parametrize("rate", [0.0, 1e-9, 0.3, 0.5, 0.999999, 1.0])
def test_the_chance_to_fall_short_is_the_binomial_tail(members, needed, rate):
    assert game.short_of(members, needed, rate) == pytest.approx(binom.cdf(needed - 1, members, rate), abs=1e-12)


@pytest.mark.parametrize(
    ("share", "members", "needed"), [(0.75, 4, 3), (0.5, 5, 3), (0.7, 10, 7), (0, 4, 0), (1, 9, 9)]
)
def test_the_contributors_needed_are_rounded_up_but_not_by_floating_point(share, members, needed):
    assert game.needed_members(share, members) == needed


def test_the_logarithm_of_a_binomial_coefficient_is_that():
    assert game.log_choose(50, 7) == pytest.approx(log(comb(50, 7)))
    assert game.log_choose(5, 6) == game.log_choose(5, -1) == -np.inf


# -- payoffs --


def payoffs(issue, book) -> np.ndarray:
    """D1-D3, D11 without rebates; `book` is the agreements as they stood before the payoffs."""
    p, rows = issue.p, issue.rows
    b, x, theta, n = rows["endowment"], rows["strategy"], rows["optimum"], len(rows)
    member = [issue.groups.to[issue.groups.start[g] : issue.groups.start[g + 1]].tolist() for g in range(n)]
    failed = [b[m][x[m] > 0].sum() < p["threshold"] * b[m].sum() - 1e-9 for m in member]
    world_fails = b[x > 0].sum() < p["global_threshold"] * b.sum()
    active = [(x[m] == 2).sum() >= max(1, ceil(p["local_trigger"] * len(m) - 1e-9)) for m in member]
    out = np.empty(n)
    for i in range(n):
        own = [g for g in range(n) if i in member[g]]
        bound = [book.row[a] for a in book.binding[:, i] if a >= 0]
        policies = [theta[[j for j in member[g] if x[j] > 0]].mean() for g in own if active[g]]
        policies += [t["policy"] for t in bound]
        share = np.mean([active[g] for g in own])
        crowded = 1 - p["crowding_out"] * sum(int(t["formal"]) for t in bound)
        out[i] = b[i] * (
            1
            - rows["risk"][i]
            * ((1 - p["global_share"]) * np.mean([failed[g] for g in own]) + p["global_share"] * world_fails)
        )
        ties = slice(issue.world.ties.start[i], issue.world.ties.start[i + 1])
        holds_norm = rows["norm"][issue.world.ties.to[ties]] == 2
        if x[i] == 0:
            out[i] -= p["social_sanction"] * np.average(holds_norm, weights=issue.world.ties.weight[ties])
            out[i] -= share * (1 - p["reward_share"]) * p["local_fine"] * crowded
            out[i] -= sum(t["fine"] * t["monitoring"] for t in bound)
        else:
            out[i] += share * p["reward_share"] * p["local_fine"] * crowded
            out[i] -= p["cost"] * b[i] * (1 - p["norm_discount"] * (rows["norm"][i] == 2))
            out[i] -= p["mismatch_cost"] * (np.mean(policies) - theta[i]) ** 2 if policies else 0
            out[i] -= p["sponsor_cost"] * (x[i] == 2)
        for a in book.binding[:, i][book.binding[:, i] >= 0]:
            partners = (book.binding == a).sum() - 1
            out[i] += book.row[a]["club"] - book.row[a]["dues"] - book.row[a]["levy"]
            out[i] -= book.row[a]["dues_each"] * partners
    return out


def paid_by_hand(model) -> tuple[np.ndarray, np.ndarray]:
    """The next month's payoffs, by the engine and by hand."""
    issue = model.issues[0]
    issue.month += 1
    issue.environment.move()
    issue.count_success()
    issue.act("local")
    book = issue.agreements._replace(row=issue.agreements.row.copy(), binding=issue.agreements.binding.copy())
    issue.pay()
    return issue.rows["payoff"], payoffs(issue, book)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"norm_dynamics": "naming_game", "norm_discount": 0.4, "social_sanction": 0.2},
        {"reward_share": 0.3, "club_good": 0.02, "group_size": 6},
        {"crowding_out": 0.5, "shock_step": 11},
    ],
)
def test_every_payoff_is_what_the_definitions_say(settings):
    engine, by_hand = paid_by_hand(run(10, **settings))
    np.testing.assert_allclose(engine, by_hand, rtol=0, atol=1e-12)


def test_a_treaty_crowds_out_local_rewards_as_it_does_local_fines():
    engine, by_hand = paid_by_hand(run(10, crowding_out=0.5, reward_share=0.5))
    np.testing.assert_allclose(engine, by_hand, rtol=0, atol=1e-12)


def test_what_an_actor_knows_when_it_decides_is_what_happened():
    model = run(9, risk=0.3)
    paid_by_hand(model)
    issue, rows = model.issues[0], model.rows
    b, x, start, to = rows["endowment"], rows["strategy"] > 0, issue.groups.start, issue.groups.to
    welfare = rows["payoff"] / b
    for i in range(len(rows)):
        own = [to[start[g] : start[g + 1]] for g in range(len(rows)) if i in to[start[g] : start[g + 1]]]

        def short(contributes, own=own, i=i) -> list[bool]:
            given = [b[m][x[m]].sum() + b[i] * (int(contributes) - int(x[i])) for m in own]
            return [g < issue.p["threshold"] * b[m].sum() - 1e-9 for g, m in zip(given, own, strict=True)]

        assert rows["pivotal"][i] == pytest.approx(np.mean(short(False)) - np.mean(short(True)))
        failed = 0.7 * np.mean(short(x[i])) + 0.3 * issue.global_failure
        assert rows["failure"][i] == pytest.approx(failed)
        home = np.flatnonzero((rows["home"] == rows["home"][i]) & (np.arange(len(rows)) != rows["home"][i]))
        alone = rows["home"][i] < 0 or not len(home)
        assert rows["society"][i] == pytest.approx(welfare[i] if alone else welfare[home].mean())


def test_conduct_is_remembered_for_a_year_and_by_each_home_as_it_was_while_unbound():
    model = run(0)
    issue, rows, past = model.issues[0], model.rows, []
    outside = np.tile(issue.agreements.outside[0], (4, 1))
    assert (rows["recent"] == rows["strategy"]).all()
    for _ in range(20):
        model.step()
        past.append(rows["strategy"] > 0)
        np.testing.assert_allclose(rows["recent"], np.mean(past[-12:], axis=0))
        home = rows["recent"].copy()
        for s in range(model.world.n_states):
            home[rows["home"] == s] = rows["recent"][rows["home"] == s].mean()
        outside = np.where(issue.agreements.binding < 0, home, outside)
        np.testing.assert_allclose(issue.agreements.outside, outside)
    assert (issue.agreements.binding >= 0).any()


# -- what is expected of an agreement --


def chance(issue, i, rates) -> float:
    """P(Bin(G, mean expected contribution in i's groups) < M)."""
    start, to, p = issue.groups.start, issue.groups.to, issue.p
    own = [to[start[g] : start[g + 1]] for g in range(len(issue.rows)) if i in to[start[g] : start[g + 1]]]
    return binom.cdf(
        ceil(p["threshold"] * p["group_size"]) - 1, p["group_size"], np.mean([rates[m].mean() for m in own])
    )


def gain(issue, i, terms, with_, without, dues, kept) -> float:
    """D9, `kept` being the mean compliance of the members."""
    p, me = issue.p, issue.rows[i]
    b, fine = issue.rows["endowment"], terms["fine"] * terms["monitoring"]
    world_fails = [(b * rates).sum() < p["global_threshold"] * b.sum() for rates in (without, with_)]
    local = chance(issue, i, without) - chance(issue, i, with_)
    safety = (1 - p["global_share"]) * local + p["global_share"] * (int(world_fails[0]) - int(world_fails[1]))
    c, misfit = with_[i], p["mismatch_cost"] * (terms["policy"] - me["optimum"]) ** 2
    return (
        me["perceived_risk"] * me["endowment"] * safety - (c - without[i]) * p["cost"] * me["endowment"] - c * misfit
        - dues - (1 - c) * fine + (1 - p["burn_fines"]) * (1 - kept) * fine + terms["club"]
    )  # fmt: skip


def complies(issue, i, terms) -> float:
    """D8."""
    p, me = issue.p, issue.rows[i]
    misfit = p["mismatch_cost"] * (terms["policy"] - me["optimum"]) ** 2
    pull = terms["fine"] * terms["monitoring"] - p["cost"] * me["endowment"] - misfit
    return 1 / (1 + exp(-p["imitation_strength"] * pull))


def v(issue, s, gains) -> float:
    """V_s, D12: the government counts 1, the others their weight."""
    home, e = np.flatnonzero(issue.rows["home"] == s), issue.p["elite_weight"]
    weight = np.array([1.0] + [issue.p["nsa_weight"]] * (len(home) - 1))
    return (1 - e) * np.dot(weight, [gains[i] for i in home]) / weight.sum() + e * gains[s]


@pytest.mark.parametrize(
    "settings", [{}, {"burn_fines": 0, "nsa_weight": 0.4, "elite_weight": 0.6, "global_share": 0.8}]
)
def test_a_vote_weighs_the_treaty_at_the_quota_against_none(settings):
    model = run(6, ("formal_body",), **settings, treaty_dues=0.2, meeting_interval=100)
    issue, body = model.issues[0], model.issues[0].institutions[0]
    body.draft(body.everyone)
    terms, rows = body.terms, issue.rows
    settled = rows["home"] >= 0
    c = np.array([complies(issue, i, terms) for i in range(len(rows))])
    outside = rows["recent"].copy()
    for s in range(len(body.parties)):
        outside[rows["home"] == s] = rows["recent"][rows["home"] == s].mean()
    with_ = np.where(settled, 0.67 * c + 0.33 * outside, rows["recent"])
    for s, found in enumerate(body.willing(np.arange(len(body.parties)))):
        ours = np.where(rows["home"] == s, c, with_)
        gains = {
            i: gain(issue, i, terms, ours, outside, 0.2, c[settled].mean()) for i in np.flatnonzero(rows["home"] == s)
        }
        assert found == pytest.approx(v(issue, s, gains), abs=1e-12)


@pytest.mark.parametrize("months", [10, 22])
def test_review_weighs_membership_against_leaving_with_the_others_as_they_are(months):
    model = run(months, ("formal_body",), exit_notice=100, burn_fines=0)
    issue, body = model.issues[0], model.issues[0].institutions[0]
    rows, terms, bound = issue.rows, body.terms, issue.agreements.binding[0] >= 0
    grown = issue.month - terms["founded"] >= 12
    assert body.in_force
    assert grown == (months > 12)
    seen = rows["recent"][bound].mean()
    for s, found in enumerate(body.consent(np.arange(len(body.parties)))):
        ours = rows["home"] == s
        c = np.array([seen if grown else complies(issue, i, terms) for i in range(len(rows))])
        with_, without = np.where(ours, c, rows["recent"]), np.where(ours, issue.agreements.outside[0], rows["recent"])
        gains = {i: gain(issue, i, terms, with_, without, terms["dues"], seen) for i in np.flatnonzero(ours)}
        assert found == pytest.approx(v(issue, s, gains), abs=1e-12)


@pytest.mark.parametrize("burn_fines", [1, 0])
def test_a_member_expects_its_equal_share_of_the_fines_of_all_members(burn_fines):
    issue = run(10, burn_fines=burn_fines).issues[0]
    slot = [type(x).__name__ for x in issue.institutions].index("Coalitions")
    book, rows = issue.agreements, issue.rows
    seen, given, everything = observed_conduct(rows, book, slot)
    forum = Forum(
        rows,
        issue.groups,
        issue.world.ties,
        book,
        slot,
        issue.month,
        seen,
        given,
        everything,
        np.uint64(0),
        np.zeros(4, np.int64),
    )
    assert (book.binding >= 0).any(axis=1).tolist() == [True, True, False, True]  # local ones bind nobody by name
    for i in np.flatnonzero(book.binding[slot] >= 0)[:12]:
        a = book.binding[slot, i]
        terms, members = book.row[a], np.flatnonzero(book.binding[slot] == a)
        with_, without = rows["recent"].copy(), rows["recent"].copy()
        with_[i], without[i] = complies(issue, i, terms), book.outside[slot, i]
        dues = terms["dues_each"] * (len(members) - 1)
        expected = gain(issue, i, terms, with_, without, dues, rows["recent"][members].mean())
        found = gain_of_membership(i, a, len(members), forum, issue.settings[0])
        assert found == pytest.approx(expected, abs=1e-12)
