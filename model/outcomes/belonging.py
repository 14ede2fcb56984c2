"""Who is bound by what, who is left out, and who decides for whom."""

import numpy as np

from model.governance.institution import decisions, tally, unelected
from model.issue import Issue
from model.outcomes import AT_LEAST_0, final, monthly
from model.record import Record
from model.statistics import distance


@monthly("share of actors", "DEFINITIONS C")
def exclusivity(issue: Issue) -> float:
    """Share of actors outside every agreement in force."""
    return float((issue.rows["bonds"] == 0).mean())


@monthly("squared policy units", "Oates 1972; Alesina & Spolaore 1997", bounds=AT_LEAST_0)
def mismatch(issue: Issue) -> float:
    """Squared distance of binding from preferred policy, mean over bound contributions; read it with exclusivity."""
    rows = issue.rows[(issue.rows["bonds"] > 0) & (issue.rows["strategy"] > 0)]
    return float(np.average(rows["misfit"], weights=rows["endowment"])) if len(rows) else float("nan")


@monthly("index 0..1", "Loosemore & Hanby 1971")
def representation_gap(issue: Issue) -> float:
    """Half the sum of |share in decisions - share of the harm|; undefined without a decision in force."""
    taken = decisions(issue)
    if not taken:
        return float("nan")
    return distance(sum(taken[1:], taken[0]), issue.rows["risk"] * issue.rows["endowment"])


@monthly("share of decisions", "Dahl 1999; Grant & Keohane 2005")
def unelected_share(issue: Issue) -> float:
    """Weight of unelected actors in the decisions in force; undefined without a decision in force."""
    taken = decisions(issue)
    if not taken:
        return float("nan")
    weight = sum(taken[1:], taken[0])
    return float(weight[unelected(issue.rows)].sum() / weight.sum())


@monthly("policy units", "Hong & Page 2004", bounds=AT_LEAST_0)
def policy_error(issue: Issue) -> float:
    """Distance of the policy of a treaty, club or coalition from its members' mean preferred policy, averaged."""
    book, errors, bound = issue.agreements, 0.0, 0.0
    for binding in book.binding:
        inside = binding >= 0
        inside[inside] = book.row["in_force"][binding[inside]] > 0
        which, fits = binding[inside], issue.rows["optimum"][inside]
        members = np.bincount(which, minlength=len(book.row))
        off = np.abs(book.row["policy"] - np.bincount(which, fits, len(book.row)) / np.maximum(members, 1))
        errors, bound = errors + (off * members).sum(), bound + members.sum()
    return float(errors / bound) if bound else float("nan")


@final("share of applicants", "DEFINITIONS C")
def refused_share(record: Record, late: bool) -> float:
    """Share of applicants to coalitions that are refused; undefined without applicants."""
    counts = tally(record.issue)
    return float(counts[1] / counts[0]) if counts is not None and counts[0] else float("nan")
