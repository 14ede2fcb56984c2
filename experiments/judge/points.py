"""Findings over the points of a design, of which all runs of one point are one piece of evidence.

All runs of a point share its settings, so points are resampled, not runs (cluster bootstrap, Davison & Hinkley
1997, 3.8). Several effects that are claimed at once are judged by Holm's procedure.
"""

from collections.abc import Callable, Mapping

import numpy as np
from scipy import stats

from experiments.judge.estimate import ALPHA, Statistic, bootstrap, defined, ends, mean_of, resampled
from experiments.judge.rule import Finding, Rule

Interval = Callable[[float], tuple[float, float]]  # of a level alpha
Test = Callable[[np.ndarray], tuple[float, Interval]]  # of defined values: p of a mean of 0, and the mean's interval


def finding(name: str, statistic: Statistic, n: int, rule: Rule | None = None, unit: str = "") -> Finding:
    """A statistic of n points with its interval; it takes indices (samples, n)."""
    return Finding(name, bootstrap(statistic, n), rule, unit)


def mean_finding(name: str, values: np.ndarray, rule: Rule | None = None, unit: str = "") -> Finding:
    """The mean of one value a point, undefined ones left out."""
    known = defined(values)
    return finding(name, lambda who: known[who].mean(axis=-1), len(known), rule, unit)


def bootstrapped(values: np.ndarray) -> tuple[float, Interval]:
    """Bootstrap p, twice the smaller share of samples on one side of 0, and the percentile interval."""
    means = resampled(lambda who: values[who].mean(axis=-1), len(values))
    p = min(1.0, 2 * (1 + min((means <= 0).sum(), (means >= 0).sum())) / (1 + len(means)))
    return float(p), lambda alpha: ends(means, alpha)


def student(values: np.ndarray) -> tuple[float, Interval]:
    """Student's p and interval; values that are all alike leave no doubt."""
    if np.ptp(values):
        p = float(2 * stats.t.sf(abs(values.mean()) / stats.sem(values), len(values) - 1))
    else:
        p = float(not values.any())
    return p, lambda alpha: mean_of(values, alpha=alpha)[1:3]


def holm(effects: Mapping[str, np.ndarray], rule: Rule, unit: str = "", test: Test = bootstrapped) -> list[Finding]:
    """Mean effects, each with the interval of its turn in Holm's procedure (Holm 1979), so that rule and test agree.

    One value a point and effect; undefined ones are left out.
    """
    known = {name: defined(values) for name, values in effects.items()}
    tested = {name: test(values) for name, values in known.items() if len(values) > 1}
    levels = holm_levels({name: p for name, (p, _) in tested.items()})
    found = []
    for name, values in known.items():
        estimate = mean_of(values)
        if name in tested:
            low, high = tested[name][1](levels[name])
            estimate = estimate._replace(low=low, high=high)
        found.append(Finding(name, estimate, rule, unit))
    return found


def holm_levels(p: Mapping[str, float]) -> dict[str, float]:
    """The level at which each of several p is judged: the least at alpha / m, the next at alpha / (m - 1), and so on;
    after the first that is not significant the level stays (Holm 1979)."""
    levels, alpha, failed = {}, ALPHA, False
    for turn, name in enumerate(sorted(p, key=p.__getitem__)):
        alpha = alpha if failed else ALPHA / (len(p) - turn)
        failed = failed or p[name] > alpha
        levels[name] = alpha
    return levels
