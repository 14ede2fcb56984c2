"""How each actor fares, and what part it has: one value an actor."""

import numpy as np

from model.issue import Issue
from model.outcomes import AT_LEAST_0, TWICE, each, each_paired
from model.outcomes.deciding import deciding
from model.outcomes.harm import TOLERANCE, loss
from model.record import Record


@each("share of endowment", "DEFINITIONS C (W_i)")
def welfare(issue: Issue) -> np.ndarray:
    """Payoff, as a share of the actor's endowment."""
    return np.asarray(issue.rows["payoff"])


@each("share of months", "Santos & Pacheco 2011")
def contribution(issue: Issue) -> np.ndarray:
    """Whether it contributes."""
    return np.asarray(issue.rows["strategy"] > 0, float)


@each("share of months", "DEFINITIONS C")
def bound(issue: Issue) -> np.ndarray:
    """Whether an agreement in force binds it."""
    return np.asarray(issue.rows["bonds"] > 0, float)


@each("share of endowment", "DEFINITIONS C, D11", AT_LEAST_0)
def paid(issue: Issue) -> np.ndarray:
    """Fines, dues, levies, sponsoring, and what dealings with others and sanctions on outsiders cost it."""
    return np.asarray(issue.rows["paid"])


@each("share of endowment", "DEFINITIONS C, D11", AT_LEAST_0)
def received(issue: Issue) -> np.ndarray:
    """Fines handed back, club goods, and rewards."""
    return np.asarray(issue.rows["received"])


@each("share of decisions", "DEFINITIONS C")
def weight(issue: Issue) -> np.ndarray:
    """Its share in the decisions in force; 0 where there is none."""
    return deciding(issue)


@each_paired("share of endowment", "DEFINITIONS C", needs=TWICE)
def harm(run: Record, again: Record, none: Record, none_again: Record) -> np.ndarray:
    """Its loss under one luck where it loses more than 0.01 under the other, mean of both ways; shape (actors,)."""
    first, second = loss(run, none), loss(again, none_again)
    return ((first > TOLERANCE) * second + (second > TOLERANCE) * first) / 2
