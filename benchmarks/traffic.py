"""The bytes that a month of the common game moves for each actor, counted from the code, and what memory could bring.

Counted are cache lines of 64 bytes, as if nothing stayed in the cache from one loop to the next: those of its own row
that a loop touches, one for every row or group that it looks up elsewhere, and lists as long as they are. A column in
LOOPS stands for each thing that the loop of that name reads or writes.
"""

import time
from statistics import median
from typing import NamedTuple

import numpy as np

from agents import ACTOR
from model.issue import Issue

LINE = 64  # bytes that a processor fetches at once
COPIED = 256_000_000  # bytes; more than most caches hold


class Loop(NamedTuple):
    """What a loop touches for each actor."""

    name: str
    own: tuple[str, ...]  # traits of its row
    looked_up: str = ""  # "members" of its group, "groups" it is in, or "one" tie, each a line
    lists: int = 0  # bytes of other arrays that it goes through


PAID = ("endowment", "strategy", "payoff", "risk", "sanction", "failure", "paid", "received", "perceived_risk")
LOOPS = (
    Loop("count_success", ("means", "strategy"), "members", 3 * 8),
    Loop("pay", (*PAID, "outlay", "exchange", "misfit", "norm", "bias"), "groups"),
    Loop("society", ("payoff", "society"), "", 4),
    Loop("plan", ("id", "strategy", "plan", "payoff"), "one"),
    Loop("remember", ("strategy", "plan", "recent"), "", 13),
    Loop("reputation", ("strategy", "reputation")),
)


def counted(issue: Issue) -> float:
    """Bytes an actor and month."""
    n = len(issue.rows)
    members, ties = len(issue.groups.to) / n, len(issue.relations.ties.to) / n
    number = {"": 0.0, "members": members, "groups": members, "one": 1.0}
    listed = {
        "": 0.0,
        "members": 4 * members,
        "groups": 4 * members,
        "one": 6 * ties,
    }  # half of the ties, 12 bytes each
    return sum(lines(loop.own) * LINE + loop.lists + number[loop.looked_up] * LINE + listed[loop.looked_up]
               for loop in LOOPS)  # fmt: skip


def lines(traits: tuple[str, ...]) -> int:
    """How many blocks of 64 bytes these traits of a row lie in."""
    assert ACTOR.fields is not None
    return len({ACTOR.fields[trait][1] // LINE for trait in traits})


def bandwidth() -> float:
    """Gigabytes a second that one thread reads and writes when it copies a large array; median of five."""
    from_, to = np.ones(COPIED // 8), np.ones(COPIED // 8)
    times = []
    for _ in range(5):
        began = time.perf_counter()
        np.copyto(to, from_)
        times.append(time.perf_counter() - began)
    return 2 * COPIED / median(times) / 1e9
