"""How much is contributed, what that achieves, and how people fare."""

import numpy as np

from model.issue import Issue
from model.outcomes import final, monthly
from model.record import Record
from model.statistics import inequality


@monthly("share of actors", "Santos & Pacheco 2011", more_is_better=True)
def cooperation(issue: Issue) -> float:
    """Share of actors that contribute."""
    return float((issue.rows["strategy"] > 0).mean())


@monthly("share of groups", "Santos & Pacheco 2011 (eta_G)", more_is_better=True)
def group_achievement(issue: Issue) -> float:
    """Share of stakes groups that meet their threshold."""
    return float(1 - issue.groups.failed.mean())


@monthly("probability", "odd.md 7 (1 - F_glob)")
def global_achievement(issue: Issue) -> float:
    """Whether the world as a whole meets its threshold."""
    return 1.0 - issue.global_failure


@monthly("share of endowment", "DEFINITIONS C (W)", more_is_better=True)
def welfare_mean(issue: Issue) -> float:
    """Mean over persons of payoff, as a share of the own endowment."""
    return float(np.average(issue.rows["payoff"], weights=issue.rows["persons"]))


@final("Gini", "Gini 1912", late=True)
def welfare_gini(record: Record, late: bool) -> float:
    """Gini index of welfare among actors; where anyone's is negative, their mean absolute difference instead."""
    return inequality(record.welfare(late))
