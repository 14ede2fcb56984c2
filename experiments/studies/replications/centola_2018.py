"""A quarter of a group overturns its convention.

Centola, Becker, Brackbill & Baronchelli 2018, "Experimental evidence for tipping points in social convention", Science
360, 1116. Players meet in pairs drawn anew each round, play what answers the last meetings best, and remember what the
other played; the committed always play the new convention.
"""

from collections.abc import Mapping
from math import sqrt
from typing import Any

import numpy as np

from agents.compiled import compiled_to_arrays
from experiments.studies.replications.case import SEED, Measured, no_more, replicates, symbol
from model import luck
from model.norms import NEW, OLD, best_response, count_bits, remembered

UNSET = -1


def _limits(values: Mapping[str, Any]) -> None:
    no_more(values, "committed", "N")


@replicates(
    __doc__, symbol("N", 24, 2, 1000, "players"), symbol("memory", 12, 1, 31, "meetings remembered"),
    symbol("committed", UNSET, -1, 1000, "committed players; -1: look for the least that overturns"), SEED,
    symbol("rounds", 200, 1, 100_000, "rounds"), symbol("groups", 2000, 10, 10**6, "groups for each number"),
    limits=_limits,
)  # fmt: skip
def centola_2018(N: int, memory: int, committed: int, seed: int, rounds: int, groups: int) -> dict[str, Measured]:
    """Least number of committed that overturn the convention in most groups, and how often a given number does."""
    if committed != UNSET:
        return {"P_overturn": overturned(N, memory, committed, seed, rounds, groups)}
    low, high = 0, N  # nobody overturns nothing; everybody does
    figures = {}
    while high - low > 1:
        middle = (low + high) // 2
        figures[middle] = overturned(N, memory, middle, seed, rounds, groups)
        low, high = (low, middle) if figures[middle].value > 0.5 else (middle, high)
    below = figures.get(low, overturned(N, memory, low, seed, rounds, groups))
    return {
        "critical_step": Measured(high),
        "critical_mass": Measured(high / N),
        "P_below": below,
        "P_at": figures.get(high, Measured(1.0)),
    }


def overturned(N: int, memory: int, committed: int, seed: int, rounds: int, groups: int) -> Measured:
    """Share of groups in which more than half of the uncommitted end with the new convention."""
    if committed in (0, N):
        return Measured(float(committed == N))
    key = np.uint64(luck.stream(seed, luck.NORM, committed))
    share = overturned_groups(N, memory, committed, rounds, groups, key) / groups
    return Measured(share, sqrt(max(share * (1 - share), 1 / groups) / groups))


@compiled_to_arrays
def overturned_groups(N: int, memory: int, committed: int, rounds: int, groups: int, key: np.uint64) -> int:
    """In how many groups the convention falls."""
    count = 0
    for group in range(groups):
        heard, plays = np.zeros(N, np.int64), np.zeros(N, np.int64)
        here = luck.mixed(key + np.uint64(group) * np.uint64(0x9E3779B97F4A7C15))
        for round_ in range(rounds):
            now = luck.mixed(here + np.uint64(round_) * np.uint64(0x9E3779B97F4A7C15))
            for i in range(N):
                answer = best_response(count_bits(heard[i]), memory, luck.uniform(now, np.uint64(i)))
                plays[i] = NEW if i < committed else answer
            _meet(plays, heard, memory, now)
        new = 0
        for i in range(committed, N):
            new += plays[i] != OLD
        count += 2 * new > N - committed
    return count


@compiled_to_arrays
def _meet(plays: np.ndarray, heard: np.ndarray, memory: int, key: np.uint64) -> None:
    """All are paired at random (one sits out where their number is odd), and remember what the other played."""
    N = len(plays)
    order = np.arange(N)
    for k in range(N - 1, 0, -1):
        j = int(luck.uniform(key, np.uint64(N + k)) * (k + 1))
        order[k], order[j] = order[j], order[k]
    for k in range(0, N - 1, 2):
        a, b = order[k], order[k + 1]
        heard[a] = remembered(heard[a], plays[b] == NEW, memory)
        heard[b] = remembered(heard[b], plays[a] == NEW, memory)
