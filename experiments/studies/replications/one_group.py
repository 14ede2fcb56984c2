"""The laboratory's own engine where everybody shares one stake: a Markov chain on counts.

Derived for this laboratory: the game and imitation of Santos & Pacheco 2011 and Vasconcelos, Santos & Pacheco 2013
with one group that is the whole population, and the engine's own timing: each month every actor reconsiders with
probability phi, all on the same payoffs (DEFINITIONS D5). With phi = 1/Z one actor a month reconsiders on average, as
in the papers.
"""

from collections.abc import Mapping
from typing import Any

from experiments.studies.replications.case import SEED, Measured, no_more, replicates, symbol
from experiments.studies.replications.laboratory import everyone, laboratory, over_time
from model.westphalia import Westphalia

SMALLEST, LARGEST = 10, 12  # actors that a world may have, actors that a group may have
MONTHS = symbol("months", 20_000, 400, 10**9, "months that the laboratory runs")
REVISING = symbol("phi", 0.0, 0, 1, "share that reconsiders each month; 0: 1/Z")


def _limits(values: Mapping[str, Any]) -> None:
    no_more(values, "M", "Z")
    no_more(values, "n_local", "Z")


@replicates(
    __doc__, symbol("Z", 12, SMALLEST, LARGEST, "actors, all in one group"),
    symbol("M", 6, 1, LARGEST, "contributors that the group needs"), symbol("c", 0.1, 0, 1, "cost"),
    symbol("r", 0.3, 0, 1, "risk"), symbol("beta", 10.0, 0, 100, "strength of imitation"),
    symbol("mu", 0.1, 1e-6, 1, "mutation"), REVISING,
    symbol("n_local", 0, 0, LARGEST, "sponsors that make the group enforce; 0: there is no enforcement"),
    symbol("pit", 0.03, 0, 0.3, "what a sponsor pays"), symbol("pif", 0.3, 0, 1, "fine on who withholds"), SEED, MONTHS,
    limits=_limits,
)  # fmt: skip
def one_group(
    Z: int, M: int, c: float, r: float, beta: float, mu: float, phi: float, n_local: int, pit: float, pif: float,
    seed: int, months: int,
) -> dict[str, Measured]:  # fmt: skip
    """Long-run share of contributors and of months in which the group succeeds, enforces, is empty or complete."""
    settings = {
        "actors": Z, "group_size": Z, "threshold": M / Z, "cost": c, "risk": r, "imitation_strength": beta,
        "mutation": mu, "revision_rate": phi or 1 / Z, "local_consent": "none", "sponsor_cost": pit, "local_fine": pif,
    }  # fmt: skip
    sponsoring = {"local_trigger": n_local / Z} if n_local else {}
    institutions = ["local_institution"] if n_local else []
    model = laboratory(settings | sponsoring, institutions, everyone(Z), seed)
    figures = over_time(model, months, look)
    return figures if n_local else {key: figures[key] for key in figures if key not in ("P", "eta_I")}


def look(model: Westphalia) -> dict[str, float]:
    """What the group does this month, and whether what it did last month was enough."""
    issue = model.issues[0]
    strategy = issue.rows["strategy"]
    coop = float((strategy > 0).mean())
    return {
        "coop": coop, "P": float((strategy == 2).mean()), "eta_G": 1.0 - float(issue.groups.failed[0]),
        "eta_I": float(issue.agreements.row["in_force"][0]), "nobody": float(coop == 0), "everybody": float(coop == 1),
    }  # fmt: skip
