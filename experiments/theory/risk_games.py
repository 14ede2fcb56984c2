"""Collective-risk dilemmas: expected payoffs under random groups, and the figures the papers report.

Groups of N actors are drawn without replacement from a population of Z. An actor owns b; contributing costs the share c
of it; a group without enough contributors loses the share r of what its members own. Expected payoffs are
hypergeometric tails, because every term of the payoff depends on one count alone. ``eta_G`` is the share of groups that
reach their threshold and ``eta_I`` the share with an active institution, both averaged over the stationary
distribution.
"""

import math
from typing import Literal

import numpy as np
from scipy.optimize import brentq
from scipy.special import comb
from scipy.stats import hypergeom

from experiments.theory.chains import Array, Counts, simplex, three_strategies, two_classes, two_strategies

Figures = dict[str, float]
Scheme = Literal["none", "local", "global"]
TIE = 1e-9  # a group short of its threshold by this share of one contribution has reached it (rounding)


def drawn(k: int | Counts, total: int | Counts, marked: Counts, draws: int) -> Array:
    """Probability of k marked actors among ``draws`` taken from ``total`` without replacement; broadcasts."""
    groups = comb(total, draws)
    if np.isinf(groups).any():  # too many groups for a float: slower, in logarithms
        return np.asarray(hypergeom.pmf(k, total, marked, draws))
    return np.asarray(comb(marked, k) * comb(total - marked, draws - k) / np.where(groups > 0, groups, 1))


def at_least(needed: float, marked: Counts, draws: int, total: int | Counts) -> Array:
    """Probability that ``draws`` of ``total`` actors hold at least ``needed`` of the ``marked`` ones (any shape)."""
    k = np.arange(max(0, math.ceil(needed)), draws + 1)
    everyone = np.asarray(total)[..., None]
    inside = np.clip(marked[..., None], 0, everyone)
    return np.asarray(np.minimum(1.0, drawn(k, everyone, inside, draws).sum(-1)))


def santos_pacheco_2011(Z: int, N: int, M: int, b: float, c: float, r: float, beta: float, mu: float) -> Figures:
    """Contribute or withhold under risk r (Santos & Pacheco 2011, PNAS 108, 10421): shares eta_G and coop."""
    i = np.arange(Z + 1)
    withhold = b * (1 - r * (1 - at_least(M, i, N - 1, Z - 1)))
    contribute = b * (1 - r * (1 - at_least(M - 1, i - 1, N - 1, Z - 1))) - c * b
    share = two_strategies(np.stack([withhold, contribute]), beta, mu)
    return {"eta_G": float(share @ at_least(M, i, N, Z)), "coop": float(share @ i / Z)}


def vasconcelos_2013(
    Z: int, N: int, M: int, b: float, c: float, r: float, beta: float, mu: float,
    pit: float, pif: float, scheme: Scheme, n_local: int = 1, n_global: int = 25,
) -> Figures:  # fmt: skip
    """Withhold, contribute or also sponsor fines (Vasconcelos, Santos & Pacheco 2013, Nat. Clim. Change 3, 797).

    A sponsor contributes and pays pit. A withholder is fined pif where an institution is active: ``local`` in groups
    with n_local sponsors, ``global`` everywhere once the population has n_global sponsors, ``none`` nowhere.

    :returns: shares eta_G, eta_I, C (contribute only) and P (sponsor)
    """
    return sun_2021(Z, N, M, b, c, r, beta, mu, pit, pif, scheme, n_local, n_global, alpha=0.0)


def sun_2021(
    Z: int, N: int, M: int, b: float, c: float, r: float, beta: float, mu: float,
    pit: float, pif: float, scheme: Scheme, n_local: int = 1, n_global: int = 25, alpha: float = 0.0,
) -> Figures:  # fmt: skip
    """As :func:`vasconcelos_2013` with the incentive divided (Sun et al. 2021, iScience 24, 102844).

    Where an institution is active a withholder is fined (1 - alpha) pif, and everyone who contributes, sponsors
    included, is rewarded alpha pif.
    """
    counts = simplex(Z)
    sponsors, givers = counts[:, 2], counts[:, 1] + counts[:, 2]
    payoffs = np.empty((len(counts), 3))
    for strategy, (gives, sponsor) in enumerate([(0, 0), (1, 0), (1, 1)]):
        success = at_least(M - gives, givers - gives, N - 1, Z - 1)
        active = _active(scheme, sponsors, sponsor, N, Z, n_local, n_global)
        incentive = alpha * pif if gives else -(1 - alpha) * pif
        payoffs[:, strategy] = b * (1 - r * (1 - success)) - gives * c * b - sponsor * pit + incentive * active
    share = three_strategies(payoffs, Z, beta, mu)
    institutions = _active(scheme, sponsors, None, N, Z, n_local, n_global)
    return {
        "eta_G": float(share @ at_least(M, givers, N, Z)),
        "eta_I": float(share @ institutions),
        "C": float(share @ counts[:, 1] / Z),
        "P": float(share @ sponsors / Z),
    }


