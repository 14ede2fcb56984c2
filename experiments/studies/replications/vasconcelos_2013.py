"""Sponsors of local or global enforcement in the game of collective risk.

Vasconcelos, Santos & Pacheco 2013, "A bottom-up institutional approach to cooperative governance of risky commons",
Nature Climate Change 3, 797. A sponsor pays pit; free-riders pay pif where enough sponsors stand, in the group (local)
or in the population (global).
"""

from typing import Any

import numpy as np

from experiments.studies.replications.case import Measured, replicates, symbol
from experiments.studies.replications.population import CONTROL, PLAY, averages, game, picked, trigger_limits

SPONSORS = (
    symbol("Z", 100, 2, 500, "actors"),
    symbol("b", 1.0, 0.01, 100, "endowment"),
    symbol("pit", 0.03, 0, 10, "what a sponsor pays"),
    symbol("pif", 0.3, 0, 10, "budget of enforcement for each actor"),
    symbol("scheme", "local", 0, 0, "where enforcement is triggered", choices=("none", "local", "global")),
    symbol("n_local", 1, 1, 20, "sponsors in the group that trigger it"),
    symbol("n_global", 25, 1, 500, "sponsors in the population that trigger it"),
)


def sponsored(
    Z: int, N: int, M: int, b: float, c: float, r: float, beta: float, mu: float, pit: float, pif: float,
    scheme: str, n_local: int, n_global: int, alpha: float, **control: Any,
) -> dict[str, Measured]:  # fmt: skip
    """The game with three strategies, and enforcement where the scheme puts it."""
    trigger = [n_local if scheme == "local" else np.inf, n_global if scheme == "global" else np.inf]
    games = game(
        N, M * b, c, r, beta, mu, endowment=b, strategies=3, sponsor_cost=pit, budget=pif, reward_share=alpha,
        trigger=[trigger],
    )  # fmt: skip
    return picked(averages(games, np.array([0, Z]), **control), "eta_G", "eta_I", "C", "P")


@replicates(__doc__, *SPONSORS, *PLAY, *CONTROL, limits=trigger_limits)
def vasconcelos_2013(**values: Any) -> dict[str, Measured]:
    """Long-run achievement, share of groups under enforcement, and shares of contributors and sponsors."""
    return sponsored(alpha=0.0, **values)
