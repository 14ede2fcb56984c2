"""How long things take: in turns, so that whatever slows the machine slows all alike, and the median of the rounds."""

import os
import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import Any, NamedTuple

ROUNDS = 7


class Took(NamedTuple):
    """Seconds of the processor, and on the clock."""

    cpu: float
    wall: float


def took(part: Callable[[], Any]) -> Took:
    """One call, with the processor time of processes that it started and waited for."""
    began, cpu = time.perf_counter(), _processor()
    part()
    return Took(_processor() - cpu, time.perf_counter() - began)


def _processor() -> float:
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system


def in_turns(
    parts: Mapping[str, Callable[[], Any]], rounds: int = ROUNDS, before: Callable[[], Any] = lambda: None
) -> dict[str, Took]:
    """The median of each part over the rounds; a first round, not counted, compiles what there is to compile. `before`
    is called ahead of each part, off the clock."""
    times: dict[str, list[Took]] = {name: [] for name in parts}
    for turn in range(rounds + 1):
        for name, part in parts.items():
            before()
            one = took(part)
            if turn:
                times[name].append(one)
    return {name: Took(*(median(column) for column in zip(*ones, strict=True))) for name, ones in times.items()}
