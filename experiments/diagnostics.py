"""What the shape of a series or of a network tells of its dynamics: analysis of results, apart from the model."""

from typing import NamedTuple

import igraph
import numpy as np
from scipy.signal import detrend
from scipy.special import entr
from scipy.stats import entropy


class Warning_(NamedTuple):  # noqa: N801 - the field says early warning; Python has taken the plain word
    """Signs of slowing down before a turn."""

    variance: float
    ac1: float


def early_warning(series: np.ndarray, trend: bool = True) -> Warning_:
    """Variance and lag-1 autocorrelation of a series, linearly detrended unless told not to (Scheffer et al. 2009)."""
    left = detrend(np.asarray(series, float)) if trend else np.asarray(series, float) - np.mean(series)
    variance = float(left.var())
    return Warning_(variance, float((left[1:] * left[:-1]).mean() / variance) if variance > 0 else float("nan"))


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
