"""How each actor fares: one value an actor and month."""

import numpy as np

from model.issue import Issue
from model.outcomes import each


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
