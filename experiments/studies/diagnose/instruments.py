"""What the shape of a series or of a network says of its dynamics: analysis of results, apart from the model."""

from typing import NamedTuple

import igraph
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy.signal import detrend
from scipy.special import entr
from scipy.stats import entropy, kendalltau

ROUNDING = 1e-12  # of a series' size


class Warning_(NamedTuple):  # noqa: N801 - the field says early warning; Python has taken the plain word
    """Signs of slowing down before a turn."""

    variance: float
    ac1: float


def early_warning(series: np.ndarray, trend: bool = True) -> Warning_:
    """Variance and lag-1 autocorrelation of a series, detrended unless `trend` is false (Scheffer et al. 2009)."""
    left = detrend(np.asarray(series, float)) if trend else np.asarray(series, float) - np.mean(series)
    variance = float(left.var())
    if variance <= (ROUNDING * np.abs(series).max()) ** 2:  # constant but for rounding, which has a correlation too
        return Warning_(0.0, float("nan"))
    return Warning_(variance, float((left[1:] * left[:-1]).mean() / variance))


FALL, WITHIN = 0.5, 24  # a collapse loses this share of the greatest coverage so far within so many months (T8)


def onset(coverage: np.ndarray) -> float:
    """The last month before coverage falls by half of its greatest so far, within two years; NaN if it never does.

    The fall's beginning, not its end: what is looked at before it must not hold the fall itself (DEFINITIONS D, T8).
    """
    greatest = np.maximum.accumulate(coverage)
    for month in range(1, len(coverage)):
        recent = coverage[max(0, month - WITHIN) : month + 1]
        if greatest[month] > 0 and recent.max() - coverage[month] >= FALL * greatest[month]:
            return float(month - len(recent) + 1 + np.flatnonzero(recent == recent.max())[-1])
    return float("nan")


class Rise(NamedTuple):
    """Kendall's tau of variance and lag-1 autocorrelation with time: 1 always rising, -1 always falling."""

    variance: float
    ac1: float


def rise(series: np.ndarray, window: int) -> Rise:
    """How both signs of slowing down move in a window along a series (Dakos et al. 2012); NaN where one is constant.

    Each window is linearly detrended.
    """
    signs = np.array([early_warning(part) for part in sliding_window_view(np.asarray(series, float), window)])
    return Rise(*(float(kendalltau(np.arange(len(signs)), column).statistic) for column in signs.T))


def transfer_entropy(source: np.ndarray, target: np.ndarray) -> float:
    """Bits by which the source's last symbol improves the forecast of the target's next one (Schreiber 2000).

    Both are series of small whole numbers of the same length, shape (T,).
    """
    now, before, other = (np.unique(x, return_inverse=True)[1] for x in (target[1:], target[:-1], source[:-1]))

    def joint(*columns: np.ndarray) -> float:
        code = columns[0]
        for column in columns[1:]:
            code = code * (column.max() + 1) + column
        return float(
            entr(np.bincount(code) / len(code)).sum() / np.log(2)
        )  # scipy.stats.entropy takes 30 times as long

    return joint(now, before) - joint(before) - joint(now, before, other) + joint(before, other)


def effective_information(weights: np.ndarray) -> float:
    """Bits that ties carry: entropy of the mean outgoing weights less their mean entropy (Klein & Hoel 2020).

    `weights` (n, n) are ties from row to column; rows are normalised, and those without ties left out of the mean.
    """
    out = weights[weights.sum(1) > 0].astype(float)
    out /= out.sum(1, keepdims=True)
    n = len(weights)
    return float(entropy(out.sum(0) / n, base=2) - entropy(out, axis=1, base=2).sum() / n)


def modularity(weights: np.ndarray) -> float:
    """Highest modularity of any division (Newman & Girvan 2004): exact up to 50 nodes, by Leiden beyond."""
    graph = igraph.Graph.Weighted_Adjacency(np.asarray(weights, float).tolist(), mode="undirected")
    if graph.vcount() <= 50:
        return float(graph.community_optimal_modularity(weights="weight").modularity)
    return float(graph.community_leiden("modularity", weights="weight", n_iterations=-1).modularity)
