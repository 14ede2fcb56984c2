"""Where something holds, as boxes: patient rule induction (Friedman & Fisher 1999; Bryant & Lempert 2010)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

PEEL = 0.05  # share of the points taken away at a time (Friedman & Fisher 1999)
LEAST = 0.05  # share of all points that a box holds at least
FOLDS = 5  # of the points, each held out once
MOST_BOXES = 3  # a reader follows no more
CHANCE = 0.05  # a limit this likely to do nothing is dropped (Bryant & Lempert 2010)

Limit = tuple[float, float] | tuple[str, ...]  # both ends within, or the names within
Limits = dict[str, Limit]


@dataclass(frozen=True)
class Box:
    """Limits on some factors; of the points within, `density` win, and these are `coverage` of all that win.

    `chance` is, for each limit, how likely the density would be without it (binomial, one-sided). Density was made high
    on these very points: see `held_out`.
    """

    limits: Limits
    coverage: float
    density: float
    points: int
    chance: dict[str, float]


def boxes(x: pd.DataFrame, wins: np.ndarray) -> list[Box]:
    """Boxes one after the other, each on the points outside those before, while they win more often than the whole.

    `x` has a column a factor, of numbers or of names; `wins` is boolean, shape (points,).
    """
    found: list[Box] = []
    left = np.ones(len(x), bool)
    least = max(5, int(LEAST * len(x)))
    while len(found) < MOST_BOXES and wins[left].any() and not wins[left].all():
        limits = necessary(x[left], wins[left], best(x[left], wins[left], least))
        within = left & inside(x, limits)
        if wins[within].mean() <= wins.mean():  # as where no limit is left
            break
        chance = {name: by_chance(x[left], wins[left], limits, name) for name in limits}
        covered = float(wins[within].sum() / wins.sum())
        found.append(Box(limits, covered, float(wins[within].mean()), int(within.sum()), chance))
        left &= ~within
    return found


def best(x: pd.DataFrame, wins: np.ndarray, least: int) -> Limits:
    """Of all boxes met while peeling, the one that wins most beyond what as many points would win anywhere.

    That is points times (density - density of all): weighted relative accuracy (Lavrac, Flach & Zupan 1999).
    """
    limits: Limits = {}
    kept, kept_score = limits, 0.0
    while True:
        within = inside(x, limits)
        score = within.sum() * (wins[within].mean() - wins.mean())
        if score > kept_score:
            kept, kept_score = limits, score
        peeled = peel(x[within], wins[within], limits, least)
        if peeled is None:
            return kept
        limits = peeled


def peel(x: pd.DataFrame, wins: np.ndarray, limits: Limits, least: int) -> Limits | None:
    """The limits after the peel that gains most density for each point it takes; None if none leaves enough."""
    chosen, most = None, -np.inf
    for name in x:
        for limit in peels(x[name]):
            stays = allows(x[name], limit)
            n = stays.sum()
            if least <= n < len(x):
                gain = (wins[stays].mean() - wins.mean()) / (len(x) - n)
                if gain > most:
                    chosen, most = {**limits, str(name): limit}, gain
    return chosen


def peels(column: "pd.Series[float]") -> Iterator[Limit]:
    """What may be left of a factor: a little less at the low or the high end, or one name less."""
    if column.dtype == object or isinstance(column.dtype, pd.StringDtype):
        names = sorted(set(column))
        yield from (tuple(n for n in names if n != gone) for gone in names if len(names) > 1)
        return
    values = np.sort(column.to_numpy(float))
    step = max(1, int(PEEL * len(values)))
    low, high = values[0], values[-1]
    above, below = values[values > values[step - 1]], values[values < values[-step]]
    if len(above):
        yield float(above[0]), float(high)
    if len(below):
        yield float(low), float(below[-1])


def necessary(x: pd.DataFrame, wins: np.ndarray, limits: Limits) -> Limits:
    """The limits without those that chance explains, the likeliest dropped first."""
    while limits:
        chance = {name: by_chance(x, wins, limits, name) for name in limits}
        worst = max(chance, key=lambda name: chance[name])
        if chance[worst] <= CHANCE:
            return limits
        limits = {name: limit for name, limit in limits.items() if name != worst}
    return limits


def by_chance(x: pd.DataFrame, wins: np.ndarray, limits: Limits, name: str) -> float:
    """How likely a box without this limit would give so many wins among as many points (binomial test)."""
    within, without = inside(x, limits), inside(x, {k: v for k, v in limits.items() if k != name})
    n, won = int(within.sum()), int(wins[within].sum())
    return float(stats.binomtest(won, n, float(wins[without].mean()), alternative="greater").pvalue)


def inside(x: pd.DataFrame, limits: Limits) -> np.ndarray:
    """Which points lie in a box."""
    within = np.ones(len(x), bool)
    for name, limit in limits.items():
        within &= allows(x[name], limit)
    return within


def allows(column: "pd.Series[float]", limit: Limit) -> np.ndarray:
    if isinstance(limit[0], str):
        return np.asarray(column.isin(list(limit)))
    return np.asarray(column.between(limit[0], float(limit[1])))


class HeldOut(NamedTuple):
    """Coverage and density of boxes on points they were not found on, and on those they were; NaN without a box."""

    coverage: float
    density: float
    found_coverage: float
    found_density: float


def held_out(x: pd.DataFrame, wins: np.ndarray, blocks: np.ndarray) -> HeldOut:
    """Each fifth of the blocks judges the boxes of the others.

    Points of one block (shape (points,), a number each) were drawn together and share coordinates: apart, one would
    tell of the other.
    """
    names, block = np.unique(blocks, return_inverse=True)
    fold = (np.random.default_rng(len(names)).permutation(len(names)) % FOLDS)[block]
    within = np.zeros((FOLDS, len(x)), bool)
    for k in range(FOLDS):
        for box in boxes(x[fold != k], wins[fold != k]):
            within[k] |= inside(x, box.limits)
    mine = fold == np.arange(FOLDS)[:, None]
    return HeldOut(*shares(within, wins, mine), *shares(within, wins, ~mine))


def shares(within: np.ndarray, wins: np.ndarray, judged: np.ndarray) -> tuple[float, float]:
    """Coverage and density over all folds of the points that judge, shapes (folds, points) and (points,)."""
    here, won = within & judged, judged & wins
    if not here.any() or not won.any():
        return float("nan"), float("nan")
    hits = (here & wins).sum()
    return float(hits / won.sum()), float(hits / here.sum())
