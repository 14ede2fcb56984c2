"""The priors of the claims: over which range each declared uncertainty is drawn, and why (claims/priors.csv).

The names that a choice is drawn from are written there too, so that a choice that is registered later changes no claim.
"""

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import numpy as np

from experiments.ask.case import Value
from experiments.ask.factor import Factor
from experiments.ask.question import STEPS
from model.params import PARAMETERS

TABLE = Path(__file__).parents[1] / "claims" / "priors.csv"
Range = tuple[float, float] | tuple[str, ...]  # both ends, or the names
Ranges = Mapping[str, Range]
Point = dict[str, Value]


@cache
def priors() -> dict[str, Factor]:
    """Every uncertainty with its range, in the table's order; `steps` is the length of a run."""
    with TABLE.open(newline="", encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    return {row["parameter"]: _factor(row["parameter"], _range(row)) for row in rows}


def _range(row: Mapping[str, str]) -> Range:
    return tuple(row["choices"].split()) or (float(row["low"]), float(row["high"]))


def _factor(name: str, ends: Range) -> Factor:
    parameter = STEPS if name == "steps" else PARAMETERS[name]
    if parameter.choices:
        return Factor(parameter, names=tuple(map(str, ends)))
    low, high = map(float, ends)
    return Factor(parameter, low, high)


def ranges(given: Ranges = {}, without: Iterable[str] = ()) -> dict[str, Factor]:  # noqa: B006
    """The priors, some with a range of this claim's own, some left at their default; levers come last."""
    own = {name: _factor(name, ends) for name, ends in given.items()}
    return {name: factor for name, factor in (priors() | own).items() if name not in set(without)}


def frozen_ranges(factors: Mapping[str, Factor]) -> dict[str, list[float] | list[str]]:
    """The ranges as plain values, to be written down before the first run."""
    return {name: factor.identity for name, factor in factors.items()}


def sampled(factors: Mapping[str, Factor], number: int, seed: int) -> list[Point]:
    """So many points, a power of two, that fill the ranges evenly (scrambled Sobol sequence, Owen 1998)."""
    from scipy.stats import qmc

    shares = qmc.Sobol(len(factors), rng=np.random.default_rng(seed)).random_base2(number.bit_length() - 1)
    return points_at(factors, shares)


def points_at(factors: Mapping[str, Factor], shares: np.ndarray) -> list[Point]:
    """The values at these shares of the ranges, shape (points, factors)."""
    return [{n: f.value(u) for (n, f), u in zip(factors.items(), row, strict=True)} for row in shares.tolist()]
