"""Measures of a sample: inequality, distance of two divisions, and the median of what is partly cut off."""

import numpy as np
from scipy import stats

from model.compiled import loop


def inequality(welfare: np.ndarray) -> float:
    """Gini index; the mean absolute difference where any value is negative (DEFINITIONS C)."""
    ordered, n = np.sort(welfare), len(welfare)
    difference = 2 * ((2 * np.arange(1, n + 1) - n - 1) * ordered).sum() / n**2
    return float(difference if ordered[0] < 0 else difference / (2 * ordered.mean()) if ordered.mean() > 0 else 0.0)


def kaplan_meier_median(ended: np.ndarray, cut_off: np.ndarray) -> float:
    """Time by which half have ended, where some were cut off before; NaN if fewer than half are seen to end."""
    if not len(ended):
        return float("nan")
    survival = stats.ecdf(stats.CensoredData(uncensored=ended, right=cut_off)).sf
    below = survival.probabilities <= 0.5 + 1e-9  # one half, whatever the rounding
    return float(survival.quantiles[np.argmax(below)]) if below.any() else float("nan")


def held(when: np.ndarray, months: int) -> float:
    """The first month from which a condition (bool, shape (months,)) holds for so many; NaN if it never does."""
    runs = np.convolve(when, np.ones(months), "valid") >= months
    return float(np.argmax(runs)) if runs.any() else float("nan")


def distance(deciding: np.ndarray, affected: np.ndarray) -> float:
    """Half the sum of |share - share| of two divisions, each made to add up to 1 (Loosemore & Hanby 1971)."""
    return float(0.5 * np.abs(deciding / deciding.sum() - affected / affected.sum()).sum())


@loop
def modularity(start: np.ndarray, to: np.ndarray, weight: np.ndarray, blocs: np.ndarray, count: int) -> float:
    """Newman & Girvan 2004, for weighted directed ties (Leicht & Newman 2008); `blocs` (actors,) are below `count`."""
    inside = whole = 0.0
    sent, received = np.zeros(count), np.zeros(count)
    for i in range(len(blocs)):
        for position in range(start[i], start[i + 1]):
            w = weight[position]
            whole += w
            sent[blocs[i]] += w
            received[blocs[to[position]]] += w
            if blocs[i] == blocs[to[position]]:
                inside += w
    chance = 0.0
    for bloc in range(count):
        chance += sent[bloc] * received[bloc]
    return inside / whole - chance / (whole * whole)
