"""Ties between actors: four layers, each a compressed list of neighbours, and what is built on them.

`Ties.start[i]:Ties.start[i+1]` are the positions of actor i's neighbours in `Ties.to` and `Ties.weight` (CSR). Indices
are uint32: half the time of int32 in the compiled loops, which then need no test for wrapping round.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from agents.compiled import compiled
from model import luck
from model.compiled import loop

LAYERS = ("state", "domestic", "transnational", "media")


class Ties(NamedTuple):
    """Who attends to whom: start (n+1,) and to (m,) uint32, weight (m,) float64."""

    start: np.ndarray
    to: np.ndarray
    weight: np.ndarray

    @property
    def sources(self) -> np.ndarray:
        """The actor that each tie belongs to, shape (m,)."""
        count = np.asarray(np.diff(self.start), np.int64)
        return np.repeat(np.arange(len(count)), count)

    def of(self, i: int) -> list[int]:
        """The rows actor i attends to."""
        return [int(j) for j in self.to[self.start[i] : self.start[i + 1]]]


class Homes(NamedTuple):
    """The actors of each state, its government first: actor[start[s]:start[s+1]], uint32."""

    start: np.ndarray
    actor: np.ndarray


Pairs = tuple[np.ndarray, np.ndarray, np.ndarray]  # from, to, weight


def both_ways(pairs: Pairs) -> Pairs:
    a, b, w = pairs
    return np.concatenate([a, b]), np.concatenate([b, a]), np.concatenate([w, w])


def joined(pairs: Sequence[Pairs]) -> Pairs:
    a, b, w = (np.concatenate([np.asarray(p[k]) for p in pairs]) for k in range(3))
    return a.astype(np.uint32), b.astype(np.uint32), w.astype(np.float64)


def ties(n: int, pairs: Pairs) -> Ties:
    """The pairs as a compressed list: several ties of one pair added up, none to oneself, in order."""
    a, b, w = (np.asarray(x) for x in pairs)
    keep = (a != b) & (w > 0)
    if not keep.all():
        a, b, w = a[keep], b[keep], w[keep]
    a, b = a.astype(np.uint32, copy=False), b.astype(np.uint32, copy=False)
    order = _sorted_by(a, _sorted_by(b, np.arange(len(a), dtype=np.uint32), n), n)
    a, b = a[order], b[order]
    fresh = np.append(True, (a[1:] != a[:-1]) | (b[1:] != b[:-1]))[: len(a)]
    start = np.concatenate([[0], np.cumsum(np.bincount(a[fresh], minlength=n))])
    weight = w[order].astype(np.float64, copy=False)
    if not fresh.all():
        weight = np.add.reduceat(weight, np.flatnonzero(fresh))
    return Ties(start.astype(np.uint32), b[fresh], weight)


@loop
def _sorted_by(key: np.ndarray, before: np.ndarray, n: int) -> np.ndarray:
    """Positions by key (each below n), those of equal keys as they were before: a counting sort, linear."""
    place, out = np.zeros(n + 1, np.int64), np.empty_like(before)
    for i in key:
        place[i + 1] += 1
    for i in range(n):
        place[i + 1] += place[i]
    for position in before:
        out[place[key[position]]] = position
        place[key[position]] += 1
    return out


def merged(n: int, layers: Iterable[Ties]) -> Ties:
    """All layers as one list, in which weights of the same pair add up."""
    whole = csr_array((n, n))
    for t in layers:
        whole = whole + csr_array((t.weight, t.to.view(np.int32), t.start.view(np.int32)), shape=(n, n))
    return Ties(whole.indptr.astype(np.uint32), whole.indices.astype(np.uint32), whole.data)


def inverse(start: np.ndarray, to: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """From 'members of each group' to 'groups of each member': start (n+1,) and group (m,) uint32."""
    group = np.repeat(np.arange(len(start) - 1, dtype=np.uint32), np.diff(start).astype(np.int64))
    order = np.argsort(to, kind="stable")
    counts = np.bincount(to, minlength=n)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32), group[order]


@loop
def drawn_groups(
    start: np.ndarray, to: np.ndarray, weight: np.ndarray, ids: np.ndarray, size: int, key: np.uint64
) -> tuple[np.ndarray, np.ndarray]:
    """Each actor's stakes group (DEFINITIONS D1): itself and size - 1 distinct ties, drawn by weight.

    Weighted sampling without replacement by exponential keys (Efraimidis & Spirakis 2006), one draw a pair of ids, so a
    new actor changes the groups of its own ties at most. Who has fewer ties heads a smaller group.
    """
    n = len(ids)
    members = np.empty(n * size, np.uint32)
    first = np.zeros(n + 1, np.uint32)
    arrival, chosen = np.empty(size), np.empty(size, np.uint32)
    filled = 0
    for i in range(n):
        held = 0
        for position in range(start[i], start[i + 1]):
            other = to[position]
            when = -np.log(1.0 - luck.pair_uniform(key, ids[i], ids[other])) / weight[position]
            held = keep_earliest(arrival, chosen, held, size - 1, when, other)
        members[filled] = i
        for k in range(held):
            members[filled + 1 + k] = chosen[k]
        filled += 1 + held
        first[i + 1] = filled
    return first, members[:filled].copy()


@compiled
def keep_earliest(arrival: np.ndarray, chosen: np.ndarray, held: int, most: int, when: float, other: int) -> int:
    """Insert into a short list sorted by arrival that keeps at most `most` entries; returns its new length."""
    if held == most and (most == 0 or when >= arrival[held - 1]):
        return held
    place = held if held < most else most - 1
    while place > 0 and arrival[place - 1] > when:
        arrival[place], chosen[place] = arrival[place - 1], chosen[place - 1]
        place -= 1
    arrival[place], chosen[place] = when, other
    return min(held + 1, most)
