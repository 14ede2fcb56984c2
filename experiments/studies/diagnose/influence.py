"""Do countries with a strong civil society gain influence? A regression over states."""

from typing import NamedTuple

import numpy as np

from agents.civil_society import CivilSociety
from model.governance.institution import decisions
from model.issue import Issue

LEAST = 10  # states below which nothing is reported


class Influence(NamedTuple):
    """Of each state, shape (states,): what its society weighs in decisions, and how far they lie from what fits it."""

    weight: np.ndarray
    distance: np.ndarray


class Watch:
    """Adds up, month by month, the influence of each state's non-state actors."""

    def __init__(self) -> None:
        self.months: list[Influence] = []

    def see(self, issue: Issue) -> None:
        """One month; nothing is seen where no decision is in force."""
        taken = decisions(issue)
        if taken:
            self.months.append(Influence(by_state(issue, sum(taken[1:], taken[0])), distances(issue)))

    def mean(self, n_states: int) -> Influence:
        """Means over the months with a decision in force; NaN where there is none."""
        if not self.months:
            return Influence(np.full(n_states, np.nan), np.full(n_states, np.nan))
        weight, distance = (np.array([month[k] for month in self.months]) for k in (0, 1))
        known = ~np.isnan(distance)
        total = np.where(known, distance, 0).sum(0)
        return Influence(
            weight.mean(0), np.divide(total, known.sum(0), out=np.full(n_states, np.nan), where=known.any(0))
        )


def by_state(issue: Issue, weights: np.ndarray) -> np.ndarray:
    """The share of each state's non-state actors in all weight."""
    home = society(issue)
    return np.bincount(home[home >= 0], weights[home >= 0], issue.world.n_states) / weights.sum()


def distances(issue: Issue) -> np.ndarray:
    """Mean |v - theta| over each state's non-state actors that an agreement binds; NaN where it binds none."""
    home = np.where(issue.rows["bonds"] > 0, society(issue), -1)
    bound = home >= 0
    total, number = (
        np.bincount(home[bound], w, issue.world.n_states) for w in (np.sqrt(issue.rows["misfit"][bound]), None)
    )
    return np.divide(total, number, out=np.full(len(total), np.nan), where=number > 0)


def society(issue: Issue) -> np.ndarray:
    """The home of each actor but governments, which have -1 as the transnational do."""
    return np.where(np.arange(len(issue.rows)) < issue.world.n_states, -1, issue.rows["home"])


def slope(of_state: np.ndarray, civil: np.ndarray, others: np.ndarray) -> float:
    """Standard deviations gained with one more of log(1 + civil society actors), the other actors at home held.

    Ordinary least squares over the states where it is defined; NaN where these are few or do not differ.
    """
    known = ~np.isnan(of_state)
    columns = [x[known] for x in (of_state, np.log1p(civil), np.log1p(others))]
    if known.sum() < LEAST or any(np.ptp(x) < 1e-12 for x in columns):
        return float("nan")
    y, a, b = ((x - x.mean()) / x.std() for x in columns)
    return float(np.linalg.lstsq(np.column_stack([a, b]), y)[0][0])


def at_home(issue: Issue) -> tuple[np.ndarray, np.ndarray]:
    """Civil society actors, and other non-state actors, of each state; shape (states,) each."""
    home, civil = society(issue), issue.rows["kind"] == CivilSociety.code
    counts = [np.bincount(home[(home >= 0) & one], minlength=issue.world.n_states) for one in (civil, ~civil)]
    return counts[0], counts[1]


def slopes(found: Influence, issue: Issue) -> dict[str, float]:
    """How both kinds of influence go with a strong civil society at home; nearness is distance with its sign turned."""
    civil, others = at_home(issue)
    return {
        "influence_weight": slope(found.weight, civil, others),
        "influence_nearness": slope(-found.distance, civil, others),
    }
