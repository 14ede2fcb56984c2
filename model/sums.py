"""What several outcomes read of all actors, in one pass over their rows a month."""

from typing import NamedTuple

import numpy as np

from model.compiled import loop
from model.issue import Issue
from model.outcome import once_a_month


class Sums(NamedTuple):
    """Sums over all actors of one month."""

    contributors: float
    names: float  # reputations
    persons: float
    outside: float  # persons outside every agreement in force
    welfare: float  # payoff times persons
    bound: float  # endowment of those who are bound and contribute
    misfit: float  # the same times their misfit


@once_a_month
def sums(issue: Issue) -> Sums:
    """The sums of this month."""
    return Sums(*added_up(issue.rows))


def ratio(part: float, whole: float) -> float:
    """Part of a whole; NaN where there is no whole."""
    return part / whole if whole else float("nan")


@loop
def added_up(rows: np.ndarray) -> tuple[float, float, float, float, float, float, float]:
    """In the order of `Sums`."""
    contributors = names = persons = outside = welfare = bound = misfit = 0.0
    for i in range(len(rows)):
        me = rows[i]
        contributors += me.strategy > 0
        names += me.reputation
        persons += me.persons
        welfare += me.payoff * me.persons
        if me.bonds == 0:
            outside += me.persons
        elif me.strategy > 0:
            bound += me.endowment
            misfit += me.endowment * me.misfit
    return contributors, names, persons, outside, welfare, bound, misfit
