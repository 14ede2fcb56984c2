"""What was fixed before anything was fitted: which treaties are fitted, what is free, how a misfit is measured.

A treaty is a row of declared settings, each with its source (`treaties.csv`); none of them reads the treaty's own
speed. Free, and the same for all treaties, are three figures of which no source gives the size. They are fitted to
three treaties; the other three are predicted, with other seeds.

The predictions are judged against a rival that knows no engine: that every treaty will take the geometric mean of the
years of the three fitted ones. They are *better* or *worse* than the rival's only where the whole interval of the
misfit is below or above its misfit.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from experiments.judge.estimate import Estimate
from experiments.judge.rule import REFUTED, SUPPORTED, below

FITTED = ("unfccc", "kyoto", "basel")
PREDICTED = ("paris", "rights_of_the_child", "migrant_workers")
PARTIES = (25, 55, 100, 150, 180)
HORIZON = 35.0  # years after adoption: how long the oldest of those not reached has been open (1990 to 2025)

Years = Mapping[int, float]  # by number of parties; inf where not reached within the horizon


class Free(NamedTuple):
    """A free figure and its range, searched evenly in its logarithm."""

    name: str
    low: float
    high: float
    why: str


FREE = (
    Free("ratification_hazard", 0.003, 0.2, "what the UN record spans (model/params.py)"),
    Free("cost", 0.002, 0.1, "times the treaty's burden; the top is the laboratory's default"),
    Free("mismatch_cost", 0.01, 1.0, "the top is the laboratory's default"),
)


class Effort(NamedTuple):
    """Points of each Sobol design, each in a box of this share of the last's side around the best point so far."""

    rounds: tuple[tuple[int, float], ...]
    fit_seeds: tuple[int, ...]
    test_seeds: tuple[int, ...]  # other seeds than those of the fit


FULL = Effort(((64, 1.0), (16, 0.25), (16, 0.08)), (1, 2, 3, 4), tuple(range(101, 117)))
QUICK = Effort(((8, 1.0), (4, 0.25)), (1, 2), tuple(range(101, 105)))


def misfit(observed: Mapping[str, Years], simulated: Mapping[str, Years]) -> float:
    """Mean over treaties and numbers of parties of the squared log ratio of simulated to observed years.

    A simulated time beyond the horizon counts as the horizon, so that the misfit of what never happens is finite (and
    too small). Where the record itself is censored, a simulated time within the horizon is compared with the horizon,
    and one beyond it fits (Tobin 1958). Raises KeyError where a treaty or number was not simulated.
    """
    errors = [log_ratio(years, simulated[t][n]) for t, of_treaty in observed.items() for n, years in of_treaty.items()]
    return float(np.mean(np.square(errors)))


def log_ratio(observed: float | np.ndarray, simulated: float | np.ndarray) -> np.ndarray:
    """log(simulated / observed), both cut off at the horizon."""
    return np.asarray(np.log(np.minimum(simulated, HORIZON) / np.minimum(observed, HORIZON)))


def verdict(misfit: Estimate, of_rival: float) -> str:
    """How predictions compare with the rival's: better or worse where the whole interval of the misfit is."""
    words = {SUPPORTED: "better", REFUTED: "worse"}
    return words.get(below(of_rival).verdict(misfit), "no better and no worse")


def off_by(misfit: float) -> float:
    """The factor by which years are off, typically: exp of the root mean squared log ratio; 1 is a perfect fit."""
    return float(np.exp(np.sqrt(misfit)))


def rival(fitted: Mapping[str, Years]) -> dict[int, float]:
    """The rival's years to each number of parties: the geometric mean over the fitted treaties."""
    return {n: float(np.exp(np.mean([np.log(min(years[n], HORIZON)) for years in fitted.values()]))) for n in PARTIES}
