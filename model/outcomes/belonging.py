"""Who is bound by what, who is left out, and who would rather be."""

import numpy as np

from model.compiled import loop
from model.governance.institution import tally
from model.governance.state_pact import StatePact
from model.issue import Issue
from model.outcomes import AT_LEAST_0, final, monthly
from model.record import Record
from model.sums import ratio, sums


@monthly("share of persons", "DEFINITIONS C")
def exclusivity(issue: Issue) -> float:
    """Share of persons outside every agreement in force."""
    month = sums(issue)
    return ratio(month.outside, month.persons)


@monthly("share of parties", "DEFINITIONS D10", every=24)
def reluctant(issue: Issue) -> float:
    """Share of parties to treaties, councils and clubs in force that would rather be outside."""
    pacts = [x for x in issue.institutions if isinstance(x, StatePact) and x.in_force and x.parties.any()]
    gains = [pact.worth(np.flatnonzero(pact.parties)) for pact in pacts]
    return float((np.concatenate(gains) < 0).mean()) if gains else float("nan")


@monthly("squared policy units", "Oates 1972; Alesina & Spolaore 1997", bounds=AT_LEAST_0, beside=("exclusivity",))
def mismatch(issue: Issue) -> float:
    """Squared distance of binding from preferred policy, mean over bound contributions; read it with exclusivity."""
    month = sums(issue)
    return ratio(month.misfit, month.bound)


@monthly("policy units", "Hong & Page 2004", bounds=AT_LEAST_0, every=12)
def policy_error(issue: Issue) -> float:
    """Distance of the policy of a treaty, club or coalition from its members' mean preferred policy, averaged."""
    book = issue.agreements
    return mean_error(book.binding, book.row["in_force"], book.row["policy"], issue.rows["optimum"])


@loop
def mean_error(binding: np.ndarray, in_force: np.ndarray, policy: np.ndarray, optimum: np.ndarray) -> float:
    """Mean over all who are bound of |policy - mean optimum of those bound by it|; NaN where nobody is."""
    errors, bound = 0.0, 0.0
    for slot in range(len(binding)):
        members, fits = np.zeros(len(policy)), np.zeros(len(policy))
        for i in range(len(optimum)):
            a = binding[slot, i]
            if a >= 0 and in_force[a] > 0:
                members[a] += 1.0
                fits[a] += optimum[i]
        for a in range(len(policy)):
            if members[a] > 0.0:
                errors += abs(policy[a] - fits[a] / members[a]) * members[a]
                bound += members[a]
    return errors / bound if bound > 0.0 else np.nan


@final("share of applicants", "DEFINITIONS C")
def refused_share(record: Record, late: bool) -> float:
    """Share of applicants to coalitions that are refused; undefined without applicants."""
    counts = tally(record.issue)
    return float(counts[1] / counts[0]) if counts is not None and counts[0] else float("nan")
