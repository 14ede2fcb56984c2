"""How actors reconsider: now and then, by looking at one of their ties, or at random (DEFINITIONS D5).

Evaluation and update are synchronous: all decide on this month's payoffs, then all plans become conduct.
"""

from typing import NamedTuple

import numpy as np

from agents.actor import Row
from agents.compiled import compiled
from model import luck
from model.compiled import loop
from model.kinds import appraise, attention
from model.ties import Ties


class Dice(NamedTuple):
    """The month's luck in revising, one key for each purpose."""

    revise: np.uint64
    mutate: np.uint64
    model: np.uint64
    copy: np.uint64


@compiled
def other_strategy(own: int, strategies: int, draw: float) -> int:
    """One of the other strategies, each alike (so two strategies swap)."""
    pick = min(int(draw * (strategies - 1)), strategies - 2)
    return pick + (pick >= own)


@compiled
def total_attention(me: Row, i: int, rows: np.ndarray, ties: Ties, p: Row) -> tuple[float, float]:
    """The actor's whole attention, and the share of it on contributors."""
    total = contributing = 0.0
    for position in range(ties.start[i], ties.start[i + 1]):
        other = rows[ties.to[position]]
        weight = attention(me.kind, me, other, ties.weight[position], p)
        total += weight
        contributing += weight * (other.strategy > 0)
    return total, contributing / total if total > 0.0 else 0.0


@compiled
def model_of(me: Row, i: int, rows: np.ndarray, ties: Ties, p: Row, mark: float) -> int:
    """The tie whose stretch of the attention holds `mark`, a number in [0, total attention)."""
    chosen = i
    for position in range(ties.start[i], ties.start[i + 1]):
        j = ties.to[position]
        weight = attention(me.kind, me, rows[j], ties.weight[position], p)
        if weight > 0.0:
            chosen = int(j)
            if mark < weight:
                break
        mark -= weight
    return chosen


@compiled
def decide(i: int, rows: np.ndarray, ties: Ties, dice: Dice, strategies: int, p: Row) -> int:
    """What actor i will do from next month on. The sweep and the single Mesa agent both call this."""
    me = rows[i]
    if luck.uniform(dice.revise, me.id) >= p.revision_rate:
        return int(me.strategy)
    draw = luck.uniform(dice.mutate, me.id)
    if draw < p.mutation:
        return other_strategy(me.strategy, strategies, draw / p.mutation)
    total, surround = total_attention(me, i, rows, ties, p)
    if total <= 0.0:
        return int(me.strategy)
    other = rows[model_of(me, i, rows, ties, p, total * luck.uniform(dice.model, me.id))]
    if luck.uniform(dice.copy, me.id) < appraise(me.kind, me, other, surround, p):
        return int(other.strategy)
    return int(me.strategy)


@loop
def plan(
    first: int, last: int, rows: np.ndarray, ties: Ties, dice: Dice, strategies: int, settings: np.ndarray
) -> None:
    """The plans of rows first..last-1: of all in the sweep, of one for the actor that decides alone."""
    for i in range(first, last):
        rows[i].plan = decide(i, rows, ties, dice, strategies, settings[0])
