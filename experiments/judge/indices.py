"""How much each factor matters: analyses of SALib, one for each sampler that has one, found by decorator."""

from collections.abc import Callable, Sequence
from math import inf
from typing import Any, NamedTuple

import numpy as np

from experiments.ask.samplers import BLOCK, MORRIS_LEVELS, unit_cube
from experiments.judge.estimate import DRAW_SEED, UNBOUNDED, Bounds, interval

RESAMPLES = 1000  # bootstrap samples, over base points or trajectories: SALib holds them all at once
TOO_SMALL = "sample too small"
SHARE, POSITIVE = (0.0, 1.0), (0.0, inf)


class Index(NamedTuple):
    """One factor's index with its 95 % interval; NaN where undefined. `n` counts base points or trajectories.

    `warning` says why there is no interval where one would be wider than all that the index can be.
    """

    factor: str
    measure: str
    value: float
    low: float
    high: float
    n: int
    warning: str = ""


Analysis = Callable[[Sequence[str], np.ndarray, np.ndarray], list[Index]]
ANALYSES: dict[str, Analysis] = {}


def analysis(sampler: str) -> Callable[[Analysis], Analysis]:
    """Register `f(factors, shares, y)` for points drawn by this sampler, shapes (points, factors) and (points,)."""

    def register(function: Analysis) -> Analysis:
        ANALYSES[sampler] = function
        return function

    return register


@analysis("sobol")
def sobol_indices(factors: Sequence[str], shares: np.ndarray, y: np.ndarray) -> list[Index]:
    """First-order and total shares of the variance (Sobol 1993; Saltelli et al. 2010).

    A base point with an undefined value among its D + 2 is left out; the bootstrap is over base points.
    """
    from SALib.analyze import sobol

    size = len(factors) + BLOCK["sobol"]
    _, values = whole_blocks(shares, y, size)
    n = len(values) // size
    if varies(values, n):
        found = sobol.analyze(
            unit_cube(len(factors)), values, calc_second_order=False, num_resamples=RESAMPLES, seed=DRAW_SEED
        )
    else:
        found = undefined(len(factors), "S1", "S1_conf", "ST", "ST_conf")
    return rows(factors, found, n, {"first": ("S1", SHARE), "total": ("ST", SHARE)})


@analysis("morris")
def morris_effects(factors: Sequence[str], shares: np.ndarray, y: np.ndarray) -> list[Index]:
    """Mean absolute effect of going through the whole range, mean effect, and its spread (Campolongo et al. 2007).

    Only the mean absolute effect has an interval. A trajectory with an undefined value is left out.
    """
    from SALib.analyze import morris

    size = len(factors) + BLOCK["morris"]
    x, values = whole_blocks(shares, y, size)
    n = len(values) // size
    if varies(values, n):
        found = morris.analyze(
            unit_cube(len(factors)), x, values, num_levels=MORRIS_LEVELS, num_resamples=RESAMPLES, seed=DRAW_SEED
        )
    else:
        found = undefined(len(factors), "mu_star", "mu_star_conf", "mu", "sigma")
    plain = {name: (name, UNBOUNDED) for name in ("mu", "sigma")}
    return rows(factors, found, n, {"mu_star": ("mu_star", POSITIVE)} | plain)


def whole_blocks(shares: np.ndarray, y: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """The points of those blocks of `size` in which every value is defined."""
    whole = np.repeat(np.isfinite(y.reshape(-1, size)).all(axis=1), size)
    return shares[whole], y[whole]


def varies(values: np.ndarray, n: int) -> bool:
    """Whether there is anything to share out among the factors; what differs by rounding does not vary."""
    return n > 1 and float(np.ptp(values)) > 1e-12 * max(1.0, float(np.abs(values).max()))


def undefined(factors: int, *names: str) -> dict[str, np.ndarray]:
    return {name: np.full(factors, np.nan) for name in names}


def rows(factors: Sequence[str], found: Any, n: int, names: dict[str, tuple[str, Bounds]]) -> list[Index]:
    """One row a factor and index, with the interval where SALib gives one.

    An estimator of a share of variance may leave 0 to 1 by chance, and so may its interval; but one that is wider than
    that range says nothing.
    """
    listed = []
    for measure, (key, bounds) in names.items():
        values = np.ma.filled(np.ma.asarray(found[key], float), np.nan)
        half = np.asarray(found.get(f"{key}_conf", undefined(len(factors), key)[key]), float)
        ends = np.array(interval(values, half, UNBOUNDED if bounds == SHARE else bounds))
        small = 2 * half > bounds[1] - bounds[0]
        ends[:, small] = np.nan
        for factor, value, low, high, wide in zip(factors, values, *ends, small, strict=True):
            listed.append(Index(factor, measure, float(value), float(low), float(high), n, TOO_SMALL if wide else ""))
    return listed
