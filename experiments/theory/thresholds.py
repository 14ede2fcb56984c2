"""Closed forms for expectations: an uncertain threshold, and where imitation and mutation rest."""

import math

import numpy as np
from scipy.optimize import brentq
from scipy.stats import truncnorm

from experiments.theory.synchronous import counted

Figures = dict[str, float]
LOWEST, HIGHEST = 0.05, 0.95  # where the distribution of the threshold is cut
WIDEST = 0.5


def missed(share: float, threshold: float, sigma: float) -> float:
    """Probability that a contribution of this share misses a threshold that is normal, cut to [.05, .95]."""
    if sigma == 0:
        return float(share < threshold - 1e-12)
    low, high = (LOWEST - threshold) / sigma, (HIGHEST - threshold) / sigma
    return float(truncnorm.sf(share, low, high, threshold, sigma))


def barrett_dannenberg_2012(S: int, c: float, r: float, threshold: float = 0.5, sigma: float = 0.0) -> Figures:
    """Contributors in equilibrium, the spread at which none is left, and how often they miss the threshold.

    The k-th of S contributors, each with 1/S of all means, gains r (P(T > (k-1)/S) - P(T > k/S)) - c. With a known
    threshold that is r - c for one k and -c for all others: coordination. With a density p it is about r p / S - c,
    which is below 0 everywhere once sigma exceeds r / (S c sqrt(2 pi)) (for S large): the prisoners' dilemma.
    """
    k_star = _equilibrium(S, c, r, threshold, sigma)
    return {
        "k_star": float(k_star), "missed": missed(k_star / S, threshold, sigma),
        "sigma_star": _boundary(S, c, r, threshold),
    }  # fmt: skip


def _gains(S: int, c: float, r: float, threshold: float, sigma: float) -> np.ndarray:
    """What the k-th contributor gains, k = 1..S."""
    fails = np.array([missed(k / S, threshold, sigma) for k in range(S + 1)])
    return r * (fails[:-1] - fails[1:]) - c


def _equilibrium(S: int, c: float, r: float, threshold: float, sigma: float) -> int:
    """The largest number of contributors of whom none would rather stop, and whom nobody would rather join."""
    gain = np.append(_gains(S, c, r, threshold, sigma), -math.inf)
    return max((k for k in range(1, S + 1) if gain[k - 1] >= 0 and gain[k] <= 0), default=0)


def _boundary(S: int, c: float, r: float, threshold: float) -> float:
    """The spread at which the best-placed contributor just breaks even."""

    def best(sigma: float) -> float:
        return float(_gains(S, c, r, threshold, sigma).max())

    if best(0.0) < 0:
        return 0.0
    return WIDEST if best(WIDEST) >= 0 else float(brentq(best, 1e-6, WIDEST, xtol=1e-12))


def rest_point(
    c: float, fine: float, beta: float, mu: float, Z: int = 0, phi: float = 1.0, ties: str = "everyone", r: float = 0.0
) -> Figures:
    """What members are expected to do by the closed form, and what Z of them do whom nothing else divides.

    The second is exact, a Markov chain (Z = 0: the limit of many), for actors who are all tied to one another and have
    no stake; elsewhere only the form is given.
    """
    expected = balance(c, fine, beta, mu)
    if ties != "everyone" or r > 0:
        return {"expected": expected}
    coop = counted(Z, fine - c, beta, mu, phi) if Z else expected
    return {"coop": coop, "expected": expected, "gap": coop - expected}


def balance(c: float, fine: float, beta: float, mu: float) -> float:
    """Share that contributes where imitation and mutation balance in a large population that all sees all.

    The positive root of t x^2 - (t - 2 mu) x - mu = 0 in [0, 1], t = (1 - mu) tanh(beta (fine - c) / 2): contributors
    gain t x (1 - x) by imitation, and lose mu (2 x - 1) by mutation.
    """
    t = (1 - mu) * math.tanh(beta * (fine - c) / 2)
    roots = np.roots([t, 2 * mu - t, -mu]) if t else np.array([0.5])
    return float(min(roots, key=lambda x: abs(x - 0.5)))
