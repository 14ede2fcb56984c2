"""The game of collective risk in a population that mixes well.

Santos & Pacheco 2011, "Risk of collective failure provides an escape from the tragedy of the commons", PNAS 108, 10421.
With Z=inf the population is unlimited: the risk above which cooperation can pay, and where it comes to rest.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy.optimize import brentq, minimize_scalar

from experiments.studies.replications.case import Measured, no_more, replicates, symbol
from experiments.studies.replications.population import CONTROL, PLAY, averages, game, group_limits, picked
from model.game import conduct, fails, log_choose, stake

INFINITE = "inf"


def _limits(values: Mapping[str, Any]) -> None:
    if values["Z"] == INFINITE:
        no_more(values, "M", "N")
    else:
        group_limits(values)


@replicates(
    __doc__, symbol("Z", 100, 2, 500, "actors", words=(INFINITE,)), symbol("b", 1.0, 0.01, 100, "endowment"),
    *PLAY, *CONTROL, limits=_limits,
)  # fmt: skip
def santos_pacheco_2011(
    Z: int | str, b: float, N: int, M: int, c: float, r: float, beta: float, mu: float, **control: Any
) -> dict[str, Measured]:
    """Long-run achievement and contributing share; in the limit the critical risk and the two resting shares."""
    if Z == INFINITE:
        return unlimited_population(N, M, c, r)
    games = game(N, M * b, c, r, beta, mu, endowment=b)
    return picked(averages(games, np.array([0, int(Z)]), **control), "eta_G", "coop")


def unlimited_population(N: int, M: int, c: float, r: float) -> dict[str, Measured]:
    """What the engine's payoffs say where companions are drawn from an endless population."""

    def gain(x: float, risk: float) -> float:
        return payoff(1, x, N, M, c, risk) - payoff(0, x, N, M, c, risk)

    peak = minimize_scalar(lambda x: -gain(x, 1.0), bounds=(0, 1), method="bounded", options={"xatol": 1e-12}).x
    if M == N:
        peak = 1.0  # the last contributor is pivotal only among all others
    if M == 1:
        peak = 0.0
    figures = {}
    if gain(peak, 1.0) >= 0:
        figures["critical_risk"] = Measured(brentq(lambda risk: gain(peak, risk), 0, 1, xtol=1e-14))
    if gain(peak, r) > 0:
        if gain(0, r) < 0:
            figures["x_low"] = Measured(brentq(lambda x: gain(x, r), 0, peak, xtol=1e-13))
        if gain(1, r) < 0:
            figures["x_high"] = Measured(brentq(lambda x: gain(x, r), peak, 1, xtol=1e-13))
    return figures


def payoff(strategy: int, x: float, N: int, M: int, c: float, risk: float) -> float:
    """Payoff of one actor among N - 1 companions who each contribute with chance x."""
    total = 0.0
    for k in range(N):
        log_ways = log_choose(N - 1, k)
        weight = np.exp(log_ways) * x**k * (1 - x) ** (N - 1 - k)
        failed = fails(float(k + strategy), float(M))
        total += weight * (stake(risk, 0.0, failed, 0.0) + conduct(strategy, c, 0.0, 0.0, 0.0, 0.0))
    return total
