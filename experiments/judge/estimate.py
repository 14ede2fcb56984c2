"""A number with its interval: means, paired differences, medians of times, and the bootstrap of anything else.

The same data give the same interval: every bootstrap draws with one seed.
"""

from collections.abc import Callable
from math import inf
from typing import Any, NamedTuple

import numpy as np
from scipy.special import expit, logit, stdtrit

from experiments.play.tables import known

ALPHA = 0.05  # of 95 % intervals
DRAWS = 4000  # bootstrap samples
DRAW_SEED = 20_130_101
LEAST = {"mean": 2, "statistic": 2, "median": 6}
"""Values that an interval takes. Five lie all on one side of the median once in 16 times: no interval that they span is
one of 95 % (David & Nagaraja 2003, 7.1)."""

Bounds = tuple[float, float]
Statistic = Callable[[np.ndarray], np.ndarray]
UNBOUNDED = (-inf, inf)


class Estimate(NamedTuple):
    """A value with its interval, NaN where undefined; `n` counts the values that it rests on.

    The value is a mean, the median of a censored time, or another statistic; `bounds` say what the outcome can be.
    `too_few` names the statistic, such as "median", where so few values allow no interval of it.
    """

    value: float
    low: float
    high: float
    n: int
    bounds: Bounds = UNBOUNDED
    too_few: str = ""

    def warning(self, one: str = "value") -> str:
        """Why there is no interval, as `3 seeds are too few for an interval of a median`; nothing where there is."""
        counted = f"1 {one} is" if self.n == 1 else f"{self.n} {one}s are"
        return f"{counted} too few for an interval of a {self.too_few}" if self.too_few else ""

    def within(self, bounds: Bounds) -> "Estimate":
        """With an interval cut off at the bounds, which costs no coverage and no verdict (Mandelkern 2002)."""
        if not bounds[0] <= self.value <= bounds[1]:
            return self
        low, high = (float(np.clip(end, *bounds)) for end in (self.low, self.high))
        return self._replace(low=low, high=high, bounds=bounds)

    def as_json(self) -> dict[str, float | int | None]:
        """Plain values under the keys that files and `--json` have, null where undefined."""
        return {"mean": known(self.value), "low": known(self.low), "high": known(self.high), "n": self.n}


def defined(values: np.ndarray) -> np.ndarray:
    """The values without NaN."""
    values = np.asarray(values, float)
    return values[~np.isnan(values)]


def mean_of(values: np.ndarray, bounds: Bounds = UNBOUNDED, alpha: float = ALPHA) -> Estimate:
    """Mean of the defined values of an outcome within these bounds, and its interval, which takes two of them."""
    values = defined(values)
    n = len(values)
    if n < LEAST["mean"]:
        return Estimate(float(values.mean()) if n else np.nan, np.nan, np.nan, n, bounds, "mean")
    mean, half = float(values.mean()), float(half_width(values.std(ddof=1), n, alpha))
    low, high = interval(mean, half, bounds)
    return Estimate(mean, float(low), float(high), n, bounds)


def difference_of(values: np.ndarray, others: np.ndarray, bounds: Bounds = UNBOUNDED) -> Estimate:
    """Mean paired difference, seed by seed or point by point, of the pairs in which both are defined.

    `bounds` are those of the outcome itself. The interval is Student's, cut off at what a difference can be: a verdict
    asks on which side of 0 it lies, which is not to depend on a transformation.
    """
    return mean_of(values - others).within(of_difference(bounds))


def of_difference(bounds: Bounds) -> Bounds:
    """What the difference of two values within these bounds can be."""
    low, high = bounds
    return low - high, high - low


def interval(mean: Any, half: Any, bounds: Bounds) -> tuple[np.ndarray, np.ndarray]:
    """Both ends of the interval of means within bounds, from half the width of Student's: numbers or arrays alike.

    Student's interval where it stays within. Where it would leave, it is made on a scale without bounds and taken back
    (Efron & Tibshirani 1993, 12.6): the logit of the share of the range that a mean has come (Newcombe 2001), or the
    logarithm of its distance where there is one bound alone. Where Student's interval leaves, this one holds the mean
    of skewed shares and times 95 % of the time with 3 or 5 values, and a percentile bootstrap 70 to 80 %
    (tests/unit/test_estimate.py). Bounds that the mean itself is beyond are not heeded.
    """
    mean, half = np.asarray(mean, float), np.asarray(half, float)
    low, high = mean - half, mean + half
    floor, top = bounds
    inside = (floor < mean) & (mean < top) & ((low < floor) | (high > top))
    if not np.any(inside) and not np.any((mean == floor) | (mean == top)):
        return low, high
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        if np.isfinite([floor, top]).all():
            share = (mean - floor) / (top - floor)
            centre, slope = logit(share), half / ((top - floor) * share * (1 - share))
            ends_ = (floor + (top - floor) * expit(centre + side * slope) for side in (-1, 1))
        elif np.isfinite(floor):
            ends_ = (floor + (mean - floor) * np.exp(side * half / (mean - floor)) for side in (-1, 1))
        else:
            ends_ = (top - (top - mean) * np.exp(-side * half / (top - mean)) for side in (-1, 1))
        low, high = (np.where(inside, end, straight) for end, straight in zip(ends_, (low, high), strict=True))
    at = (mean == floor) | (mean == top)  # as all its values are
    return np.where(at, np.maximum(low, floor), low), np.where(at, np.minimum(high, top), high)


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
    if n < LEAST["statistic"]:
        return Estimate(np.nan, np.nan, np.nan, n, too_few="statistic")
    return Estimate(float(statistic(np.arange(n)[None])[0]), *ends(resampled(statistic, n)), n)


def median_of(times: np.ndarray) -> Estimate:
    """Kaplan-Meier median of times of which NaN are beyond the horizon, and its percentile bootstrap interval.

    All are cut off at the same horizon, so the median is the time by which half of all are over. NaN if it lies beyond
    the horizon; so may the upper end of the interval (Kaplan & Meier 1958; Efron 1981). `n` counts those within.
    """
    times, n = np.where(np.isnan(times), inf, times), len(times)
    seen = int(np.isfinite(times).sum())
    if not seen or n < LEAST["median"]:
        value = _open(float(middle(times))) if seen else np.nan
        return Estimate(value, np.nan, np.nan, seen, (0, inf), "median" if n < LEAST["median"] else "")
    value, low, high, *_ = bootstrap(lambda who: middle(times[who]), n)
    return Estimate(_open(value), _open(low), _open(high), seen, (0, inf))


def middle(values: np.ndarray) -> np.ndarray:
    """The least value that half of the last axis does not exceed: a median that may be infinite."""
    return np.asarray(np.sort(values, axis=-1)[..., (values.shape[-1] + 1) // 2 - 1])


def _open(time: float) -> float:
    """NaN for a time beyond the horizon."""
    return time if np.isfinite(time) else float("nan")
