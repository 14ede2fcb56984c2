"""The game and what a voter expects of it, each derived anew in plain Python from DEFINITIONS D3 and D8-D11."""

from math import ceil, comb, log

import numpy as np
import pytest
from scipy.stats import binom

from model import game
from tests.unit.playing import run

# -- scalars --


def test_a_group_that_meets_its_need_exactly_does_not_fail():
    assert game.fails(3.0, 3.0) == 0
    assert game.fails(0.1 + 0.2, 0.3) == game.fails(0.3, 0.1 + 0.2) == 0
    assert game.fails(2.999999, 3.0) == 1


def test_a_stake_is_the_share_of_the_endowment_that_risk_and_failure_leave():
    assert game.stake(0.5, 0.3, 1.0, 1.0) == pytest.approx(0.5)
    assert game.stake(0.5, 0.3, 0.0, 1.0) == pytest.approx(1 - 0.5 * 0.3)
    assert game.stake(0.5, 0.3, 0.5, 0.0) == pytest.approx(1 - 0.5 * 0.7 * 0.5)


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
    """D0-D3, D11 without rebates, D14; `book` is the agreements as they stood before the payoffs.

    Each is a share of the own endowment: whatever is paid or received is the same share for rich and poor.
    """
    p, rows, willing = issue.p, issue.rows, local_body(issue).willing
    b, m, x, theta, n = rows["endowment"], rows["means"], rows["strategy"], rows["optimum"], len(rows)
    member = [issue.groups.to[issue.groups.start[g] : issue.groups.start[g + 1]].tolist() for g in range(n)]
    failed = [b[g][x[g] > 0].sum() < p["threshold"] * b[g].sum() - 1e-9 for g in member]
    world_fails = m[x > 0].sum() < issue.environment.world_needs - 1e-9
    enough = [(x[g] == 2).sum() >= max(1, ceil(p["local_trigger"] * len(g) - 1e-9)) for g in member]
    active = np.array(enough) & willing
    out = np.empty(n)
    for i in range(n):
        own = [g for g in range(n) if i in member[g]]
        bound = [book.row[a] for a in book.binding[:, i] if a >= 0]
        policies = [theta[[j for j in member[g] if x[j] > 0]].mean() for g in own if active[g]]
        policies += [(1 - t["tailoring"]) * t["policy"] + t["tailoring"] * rows["reported"][i] for t in bound]
        share = np.mean([active[g] for g in own])
        crowded = max(0, 1 - p["crowding_out"] * sum(int(t["formal"]) for t in bound))
        lost = (1 - p["global_share"]) * np.mean([failed[g] for g in own]) + p["global_share"] * world_fails
        out[i] = 1 - rows["risk"][i] * lost
        ties = slice(issue.world.ties.start[i], issue.world.ties.start[i + 1])
        holds_norm = rows["norm"][issue.world.ties.to[ties]] == 2
        if x[i] == 0:
            out[i] -= p["social_sanction"] * np.average(holds_norm, weights=issue.world.ties.weight[ties])
            out[i] -= share * (1 - p["reward_share"]) * p["local_fine"] * crowded
            out[i] -= sum(t["fine"] * t["monitoring"] for t in bound)
        else:
            out[i] += share * p["reward_share"] * p["local_fine"] * crowded
            out[i] -= p["cost"] * (1 - p["norm_discount"] * (rows["norm"][i] == 2))
            out[i] -= p["mismatch_cost"] * (np.mean(policies) - theta[i]) ** 2 if policies else 0
            out[i] -= p["sponsor_cost"] * (x[i] == 2)
        for a in book.binding[:, i][book.binding[:, i] >= 0]:
            partners = (book.binding == a).sum() - 1
            out[i] += book.row[a]["club"] - book.row[a]["dues"] - book.row[a]["levy"]
            out[i] -= book.row[a]["dues_each"] * partners
    return out


def local_body(issue):
    return next(x for x in issue.institutions if x.name == "local_institution")


def paid_by_hand(model) -> tuple[np.ndarray, np.ndarray]:
    """The next month's payoffs, by the engine and by hand."""
    issue = model.issues[0]
    issue.month += 1
    issue.environment.move(issue.strain())
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
        {"tailoring": 0.6, "heterogeneity": 0.3, "estimate_noise": 0.2, "choice_strength": 1},
        {"local_consent": "none", "global_share": 1, "initial_cooperation": 0.5, "global_uncertainty": 0.3},
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
    welfare = rows["payoff"]
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


def unbound_rates(issue, slot, bound, home) -> np.ndarray:
    """D8: what those of its kind and region do who are unbound, where there are ten; else its home while unbound."""
    rows, states = issue.rows, issue.world.states
    region = np.where(rows["home"] >= 0, states["region"].to_numpy()[rows["home"]], "none")
    out = np.empty(len(rows))
    for i in range(len(rows)):
        like = ~bound & (rows["kind"] == rows["kind"][i]) & (region == region[i])
        out[i] = rows["recent"][like].mean() if like.sum() >= 10 else home[slot, i]
    return out


def at_home(rows) -> np.ndarray:
    """D12: recent conduct at each actor's home, by endowment; a transnational actor's own."""
    out = rows["recent"].copy()
    for s in np.unique(rows["home"][rows["home"] >= 0]):
        here = rows["home"] == s
        out[here] = np.average(rows["recent"][here], weights=rows["endowment"][here])
    return out


def test_conduct_is_remembered_for_a_year_and_the_unbound_show_what_one_would_do_outside():
    model = run(0, actors=160)
    issue, rows, past = model.issues[0], model.rows, []
    home = np.tile(at_home(rows), (4, 1))
    assert (rows["recent"] == rows["strategy"]).all()
    np.testing.assert_allclose(issue.agreements.outside, home)
    few = many = 0
    for _ in range(20):
        model.step()
        past.append(rows["strategy"] > 0)
        np.testing.assert_allclose(rows["recent"], np.mean(past[-12:], axis=0))
        for slot, institution in enumerate(issue.institutions):
            bound = institution.bound()
            home[slot, ~bound] = at_home(rows)[~bound]
            expected = unbound_rates(issue, slot, bound, home)
            np.testing.assert_allclose(issue.agreements.outside[slot], expected)
            few += (expected == home[slot]).sum()
            many += (expected != home[slot]).sum()
    assert min(few, many) > 100
