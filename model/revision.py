"""How actors reconsider: now and then, by looking at one of their ties, or at random (DEFINITIONS D5).

Evaluation and update are synchronous: all decide on this month's payoffs, then all plans become conduct.
"""

from typing import NamedTuple

import numpy as np

from agents.actor import Row
from agents.compiled import compiled, compiled_to_arrays
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


@compiled_to_arrays
def look_around(me: Row, i: int, rows: np.ndarray, ties: Ties, p: Row) -> tuple[np.ndarray, float, float]:
    """The actor's attention to each of its ties, all of it together, and the share of it on contributors."""
    start = ties.start[i]
    weights = np.empty(ties.start[i + 1] - start)
    total = contributing = 0.0
    for k in range(len(weights)):
        other = rows[ties.to[start + k]]
        weights[k] = attention(me.kind, me, other, ties.weight[start + k], p)
        total += weights[k]
        contributing += weights[k] * (other.strategy > 0)
    return weights, total, contributing / total if total > 0.0 else 0.0


@compiled
def marked(weights: np.ndarray, mark: float) -> int:
    """The place whose stretch of the weights, laid end to end, holds `mark`."""
    chosen = 0
    for k in range(len(weights)):
        if weights[k] > 0.0:
            chosen = k
            if mark < weights[k]:
                break
        mark -= weights[k]
    return chosen


@compiled_to_arrays
def decide(i: int, rows: np.ndarray, ties: Ties, dice: Dice, strategies: int, p: Row) -> int:
    """What actor i will do from next month on. The sweep and the single Mesa agent both call this."""
    me = rows[i]
    if luck.uniform(dice.revise, me.id) >= p.revision_rate:
        return int(me.strategy)
    draw = luck.uniform(dice.mutate, me.id)
    if draw < p.mutation:
        return other_strategy(me.strategy, strategies, draw / p.mutation)
    weights, total, surround = look_around(me, i, rows, ties, p)
    if total <= 0.0:
        return int(me.strategy)
    other = rows[ties.to[ties.start[i] + marked(weights, total * luck.uniform(dice.model, me.id))]]
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
