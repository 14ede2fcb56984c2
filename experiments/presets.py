"""Issues as presets: what kind of problem climate, a pandemic or a peace process is, as settings (presets.csv).

One row a figure, each with its reason, and the word assumed where no source gives the number.
"""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from experiments.question import Value, read_pairs
from model.params import PARAMETERS, BadInput, checked

TABLE = Path(__file__).with_suffix(".csv")


class Figure(NamedTuple):
    """One declared figure of a preset."""

    preset: str
    parameter: str
    value: Value
    reason: str


@cache
def presets() -> dict[str, tuple[Figure, ...]]:
    """The figures of every preset, in the table's order; raises BadInput for a value that is not allowed."""
    found: dict[str, list[Figure]] = {}
    with TABLE.open(newline="") as table:
        for row in csv.DictReader(table):
            value = PARAMETERS[row["parameter"]].check(row["value"])
            found.setdefault(row["preset"], []).append(Figure(row["preset"], row["parameter"], value, row["reason"]))
    return {name: tuple(figures) for name, figures in found.items()}


def preset_settings(name: str) -> dict[str, Value]:
    """What a preset sets; nothing without a name. Raises BadInput for a name that is not there."""
    if not name:
        return {}
    if name not in presets():
        raise BadInput("preset", name, " ".join(presets()))
    return {figure.parameter: figure.value for figure in presets()[name]}


def read_preset_and_settings(preset: str, pairs: Iterable[str]) -> dict[str, Value]:
    """All settings of the model: defaults, then the preset's, then those given as `name=value`; raises BadInput."""
    return checked({**preset_settings(preset), **read_pairs(pairs)})
