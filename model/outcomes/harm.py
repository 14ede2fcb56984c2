"""Who fares worse than without institutions, by how much, and how the worst-off fare (DEFINITIONS C).

What one actor loses in one run is mostly luck. So the arm and none are played under two lucks, A and B: who is picked
under one is measured under the other (split half), and chance stands beside it (`_placebo`). Persons weigh.
"""

import numpy as np

from model.outcomes import PLACEBO, TWICE, paired, placebo
from model.record import Record

TOLERANCE = 0.01  # of welfare: who loses less than this is not harmed
WORST = 0.1  # of persons


@paired("difference of shares", "DEFINITIONS C", (-1, 1), (*TWICE, "other", "other_again"), beside=("harmed_placebo",))
def harmed(run: Record, again: Record, none: Record, none_again: Record, other: Record, other_again: Record) -> float:
    """Share of persons who lose more than 0.01 against none under both lucks, less the same by chance alone."""
    by_chance = losing(other, other_again, none, none_again)
    return losing(run, again, none, none_again) - by_chance


@paired("share of persons", "DEFINITIONS C", needs=PLACEBO)
def harmed_placebo(_run: Record, other: Record, other_again: Record, none: Record, none_again: Record) -> float:
    """Share of persons who are worse off by chance alone: none under two other lucks, against none under its own."""
    return losing(other, other_again, none, none_again)


@placebo
@paired("share of endowment", "DEFINITIONS C; split half after Kahneman 1965", needs=TWICE)
def harm(run: Record, again: Record, none: Record, none_again: Record) -> float:
    """Mean loss, under one luck, of those who lose more than 0.01 under the other; 0 where nobody does."""
    first, second, persons = loss(run, none), loss(again, none_again), people(run)
    return (mean_among(first > TOLERANCE, second, persons) + mean_among(second > TOLERANCE, first, persons)) / 2


@paired("share of endowment", "DEFINITIONS C; Rawls 1971", needs=("again",), more_is_better=True)
def worst_off(run: Record, again: Record) -> float:
    """Mean welfare, under one luck, of those who are the worst-off tenth of persons under the other."""
    first, second, persons = run.welfare(True), again.welfare(True), people(run)
    return float(worst(first, persons) @ second + worst(second, persons) @ first) / 2


def loss(run: Record, none: Record) -> np.ndarray:
    """What each actor has less than without institutions in the last 60 months, shape (actors,)."""
    return none.welfare(True) - run.welfare(True)


def people(run: Record) -> np.ndarray:
    """How many people each actor stands for, shape (actors,)."""
    return np.asarray(run.issue.rows["persons"])


def losing(run: Record, again: Record, none: Record, none_again: Record) -> float:
    """Share of persons who lose more than 0.01 under both lucks."""
    both = (loss(run, none) > TOLERANCE) & (loss(again, none_again) > TOLERANCE)
    return float(people(run)[both].sum() / people(run).sum())


def mean_among(picked: np.ndarray, values: np.ndarray, persons: np.ndarray) -> float:
    """Mean of the picked actors' values, weighed by persons; 0 where no person is picked."""
    weight = persons[picked]
    return float(np.average(values[picked], weights=weight)) if weight.sum() > 0 else 0.0


def worst(welfare: np.ndarray, persons: np.ndarray) -> np.ndarray:
    """Weight of each actor among the worst-off tenth of persons, sum 1, shape (actors,); one on the border in part."""
    order, tenth = np.argsort(welfare, kind="stable"), WORST * persons.sum()
    before = np.cumsum(persons[order]) - persons[order]
    out = np.empty(len(welfare))
    out[order] = np.clip(tenth - before, 0, persons[order]) / tenth
    return out