def _active(
    scheme: Scheme, sponsors: Counts, own: int | None, N: int, Z: int, n_local: float, n_global: float
) -> Array:
    """Chance of an institution in the group of an actor who sponsors (own = 1) or not (0), or in any group (None)."""
    if scheme == "none":
        return np.zeros(len(sponsors))
    if scheme == "global":
        return np.asarray(sponsors >= n_global, dtype=float)
    if scheme != "local":
        raise ValueError(f"scheme={scheme}: allowed none, local, global")
    if own is None:
        return at_least(n_local, sponsors, N, Z)
    return at_least(n_local - own, sponsors - own, N - 1, Z - 1)


def vasconcelos_2014(
    Z: int, ZR: int, N: int, M: int, c: float, bR: float, bP: float, r: float, beta: float, mu: float, h: float
) -> Figures:
    """Rich and poor under risk, with homophily h (Vasconcelos et al. 2014, PNAS 111, 2212).

    A group succeeds when its contributions c bR, c bP reach M c times the *population* mean endowment.

    :param ZR: rich among Z; bR, bP: endowments of a rich and a poor actor
    :returns: shares eta_G, coop, coop_rich, coop_poor
    """
    poor, rich = np.indices((Z - ZR + 1, ZR + 1))
    need = M * (ZR * bR + (Z - ZR) * bP) / Z  # in units of c
    payoffs = np.empty((2, 2, *poor.shape))
    for k, endowment in enumerate((bP, bR)):
        for gives in (0, 1):
            others = (poor - (1 - k) * gives, rich - k * gives)
            success = _reaching(need - gives * endowment, others, (bP, bR), N - 1, Z - 1)
            payoffs[k, gives] = endowment * (1 - r * (1 - success)) - gives * c * endowment
    share = two_classes(payoffs, beta, mu, h)
    coop_rich, coop_poor = (float((share * x).sum() / max(1, n)) for x, n in ((rich, ZR), (poor, Z - ZR)))
    return {
        "eta_G": float((share * _reaching(need, (poor, rich), (bP, bR), N, Z)).sum()),
        "coop": (ZR * coop_rich + (Z - ZR) * coop_poor) / Z,
        "coop_rich": coop_rich,
        "coop_poor": coop_poor,
    }


def _reaching(
    missing: float, givers: tuple[Counts, Counts], gifts: tuple[float, float], draws: int, total: int
) -> Array:
    """Probability that the (poor, rich) givers among ``draws`` actors give together at least what is missing."""
    poor, rich = (np.clip(g, 0, total) for g in givers)
    chance = np.zeros(poor.shape)
    for j in range(draws + 1):
        from_poor = (missing - j * gifts[1]) / gifts[0] - TIE
        chance += drawn(j, total, rich, draws) * at_least(from_poor, poor, draws - j, total - rich)
    return chance


def critical_risk(N: int, M: int, c: float) -> float:
    """Least risk at which contributing can pay in an infinite population: c / max Gamma (Santos & Pacheco 2011).

    Gamma(x) = C(N-1, M-1) x^(M-1) (1-x)^(N-M) is the chance of being pivotal when a share x contributes.
    """
    return c / _pivotal((M - 1) / (N - 1), N, M)


def santos_pacheco_infinite(N: int, M: int, c: float, r: float | None = None) -> Figures:
    """Infinite population: critical_risk and, with r given, rest points x_low (unstable), x_high (stable), else nan."""
    figures: Figures = {"critical_risk": critical_risk(N, M, c)}
    if r is not None:
        roots = replicator_roots(N, M, c, r)
        figures["x_low"] = roots[0] if roots and M > 1 else math.nan
        figures["x_high"] = roots[-1] if roots and M < N else math.nan
    return figures


def replicator_roots(N: int, M: int, c: float, r: float) -> tuple[float, ...]:
    """Interior rest points of r Gamma(x) = c: the unstable xL, then the stable xR; none below the critical risk.

    Only xR exists for M = 1 and only xL for M = N.
    """
    if r < critical_risk(N, M, c):
        return ()
    peak = (M - 1) / (N - 1)
    sides = [(low, high) for low, high in ((0.0, peak), (peak, 1.0)) if low < high]
    return tuple(float(brentq(lambda x: r * _pivotal(x, N, M) - c, low, high, xtol=1e-15)) for low, high in sides)


def _pivotal(x: float, N: int, M: int) -> float:
    return math.comb(N - 1, M - 1) * x ** (M - 1) * (1 - x) ** (N - M)
