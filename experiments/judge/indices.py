"""How much each factor matters: analyses of SALib, one for each sampler that has one, found by decorator."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from experiments.ask.samplers import BLOCK, MORRIS_LEVELS, unit_cube

DRAWS = 1000  # bootstrap samples, over base points or trajectories
DRAW_SEED = 20_101_001  # the same data give the same interval


class Index(NamedTuple):
    """One factor's index with its 95 % interval; NaN where undefined. `n` counts base points or trajectories."""

    factor: str
    measure: str
    value: float
    low: float
    high: float
    n: int


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
            unit_cube(len(factors)), values, calc_second_order=False, num_resamples=DRAWS, seed=DRAW_SEED
        )
    else:
        found = undefined(len(factors), "S1", "S1_conf", "ST", "ST_conf")
    return told(factors, found, n, {"first": "S1", "total": "ST"})


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
            unit_cube(len(factors)), x, values, num_levels=MORRIS_LEVELS, num_resamples=DRAWS, seed=DRAW_SEED
        )
    else:
        found = undefined(len(factors), "mu_star", "mu_star_conf", "mu", "sigma")
    return told(factors, found, n, {"mu_star": "mu_star", "mu": "mu", "sigma": "sigma"})


def whole_blocks(shares: np.ndarray, y: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """The points of those blocks of `size` in which every value is defined."""
    whole = np.repeat(np.isfinite(y.reshape(-1, size)).all(axis=1), size)
    return shares[whole], y[whole]


def varies(values: np.ndarray, n: int) -> bool:
    """Whether there is anything to share out among the factors; what differs by rounding does not vary."""
    return n > 1 and float(np.ptp(values)) > 1e-12 * max(1.0, float(np.abs(values).max()))


def undefined(factors: int, *names: str) -> dict[str, np.ndarray]:
    return {name: np.full(factors, np.nan) for name in names}


def told(factors: Sequence[str], found: Any, n: int, names: dict[str, str]) -> list[Index]:
    """One row a factor and index, with the interval where SALib gives one."""
    rows = []
    for name, key in names.items():
        values = np.ma.filled(np.ma.asarray(found[key], float), np.nan)
        half = np.asarray(found.get(f"{key}_conf", undefined(len(factors), key)[key]), float)
        for factor, value, h in zip(factors, values, half, strict=True):
            rows.append(Index(factor, name, float(value), float(value - h), float(value + h), n))
    return rows
