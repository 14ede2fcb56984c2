"""What is remembered of conduct: each actor's last year, and what the unbound do (DEFINITIONS D8)."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from model.agreement import Agreements
from model.compiled import loop, row_loop
from model.ties import Homes
from model.world import World

MEMORY = 12  # months of conduct remembered
ENOUGH = 10  # unbound actors of a kind and region whose conduct tells what one of them would do outside


class Memory(NamedTuple):
    """What is remembered of everyone on one issue, and whom each actor is like."""

    conduct: np.ndarray  # who contributed in each of the last months; uint8, shape (MEMORY, actors)
    circle: np.ndarray  # of each actor's kind and region; int64, shape (actors,)


def blank_memory(world: World, rows: np.ndarray) -> Memory:
    """Nothing is remembered yet."""
    return Memory(np.zeros((MEMORY, len(rows)), np.uint8), world.once(circles_of_all))


def circles_of_all(world: World) -> np.ndarray:
    """Those of the world's actors, the same on every issue."""
    return circles(world, world.rows)


def circles(world: World, rows: np.ndarray) -> np.ndarray:
    """A number for each kind and region, that of no state being a region of its own; int64, shape (actors,)."""
    region = np.append(pd.factorize(world.states["region"])[0], -1)[rows["home"]]
    return np.unique(rows["kind"].astype(np.int64) * 1000 + region, return_inverse=True)[1].astype(np.int64)


@loop
def carry_out(
    rows: np.ndarray, memory: Memory, homes: Homes, agreements: Agreements, bound: np.ndarray, month: int
) -> None:
    """Plans become conduct, and conduct is remembered, by the actors and by those who saw it; `bound` says whom each
    institution binds (bool, shape (institutions, actors))."""
    remember(0, len(rows), rows, memory.conduct, month)
    note_all_outside(rows, memory, homes, agreements, bound)


@loop
def note_all_outside(rows: np.ndarray, memory: Memory, homes: Homes, agreements: Agreements, bound: np.ndarray) -> None:
    """What each actor would do outside each institution."""
    if len(bound) == 0:
        return
    at_home = home_conduct(rows, homes)
    for slot in range(len(bound)):
        note_outside(bound[slot], at_home, rows, memory.circle, agreements.home[slot], agreements.outside[slot])


@row_loop
def remember(first: int, last: int, rows: np.ndarray, conduct: np.ndarray, month: int) -> None:
    """Plans become conduct, and each actor has its record of the last 12 months; rows first..last-1."""
    months = min(month, len(conduct))
    slot = month % len(conduct)
    for i in range(first, last):
        rows[i].strategy = rows[i].plan
        conduct[slot, i] = rows[i].strategy > 0
    given = np.zeros(last - first, np.uint8)
    for m in range(len(conduct)):  # month by month, for which processors have instructions that add many at once
        for i in range(last - first):
            given[i] += conduct[m, first + i]
    for i in range(first, last):
        rows[i].recent = given[i - first] / months


@loop
def home_conduct(rows: np.ndarray, homes: Homes) -> np.ndarray:
    """Recent conduct at each actor's home, by endowment (D12); a transnational actor's own. Shape (actors,)."""
    out = rows["recent"].copy()
    for s in range(len(homes.start) - 1):
        given = all_ = 0.0
        for position in range(homes.start[s], homes.start[s + 1]):
            me = rows[homes.actor[position]]
            given += me.endowment * me.recent
            all_ += me.endowment
        for position in range(homes.start[s], homes.start[s + 1]):
            out[homes.actor[position]] = given / all_
    return out


@loop
def note_outside(
    bound: np.ndarray, at_home: np.ndarray, rows: np.ndarray, circle: np.ndarray, home: np.ndarray, out: np.ndarray
) -> None:
    """What each actor would do unbound (D8), written to `out`: what those of its kind and region do who are unbound.

    `circle` numbers kind and region. Where there are fewer than ten such, what counts is what the actor's home
    (`at_home` now) did while it was last unbound, which is kept in `home`. All of shape (actors,).
    """
    count, given = np.zeros(len(rows)), np.zeros(len(rows))
    for i in range(len(rows)):
        if not bound[i]:
            home[i] = at_home[i]
            count[circle[i]] += 1.0
            given[circle[i]] += rows[i].recent
    for i in range(len(rows)):
        k = circle[i]
        out[i] = given[k] / count[k] if count[k] >= ENOUGH else home[i]
