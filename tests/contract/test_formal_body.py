"""The formal body, month by month: 12 states, so that the quota of .67 is 9 of them."""

import numpy as np
import pytest

from tests.contract.negotiating import TERMS, at, bound, formal


def test_a_proposal_passes_at_the_quota_and_comes_back_at_the_next_conference():
    body = formal(shock_step=0)
    body.before[3:7] = -1
    assert not at(body, *range(1, 24)).adopted
    body.before[3] = 1
    assert not at(body, 23).adopted
    assert at(body, 24).adopted


@pytest.mark.parametrize(("vetoes", "adopted"), [(0, True), (1, False), (5, False)])
def test_who_holds_a_veto_blocks_by_not_agreeing(vetoes, adopted):
    body = formal(vetoes=vetoes)
    body.before[body.issue.world.veto_order[0]] = -1
    assert at(body, 12).adopted is adopted


@pytest.mark.parametrize(("convening", "adopted"), [(0, False), (1, True)])
def test_a_shock_convenes_one_vote_at_once(convening, adopted):
    body = formal(meeting_interval=120, shock_step=7, crisis_convening=convening)
    assert not at(body, *range(1, 7)).adopted
    assert at(body, 7).adopted is adopted


def test_a_treaty_binds_nobody_before_enough_have_ratified_and_then_its_parties_with_their_societies():
    body = formal(ratification_hazard=0.2)
    body.before[10] = body.after[10] = -1
    month = 12
    while not at(body, month).in_force:
        assert bound(body) == set()
        assert body.parties.sum() < 9
        month += 1
    assert month > 13
    assert body.parties.sum() >= 9
    assert bound(body) == set(np.flatnonzero(body.parties))
    at(body, *range(month + 1, month + 30))
    assert bound(body) == set(range(12)) - {10}
    body.after[10] = 1  # those who come round later may still accede
    at(body, *range(month + 30, month + 60))
    assert 10 in bound(body)


def test_a_party_leaves_after_notice_if_it_would_at_both_ends():
    body = at(formal(), 12)
    assert bound(body) == set(range(12))
    body.after[[0, 1]] = -1
    at(body, *range(13, 36))
    assert bound(body) == set(range(12))
    body.after[1] = 1
    at(body, 36)
    assert bound(body) == set(range(1, 12))
    assert body.issue.agreements.ended[body.slot, 24] == (body.issue.rows["home"] == 0).sum()


def test_without_notice_a_party_leaves_at_its_review():
    body = at(formal(exit_notice=0), 12)
    body.after[0] = -1
    assert 0 in bound(at(body, 23))
    assert 0 not in bound(at(body, 24))


def test_when_the_last_party_has_left_the_treaty_is_over_and_its_record_clean():
    body = at(formal(exit_notice=1), 12)
    body.after[:] = -1
    at(body, 24, 25)
    assert (body.in_force, body.adopted, bound(body)) == (False, False, set())
    assert all(body.terms[field] == 0 for field in TERMS)


def test_a_treaty_is_amended_at_a_cost_when_what_fits_has_moved_and_stays_otherwise():
    body = at(formal(choice_strength=1000), 12)  # whoever gains from the new text says yes
    terms, rows = body.terms, body.issue.rows
    before, terms["levy"] = float(terms["policy"]), 0
    at(body, *range(13, 25))
    assert (terms["policy"], terms["levy"]) == (before, 0)
    rows["optimum"] += 0.5
    rows["reported"] += 0.5
    at(body, *range(25, 36))
    assert terms["policy"] == before
    at(body, 36)
    assert terms["policy"] == pytest.approx(before + 0.5)
    assert terms["levy"] == body.issue.p["decision_cost"]


@pytest.mark.parametrize(("renew", "lives"), [(1, True), (-1, False)])
def test_under_a_sunset_clause_a_treaty_lapses_unless_renewed(renew, lives):
    body = at(formal(sunset=24), *range(12, 36))
    body.after[:] = renew
    assert at(body, 36).in_force is lives
    assert bound(body) == (set(range(12)) if lives else set())


def test_a_treaty_that_binds_all_binds_those_outside_and_those_who_have_left():
    body = formal(bind_all=1)
    body.before[[10, 11]] = body.after[[10, 11]] = -1
    assert bound(at(body, 12)) == set(range(12))
    assert body.parties.sum() == 10
    body.after[0] = -1
    at(body, *range(13, 40))
    assert not body.parties[0]
    assert bound(body) == set(range(12))
