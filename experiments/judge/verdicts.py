"""What a sweep or a comparison says of its arms: of each pair, which has more of an outcome, over points or seeds.

All lines are judged together by Holm's procedure and by the rule of the claims: the whole interval lies beyond 0.
"""

from itertools import combinations
from typing import NamedTuple

import numpy as np

from experiments.ask.outcomes import outcome_of
from experiments.judge.estimate import of_difference
from experiments.judge.findings import Comparison, Findings, difference
from experiments.judge.points import holm, student
from experiments.judge.rule import Finding, above, no_difference

RULE = above(0.0)
MARGIN = 0.005  # of welfare: the tie band of the claims (DEFINITIONS D)


class Line(NamedTuple):
    """That `a` has more of the outcome than `b`: the mean difference, and the share of points or seeds at which it has
    more and less, ties left out."""

    outcome: str
    a: str
    b: str
    finding: Finding
    more: float
    less: float

    @property
    def verdict(self) -> str:
        """Supported, refuted or undetermined; or that the two are the same wherever they were seen."""
        return "no difference" if no_difference(self.finding.estimate) else RULE.verdict(self.finding.estimate)


def verdicts(found: Findings | Comparison, outcomes: list[str]) -> list[Line]:
    """Every later arm against every earlier one, outcome by outcome; pairs that are nowhere defined are left out."""
    known = {
        (outcome, a, b): values
        for outcome, measured in ((outcome, found.measured(outcome)) for outcome in outcomes)
        for b, a in combinations(found.arms, 2)
        if not np.isnan(values := measured[difference(a, b)]).all()
    }
    effects = {" ".join(pair): found.by_block(values) for pair, values in known.items()}
    return [
        Line(*pair, judged.within(of_difference(outcome_of(pair[0]).bounds)), *beyond_ties(values, tie(pair[0])))
        for (pair, values), judged in zip(known.items(), holm(effects, RULE, test=student), strict=True)
    ]


def tie(outcome: str) -> float:
    """Differences up to this are none."""
    return MARGIN if outcome.startswith("welfare_mean") else 0.0


def beyond_ties(values: np.ndarray, band: float) -> tuple[float, float]:
    """Shares of the points with more and with less than the band, of those where it is defined."""
    known = values[~np.isnan(values)]
    return float((known > band).mean()), float((known < -band).mean())
