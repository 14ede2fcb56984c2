"""Self-enforcing agreements with concave benefits, signatories leading.

Barrett 1994, "Self-enforcing international environmental agreements", Oxford Economic Papers 46, 878. Benefit
b (a Q - Q^2 / 2) / n, cost gamma b q^2 / 2; outsiders answer what signatories abate, and signatories foresee it.
"""

import numpy as np

from experiments.studies.replications.case import Measured, replicates, symbol
from experiments.studies.replications.coalition_game import CONTROL, COUNTRIES, gains_of, sizes


@replicates(
    __doc__, COUNTRIES, symbol("gamma", 0.5, 1e-6, 1e6, "slope of cost over slope of benefit"),
    symbol("a", 100.0, 1e-3, 1e6, "abatement that exhausts the benefit"),
    symbol("b", 1.0, 1e-6, 1e6, "slope of benefit"), *CONTROL,
)  # fmt: skip
def barrett_1994(n: int, gamma: float, a: float, b: float, seed: int) -> dict[str, Measured]:
    """Largest size at which the engine's coalitions settle."""
    return {"k_star": sizes(gains_of(*leading_payoffs(n, gamma, a, b)), seed)["k_star"]}


def leading_payoffs(n: int, gamma: float, a: float, b: float) -> tuple[np.ndarray, np.ndarray]:
    """Payoffs at each size 0..n of a signatory and of an outsider.

    The signatories' abatement is found as the best among a fine search of what outsiders' answer leaves them.
    """
    members, outsiders = np.zeros(n + 1), np.zeros(n + 1)
    for k in range(n + 1):

        def answer(ours: float, k: int = k) -> float:
            """Each outsider's best abatement: b (a - Q) / n = gamma b q."""
            return (a - k * ours) / (n * gamma + n - k)

        ours = _best_lead(n, k, gamma, a) if k else 0.0
        theirs = answer(ours)
        total = k * ours + (n - k) * theirs
        benefit = b * (a * total - total**2 / 2) / n
        members[k], outsiders[k] = benefit - gamma * b * ours**2 / 2, benefit - gamma * b * theirs**2 / 2
    return members, outsiders


def _best_lead(n: int, k: int, gamma: float, a: float) -> float:
    """Abatement of each signatory that maximises their joint payoff: where its derivative, linear in q, crosses 0."""

    def slope(q: float) -> float:
        passed_on = n * gamma / (n * gamma + n - k)  # what of one unit more is not undone by outsiders
        total = k * q + (n - k) * (a - k * q) / (n * gamma + n - k)
        return k * (a - total) / n * k * passed_on - k * gamma * q

    at_zero = slope(0.0)
    return at_zero / (at_zero - slope(1.0))
