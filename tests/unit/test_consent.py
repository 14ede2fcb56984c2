"""What a voter expects of an agreement, computed a second time by hand (DEFINITIONS D8-D10)."""

import numpy as np
import pytest

from model import luck
from model.governance.consent import When
from model.governance.membership import Forum, expect, gain_of_membership, hear_applicants, no_conduct
from tests.unit.byhand import complies, draw, gain, of_home, weighted, with_evidence
from tests.unit.playing import run

CASES = [
    {"bind_all": 1},
    {"bind_all": 1, "burn_fines": 0, "nsa_weight": 0.4, "elite_weight": 0.6, "global_share": 0.8},
    {"burn_fines": 0, "global_uncertainty": 0, "elite_insulation": 0, "entry_quota": 0.9},
    {"burn_fines": 0, "tailoring": 0.4, "estimate_noise": 0.1, "heterogeneity": 0.3},
]


def forum_of(issue, slot) -> Forum:
    """What decisions on membership read this month."""
    when, conduct = When(issue.fortune, issue.month), no_conduct(len(issue.rows), len(issue.agreements.row))
    about = (issue.rows, issue.groups, issue.relations.ties, issue.agreements)
    forum = Forum(*about, slot, when, conduct, np.zeros(4, np.int64))
    expect(forum, issue.settings)
    return forum


def slot_of(issue, name) -> int:
    return [type(x).__name__ for x in issue.institutions].index(name)


def settled_conduct(issue, slot, a) -> float:
    """Conduct over the year, by endowment, of members bound for at least 12 months; NaN without any."""
    rows, book = issue.rows, issue.agreements
    who = (book.binding[slot] == a) & (issue.month - book.since[slot] >= 12)
    return weighted(rows["recent"][who], rows["endowment"][who]) if who.any() else np.nan


def expectations(issue, slot) -> np.ndarray:
    """What everyone is expected to go on doing: members as D8 says, others as over the last year."""
    rows, book = issue.rows, issue.agreements
    out = rows["recent"].copy()
    for i in np.flatnonzero(book.binding[slot] >= 0):
        a = book.binding[slot, i]
        out[i] = with_evidence(issue, i, book.row[a], settled_conduct(issue, slot, a))
    return out


@pytest.mark.parametrize("settings", CASES)
def test_a_vote_weighs_the_treaty_at_the_expected_coverage_against_none(settings):
    model = run(6, ("formal_body",), **settings, treaty_dues=0.02, meeting_interval=100)
    issue, body = model.issues[0], model.issues[0].institutions[0]
    body.draft(body.everyone)
    coverage = body.expected = body.expected_coverage()
    assert coverage == 1 if body.issue.p["bind_all"] else coverage >= body.entry_quota
    terms, rows = body.terms, issue.rows
    settled = rows["home"] >= 0
    c = np.array([complies(issue, i, terms) for i in range(len(rows))])
    outside = np.where(settled, issue.agreements.outside[0], rows["recent"])
    with_ = np.where(settled, coverage * c + (1 - coverage) * outside, rows["recent"])
    kept = weighted(c[settled], rows["endowment"][settled])
    for s, found in enumerate(body.willing(np.arange(len(body.parties)))):
        ours = np.where(rows["home"] == s, c, with_)
        assert found == pytest.approx(of_home(issue, s, terms, ours, outside, 0.02, kept), abs=1e-10)


@pytest.mark.parametrize("months", [10, 24])
def test_review_weighs_membership_against_leaving_with_the_others_as_expected(months):
    model = run(months, ("formal_body",), exit_notice=100, burn_fines=0, prior_months=24)
    issue, body = model.issues[0], model.issues[0].institutions[0]
    rows, terms, bound = issue.rows, body.terms, issue.agreements.binding[0] >= 0
    seen = settled_conduct(issue, 0, body.agreement)
    assert body.in_force
    assert 0 < body.parties.sum() < len(body.parties) or months > 12
    assert np.isnan(seen) == (months < 12)
    c = np.array([with_evidence(issue, i, terms, seen) for i in range(len(rows))])
    others, kept = np.where(bound, c, rows["recent"]), weighted(c[bound], rows["endowment"][bound])
    for s, found in enumerate(body.consent(np.arange(len(body.parties)))):
        ours = rows["home"] == s
        with_, without = np.where(ours, c, others), np.where(ours, issue.agreements.outside[0], others)
        assert found == pytest.approx(of_home(issue, s, terms, with_, without, terms["dues"], kept), abs=1e-10)


@pytest.mark.parametrize("settings", [{"burn_fines": 1}, {"burn_fines": 0, "coalition_notice": 100}])
def test_a_member_of_a_coalition_expects_its_share_of_the_fines_of_all_members(settings):
    issue = run(16, **settings, review_rate=0, prior_months=24).issues[0]
    slot = slot_of(issue, "Coalitions")
    book, rows = issue.agreements, issue.rows
    forum, expected = forum_of(issue, slot), expectations(issue, slot)
    assert (book.binding >= 0).any(axis=1).tolist() == [True, True, False, True]  # local ones bind nobody by name
    np.testing.assert_allclose(forum.conduct.expected, expected, atol=1e-12)
    members = np.flatnonzero(book.binding[slot] >= 0)
    assert (issue.month - book.since[slot, members] >= 13).any()  # evidence counts
    for i in members[:12]:
        a = book.binding[slot, i]
        terms, partners = book.row[a], np.flatnonzero(book.binding[slot] == a)
        with_, without = expected.copy(), expected.copy()
        without[i] = book.outside[slot, i]
        kept = weighted(expected[partners], rows["endowment"][partners])
        by_hand = gain(issue, i, terms, with_, without, terms["dues_each"] * (len(partners) - 1), kept)
        found = gain_of_membership(i, a, len(partners), forum, issue.settings[0])
        assert found == pytest.approx(by_hand, abs=1e-10)


def test_who_applies_decides_by_the_draw_of_the_text_and_its_term_of_office():
    issue = run(13, contact_rate=1.0, choice_strength=0.0, admission_tolerance=2.0).issues[0]  # a coin decides
    slot, ties, ids = slot_of(issue, "Coalitions"), issue.relations.ties, issue.rows["id"]
    key, expected = issue.key(luck.APPLY), issue.agreements.binding[slot].copy()
    outside, forum = np.flatnonzero(expected < 0), forum_of(issue, slot)
    for i in outside:
        known = ties.to[ties.start[i] : ties.start[i + 1]]
        a = expected[known[int(luck.uniform(key, ids[i]) * len(known))]]
        if a >= 0 and draw(issue, ids[i], issue.agreements.row[a]) < 0.5:
            expected[i] = a
    hear_applicants(forum, issue.settings)
    assert issue.agreements.binding[slot].tolist() == expected.tolist()
    assert 0 < (expected[outside] >= 0).sum() < forum.tally[0]
