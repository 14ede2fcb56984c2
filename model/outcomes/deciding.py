"""Who decides for whom: each actor's weight in the decisions in force, beside its share of the harm (DEFINITIONS C)."""

import numpy as np

from model.governance.institution import unelected
from model.issue import Issue
from model.outcomes import monthly
from model.statistics import distance


@monthly("index 0..1", "Loosemore & Hanby 1971; DEFINITIONS C", beside=("exclusivity",))
def representation_gap(issue: Issue) -> float:
    """Half the sum of |share in decisions - share of persons at risk|; undefined where no decision binds anyone."""
    weight, harm = deciding(issue), issue.rows["persons"] * issue.rows["risk"]
    return distance(weight, harm) if weight.any() and harm.any() else float("nan")


@monthly("share of decisions", "Dahl 1999; Grant & Keohane 2005")
def unelected_share(issue: Issue) -> float:
    """Weight of unelected actors in the decisions in force; undefined without a decision that binds anyone."""
    weight = deciding(issue)
    return float(weight[unelected(issue.rows)].sum()) if weight.any() else float("nan")


def deciding(issue: Issue) -> np.ndarray:
    """Each actor's share in the decisions in force, sum 1, shape (actors,); all 0 where none binds any person.

    A decision weighs by the persons whom it binds. In a body of states the share is the derivative of the states' V by
    the actor's gain, times the seat; in a coalition and in a local institution it is one over the members.
    """
    persons, institutions = issue.rows["persons"], issue.institutions
    out = np.zeros(len(persons))
    for institution in institutions:
        if institution.stage == "coalition":
            inside = np.flatnonzero(issue.agreements.binding[institution.slot] >= 0)
            out += among_equals(issue.agreements.binding[institution.slot][inside], inside, persons)
            continue
        for weights in institution.decision_weights():
            out += weights / weights.sum() * persons[institution.bound()].sum()
    if any(institution.stage == "local" for institution in institutions):
        out += among_equals(*enforcing(issue), persons)
    return np.asarray(out / out.sum()) if out.sum() > 0 else out


def enforcing(issue: Issue) -> tuple[np.ndarray, np.ndarray]:
    """Group and member of each membership in a local institution in force, shapes (memberships,)."""
    groups = issue.groups
    group = np.repeat(np.arange(len(groups.failed)), np.diff(groups.start))
    active = issue.agreements.row["in_force"][group] > 0
    return group[active], np.asarray(groups.to)[active]


def among_equals(body: np.ndarray, member: np.ndarray, persons: np.ndarray) -> np.ndarray:
    """Weights in bodies whose members all weigh the same, each body by the persons of its members; shape (actors,)."""
    bound, members = np.bincount(body, persons[member]), np.bincount(body)
    return np.bincount(member, bound[body] / members[body], len(persons))
