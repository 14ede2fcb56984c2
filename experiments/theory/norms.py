"""Tipping of norms: committed minorities in the naming game, memory best response, and threshold cascades."""

import math

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import solve_ivp
from scipy.optimize import brentq, minimize_scalar, root
from scipy.stats import binom, poisson

Figures = dict[str, float]
Array = NDArray[np.float64]
ROUNDING = 1e-9


def naming_drift(state: Array, p: float) -> Array:
    """Rate of change of the shares (A, B) a round in the binary naming game (Xie et al. 2011, PRE 84, 011130, eq. 1).

    A share p is committed to A for ever; A counts the others who say A only, B those who say B only, and the rest AB
    know both. A speaker utters a word it knows; a hearer who knows it keeps only that word, as does the speaker, else
    adds it.
    """
    A, B = state
    both = 1 - A - B - p
    return np.array([-A * B + both**2 + A * both + 1.5 * p * both, -A * B + both**2 + B * both - p * B])


def naming_jacobian(state: Array, p: float) -> Array:
    """Derivative of :func:`naming_drift` with respect to the shares (A, B), shape (2, 2)."""
    A, B = state
    both = 1 - A - B - p
    return np.array([
        [-B - 2 * both + both - A - 1.5 * p, -A - 2 * both - A - 1.5 * p],
        [-B - 2 * both - B, -A - 2 * both + both - B - p],
    ])  # fmt: skip


def naming_game_critical_mass() -> float:
    """Committed share above which a society agreed on B turns to A: the fold where the B-dominated rest point vanishes.

    Solved as drift = 0 and determinant of the Jacobian = 0 (Xie et al. 2011: p_c = .0979).
    """

    def fold(unknown: Array) -> list[float]:
        state, p = unknown[:2], float(unknown[2])
        return [*naming_drift(state, p), float(np.linalg.det(naming_jacobian(state, p)))]

    found = root(fold, [0.1, 0.65, 0.1], tol=1e-14)
    return float(found.x[2])


def naming_game(p: float, time: float = 1e5) -> Figures:
    """Mean-field state reached from agreement on B, with a share p committed to A; shares n_A (p aside), n_B and n_AB.

    :param time: rounds integrated; near the critical mass the passage takes of the order of (p - p_c)^(-1/2) rounds
    """
    path = solve_ivp(
        lambda _, state: naming_drift(state, p), (0, time), [0, 1 - p], method="LSODA", rtol=1e-10, atol=1e-13
    )
    A, B = np.clip(path.y[:, -1], 0.0, 1.0)
    return {"n_A": float(A), "n_B": float(B), "n_AB": max(0.0, float(1 - p - A - B))}


def best_response(share: float | Array, memory: int) -> Array:
    """Chance of playing the new norm after ``memory`` meetings, a share of them with its players; ties by a coin."""
    half = memory // 2
    tie = 0.5 * binom.pmf(half, memory, share) if memory % 2 == 0 else 0.0
    return np.asarray(binom.sf(half, memory, share) + tie)


def critical_fraction(memory: int) -> float:
    """Committed share beyond which best response to the last ``memory`` meetings abandons the old norm, large N.

    With x = f(s) of the uncommitted playing the new norm, s = p + (1 - p) x of all meetings are with it. A rest point
    below one half exists up to p_c = max over s < 1/2 of (s - f(s)) / (1 - f(s)).
    """

    def committed(share: float) -> float:
        plays = float(best_response(share, memory))
        return (share - plays) / (1 - plays)

    grid = np.linspace(0.0, 0.5, 501)
    start = grid[int(np.argmax([committed(float(s)) for s in grid]))]
    bounds = (max(0.0, start - 0.001), min(0.5, start + 0.001))
    best = minimize_scalar(lambda s: -committed(s), bounds=bounds, method="bounded", options={"xatol": 1e-12})
    return max(0.0, committed(float(best.x)), committed(float(start)))


def centola_2018(N: int, memory: int, committed: int | None = None) -> Figures:
    """Critical mass among N players with ``memory``-long best response (Centola et al. 2018, Science 360, 1116).

    An uncommitted player meets the N - 1 others, so the old norm holds while committed <= (N - 1) p_c:
    ``critical_step`` is the least number that overturns it and ``critical_mass`` its share of N. With ``committed``
    given, ``P_overturn`` is the limit of large populations, 0 or 1. Chance blurs the step at N = 24: paired anew at
    random each round, both remembering what the other played, players with memory 12 are overturned within 200 rounds
    by 5 with probability .015 and by 6 with .982 (simulated, standard error .001).
    """
    fraction = critical_fraction(memory)
    step = math.floor((N - 1) * fraction + ROUNDING) + 1
    figures: Figures = {"critical_fraction": fraction, "critical_step": step, "critical_mass": step / N}
    if committed is not None:
        figures["P_overturn"] = float(committed >= step)
    return figures


def watts_2002(phi: float, z: float | None = None) -> Figures:
    """Global cascades on a Poisson random graph of mean degree z, thresholds all phi (Watts 2002, PNAS 99, 5766).

    Nodes of degree k <= 1 / phi are tipped by a single neighbour; cascades happen where these percolate, i.e. where
    ``condition`` = sum over such k of k (k - 1) p_k / z = z P(Poisson(z) <= floor(1 / phi) - 2) exceeds 1.

    :returns: window edges z_low and z_high (nan when no z cascades); with z given, also condition and cascade
    """
    degree = math.inf if phi <= 0 else math.floor(1 / phi + ROUNDING)
    low, high = _cascade_window(degree)
    figures: Figures = {"z_low": low, "z_high": high}
    if z is not None:
        figures["condition"] = _cascade_condition(z, degree)
        figures["cascade"] = figures["condition"] > 1
    return figures


def _cascade_condition(z: float, degree: float) -> float:
    return z if math.isinf(degree) else float(z * poisson.cdf(degree - 2, z))


def _cascade_window(degree: float) -> tuple[float, float]:
    """Mean degrees between which the cascade condition exceeds 1; the condition rises to a single peak and falls."""
    if math.isinf(degree):
        return 1.0, math.inf
    peak = minimize_scalar(lambda z: -_cascade_condition(z, degree), bounds=(0.0, degree + 1), method="bounded").x
    if degree < 2 or _cascade_condition(peak, degree) <= 1:
        return math.nan, math.nan
    top = 2 * degree + 20
    edges = [
        brentq(lambda z: _cascade_condition(z, degree) - 1, *ends, xtol=1e-13) for ends in ((0.0, peak), (peak, top))
    ]
    return float(edges[0]), float(edges[1])
