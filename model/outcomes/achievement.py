"""How much is contributed, what that achieves, and how people fare."""

from model.issue import Issue
from model.outcomes import UNBOUNDED, final, monthly
from model.record import Record
from model.statistics import inequality
from model.sums import ratio, sums


@monthly("share of actors", "Santos & Pacheco 2011", more_is_better=True)
def cooperation(issue: Issue) -> float:
    """Share of actors that contribute."""
    return sums(issue).contributors / len(issue.rows)


@monthly("share of groups", "Santos & Pacheco 2011 (eta_G)", more_is_better=True)
def group_achievement(issue: Issue) -> float:
    """Share of stakes groups that meet their threshold."""
    return float(1 - issue.groups.failed.sum() / len(issue.groups.failed))


@monthly("probability", "odd.md 7 (1 - F_glob)")
def global_achievement(issue: Issue) -> float:
    """Whether the world as a whole meets its threshold."""
    return 1.0 - issue.global_failure


@monthly("share of endowment", "DEFINITIONS C (W)", more_is_better=True)
def welfare_mean(issue: Issue) -> float:
    """Mean over persons of payoff, as a share of the own endowment."""
    month = sums(issue)
    return ratio(month.welfare, month.persons)


@final("Gini", "Gini 1912", late=True)
def welfare_gini(record: Record, late: bool) -> float:
    """Gini index of welfare among actors; where anyone's is negative, their mean absolute difference instead."""
    return inequality(record.welfare(late))


@final("share of endowment", "DEFINITIONS B (priors must be worlds)", late=True, bounds=UNBOUNDED)
def least_welfare(record: Record, late: bool) -> float:
    """Least mean payoff of any actor; below 0 somebody pays more than it has."""
    return float(record.welfare(late).min())
