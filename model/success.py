"""Which groups, and whether the world as a whole, fall short this month."""

import numpy as np

from model import luck
from model.compiled import loop, row_loop
from model.game import fails
from model.groups import Groups


@loop
def count_success(rows: np.ndarray, groups: Groups, settings: np.ndarray, world_needs: float, key: np.uint64) -> float:
    """Which groups fall short this month; returns 1 when the world as a whole does (DEFINITIONS D1a, D6)."""
    has, gives = np.empty(len(rows)), np.empty(len(rows))  # small enough for the cache, where members are looked up
    failed = given_by_all(rows, has, gives, world_needs)
    count_some(0, len(groups.failed), rows["id"], groups, has, gives, settings, key)
    return failed


@loop
def given_by_all(rows: np.ndarray, has: np.ndarray, gives: np.ndarray, world_needs: float) -> float:
    """Writes what each actor has and gives; returns 1 when the world falls short."""
    given = 0.0
    for i in range(len(rows)):
        contributes = rows[i].strategy > 0
        has[i] = rows[i].endowment
        gives[i] = rows[i].endowment * contributes
        given += rows[i].means * contributes
    return fails(given, world_needs)


@row_loop
def count_some(
    first: int, last: int, ids: np.ndarray, groups: Groups, has: np.ndarray, gives: np.ndarray,
    settings: np.ndarray, key: np.uint64,
) -> None:  # fmt: skip
    """The groups first..last-1."""
    p = settings[0]
    for g in range(first, last):
        total = contributed = off = 0.0
        for position in range(groups.start[g], groups.start[g + 1]):
            total += has[groups.to[position]]
            contributed += gives[groups.to[position]]
        if p.threshold_noise > 0.0:
            off = p.threshold_noise * (2.0 * luck.uniform(key, ids[g]) - 1.0)
        groups.contributed[g] = contributed
        groups.needed[g] = p.threshold * (1.0 + off) * total
        groups.failed[g] = fails(contributed, groups.needed[g])
