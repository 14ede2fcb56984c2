"""At home: when a state takes a text up, and when its procedure ends (DEFINITIONS D10a).

Waiting times are those of a hazard that differs between states for good, and that neighbours who are parties raise.
"""

from typing import NamedTuple

import numpy as np

from model import luck
from model.compiled import loop
from model.governance.neighbours import Shares, shares
from model.issue import Issue


class Capitals(NamedTuple):
    """The states as their procedures see them."""

    ids: np.ndarray  # for luck
    readiness: np.ndarray  # how much faster than others each takes texts up
    neighbours: Shares


def capitals(issue: Issue) -> Capitals:
    """The states of a world."""
    return Capitals(issue.rows["id"][issue.world.governments], readiness(issue), issue.world.once(shares))


def readiness(issue: Issue) -> np.ndarray:
    """How much faster than others each state takes texts up, for good (D10a), shape (states,)."""
    ids = issue.rows["id"][issue.world.governments]
    return np.asarray(np.exp(issue.figures["readiness_spread"] * luck.normals(issue.lasting("readiness"), ids)))


class Turns(NamedTuple):
    """Who has its turn this month; bool, shape (states,)."""

    starts: np.ndarray
    ends: np.ndarray


class Draws(NamedTuple):
    """The luck of procedures in a month."""

    seed: int
    month: int
    start: int  # purpose of the draws that take a text up
    end: int  # and of those that end a procedure


@loop
def in_turn(key: np.uint64, ids: np.ndarray, hazard: np.ndarray, waiting: np.ndarray, out: np.ndarray) -> int:
    """Who waits (bool) and has its turn this month, each with its hazard, written to `out` (bool); returns how many."""
    count = 0
    for s in range(len(ids)):
        out[s] = waiting[s] and luck.uniform(key, ids[s]) < hazard[s]
        count += out[s]
    return count


@loop
def turns(
    who: Capitals, parties: np.ndarray, taken_up: np.ndarray, draws: Draws, settings: np.ndarray, out: Turns
) -> int:  # fmt: skip
    """Who takes the text up and whose procedure ends this month; returns how many, to be asked."""
    p, n = settings[0], len(parties)
    pace, waiting = np.empty(n), np.empty(n, np.bool_)
    share = who.neighbours
    for s in range(n):
        pull = 0.0
        for position in range(share.start[s], share.start[s + 1]):
            pull += share.weight[position] * parties[share.to[position]]
        pace[s] = p.ratification_hazard * who.readiness[s] * (1.0 + p.peer_pull * pull)
        waiting[s] = not (parties[s] or taken_up[s])
    asked = in_turn(luck.stream(draws.seed, draws.start, draws.month), who.ids, pace, waiting, out.starts)
    for s in range(n):
        waiting[s] = not parties[s] and (taken_up[s] or out.starts[s])
        pace[s] = p.procedure_hazard
    return asked + in_turn(luck.stream(draws.seed, draws.end, draws.month), who.ids, pace, waiting, out.ends)
