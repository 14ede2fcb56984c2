"""What a voter expects of an agreement, computed a second time by hand (DEFINITIONS D8-D10)."""

from math import ceil, exp

import numpy as np
import pytest
from scipy.stats import binom

from model.governance.membership import Forum, gain_of_membership, hear_applicants, observed_conduct
from tests.unit.playing import run


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


def forum_of(issue, slot, choose=0, join=0) -> Forum:
    """What decisions on membership read this month, with the given keys of luck."""
    seen, given, everything = observed_conduct(issue.rows, issue.agreements, slot)
    return Forum(
        issue.rows, issue.groups, issue.world.ties, issue.agreements, slot, issue.month, seen, given, everything,
        np.uint64(choose), np.uint64(join), np.zeros(4, np.int64),
    )  # fmt: skip


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
    forum = forum_of(issue, slot)
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


def test_who_applies_decides_by_a_draw_that_no_proposer_has():
    def joining(choose, join):
        issue = run(10, contact_rate=1.0, choice_strength=0.0).issues[0]  # gain counts nothing: a coin decides
        slot = [type(x).__name__ for x in issue.institutions].index("Coalitions")
        outside = issue.agreements.binding[slot] < 0
        hear_applicants(forum_of(issue, slot, choose, join), np.uint64(7), issue.settings)
        return np.flatnonzero(outside & (issue.agreements.binding[slot] >= 0)).tolist()

    assert joining(1, 1)
    assert joining(1, 1) == joining(2, 1)
    assert joining(1, 1) != joining(1, 2)
