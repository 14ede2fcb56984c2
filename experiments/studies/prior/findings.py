"""What follows from the runs of a prior: shares of its points, with intervals over points."""

from typing import Any, NamedTuple

import numpy as np

from experiments.ask.arms import ARMS, REFERENCE
from experiments.judge.estimate import Estimate, bootstrap, defined, share_of
from experiments.play.results import Results, by_seed
from experiments.studies.prior.question import LEAST, WAYS, Prior

NEGATIVE = dict(zip(("negative", "negative_last"), LEAST, strict=True))
"""Whether somebody's mean payoff is below 0, in the whole run or its last 60 months, and the outcome that says so."""
UNASKED = "local_consent"


class Findings(NamedTuple):
    """Estimates by arm and measure, and how the points were had."""

    prior: Prior
    arms: dict[str, dict[str, Estimate]]
    dropped: dict[str, int]
    unasked: int  # points at which local rules bind those who did not agree

    @property
    def drawn(self) -> int:
        """How many points were drawn."""
        return self.prior.points + sum(self.dropped.values())


def findings(prior: Prior, results: Results) -> Findings:
    """Estimates over all points whose run came to its end."""
    rows = by_seed(prior.asked(), results.rows)
    points, dropped = prior.found
    arms = {}
    for arm in ARMS:
        done = [family[arm].outcomes for family in rows.values() if not family[arm].error]
        arms[arm] = {name: estimate(name, done) for name in measures(arm)}
    return Findings(prior, arms, dropped, sum(point[UNASKED] == "none" for point in points))


def measures(arm: str) -> list[str]:
    """What is said of an arm; none is not compared with itself."""
    compared = [name for way in WAYS for name in (way, f"{way}_placebo")] if arm != REFERENCE else []
    return [*compared, *NEGATIVE, "worst_off"]


def estimate(measure: str, done: list[dict[str, float]]) -> Estimate:
    """A measure over runs: the share of those in which it holds, or a mean."""
    values = np.array([outcomes[NEGATIVE.get(measure, measure)] for outcomes in done])
    if measure in NEGATIVE:
        return share_of(np.where(np.isnan(values), np.nan, values < 0))
    if measure != "worst_off":
        return share_of(values)
    values = defined(values)
    return bootstrap(lambda who: values[who].mean(axis=-1), len(values))


def as_json(found: Findings) -> dict[str, Any]:
    """Plain values, null where undefined."""
    told = {arm: {name: e.as_json() for name, e in of_arm.items()} for arm, of_arm in found.arms.items()}
    how = {"world": found.prior.world, "actors": found.prior.actors, "points": found.prior.points}
    return {**how, "arms": told, "drawn": found.drawn, "dropped": found.dropped, "unasked": found.unasked}
