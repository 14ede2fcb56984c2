"""What a sweep or a comparison says of its arms: of each pair, which has more of an outcome, over points or lucks.

All lines are judged together by Holm's procedure and by the rule of the claims: the whole interval lies beyond 0.
"""

from itertools import combinations
from typing import NamedTuple

import numpy as np
from scipy import stats

from experiments.judge.comparison import Comparison
from experiments.judge.findings import Findings, difference
from experiments.judge.judging import Part, above, holm_levels
from experiments.judge.summary import half_width

MARGIN = 0.005  # of welfare: the tie band of the claims (DEFINITIONS D)


class Line(NamedTuple):
    """That `a` has more of the outcome than `b`: the mean difference, and the share of points or lucks at which it has
    more and less, ties left out."""

    outcome: str
    a: str
    b: str
    part: Part
    more: float
    less: float

    @property
    def verdict(self) -> str:
        """Supported, refuted or undetermined; or that the two are the same wherever they were seen."""
        return self.part.verdict if self.part.estimate or self.part.low < self.part.high else "no difference"


def verdicts(found: Findings | Comparison, outcomes: list[str]) -> list[Line]:
    """Every later arm against every earlier one, outcome by outcome; pairs that are nowhere defined are left out."""
    known = {
        (outcome, a, b): values
        for outcome, measured in ((outcome, found.measured(outcome)) for outcome in outcomes)
        for b, a in combinations(found.arms, 2)
        if not np.isnan(values := measured[difference(a, b)]).all()
    }
    parts = judged_together({" ".join(pair): found.by_block(values) for pair, values in known.items()})
    return [
        Line(*pair, part, *beyond_ties(values, tie(pair[0])))
        for (pair, values), part in zip(known.items(), parts, strict=True)
    ]


def judged_together(effects: dict[str, np.ndarray]) -> list[Part]:
    """Each effect's mean over blocks, shape (blocks,), with Student's interval at its turn in Holm's procedure."""
    known = {name: values[~np.isnan(values)] for name, values in effects.items()}
    levels = holm_levels({name: chance(values) for name, values in known.items() if len(values) > 1})
    found = []
    for name, values in known.items():
        n, mean, half = len(values), float(values.mean()), np.nan
        if n > 1:
            half = float(half_width(values.std(ddof=1), n, 1 - levels[name]))
        found.append(Part(name, mean, mean - half, mean + half, n, above(0.0)))
    return found


def chance(values: np.ndarray) -> float:
    """Student's p of a mean of 0; values that are all alike leave no doubt."""
    if not np.ptp(values):
        return float(not values.any())
    return float(2 * stats.t.sf(abs(values.mean()) / stats.sem(values), len(values) - 1))


def tie(outcome: str) -> float:
    """Differences up to this are none."""
    return MARGIN if outcome.startswith("welfare_mean") else 0.0


def beyond_ties(values: np.ndarray, band: float) -> tuple[float, float]:
    """Shares of the points with more and with less than the band, of those where it is defined."""
    known = values[~np.isnan(values)]
    return float((known > band).mean()), float((known < -band).mean())
