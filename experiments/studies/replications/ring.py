"""The laboratory's own engine on a network, with stakes that overlap: a Markov chain on all states of a ring.

Derived for this laboratory: actors on a ring, each tied to the same number of neighbours on either side and sharing one
stake with them, and one stake with those around each neighbour (DEFINITIONS D1). The game is that of Santos & Pacheco
2011, timing and choice of whom to imitate are the engine's (D5). Ten actors have 1,024 states, so theory is exact.
"""

from collections.abc import Mapping
from typing import Any

from experiments.studies.replications.case import SEED, Measured, no_more, replicates, symbol
from experiments.studies.replications.laboratory import laboratory, over_time
from experiments.studies.replications.laboratory import ring as around
from experiments.studies.replications.one_group import MONTHS, REVISING
from model.params import BadInput
from model.westphalia import Westphalia


def _limits(values: Mapping[str, Any]) -> None:
    no_more(values, "M", "N")
    if values["N"] % 2 == 0:
        raise BadInput("N", values["N"], "odd numbers: an actor and as many on either side")


@replicates(
    __doc__, symbol("Z", 10, 10, 11, "actors on the ring"), symbol("N", 3, 3, 9, "actors who share a stake, odd"),
    symbol("M", 2, 1, 9, "contributors that a group needs"), symbol("c", 0.1, 0, 1, "cost"),
    symbol("r", 0.6, 0, 1, "risk"), symbol("beta", 10.0, 0, 100, "strength of imitation"),
    symbol("mu", 0.1, 1e-6, 1, "mutation"), REVISING, SEED, MONTHS, limits=_limits,
)  # fmt: skip
def ring(
    Z: int, N: int, M: int, c: float, r: float, beta: float, mu: float, phi: float, seed: int, months: int
) -> dict[str, Measured]:
    """Long-run share of contributors, of groups that succeed, and of months when nobody or everybody contributes."""
    settings = {
        "actors": Z, "group_size": N, "threshold": M / N, "cost": c, "risk": r, "imitation_strength": beta,
        "mutation": mu, "revision_rate": phi or 1 / Z,
    }  # fmt: skip
    return over_time(laboratory(settings, [], around(Z, N // 2), seed), months, look)


def look(model: Westphalia) -> dict[str, float]:
    """What all do this month, how many neighbours agree, and which groups succeeded last month."""
    issue = model.issues[0]
    gives = issue.rows["strategy"] > 0
    alike = float((gives == gives[(issue.world.rows["home"] + 1) % len(gives)]).mean())
    coop = float(gives.mean())
    return {
        "coop": coop, "eta_G": 1.0 - float(issue.groups.failed.mean()), "alike": alike,
        "nobody": float(coop == 0), "everybody": float(coop == 1),
    }  # fmt: skip
