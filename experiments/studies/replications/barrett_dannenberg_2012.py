"""Uncertainty about where a threshold lies makes cooperation collapse; uncertainty about the loss does not.

Barrett & Dannenberg 2012, "Climate negotiations under scientific uncertainty", PNAS 109, 17372: the fear of crossing
a known threshold turns the prisoners' dilemma of emissions into a game of coordination; uncertainty about its
location turns it back. Here in the engine's own terms: S like states, a world that loses what is at risk if its
contributions miss a threshold drawn from a normal distribution (DEFINITIONS D7a), and full compliance. A state is
asked, as the engine asks it on accession (D10), whether it would rather be the k-th to contribute than stay outside.
Uncertainty about the loss does not enter, because the engine compares expected losses.
"""

from typing import Any

import numpy as np

from experiments.studies.replications.case import SEED, Measured, replicates, symbol
from experiments.studies.replications.coalition_game import sizes
from experiments.studies.replications.laboratory import everyone, laboratory
from model.governance.formal_body import FormalBody
from model.westphalia import Westphalia

HALVINGS = 20
WIDEST = 0.5
FULL_COMPLIANCE: dict[str, Any] = {
    "mutation": 0, "imitation_strength": 100, "monitoring": 1, "treaty_fine": 1, "treaty_dues": 0, "global_share": 1,
    "initial_cooperation": 0, "prior_months": 1200,
}  # fmt: skip


@replicates(
    __doc__, symbol("S", 20, 10, 500, "states"), symbol("c", 0.1, 0, 0.8, "cost"), symbol("r", 0.3, 0, 1, "loss"),
    symbol("threshold", 0.5, 0.05, 0.95, "expected threshold, share of what all can contribute"),
    symbol("sigma", 0.02, 0, WIDEST, "spread of the threshold"), SEED,
    symbol("worlds", 2000, 100, 10**6, "worlds in which a threshold is drawn"),
)  # fmt: skip
def barrett_dannenberg_2012(
    S: int, c: float, r: float, threshold: float, sigma: float, seed: int, worlds: int
) -> dict[str, Measured]:
    """Contributors that nobody would leave or join, the spread at which there are none left, and how often it fails."""
    settings = {"actors": S, "cost": c, "risk": r, "global_threshold": threshold, "global_uncertainty": sigma}
    model = laboratory(settings | FULL_COMPLIANCE, ["formal_body"], everyone(S), seed)
    stable = sizes(gains(model), seed)["k_star"]
    figures = {"k_star": stable, "sigma_star": Measured(widest(model, seed))}
    failed = missed(settings, stable.value / S, seed, worlds)
    error = np.sqrt(max(failed * (1 - failed), 1 / worlds) / worlds) if sigma else 0.0
    return figures | {"missed": Measured(failed, float(error))}


def gains(model: Westphalia) -> np.ndarray:
    """What a state gains as the k-th party, the k - 1 others contributing and nobody else; shape (S,)."""
    issue = model.issues[0]
    body = issue.institutions[0]
    assert isinstance(body, FormalBody)
    out = np.empty(len(issue.rows))
    for k in range(len(out)):
        if body.in_force:
            body.lapse()
        body.draft(body.everyone)
        body.enter_into_force()
        body.bind(np.arange(k))
        out[k] = body.consent(np.array([k]))[0]
    return out


def widest(model: Westphalia, seed: int) -> float:
    """The largest spread of the threshold at which some states go on contributing, by halving."""

    def coordinates(sigma: float) -> bool:
        model.issues[0].settings["global_uncertainty"] = sigma
        return sizes(gains(model), seed)["k_star"].value > 0

    low, high = 0.0, WIDEST
    if not coordinates(low) or coordinates(high):
        return low if not coordinates(low) else high
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if coordinates(middle) else (low, middle)
    return (low + high) / 2


def missed(settings: dict[str, Any], share: float, seed: int, worlds: int) -> float:
    """How often the contributions of this share of the states miss the threshold that is drawn."""
    model = laboratory(settings | FULL_COMPLIANCE, [], everyone(int(settings["actors"])), seed)
    given, count = round(share * len(model.rows)), 0.0
    for world in range(worlds):
        again = Westphalia(model.world, [], seed + world, model.settings)
        again.rows["strategy"] = np.arange(len(again.rows)) < given
        again.issues[0].count_success()
        count += again.issues[0].global_failure
    return count / worlds
