"""`python -m benchmarks.layout [ACTORS ...]`: would the month be faster if an actor's traits lay otherwise in memory?

A small month touches what the model's month does: members looked up for their groups, own row read and written, one tie
looked up, plans carried out. It is the same function over one record an actor (as it is, and in the order before), over
a record split into what others look up and the rest, and over one array a trait.
"""

import sys
from collections import namedtuple
from typing import Any

import numba
import numpy as np

from agents import ACTOR
from benchmarks import common
from benchmarks.timing import in_turns

SEEN = ("id", "kind", "rich", "strategy", "plan", "home", "endowment", "payoff", "society", "recent", "means")
BEFORE = (
    "id", "kind", "rich", "strategy", "plan", "home", "endowment", "means", "persons", "exposure", "soft_power",
    "home_bent", "own_bent", "bias", "optimum", "reported", "voice", "risk", "perceived_risk", "payoff", "society",
    "failure", "pivotal", "sanction", "outlay", "paid", "received", "exchange", "reputation", "bonds", "misfit",
    "burden", "norm", "committed", "heard", "norm_around", "recent",
)  # fmt: skip  # until November 2026, by subject
SOURCE = """
def month(a, b, start, to, own_start, own, tie, draw, failed):
    for g in range(len(failed)):
        total = given = 0.0
        for position in range(start[g], start[g + 1]):
            j = to[position]
            total += {a:endowment:j}
            given += {a:endowment:j} * ({a:strategy:j} > 0)
        failed[g] = given < 0.5 * total
    for i in range(len(failed)):
        lost = 0.0
        for position in range(own_start[i], own_start[i + 1]):
            lost += failed[own[position]]
        lost /= own_start[i + 1] - own_start[i]
        {b:failure:i} = lost
        {b:sanction:i} = 0.1 * {b:norm_around:i}
        {b:burden:i} = {b:misfit:i}
        {b:paid:i} = {b:outlay:i}
        {b:received:i} = {b:exchange:i}
        {b:perceived_risk:i} = {b:risk:i} * (1.0 + {b:bias:i})
        {a:payoff:i} = 1.0 - {b:risk:i} * lost - 0.1 * ({a:strategy:i} > 0) + {b:exchange:i}
        {a:society:i} = {a:payoff:i}
    for i in range(len(failed)):
        j = tie[i]
        {a:plan:i} = {a:strategy:i}
        if {a:strategy:j} != {a:strategy:i} and draw[i] < 1.0 / (1.0 + np.exp(5.0 * ({a:payoff:i} - {a:payoff:j}))):
            {a:plan:i} = {a:strategy:j}
    for i in range(len(failed)):
        {a:strategy:i} = {a:plan:i}
        {a:recent:i} = 0.9 * {a:recent:i} + 0.1 * ({a:strategy:i} > 0)
"""


class _Places:
    """Writes a trait of row i of part `a` or `b` as one layout has it."""

    def __init__(self, part: str, form: str) -> None:
        self.part, self.form = part, form

    def __format__(self, spec: str) -> str:
        trait, row = spec.split(":")
        return self.form.format(part=self.part, trait=trait, row=row)


def month(form: str) -> Any:
    """The small month, compiled for a layout."""
    names: dict[str, Any] = {"np": np}
    exec(SOURCE.format(a=_Places("a", form), b=_Places("b", form)), names)
    return numba.njit(names["month"])


def record(rows: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
    """These traits of the rows, in this order."""
    out = np.zeros(len(rows), np.dtype([(name, ACTOR[name]) for name in names], align=True))
    for name in names:
        out[name] = rows[name]
    return out


def layouts(rows: np.ndarray) -> dict[str, tuple[Any, Any]]:
    """The two parts that the month reads, in each layout."""
    whole, before = rows.copy(), record(rows, BEFORE)
    rest = tuple(name for name in ACTOR.names or () if name not in SEEN)
    columns = namedtuple("columns", ACTOR.names)(*(rows[name].copy() for name in ACTOR.names or ()))
    return {
        "record": (whole, whole), "record, order before": (before, before),
        "split record": (record(rows, SEEN), record(rows, rest)), "columns": (columns, columns),
    }  # fmt: skip


def part(actors: tuple[int, ...] = (1_000, 100_000)) -> list[dict[str, Any]]:
    """Nanoseconds an actor of the small month, by layout."""
    of_rows, of_columns = month("{part}[{row}].{trait}"), month("{part}.{trait}[{row}]")
    out = []
    for n in actors:
        model, drawn = common.ours(n), np.random.default_rng(1)
        groups, ties, months = model.issues[0].groups, model.issues[0].relations.ties, max(3, 2_000_000 // n)
        tie = ties.to[ties.start[:-1] + (drawn.random(n) * np.diff(ties.start)).astype(np.uint32)]
        given = (groups.start, groups.to, groups.own_start, groups.own, tie, drawn.random(n), np.zeros(n))

        def play(two: tuple[Any, Any], given: Any = given, months: int = months) -> None:
            run = of_rows if isinstance(two[0], np.ndarray) else of_columns
            for _ in range(months):
                run(*two, *given)

        parts = {name: lambda two=two: play(two) for name, two in layouts(model.rows).items()}
        times = in_turns(parts, 5)
        out.append({"actors": n} | {name: 1e9 * took.cpu / n / months for name, took in times.items()})
    return out


if __name__ == "__main__":
    for row in part(tuple(map(int, sys.argv[1:])) or (1_000, 100_000)):
        print(", ".join(f"{name} {value:,.1f}" for name, value in row.items()), flush=True)
