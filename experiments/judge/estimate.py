"""A number with its interval: means, paired differences, medians of times, and the bootstrap of anything else.

The same data give the same interval: every bootstrap draws with one seed.
"""

from collections.abc import Callable
from math import inf
from typing import Any, NamedTuple

import numpy as np
from scipy.special import stdtrit

from experiments.play.tables import known

CONFIDENCE, ALPHA = 0.95, 0.05
DRAWS = 4000  # bootstrap samples
DRAW_SEED = 20_130_101

Bounds = tuple[float, float]
Statistic = Callable[[np.ndarray], np.ndarray]
UNBOUNDED = (-inf, inf)


class Estimate(NamedTuple):
    """A value with its interval, NaN where undefined; `n` counts the values that it rests on.

    The value is a mean, the median of a censored time, or another statistic; `bounds` say what the outcome can be.
    """

    value: float
    low: float
    high: float
    n: int
    bounds: Bounds = UNBOUNDED

    def as_json(self) -> dict[str, float | int | None]:
        """Plain values under the keys that files and `--json` have, null where undefined."""
        return {"mean": known(self.value), "low": known(self.low), "high": known(self.high), "n": self.n}


def defined(values: np.ndarray) -> np.ndarray:
    """The values without NaN."""
    values = np.asarray(values, float)
    return values[~np.isnan(values)]


def mean_of(values: np.ndarray, alpha: float = ALPHA) -> Estimate:
    """Mean of the defined values and its Student t interval, which takes two of them."""
    values = defined(values)
    n = len(values)
    if n < 2:
        return Estimate(float(values.mean()) if n else np.nan, np.nan, np.nan, n)
    mean, half = float(values.mean()), float(half_width(values.std(ddof=1), n, alpha))
    return Estimate(mean, mean - half, mean + half, n)


def difference_of(values: np.ndarray, others: np.ndarray, alpha: float = ALPHA) -> Estimate:
    """Mean paired difference, seed by seed or point by point, of the pairs in which both are defined."""
    return mean_of(values - others, alpha)


def half_width(deviation: Any, n: Any, alpha: float = ALPHA) -> Any:
    """Half the interval of a mean from the sample's standard deviation (Student 1908)."""
    return stdtrit(np.maximum(n - 1, 1), 1 - alpha / 2) * deviation / np.sqrt(n)


def resampled(statistic: Statistic, n: int) -> np.ndarray:
    """The statistic of every bootstrap sample; it takes indices (samples, n) and returns (samples, ...).

    Not `scipy.stats.bootstrap`: that takes arrays apart and interpolates between samples, whereas here one draw of
    points serves several arrays at once, and a statistic may be infinite (a curve that never crosses).
    """
    return statistic(np.random.default_rng(DRAW_SEED).integers(n, size=(DRAWS, n), dtype=np.int32))


def ends(values: np.ndarray, alpha: float = ALPHA) -> tuple[float, float]:
    """Percentile interval of bootstrap values (Efron 1981); an end may be infinite."""
    low, high = np.quantile(values, [alpha / 2, 1 - alpha / 2], method="inverted_cdf")
    return float(low), float(high)


def bootstrap(statistic: Statistic, n: int) -> Estimate:
    """A statistic of n points with its percentile interval; undefined with fewer than two."""
    if n < 2:
        return Estimate(np.nan, np.nan, np.nan, n)
    return Estimate(float(statistic(np.arange(n)[None])[0]), *ends(resampled(statistic, n)), n)


def median_of(times: np.ndarray) -> Estimate:
    """Kaplan-Meier median of times of which NaN are beyond the horizon, and its percentile bootstrap interval.

    All are cut off at the same horizon, so the median is the time by which half of all are over. NaN if it lies beyond
    the horizon; so may the upper end of the interval (Kaplan & Meier 1958; Efron 1981).
    """
    n, seen = len(times), int((~np.isnan(times)).sum())
    if not seen:
        return Estimate(np.nan, np.nan, np.nan, 0)
    if n < 2:
        return Estimate(float(times[0]), np.nan, np.nan, seen)
    drawn = np.random.default_rng(DRAW_SEED).choice(times, (DRAWS // 2, n))
    low, high = (end if np.isfinite(end) else np.nan for end in ends(np.nan_to_num(_middle(drawn), nan=inf)))
    return Estimate(float(_middle(times[None])[0]), low, high, seen)


def _middle(times: np.ndarray) -> np.ndarray:
    """The least time by which half of each row (samples, n) is over; NaN sorts last."""
    return np.sort(times, axis=1)[:, (times.shape[1] + 1) // 2 - 1]
