"""Whom each actor watches: the kinds' rules of attention on every tie, worked out again only where something moved."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np

from agents import FIXED, KINDS, TRAITS
from agents.compiled import compiled
from agents.compiled.kept import names_in
from model.compiled import loop
from model.kinds import attention, reads_surround
from model.ties import Ties


class Attention(NamedTuple):
    """The ties as they are watched."""

    start: np.ndarray  # of the ties
    to: np.ndarray
    weight: np.ndarray  # attention to each tie, float64, shape (ties,)
    total: np.ndarray  # of each actor, shape (actors,)
    follows: np.ndarray  # which kinds ask how many contribute around them; bool, shape (kinds,)


def attention_to(ties: Ties) -> Attention:
    """Room for the attention to these ties, yet to be filled."""
    follows = np.array([reads_surround(kind.appraise) for kind in KINDS])
    return Attention(ties.start, ties.to, np.empty(len(ties.to)), np.empty(len(ties.start) - 1), follows)


def moves_by_itself() -> bool:
    """Whether some kind's rule of attention reads a column that may change from month to month."""
    return any(reads_monthly(kind.attention) for kind in KINDS)


@cache
def reads_monthly(rule: Callable[..., float]) -> bool:
    """Whether a rule reads a column that may change from month to month."""
    return bool(names_in(rule) & (TRAITS - FIXED))


@loop
def attend(rows: np.ndarray, ties: Ties, settings: np.ndarray, out: Attention) -> None:
    """The attention of every actor to each of its ties, and all of it together."""
    for i in range(len(rows)):
        total = 0.0
        for position in range(ties.start[i], ties.start[i + 1]):
            other = rows[ties.to[position]]
            weight = attention(rows[i].kind, rows[i], other, ties.weight[position], settings[0])
            out.weight[position] = weight
            total += weight
        out.total[i] = total


@compiled
def watched(i: int, mark: float, watch: Attention) -> int:
    """The tie whose stretch of the actor's attention, laid end to end, holds `mark`."""
    chosen = watch.start[i]
    for position in range(watch.start[i], watch.start[i + 1]):
        weight = watch.weight[position]
        if weight > 0.0:
            chosen = position
            if mark < weight:
                break
        mark -= weight
    return watch.to[chosen]


@compiled
def surround(i: int, rows: np.ndarray, watch: Attention) -> float:
    """The share of an actor's attention that is on contributors; 0 for kinds that do not ask."""
    if not watch.follows[rows[i].kind]:
        return 0.0
    contributing = 0.0
    for position in range(watch.start[i], watch.start[i + 1]):
        contributing += watch.weight[position] * (rows[watch.to[position]].strategy > 0)
    return contributing / watch.total[i]
