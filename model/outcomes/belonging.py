"""Who is bound by what, who is left out, and who would rather be."""

import numpy as np

from model.governance.institution import tally
from model.governance.state_pact import StatePact
from model.issue import Issue
from model.outcomes import AT_LEAST_0, final, monthly
from model.record import Record

EVERY = 12  # months between two looks at what parties gain, which are costly


@monthly("share of persons", "DEFINITIONS C")
def exclusivity(issue: Issue) -> float:
    """Share of persons outside every agreement in force."""
    persons = issue.rows["persons"]
    return float(persons[issue.rows["bonds"] == 0].sum() / persons.sum())


@monthly("share of parties", "DEFINITIONS D10")
def reluctant(issue: Issue) -> float:
    """Share of parties to treaties, councils and clubs in force that would rather be outside, measured once a year."""
    if issue.month % EVERY:
        return float("nan")
    pacts = [x for x in issue.institutions if isinstance(x, StatePact) and x.in_force and x.parties.any()]
    gains = [pact.consent(np.flatnonzero(pact.parties)) for pact in pacts]
    return float((np.concatenate(gains) < 0).mean()) if gains else float("nan")


@monthly("squared policy units", "Oates 1972; Alesina & Spolaore 1997", bounds=AT_LEAST_0, beside=("exclusivity",))
def mismatch(issue: Issue) -> float:
    """Squared distance of binding from preferred policy, mean over bound contributions; read it with exclusivity."""
    rows = issue.rows[(issue.rows["bonds"] > 0) & (issue.rows["strategy"] > 0)]
    return float(np.average(rows["misfit"], weights=rows["endowment"])) if len(rows) else float("nan")


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
