"""Who fails and who is harmed against no institutions, each against a figure found by hand."""

from types import SimpleNamespace

import numpy as np
import pytest

from model.outcomes import OUTCOMES, actors, failing, harm
from model.record import Record

WAYS = ("better", "inert", "harmful")


def story(steps: int, **series) -> Record:
    record = Record.__new__(Record)
    record.steps, record.settings = steps, {"shock_step": 0}
    record.series = {name: np.array([f(t) for t in range(steps + 1)], float) for name, f in series.items()}
    return record


# -- three ways of failing --


def years(*levels) -> Record:
    """Welfare at one level for each stretch of 60 months."""
    return story(60 * len(levels), welfare_mean=lambda t: levels[max(0, t - 1) // 60])


@pytest.mark.parametrize(
    ("own", "again", "found"),
    [
        ((0.5, 0.52), (0.5, 0.5), "better"),  # .01 on the mean of both lucks
        ((0.5, 0.52), (0.5, 0.485), "inert"),  # .0025
        ((0.5, 0.504), (0.5, 0.504), "inert"),
        ((0.5, 0.44), (0.5, 0.5), "harmful"),
    ],
)
def test_a_run_is_better_inert_or_harmful_by_the_mean_of_two_lucks(own, again, found):
    none = years(0.5, 0.5)
    ways = {way: getattr(failing, way)(years(*own), years(*again), none, none) for way in WAYS}
    assert ways == {way: float(way == found) for way in WAYS}


@pytest.mark.parametrize(
    ("own", "again", "fragile"),
    [
        ((0.53, 0.5), (0.53, 0.5), 1),
        ((0.53, 0.5), (0.515, 0.5), 0),  # under one luck alone
        ((0.53, 0.51), (0.53, 0.51), 0),  # still better
        ((0.5, 0.5), (0.5, 0.5), 0),
        ((0.53, 0.5, 0.5), (0.5, 0.53, 0.5), 1),  # both are above by .01 or more half way, and no window is by .02 ...
    ],
)
def test_fragile_is_what_was_better_once_under_both_lucks_and_is_no_more(own, again, fragile):
    none = years(*(0.5 for _ in own))
    runs = (years(*own), years(*again), none, none)
    expected = fragile if len(own) == 2 else 0  # ... so that it is not fragile: the window is the same one
    assert failing.fragile(*runs) == expected


def test_the_placebo_puts_none_under_other_luck_in_the_arms_place():
    arm, none, other = years(0.5), years(0.3), years(0.31)
    placebo = OUTCOMES["better_placebo"]
    assert placebo.needs == ("other", "other_again", "ungoverned", "ungoverned_again")
    assert placebo.paired(arm, other, other, none, none) == failing.better(other, other, none, none) == 1
    assert OUTCOMES["better"].beside == ("better_placebo",)


# -- harm --


def lives(*welfare, persons=None):
    weights = np.ones(len(welfare)) if persons is None else np.array(persons, float)
    rows = {"persons": weights}
    own = np.array(welfare)
    return SimpleNamespace(
        welfare=lambda late: own if late else np.full(len(own), np.nan), issue=SimpleNamespace(rows=rows)
    )


NONE = lives(0.8, 0.8, 0.8, 0.8)


def test_harmed_are_those_who_lose_under_both_lucks_less_what_chance_makes():
    first, second = lives(0.7, 0.7, 0.795, 0.9, persons=[1, 2, 3, 4]), lives(0.7, 0.9, 0.7, 0.9)
    chance = (lives(0.8, 0.8, 0.8, 0.7, persons=[5, 3, 1, 1]), lives(0.8, 0.9, 0.8, 0.7))
    assert harm.harmed(first, second, NONE, NONE, NONE, NONE) == pytest.approx(0.1)
    assert harm.harmed(first, second, NONE, NONE, *chance) == pytest.approx(0.1 - 0.1)
    assert harm.harmed_placebo(first, *chance, NONE, NONE) == pytest.approx(0.1)


def test_harm_is_measured_under_the_luck_under_which_nobody_was_picked():
    first, second = lives(0.7, 0.6, 0.8, 0.8, persons=[1, 3, 1, 1]), lives(0.75, 0.9, 0.8, 0.5)
    there = (1 * 0.05 + 3 * -0.1) / 4  # the first two are picked under A, and seen under B
    back = (1 * 0.1 + 1 * 0.0) / 2  # the first and the last under B, seen under A
    assert harm.harm(first, second, NONE, NONE) == pytest.approx((there + back) / 2)
    assert harm.harm(NONE, NONE, NONE, NONE) == 0
    np.testing.assert_allclose(actors.harm(first, second, NONE, NONE), [0.075, -0.05, 0, 0], atol=1e-12)


def test_the_worst_off_tenth_of_persons_are_seen_under_the_other_luck():
    persons = [1, 1, 3, 15]  # a tenth of twenty are two
    first, second = lives(0.9, 0.1, 0.2, 0.8, persons=persons), lives(0.3, 0.5, 0.7, 0.4)
    there = (0.5 + 0.7) / 2  # under A the second, and one of the three persons of the third
    back = (0.9 + 0.8) / 2  # under B the first, and one of the fifteen of the last
    assert harm.worst_off(first, second) == pytest.approx((there + back) / 2)
