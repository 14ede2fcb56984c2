"""The ties that are drawn: within a state, across borders, and to those who broadcast. By luck of pairs of ids.

Who draws k partners takes the k that arrive first, where each possible partner arrives at an exponential time with the
rate of its weight: weighted sampling without replacement (Efraimidis & Spirakis 2006).

At home and among those who broadcast, weights are equal and partners many. There all have places on a ring, by luck of
their ids, and each chooses among the `AT_HAND` that come next: among all, where there are no more. So a world is built
in time linear in its actors, and one actor more moves the ties of a few near it on the ring.
"""

from typing import NamedTuple

import numpy as np

from agents import KINDS
from agents.actor import Row
from agents.compiled import compiled
from model import luck
from model.compiled import loop
from model.ties import Pairs, both_ways, joined, keep_earliest

DOMESTIC, COMPATRIOT, PARTNER, BROADCAST = 1.0, 0.5, 0.5, 0.25  # weights; assumed: nearer counts more
COMPATRIOTS, LIKE_PARTNERS, UNLIKE_PARTNERS, CHANNELS = 2, 3, 1, 2  # how many each draws; assumed
AT_HAND = 512  # compatriots or broadcasters that each chooses among, at most; assumed: as even as among all
REACH = 5000.0  # km over which ties abroad thin out by e; assumed after gravity models of exchange
EARTH_RADIUS = 6371.0  # km


class Arcs(NamedTuple):
    """Where each who chooses begins on its ring, as positions in a list of rings; shapes (choosers,)."""

    ring: np.ndarray  # where its ring begins
    size: np.ndarray  # of its ring
    first: np.ndarray  # where on the ring it begins


def domestic_ties(rows: np.ndarray, seed: int) -> Pairs:
    """Each non-state actor is tied to its government and to a few compatriots."""
    ids, home = rows["id"], rows["home"]
    society = np.flatnonzero((home >= 0) & (np.arange(len(rows)) != home))
    to_government = (society, home[society], np.full(len(society), DOMESTIC))
    rings = society[np.lexsort((luck.uniforms(_key(seed, 5), ids[society]), home[society]))]  # one a home
    begin, end = (np.searchsorted(home[rings], home[rings], side) for side in ("left", "right"))
    arcs = Arcs(begin, end - begin, np.arange(1, 1 + len(rings)) - begin)
    a, b = chosen_partners(ids, rings, arcs, rings, COMPATRIOTS, _key(seed, 0))
    return both_ways(joined([to_government, (a, b, np.full(len(a), COMPATRIOT))]))


def partner_ties(rows: np.ndarray, place: np.ndarray, seed: int, openness: float) -> Pairs:
    """City to city, organisation to organisation, people to people: own kind abroad, and one of another kind."""
    like = drawn_partners(rows, place, LIKE_PARTNERS, True, _key(seed, 1))
    unlike = drawn_partners(rows, place, UNLIKE_PARTNERS, False, _key(seed, 2))
    return both_ways(joined([(a, b, np.full(len(a), PARTNER * openness)) for a, b in (like, unlike)]))


def broadcast_ties(rows: np.ndarray, internet: np.ndarray, host: np.ndarray, seed: int, openness: float) -> Pairs:
    """Those who are online attend to a few of those who broadcast, anywhere; nobody attends back."""
    ids, kinds = rows["id"], rows["kind"]
    online = luck.uniforms(_key(seed, 3), ids) < internet[host]
    listeners = np.flatnonzero(online & np.array([kind.follows_media for kind in KINDS])[kinds])
    ring = np.flatnonzero(np.array([kind.broadcasts for kind in KINDS])[kinds])
    at = luck.uniforms(_key(seed, 6), ids[ring])
    order = np.argsort(at, kind="stable")
    first = np.searchsorted(at[order], luck.uniforms(_key(seed, 7), ids[listeners]))
    arcs = Arcs(np.zeros_like(first), np.full_like(first, len(ring)), first)
    a, b = chosen_partners(ids, listeners, arcs, ring[order], CHANNELS, _key(seed, 4))
    return a, b, BROADCAST * np.where(rows["home"][a] != rows["home"][b], openness, 1.0)


def _key(seed: int, layer: int) -> np.uint64:
    return np.uint64(luck.stream(seed, luck.TIE, layer))


def chosen_partners(
    ids: np.ndarray, who: np.ndarray, arcs: Arcs, rings: np.ndarray, number: int, key: np.uint64
) -> tuple[np.ndarray, np.ndarray]:
    """The partners of `who` among those at hand on their rings (rows both), shapes (pairs,)."""
    chosen = first_at_hand(ids[who], arcs, ids[rings], number, key)
    chooser, k = np.nonzero(chosen >= 0)
    return who[chooser], rings[chosen[chooser, k]]


@loop
def first_at_hand(who: np.ndarray, arcs: Arcs, rings: np.ndarray, number: int, key: np.uint64) -> np.ndarray:
    """Positions in `rings` of those who arrive first at each of `who` (ids both), or -1; shape (choosers, number)."""
    out = np.full((len(who), number), -1)
    arrival, chosen = np.empty(number), np.empty(number, np.uint32)
    for i in range(len(who)):
        held, size = 0, arcs.size[i]
        for step in range(min(AT_HAND, size)):
            other = arcs.ring[i] + (arcs.first[i] + step) % size
            if rings[other] != who[i]:
                when = luck.pair_uniform(key, who[i], rings[other])
                held = keep_earliest(arrival, chosen, held, number, when, other)
        for k in range(held):  # a loop: assigning a slice would take numba ten seconds to compile
            out[i, k] = chosen[k]
    return out


def drawn_partners(
    rows: np.ndarray, place: np.ndarray, number: int, own_kind: bool, key: np.uint64
) -> tuple[np.ndarray, np.ndarray]:
    """Each non-state actor's partners abroad, of its own kind or of others, shapes (pairs,)."""
    lat, lon = np.radians(place[:, 0].astype(float)), np.radians(place[:, 1].astype(float))
    point = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], 1)
    from_, to, filled = _draw(rows, point, number, own_kind, key)
    return from_[:filled], to[:filled]


@loop
def _draw(
    rows: np.ndarray, point: np.ndarray, number: int, own_kind: bool, key: np.uint64
) -> tuple[np.ndarray, np.ndarray, int]:
    n = len(rows)
    from_, to, filled = np.empty(n * number, np.uint32), np.empty(n * number, np.uint32), 0
    arrival, chosen = np.empty(number), np.empty(number, np.uint32)
    for i in range(n):
        if rows[i].home == i:
            continue
        held = 0
        for j in range(n):
            if j == i or rows[j].home == j or not _eligible(rows[i], rows[j], own_kind):
                continue
            cosine = point[i, 0] * point[j, 0] + point[i, 1] * point[j, 1] + point[i, 2] * point[j, 2]
            away = EARTH_RADIUS * np.arccos(min(1.0, max(-1.0, cosine)))
            when = -np.log(1.0 - luck.pair_uniform(key, rows[i].id, rows[j].id)) * np.exp(away / REACH)
            held = keep_earliest(arrival, chosen, held, number, when, j)
        for k in range(held):
            from_[filled], to[filled] = i, chosen[k]
            filled += 1
    return from_, to, filled


@compiled
def _eligible(me: Row, other: Row, own_kind: bool) -> bool:
    """Those of another home (the transnational have none in common)."""
    same_home = me.home == other.home and me.home >= 0
    return bool(not same_home and (me.kind == other.kind) == own_kind)
