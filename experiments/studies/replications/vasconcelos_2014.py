"""Rich and poor, and homophily between them.

Vasconcelos, Santos, Pacheco & Levin 2014, "Climate policies under wealth inequality", PNAS 111, 2212. Contributions are
shares of unequal endowments; a group must raise M contributions of the population's mean; raw payoffs are compared.
"""

from typing import Any

import numpy as np

from experiments.studies.replications.case import Measured, replicates, symbol
from experiments.studies.replications.population import CONTROL, averages, class_limits, game, picked


@replicates(
    __doc__,
    symbol("Z", 200, 2, 500, "actors"),
    symbol("ZR", 40, 0, 499, "rich actors"),
    symbol("N", 6, 2, 20, "actors in a group"),
    symbol("M", 3, 1, 20, "contributors that a group needs"),
    symbol("c", 0.1, 0, 1, "cost, share of the endowment"),
    symbol("bR", 2.5, 0.01, 100, "endowment of the rich"),
    symbol("bP", 0.625, 0.01, 100, "endowment of the poor"),
    symbol("r", 0.2, 0, 1, "risk"),
    symbol("beta", 3.0, 0, 100, "strength of imitation"),
    symbol("mu", 0.005, 1e-6, 1, "mutation"),
    symbol("h", 0.0, 0, 1, "homophily"),
    *CONTROL,
    limits=class_limits,
)
def vasconcelos_2014(
    Z: int, ZR: int, N: int, M: int, c: float, bR: float, bP: float, r: float, beta: float, mu: float, h: float,
    **control: Any,
) -> dict[str, Measured]:  # fmt: skip
    """Long-run achievement and the contributing shares of all, of the rich and of the poor."""
    mean = (ZR * bR + (Z - ZR) * bP) / Z
    games = game(N, M * mean, c, r, beta, mu, endowment=[bR, bP], homophily=h)
    figures = averages(games, np.array([ZR, Z - ZR]), **control)
    return picked(figures, "eta_G", "coop", *(["coop_rich"] if ZR else []), "coop_poor")
