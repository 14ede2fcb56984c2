"""How long a decision to consent is kept, and the coverage that voters expect (DEFINITIONS D10)."""

import numpy as np
import pytest

from model import luck
from model.governance.consent import When, term_of
from model.governance.state_pact import COVERAGES
from tests.contract.negotiating import at, formal
from tests.unit.byhand import draw
from tests.unit.playing import run


def answers(body, month) -> np.ndarray:
    """Who says yes in this month where nobody gains or loses: those whose draw lies below a half."""
    body.issue.month = month
    states = np.arange(len(body.parties))
    return body.says_yes(states, np.zeros(len(states)))


def by_hand(body) -> np.ndarray:
    ids = body.issue.rows["id"][: len(body.parties)]
    return np.array([draw(body.issue, who, body.terms) < 0.5 for who in ids])


def full_vote(**settings):
    return formal(actors=1000, **settings)  # 200 states


@pytest.mark.parametrize("term", [1, 7, 48])
def test_a_draw_is_kept_for_a_term_of_office_that_begins_at_each_states_own_time(term):
    body = full_vote(term=term)
    said = []
    for month in range(2 * term + 1):
        said.append(answers(body, month))
        assert said[-1].tolist() == by_hand(body).tolist()
    ids = body.issue.rows["id"][:200]
    terms = np.array([[term_of(who, When(3, month), term) for month in range(2 * term + 1)] for who in ids])
    begins = np.diff(terms, axis=1)
    assert (begins.sum(axis=1) == 2).all()  # two terms begin in twice a term
    assert (terms[:, term:] == terms[:, : term + 1] + 1).all()
    assert (begins >= np.diff(np.array(said), axis=0).T).all()  # nobody thinks again within one
    changes = (np.diff(np.array(said).astype(int), axis=0) != 0).sum(axis=1)
    assert 0.35 * 400 < changes.sum() < 0.65 * 400
    if term > 1:
        assert changes.max() < 60  # never all at once


def test_office_begins_at_every_month_of_a_term():
    ids = luck.mixed(np.uint64(1)) + np.arange(4800, dtype=np.uint64)
    start = np.array([term_of(who, When(5, 0), 48) == term_of(who, When(5, 24), 48) for who in ids])
    assert start.mean() == pytest.approx(0.5, abs=0.03)


def test_a_new_text_is_decided_anew():
    body = full_vote()
    before = answers(body, 30)
    body.draft(body.everyone)
    assert body.terms["written"] == 30
    assert body.says_yes(np.arange(200), np.zeros(200)).tolist() == by_hand(body).tolist()
    assert 60 < (answers(body, 30) != before).sum() < 140
    other = full_vote(choice_strength=30)
    other.issue.agreements.row["name"][other.agreement] += np.uint64(1)
    assert 60 < (answers(other, 30) != before).sum() < 140  # each body has its own luck


def test_an_amendment_is_a_new_text_and_one_voted_down_is_none():
    body = at(formal(choice_strength=1000), 12)
    assert body.in_force
    written = int(body.terms["written"])
    at(body, 24)
    assert body.terms["written"] in (written, 24)
    settled = int(body.terms["written"])
    body.passes = lambda *_: False
    at(body, 36)
    assert body.terms["written"] == settled
    body.passes = lambda *_: True
    at(body, 48)
    assert body.terms["written"] == 48


def test_a_vote_on_an_amendment_draws_for_the_text_that_is_proposed():
    body, seen = at(formal(), 12), []
    says_yes = body.says_yes
    body.says_yes = lambda *about: (seen.append(int(body.terms["written"])), says_yes(*about))[1]
    body.issue.month = 24
    body.amend()
    assert seen == [24]


def test_a_coalition_that_amends_its_policy_is_decided_anew():
    issue = run(16, ("coalitions",), amendment_interval=3, review_rate=0).issues[0]
    rows = issue.agreements.row[issue.agreements.row["in_force"] > 0]
    assert len(rows)
    age = 16 - rows["founded"]
    assert (rows["written"] == rows["founded"] + 3 * (age // 3)).all()


# -- self-consistent coverage --


def hardly_any(**settings):
    return run(3, ("formal_body",), meeting_interval=100, **settings).issues[0].institutions[0]


CASES = [
    {}, {"choice_strength": 1000}, {"choice_strength": 5}, {"heterogeneity": 0.4}, {"treaty_dues": 0.1},
    {"global_share": 1, "global_uncertainty": 0.02, "choice_strength": 200}, {"treaty_fine": 0, "choice_strength": 100},
]  # fmt: skip


def test_coverage_is_the_first_on_the_grid_that_as_many_are_expected_to_consent_to():
    found = []
    for settings in CASES:
        body = hardly_any(**settings)
        body.draft(body.everyone)
        states, strength = np.arange(len(body.parties)), body.issue.p["choice_strength"]

        def share(k, body=body, states=states, strength=strength) -> float:
            v = body.support(states, body.everyone, k)
            return float(np.mean(1 / (1 + np.exp(-strength * v))))

        grid = np.arange(50, -1, -1) / 50  # 1, .98, ... 0
        held = [k for k in grid if share(k) >= k]
        found.append(body.self_consistent(body.everyone))
        assert found[-1] == pytest.approx(held[0], abs=1e-12)
    assert len(set(found)) > 3
    np.testing.assert_allclose(COVERAGES, grid)


@pytest.mark.parametrize("entry", [0.0, 0.3, 0.95])
def test_nobody_expects_less_than_it_takes_to_enter_into_force(entry):
    body = hardly_any(treaty_dues=0.2, entry_quota=entry)
    body.draft(body.everyone)
    assert body.self_consistent(body.everyone) < 0.3
    assert body.expected_coverage() == pytest.approx(entry or 0.67)
    body.issue.settings["bind_all"] = 1
    assert body.expected_coverage() == 1


def test_coverage_is_worked_out_at_a_conference_and_kept_until_the_next():
    body = formal(ratification_hazard=0.001)
    asked = []
    body.self_consistent = lambda _: (asked.append(body.issue.month), 0.8)[1]
    at(body, *range(1, 40))
    assert asked == [12, 24, 36]
    assert body.coverage == 0.8
