"""The loops over all rows of a large world, in ranges that threads play at the same time, with the same bits.

A range writes to its own rows alone. A sum that gives one number is made by one thread, since its last bits depend on
the order. Below WIDE rows the threads' own cost is larger than what they save.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

WIDE = 50_000  # rows from which threads are used
VARIABLE = "WESTPHALIA_THREADS"  # at most so many; else one for each core that this process may use


def most() -> int:
    """Threads that may be used."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    asked = os.environ.get(VARIABLE, "")
    return min(cores, max(1, int(asked))) if asked.isdecimal() else cores


def is_wide(rows: int) -> bool:
    """Whether a world of so many rows is played in ranges."""
    return rows >= WIDE and most() > 1


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, "rows")


def ranges(rows: int, threads: int) -> list[tuple[int, int]]:
    """The rows as so many ranges of nearly one length."""
    return [(rows * k // threads, rows * (k + 1) // threads) for k in range(threads)]


def in_ranges(loop: Callable[..., Any], rows: int, *given: Any) -> list[Any]:
    """What `loop(first, last, *given)` returns for each range; the loop must let others run (`row_loop`)."""
    threads = most()
    *others, (first, last) = ranges(rows, threads)
    waiting = [_pool(threads).submit(loop, *range_, *given) for range_ in others]
    return [loop(first, last, *given), *(one.result() for one in waiting)]
