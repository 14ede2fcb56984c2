"""Consent, ratification and exit: closed forms and limits, without an engine."""

import numpy as np
import pytest

from . import answers as d


def test_consent_is_a_coin_at_no_gain_and_certain_in_the_limit():
    assert d.d10_chance(0.0, 30.0) == 0.5
    assert d.d10_chance(0.1, 1e9) == 1.0
    assert d.d10_chance(-0.1, 1e9) == 0.0
    assert d.d10_chance(0.05, 30.0) == pytest.approx(1 / (1 + np.exp(-1.5)))
    assert d.d10_yes(0.05, 30.0, 0.8)
    assert not d.d10_yes(0.05, 30.0, 0.82)


def test_a_draw_is_kept_for_a_term_and_terms_are_staggered():
    terms = [d.d10_term(month, 48, 0.25) for month in range(100)]
    changes = [m for m in range(1, 100) if terms[m] != terms[m - 1]]
    assert changes == [36, 84]
    assert len({d.d10_term(10, 48, u) for u in np.linspace(0, 0.99, 50)}) == 2
    assert [d.d10_term(month, 1, 0.7) for month in range(3)] == [0, 1, 2]


def test_expected_coverage_is_the_largest_that_sustains_itself():
    assert d.d10_coverage(lambda _: 0.7, 0.5, bind_all=False) == pytest.approx(0.7)
    assert d.d10_coverage(lambda k: k**2, 0.0, bind_all=False) == 1.0
    assert d.d10_coverage(lambda k: 0.9 * k, 0.0, bind_all=False) == 0.0
    assert d.d10_coverage(lambda _: 0.0, 0.67, bind_all=False) == 0.67
    assert d.d10_coverage(lambda _: 0.0, 0.67, bind_all=True) == 1.0
    assert len(d.GRID) == 51
    assert d.GRID[1] == 0.98


def test_a_text_is_taken_up_sooner_where_neighbours_have():
    assert d.d10a_takes_up(0.05, 0.0, 2.0, 0.0, 1.0) == 0.05
    assert d.d10a_takes_up(0.05, 0.5, 1.0, 0.0, 1.0) == pytest.approx(0.05 * np.exp(0.5))
    assert d.d10a_takes_up(0.05, 0.0, 0.0, 2.0, 0.5) == pytest.approx(0.1)
    assert d.d10a_takes_up(1.0, 0.5, 3.0, 2.0, 1.0) == 1.0
    assert d.d10a_near([1.0, 3.0], [True, False]) == 0.25
    assert d.d10a_near([], []) == 0.0


def test_ratification_has_two_stages_and_asks_at_both():
    assert d.d10a_turns(False, starts=True, ends=True) == (True, True)
    assert d.d10a_turns(False, starts=False, ends=True) == (False, False)
    assert d.d10a_turns(True, starts=True, ends=False) == (False, False)
    assert d.d10a_ratifies(True, False, False, consents=True) == (True, False)
    assert d.d10a_ratifies(True, True, False, consents=True) == (True, True)
    assert d.d10a_ratifies(True, True, False, consents=False) == (False, False)
    assert d.d10a_ratifies(False, True, True, consents=False) == (True, False)


def test_two_stages_make_a_hump():
    """With equal hazards the chance of finishing in month t is that of a negative binomial: it rises, then falls."""
    hazard, at_stage, finished = 0.1, [1.0, 0.0], []
    for _ in range(60):
        finished.append(at_stage[1] * hazard)
        at_stage = [at_stage[0] * (1 - hazard), at_stage[1] * (1 - hazard) + at_stage[0] * hazard]
    known = [t * hazard**2 * (1 - hazard) ** (t - 1) for t in range(60)]
    assert finished == pytest.approx(known)
    assert 0 < int(np.argmax(finished)) < 20


def test_membership_is_sticky():
    assert not d.d10b_gives_notice(True, 0.0, 1.0)
    assert d.d10b_gives_notice(False, 0.99, 1.0)
    assert not d.d10b_gives_notice(False, 0.01, 0.0005)
    assert d.d10b_leaves(False)
    assert not d.d10b_leaves(True)


@pytest.mark.parametrize(
    ("consent", "yes", "enforces"),
    [("none", 0, True), ("majority", 2, False), ("majority", 3, True), ("all", 3, False), ("all", 4, True)],
)
def test_a_group_enforces_with_sponsors_and_consent(consent, yes, enforces):
    answers = [True] * yes + [False] * (4 - yes)
    assert d.d17_enforces(1, 0.25, 4, d.d17_wanted(answers, consent)) == enforces
    assert not d.d17_enforces(0, 0.25, 4, True)


def test_everyone_is_asked_once_a_year():
    assert [month for month in range(1, 38) if d.d17_asked(month)] == [1, 13, 25, 37]
