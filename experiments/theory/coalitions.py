"""Self-enforcing agreements among n like countries: which coalition sizes are stable.

A coalition of k is stable when no member gains by leaving and no outsider gains by joining, each taking the others'
membership as given (d'Aspremont et al. 1983, Can. J. Econ. 16, 17). ``k_star`` is the largest stable size, 0 when none
is.
"""

import math
from collections.abc import Sequence

Figures = dict[str, float]
SLACK = 1e-9  # c / b this close below a whole number counts as that number (rounding)


def stable_sizes(staying: Sequence[float], tolerance: float = 0.0) -> list[int]:
    """Stable sizes, given what a member of a coalition of k = 1..n gains by staying rather than leaving it.

    :param staying: payoff of a member of k less that of an outsider beside k - 1, shape (n,)
    :param tolerance: a gain this small counts as none, in units of payoff
    """
    n = len(staying)
    holds = [gain >= -tolerance for gain in staying]
    closed = [k == n or staying[k] <= tolerance for k in range(1, n + 1)]
    return [k for k in range(1, n + 1) if holds[k - 1] and closed[k - 1]]


def _sizes(staying: Sequence[float], tolerance: float = 0.0) -> Figures:
    sizes = stable_sizes(staying, tolerance)
    return {"k_star": max(sizes, default=0), "k_smallest": min(sizes, default=0)}


def linear_quadratic(n: int, b: float, c: float) -> Figures:
    """Linear benefit b per unit abated by anyone, own cost c q^2 / 2 (Carraro & Siniscalco 1993; Barrett 2003).

    An outsider abates b / c and a member of k abates k b / c, so staying is worth -(b^2 / 2c)(k - 1)(k - 3): sizes 2
    and 3 are stable and k* = 3 for every n >= 3, whatever b and c.
    """
    return _sizes([_linear_quadratic_gain(k, b, c) for k in range(1, n + 1)])


def _linear_quadratic_gain(k: int, b: float, c: float) -> float:
    return -(b * b / (2 * c)) * (k - 1) * (k - 3)


def binary_linear(n: int, b: float, c: float) -> Figures:
    """Contribute or not: own cost c, benefit b to each of n countries (Barrett 2003, Environment and Statecraft).

    The least coalition that gains by contributing, k b >= c, is the only stable one that contributes: k* = ceil(c / b).
    With c > n b none does and k* = 0; indifferent members contribute. With c <= b each contributes unasked, all sizes
    are alike, and the formula's 1 stands.
    """
    least = max(1, math.ceil(c / b - SLACK))
    return {"k_star": least if least <= n else 0}


def barrett_1994(n: int, gamma: float, a: float = 100.0, b: float = 1.0) -> Figures:
    """Benefit b (a Q - Q^2 / 2) / n, cost gamma b q^2 / 2, signatories lead (Barrett 1994, Oxf. Econ. Pap. 46, 878).

    Outsiders answer the signatories' abatement with their own best response, which signatories foresee (Stackelberg).
    """
    payoffs = [_barrett_payoffs(n, k, gamma, a, b) for k in range(n + 1)]
    staying = [payoffs[k][0] - payoffs[k - 1][1] for k in range(1, n + 1)]
    return _sizes(staying, tolerance=1e-12 * max(abs(payoff) for both in payoffs for payoff in both))


def _barrett_payoffs(n: int, k: int, gamma: float, a: float, b: float) -> tuple[float, float]:
    """Payoff of a signatory and of an outsider when k of n have signed.

    Outsiders set q = (a - Q) / (n gamma), so that a - Q = pass_on (a - k q_s) with pass_on = n gamma / (n gamma + n -
    k); signatories then choose q_s = a k pass_on^2 / (n gamma + k^2 pass_on^2).
    """
    pass_on = n * gamma / (n * gamma + n - k)
    signatory = a * k * pass_on**2 / (n * gamma + k**2 * pass_on**2)
    shortfall = pass_on * (a - k * signatory)
    outsider = shortfall / (n * gamma)
    total = a - shortfall
    benefit = b * (a * total - total**2 / 2) / n
    return benefit - gamma * b * signatory**2 / 2, benefit - gamma * b * outsider**2 / 2


def participation_rule(n: int, b: float, c: float, m: int) -> Figures:
    """Linear-quadratic game with minimum participation m (idea: Carraro, Marchiori & Oreffice 2009, ERE 42, 411).

    At exactly m every member is pivotal: leaving dissolves the treaty and costs (b^2 / 2c)(m - 1)^2 (``pivotal_gain``).
    Above m members leave as without the rule, so k* = max(m, 3) within n.
    """
    pivotal = (b * b / (2 * c)) * (m - 1) ** 2
    staying = [pivotal if k == m else _linear_quadratic_gain(k, b, c) for k in range(1, n + 1)]
    sizes = [k for k in stable_sizes(staying) if k >= m]
    return {"pivotal_gain": pivotal, "k_star": max(sizes, default=0)}


def climate_club(n: int, b: float, c: float, tau: float | None = None) -> Figures:
    """Linear-quadratic game where outsiders pay a penalty tau (idea: Nordhaus 2015, Am. Econ. Rev. 105, 1339).

    ``tariff`` is the least penalty that makes the coalition of all stable, (b^2 / 2c)(n - 1)(n - 3), and 0 where it is
    stable without one. ``k_star`` is the largest stable size at tau, by default at that tariff.
    """
    tariff = max(0.0, -_linear_quadratic_gain(n, b, c))
    penalty = tariff if tau is None else tau
    scale = b * b / (2 * c) * n * n
    staying = [_linear_quadratic_gain(k, b, c) + penalty for k in range(1, n + 1)]
    return {"tariff": tariff, "k_star": _sizes(staying, tolerance=1e-12 * scale)["k_star"]}
