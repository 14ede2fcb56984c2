"""Avalanches: changes of conduct that set off changes of the same kind among ties, and how their sizes are spread.

Two changes hang together where one follows the other by a month, in the same direction, along a tie (as neuronal
avalanches are counted: Beggs & Plenz 2003). A power law is fitted by maximum likelihood to the tail that it describes
best (Clauset, Shalizi & Newman 2009); igraph fits the same, but its p is another each time.
"""

from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.special import zeta

from experiments.judge.estimate import DRAW_SEED

FEWEST = 50  # avalanches, below which no law is fitted
SAMPLES = 99  # drawn from the fitted law, for p
PLAUSIBLE = 0.1  # p above which a law is not ruled out (Clauset et al.)
STEEPEST = 8.0  # exponents that are tried
GRID = 10_000  # sizes up to which a law is drawn exactly


class Law(NamedTuple):
    """P(size) ~ size^-exponent from `least` on; `distance` by Kolmogorov & Smirnov, and its p."""

    exponent: float
    least: float
    distance: float
    p: float


def cascade_sizes(contributing: np.ndarray, start: np.ndarray, to: np.ndarray) -> np.ndarray:
    """Sizes of all avalanches, in changes; `contributing` (months, actors) are 0 or 1, the ties a compressed list."""
    months, actors = contributing.shape
    attends = csr_array((np.ones(len(to), np.int8), to.astype(np.int64), start.astype(np.int64)), (actors, actors))
    change = np.diff(contributing.astype(np.int8), axis=0)
    number = np.cumsum(change != 0).reshape(change.shape) - 1  # of each change, in order of time
    later, earlier = [np.zeros(0, int)], [np.zeros(0, int)]
    for month in range(1, months - 1):
        for way in (-1, 1):
            now, before = (np.flatnonzero(change[m] == way) for m in (month, month - 1))
            follower, followed = attends[now][:, before].nonzero()
            later.append(number[month, now[follower]])
            earlier.append(number[month - 1, before[followed]])
    a, b = np.concatenate(later), np.concatenate(earlier)
    events = int((change != 0).sum())
    if not events:
        return np.zeros(0, int)
    _, cascade = connected_components(csr_array((np.ones(len(a), np.int8), (a, b)), (events, events)), directed=False)
    return np.bincount(cascade)


def power_law(sizes: np.ndarray) -> Law:
    """The law of the tail of whole numbers; NaN where there are too few, or all are alike.

    p is the share of samples, of the law above its least size and of the data below, that lie further from their own.
    """
    if len(sizes) < FEWEST or len(np.unique(sizes)) < 3:
        return Law(*[float("nan")] * 4)
    law, luck = best_tail(sizes), np.random.default_rng(DRAW_SEED)
    body = sizes[sizes < law.least]
    further = 0
    for _ in range(SAMPLES):
        below = luck.binomial(len(sizes), len(body) / len(sizes))
        tail = drawn(law, len(sizes) - below, luck)
        sample = np.concatenate([luck.choice(body, below), tail]) if below else tail
        further += best_tail(sample).distance >= law.distance
    return law._replace(p=(1 + further) / (1 + SAMPLES))


def best_tail(sizes: np.ndarray) -> Law:
    """The least size from which on a law of maximum likelihood lies nearest to the data; p is not known."""
    x, count = np.unique(sizes, return_counts=True)
    tails = (tail(x[k:], count[k:]) for k in range(max(len(x) - 2, 1)))
    return min(tails, key=lambda law: law.distance)


def tail(x: np.ndarray, count: np.ndarray) -> Law:
    """The discrete law of these sizes, all of them, by maximum likelihood."""
    n, least = count.sum(), float(x[0])
    logs = float((count * np.log(x)).sum() / n)
    told = minimize_scalar(lambda a: a * logs + np.log(zeta(a, least)), bounds=(1.01, STEEPEST), method="bounded")
    exponent = float(told.x)
    cumulated = 1 - zeta(exponent, x + 1.0) / zeta(exponent, least)
    return Law(exponent, least, float(np.abs(np.cumsum(count) / n - cumulated).max()), float("nan"))


def drawn(law: Law, number: int, luck: np.random.Generator) -> np.ndarray:
    """A sample of the law: exact up to GRID sizes above the least, by its continuous like beyond."""
    sizes = law.least + np.arange(GRID)
    beyond = zeta(law.exponent, sizes + 1) / zeta(law.exponent, law.least)  # chance of a larger one
    u = luck.random(number)
    place = np.searchsorted(-beyond, -u)
    far = np.floor((sizes[-1] + 0.5) * (u / beyond[-1]) ** (-1 / (law.exponent - 1)) + 0.5)
    return np.where(place < GRID, sizes[np.minimum(place, GRID - 1)], np.minimum(far, 1e15)).astype(int)
