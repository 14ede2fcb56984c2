"""Problems as presets: what kind of problem climate, a pandemic or a peace process is, and which feeds which.

One row a figure, each with its reason, and the word assumed where no source gives the number: data/issues.csv for the
problems, data/couplings.csv for the shares in which they feed one another.
"""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

DATA = Path(__file__).parent / "data"
UNNAMED = ("own", "same")  # problems of one's own, which feed, and are fed by, any other


class Figure(NamedTuple):
    """One declared figure of a preset."""

    preset: str
    parameter: str
    value: str
    reason: str


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(newline="", encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


@cache
def declared() -> tuple[Figure, ...]:
    """Every figure of every preset, in the table's order."""
    return tuple(Figure(**row) for row in _table("issues"))


NAMES = tuple(dict.fromkeys(figure.preset for figure in declared()))


def figures(preset: str) -> tuple[Figure, ...]:
    """The figures of one preset; none for another name."""
    return tuple(figure for figure in declared() if figure.preset == preset)


@cache
def _shares() -> Mapping[tuple[str, str], float]:
    return {(row["from"], row["to"]): float(row["share"]) for row in _table("couplings")}


def coupling_matrix(names: Sequence[str], strength: float) -> np.ndarray:
    """J: how far the failure of problem l (column) feeds the risk of problem k (row), shape (problems, problems).

    The strength, times the share in data/couplings.csv; all of it where a problem is not of that table.
    """
    out = np.zeros((len(names), len(names)))
    for k, to in enumerate(names):
        for l, from_ in enumerate(names):  # noqa: E741 - as in J_kl
            unnamed = to in UNNAMED or from_ in UNNAMED
            out[k, l] = strength * (k != l) * (1.0 if unnamed else _shares().get((from_, to), 0.0))
    return out
