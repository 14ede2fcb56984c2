"""How actors reconsider: now and then, by looking at one of their ties, or at random (DEFINITIONS D5).

Evaluation and update are synchronous: all decide on this month's payoffs, then all plans become conduct.
"""

from typing import NamedTuple

import numpy as np

from agents.actor import Row
from agents.compiled import compiled
from model import luck
from model.attention import Attention, surround, watched
from model.compiled import row_loop
from model.kinds import appraise


class Dice(NamedTuple):
    """The month's luck in revising, one key for each purpose."""

    revise: np.uint64
    mutate: np.uint64
    model: np.uint64
    copy: np.uint64


@compiled
def thrown(seed: int, month: int) -> Dice:
    """The luck of one month."""
    return Dice(
        luck.stream(seed, luck.REVISE, month), luck.stream(seed, luck.MUTATE, month),
        luck.stream(seed, luck.MODEL, month), luck.stream(seed, luck.COPY, month),
    )  # fmt: skip


@compiled
def other_strategy(own: int, strategies: int, draw: float) -> int:
    """One of the other strategies, each alike (so two strategies swap)."""
    pick = min(int(draw * (strategies - 1)), strategies - 2)
    return pick + (pick >= own)


@compiled
def decide(i: int, rows: np.ndarray, watch: Attention, dice: Dice, strategies: int, p: Row) -> int:
    """What actor i will do from next month on. The sweep and the single Mesa agent both call this."""
    me = rows[i]
    if luck.uniform(dice.revise, me.id) >= p.revision_rate:
        return int(me.strategy)
    draw = luck.uniform(dice.mutate, me.id)
    if draw < p.mutation:
        return other_strategy(me.strategy, strategies, draw / p.mutation)
    if watch.total[i] <= 0.0:
        return int(me.strategy)
    other = rows[watched(i, watch.total[i] * luck.uniform(dice.model, me.id), watch)]
    if other.strategy == me.strategy:
        return int(me.strategy)  # whatever it thinks of the other; half of the month's time is saved
    if luck.uniform(dice.copy, me.id) < appraise(me.kind, me, other, surround(i, rows, watch), p):
        return int(other.strategy)
    return int(me.strategy)


@row_loop
def plan(
    first: int, last: int, rows: np.ndarray, watch: Attention, dice: Dice, strategies: int, settings: np.ndarray
) -> None:
    """The plans of rows first..last-1: of all in the sweep, of one for the actor that decides alone."""
    for i in range(first, last):
        rows[i].plan = decide(i, rows, watch, dice, strategies, settings[0])
