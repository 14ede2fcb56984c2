"""The ties that are drawn: within a state, across borders, and to those who broadcast. By luck of pairs of ids.

Who draws k partners takes the k that arrive first, where each possible partner arrives at an exponential time with the
rate of its weight: weighted sampling without replacement (Efraimidis & Spirakis 2006).
"""

import numpy as np

from agents import KINDS
from agents.actor import Row
from agents.compiled import compiled
from model import luck
from model.compiled import loop
from model.ties import Homes, Pairs, both_ways, homes_of, joined, keep_earliest

DOMESTIC, COMPATRIOT, PARTNER, BROADCAST = 1.0, 0.5, 0.5, 0.25  # weights; assumed: nearer counts more
COMPATRIOTS, LIKE_PARTNERS, UNLIKE_PARTNERS, CHANNELS = 2, 3, 1, 2  # how many each draws; assumed
REACH = 5000.0  # km over which ties abroad thin out by e; assumed after gravity models of exchange
EARTH_RADIUS = 6371.0  # km


def domestic_ties(rows: np.ndarray, seed: int) -> Pairs:
    """Each non-state actor is tied to its government and to a few compatriots."""
    home = rows["home"]
    society = np.flatnonzero((home >= 0) & (np.arange(len(rows)) != home))
    to_government = (society, home[society], np.full(len(society), DOMESTIC))
    a, b, filled = _compatriots(rows, homes_of(home, int(home.max()) + 1), COMPATRIOTS, _key(seed, 0))
    return both_ways(joined([to_government, (a[:filled], b[:filled], np.full(filled, COMPATRIOT))]))


def partner_ties(rows: np.ndarray, place: np.ndarray, seed: int, openness: float) -> Pairs:
    """City to city, organisation to organisation, people to people: own kind abroad, and one of another kind."""
    like = drawn_partners(rows, place, LIKE_PARTNERS, True, _key(seed, 1))
    unlike = drawn_partners(rows, place, UNLIKE_PARTNERS, False, _key(seed, 2))
    return both_ways(joined([(a, b, np.full(len(a), PARTNER * openness)) for a, b in (like, unlike)]))


def broadcast_ties(rows: np.ndarray, internet: np.ndarray, host: np.ndarray, seed: int, openness: float) -> Pairs:
    """Those who are online attend to a few of those who broadcast, anywhere; nobody attends back."""
    online = luck.uniforms(_key(seed, 3), rows["id"]) < internet[host]
    follows = np.array([kind.follows_media for kind in KINDS])[rows["kind"]]
    channels = np.array([kind.broadcasts for kind in KINDS])[rows["kind"]]
    a, b, filled = _tune(rows, online & follows, np.flatnonzero(channels).astype(np.uint32), CHANNELS, _key(seed, 4))
    a, b = a[:filled], b[:filled]
    abroad = rows["home"][a] != rows["home"][b]
    return a, b, BROADCAST * np.where(abroad, openness, 1.0)


def _key(seed: int, layer: int) -> np.uint64:
    return np.uint64(luck.stream(seed, luck.TIE, layer))


@loop
def _compatriots(rows: np.ndarray, homes: Homes, number: int, key: np.uint64) -> tuple[np.ndarray, np.ndarray, int]:
    """Each non-state actor's partners at home. (Their weights are equal, so that the draw itself gives the order.)"""
    n = len(rows)
    from_, to, filled = np.empty(n * number, np.uint32), np.empty(n * number, np.uint32), 0
    arrival, chosen = np.empty(number), np.empty(number, np.uint32)
    for s in range(len(homes.start) - 1):
        first, last = homes.start[s] + 1, homes.start[s + 1]  # the government comes first, and is no partner
        for mine in range(first, last):
            i, held = homes.actor[mine], 0
            for position in range(first, last):
                if position != mine:
                    j = homes.actor[position]
                    when = luck.pair_uniform(key, rows[i].id, rows[j].id)
                    held = keep_earliest(arrival, chosen, held, number, when, j)
            for k in range(held):  # a loop: assigning a slice would take numba ten seconds to compile
                from_[filled], to[filled] = i, chosen[k]
                filled += 1
    return from_, to, filled


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


@loop
def _tune(
    rows: np.ndarray, who: np.ndarray, channels: np.ndarray, number: int, key: np.uint64
) -> tuple[np.ndarray, np.ndarray, int]:
    """The broadcasters each of those online follows: luck of pairs, so a new one moves nobody between the others."""
    from_, to, filled = np.empty(len(rows) * number, np.uint32), np.empty(len(rows) * number, np.uint32), 0
    arrival, chosen = np.empty(number), np.empty(number, np.uint32)
    for i in range(len(rows)):
        held = 0
        if who[i]:
            for j in channels:
                if j != i:
                    when = luck.pair_uniform(key, rows[i].id, rows[j].id)
                    held = keep_earliest(arrival, chosen, held, number, when, j)
        for k in range(held):
            from_[filled], to[filled] = i, chosen[k]
            filled += 1
    return from_, to, filled
