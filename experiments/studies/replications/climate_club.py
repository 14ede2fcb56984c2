"""A penalty on outsiders can hold a coalition of all together.

Nordhaus 2015, "Climate clubs: overcoming free-riding in international climate policy", American Economic Review 105,
1339, in the linear-quadratic game: every outsider pays tau to nobody once there is a club.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from experiments.studies.replications.case import Measured, replicates, symbol
from experiments.studies.replications.coalition_game import (
    BENEFIT,
    CONTROL,
    COST,
    COUNTRIES,
    gains_of,
    linear_quadratic_payoffs,
    sizes,
)
from model.params import BadInput

UNSET = -1.0


def _limits(values: Mapping[str, Any]) -> None:
    if values["tau"] != UNSET and values["tau"] < 0:
        raise BadInput("tau", values["tau"], "0 or more (or -1: the least that holds all)")


@replicates(
    __doc__, COUNTRIES, BENEFIT, COST, symbol("tau", UNSET, -1, 1e15, "penalty; -1: the least that holds all"),
    *CONTROL, limits=_limits,
)  # fmt: skip
def climate_club(n: int, b: float, c: float, tau: float, seed: int) -> dict[str, Measured]:
    """The least penalty at which nobody leaves the coalition of all, and the size that settles at tau."""
    least = least_penalty(n, b, c)
    gain = penalised(n, b, c, least if tau == UNSET else tau)
    return {"tariff": Measured(least), "k_star": sizes(gain, seed)["k_star"]}


def penalised(n: int, b: float, c: float, tau: float) -> np.ndarray:
    """Gains of staying where every outsider pays tau."""
    member, outsider = linear_quadratic_payoffs(n, b, c)
    return gains_of(member, [payoff - Fraction(tau) for payoff in outsider])


def least_penalty(n: int, b: float, c: float) -> float:
    """What the last to join a coalition of all would gain by leaving, which a penalty must take away."""
    return max(0.0, -float(penalised(n, b, c, 0.0)[n - 1]))
