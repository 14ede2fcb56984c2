"""What curves and scores come down to (DEFINITIONS D): means by point, crossing (T3), area, pairs (T8), shares (T5)."""

import numpy as np
import pandas as pd
from scipy.optimize import isotonic_regression
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching
from scipy.stats import rankdata


def by_point(values: pd.Series, table: pd.DataFrame) -> np.ndarray:
    """The mean of each point's runs, shape (points,); rows are those of the values."""
    return values.astype(float).groupby(table.loc[values.index, "point"]).mean().to_numpy()


def crossing(x: np.ndarray, y: np.ndarray, level: float) -> float:
    """Where the best falling curve through the points (x, y) meets a level (isotonic regression, Barlow et al. 1972).

    Linear between points; -inf where the curve lies below the level throughout, inf where it stays above, NaN where it
    lies on it from end to end and so crosses nowhere.
    """
    fit = isotonic_regression(y, increasing=False).x
    if fit[0] == fit[-1] == level:
        return float("nan")
    if fit[0] < level:
        return -np.inf
    if fit[-1] > level:
        return np.inf
    after = int(np.argmax(fit <= level))
    if after == 0 or fit[after] == level:
        return float(x[after])
    share = (fit[after - 1] - level) / (fit[after - 1] - fit[after])
    return float(x[after - 1] + share * (x[after] - x[after - 1]))


def auc(positive: np.ndarray, negative: np.ndarray) -> np.ndarray:
    """Chance that a positive scores higher than a negative, a tie counting half; last axis runs over cases."""
    n, m = positive.shape[-1], negative.shape[-1]
    ranks = rankdata(np.concatenate([positive, negative], axis=-1), axis=-1)[..., :n].sum(axis=-1)
    return np.asarray((ranks - n * (n + 1) / 2) / (n * m))


def matched(possible: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """As many pairs (row, column) as can be had at once where `possible` (rows, columns) allows them."""
    if not possible.any():
        return np.zeros(0, int), np.zeros(0, int)
    column = maximum_bipartite_matching(csr_array(possible), perm_type="column")
    return np.flatnonzero(column >= 0), column[column >= 0]


def total_shares(blocks: np.ndarray) -> np.ndarray:
    """Total shares of variance (Jansen 1999; Saltelli et al. 2010), from blocks (..., base points, groups + 2).

    A block holds one base point: A, then A with each group taken from B, then B. Shape (..., groups).
    """
    a, ab, b = blocks[..., 0], blocks[..., 1:-1], blocks[..., -1]
    variance = np.concatenate([a, b], axis=-1).var(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(0.5 * ((a[..., None] - ab) ** 2).mean(axis=-2) / variance[..., None])
