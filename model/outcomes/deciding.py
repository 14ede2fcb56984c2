"""Who decides for whom: each actor's weight in the decisions in force, beside its share of the harm (DEFINITIONS C)."""

import numpy as np

from model.compiled import loop
from model.governance.institution import unelected
from model.issue import Issue
from model.outcome import once_a_month
from model.outcomes import monthly
from model.statistics import distance, share_of


@monthly("index 0..1", "Loosemore & Hanby 1971; DEFINITIONS C", beside=("exclusivity",), every=6)
def representation_gap(issue: Issue) -> float:
    """Half the sum of |share in decisions - share of persons at risk|; undefined where no decision binds anyone."""
    return distance(deciding(issue), issue.rows["persons"] * issue.rows["risk"])


@monthly("share of decisions", "Dahl 1999; Grant & Keohane 2005", every=6)
def unelected_share(issue: Issue) -> float:
    """Weight of unelected actors in the decisions in force; undefined without a decision that binds anyone."""
    return share_of(deciding(issue), unelected(issue.rows))


@once_a_month
def deciding(issue: Issue) -> np.ndarray:
    """Each actor's share in the decisions in force, sum 1, shape (actors,); all 0 where none binds any person.

    A decision weighs by the persons whom it binds. In a body of states the share is the derivative of the states' V by
    the actor's gain, times the seat; in a coalition and in a local institution it is one over the members.
    """
    persons, book = issue.rows["persons"], issue.agreements
    out = np.zeros(len(persons))
    for institution in issue.institutions:
        if institution.stage == "coalition":
            add_partners(out, book.binding[institution.slot], persons)
            continue
        for weights in institution.decision_weights():
            add_votes(out, weights, institution.bound(), persons)
    if "local" in {institution.stage for institution in issue.institutions}:
        add_neighbours(out, issue.groups.start, issue.groups.to, book.row["in_force"], persons)
    total = out.sum()
    return np.asarray(out / total) if total > 0 else out


@loop
def add_votes(out: np.ndarray, weights: np.ndarray, bound: np.ndarray, persons: np.ndarray) -> None:
    """Add the weights in a vote, which weighs by the persons whom it binds."""
    total = subject = 0.0
    for i in range(len(weights)):
        total += weights[i]
        if bound[i]:
            subject += persons[i]
    for i in range(len(weights)):
        if weights[i] > 0.0:
            out[i] += weights[i] / total * subject


@loop
def add_partners(out: np.ndarray, coalition: np.ndarray, persons: np.ndarray) -> None:
    """Add one over the members in each coalition, which weighs by the persons of its members."""
    bound, members = np.zeros(coalition.max() + 1), np.zeros(coalition.max() + 1)
    for i in range(len(coalition)):
        if coalition[i] >= 0:
            bound[coalition[i]] += persons[i]
            members[coalition[i]] += 1.0
    for i in range(len(coalition)):
        if coalition[i] >= 0:
            out[i] += bound[coalition[i]] / members[coalition[i]]


@loop
def add_neighbours(
    out: np.ndarray, start: np.ndarray, to: np.ndarray, in_force: np.ndarray, persons: np.ndarray
) -> None:
    """Add one over the members in each local institution in force, which weighs by the persons of its members."""
    for g in range(len(start) - 1):
        if in_force[g] > 0:
            members = to[start[g] : start[g + 1]]
            bound = 0.0
            for i in members:
                bound += persons[i]
            for i in members:
                out[i] += bound / len(members)
