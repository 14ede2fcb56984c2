"""Who is bound by what, who is left out, and who decides for whom."""

import numpy as np

from model.governance.institution import decisions, tally
from model.issue import Issue
from model.outcomes import final, monthly
from model.record import Record
from model.statistics import distance


@monthly("share of actors", "DEFINITIONS C")
def exclusivity(issue: Issue) -> float:
    """Share of actors outside every agreement in force."""
    return float((issue.rows["bonds"] == 0).mean())


@monthly("squared policy units", "Oates 1972; Alesina & Spolaore 1997")
def mismatch(issue: Issue) -> float:
    """Contribution-weighted mean of (v - theta)^2 over bound contributors; read it beside exclusivity."""
    rows = issue.rows[(issue.rows["bonds"] > 0) & (issue.rows["strategy"] > 0)]
    return float(np.average(rows["misfit"], weights=rows["endowment"])) if len(rows) else float("nan")


@monthly("index 0..1", "Loosemore & Hanby 1971")
def representation_gap(issue: Issue) -> float:
    """Half the sum of |share in decisions - share of the harm|; undefined without a decision in force."""
    taken = decisions(issue)
    if not taken:
        return float("nan")
    return distance(sum(taken[1:], taken[0]), issue.rows["risk"] * issue.rows["endowment"])


@final("share of applicants", "DEFINITIONS C")
def refused_share(record: Record, late: bool) -> float:
    """Share of those who apply to a coalition that are not let in; undefined without applicants."""
    counts = tally(record.issue)
    return float(counts[1] / counts[0]) if counts is not None and counts[0] else float("nan")
