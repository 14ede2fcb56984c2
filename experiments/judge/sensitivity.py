"""How much each factor of a sweep matters, for each outcome and each difference between arms.

The analyses are SALib's, one for each sampler that has one, found by decorator.
"""

from collections.abc import Callable, Mapping, Sequence
from math import inf
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from experiments.ask.design import Design
from experiments.ask.samplers import BLOCK, MORRIS_LEVELS, unit_cube
from experiments.judge.estimate import DRAW_SEED, UNBOUNDED, Bounds, interval
from experiments.judge.findings import Findings
from model.params import BadInput

#: Samples, over base points or trajectories: SALib holds them all at once.
BOOTSTRAP: Mapping[str, Any] = {"num_resamples": 1000, "seed": DRAW_SEED}
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
    from SALib.analyze import sobol  # takes a second to load, as morris below

    _, y, n = whole_blocks(shares, y, len(factors) + BLOCK["sobol"])
    found = sobol.analyze(unit_cube(len(factors)), y, calc_second_order=False, **BOOTSTRAP) if varies(y, n) else {}
    return [*rows(factors, found, n, "first", "S1", SHARE), *rows(factors, found, n, "total", "ST", SHARE)]


@analysis("morris")
def morris_effects(factors: Sequence[str], shares: np.ndarray, y: np.ndarray) -> list[Index]:
    """Mean absolute effect of going through the whole range, mean effect, and its spread (Campolongo et al. 2007).

    Only the mean absolute effect has an interval. A trajectory with an undefined value is left out.
    """
    from SALib.analyze import morris

    x, y, n = whole_blocks(shares, y, len(factors) + BLOCK["morris"])
    cube = unit_cube(len(factors))
    found = morris.analyze(cube, x, y, num_levels=MORRIS_LEVELS, **BOOTSTRAP) if varies(y, n) else {}
    measures = {"mu_star": POSITIVE, "mu": UNBOUNDED, "sigma": UNBOUNDED}
    return [row for name, bounds in measures.items() for row in rows(factors, found, n, name, name, bounds)]


def whole_blocks(shares: np.ndarray, y: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray, int]:
    """The points of those blocks of `size` in which every value is defined, and how many blocks they are."""
    whole = np.repeat(np.isfinite(y.reshape(-1, size)).all(axis=1), size)
    return shares[whole], y[whole], int(whole.sum()) // size


def varies(values: np.ndarray, n: int) -> bool:
    """Whether there is anything to share out among the factors; what differs by rounding does not vary."""
    return n > 1 and float(np.ptp(values)) > 1e-12 * max(1.0, float(np.abs(values).max()))


def rows(factors: Sequence[str], found: Any, n: int, measure: str, key: str, bounds: Bounds) -> list[Index]:
    """One row a factor, with the interval where SALib gives one; NaN where nothing was found.

    An estimator of a share of variance may leave 0 to 1 by chance, and so may its interval; but one that is wider than
    that range says nothing.
    """
    undefined = np.full(len(factors), np.nan)
    values = np.ma.filled(np.ma.asarray(found.get(key, undefined), float), np.nan)
    half = np.asarray(found.get(f"{key}_conf", undefined), float)
    ends = np.array(interval(values, half, UNBOUNDED if bounds == SHARE else bounds))
    wide = 2 * half > bounds[1] - bounds[0]
    ends[:, wide] = np.nan
    return [
        Index(factor, measure, float(value), float(low), float(high), n, TOO_SMALL if small else "")
        for factor, value, low, high, small in zip(factors, values, *ends, wide, strict=True)
    ]


def sensitivity(findings: Findings, outcomes: list[str]) -> pd.DataFrame:
    """One row an outcome, arm or pair of arms, factor and index. Raises BadInput where there is nothing to analyse."""
    design = findings.design
    check_sampler(design)
    if (findings.runs["status"] == "error").all():
        raise BadInput("dir", findings.folder, "a sweep of which not every run failed")
    factors = [f.name for f in design.factors]
    rows = [
        {"outcome": outcome, "of": of} | index._asdict()
        for outcome in outcomes
        for of, y in findings.measured(outcome).items()
        for index in ANALYSES[design.sampler](factors, design.shares, y)
    ]
    return pd.DataFrame(rows)


def check_sampler(design: Design) -> None:
    """Raises BadInput where the sampler has no analysis."""
    if design.sampler not in ANALYSES:
        raise BadInput("sampler", design.sampler, f"{' '.join(ANALYSES)} in a design for sensitivity")


def as_json(table: pd.DataFrame) -> dict[str, Any]:
    """The table as plain values, null where undefined."""
    return {"indices": table.astype(object).where(table.notna(), None).to_dict("records")}
