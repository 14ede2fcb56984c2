"""Arms over seeds: each outcome's mean with its 95 % interval, and the paired difference to no institutions."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from scipy.special import stdtrit

from experiments.ask.arms import REFERENCE
from experiments.ask.outcomes import outcome_columns
from experiments.ask.question import Question
from experiments.judge.estimate import Estimate
from experiments.judge.times import censored, restricted
from experiments.play.row import Rows
from experiments.play.tables import known

CONFIDENCE = 0.95
DRAWS = 2000  # bootstrap samples
DRAW_SEED = 20_130_101  # the same data give the same interval


Estimates = dict[str, dict[str, Estimate]]  # by arm and outcome


class Summary(NamedTuple):
    """Of each arm asked for, of its differences to the reference, and of what its institutions do only together."""

    arms: Estimates
    differences: Estimates
    interaction: Estimates


def summarise(question: Question, families: Mapping[int, Rows]) -> Summary:
    """Estimates over all runs that came to their end; differences of times are of those cut off at the run's end."""
    arms: Estimates = {}
    differences: Estimates = {}
    for arm in question.arms:
        done = [family for family in families.values() if not family[arm].error]
        arms[arm], differences[arm] = {}, {}
        for outcome in outcome_columns():
            values = np.array([family[arm].outcomes[outcome] for family in done])
            arms[arm][outcome] = median_of(values) if censored(outcome) else mean_of(values)
            to_the_end, under_none = (
                np.array([restricted(outcome, {**question.settings, **family[a].outcomes, "steps": question.steps})
                          for family in done])
                for a in (arm, REFERENCE)
            )  # fmt: skip
            differences[arm][outcome] = mean_of(to_the_end - under_none)
    return Summary(arms, differences, interaction(question, families))


def never_in_force(question: Question, summary: Summary) -> list[str]:
    """Arms whose institutions bound nobody in any month under any luck, and so could do little or nothing."""
    return [arm for arm, names in question.arms.items() if names and summary.arms[arm]["exclusivity"].value == 1]


TOGETHER = ("cooperation", "cooperation_last", "group_achievement_last", "welfare_mean", "welfare_mean_last")
"""Outcomes of which more is better, so that it makes sense to ask whether a mixture beats the best of its parts."""


def interaction(question: Question, families: Mapping[int, Rows]) -> Estimates:
    """Each arm against the best, under each luck, of the arms that hold some of its institutions: W_H - max(W_1, W_2).

    Above zero, institutions do more together than any of those parts alone. Arms with fewer than two such parts among
    those asked for are left out. The best is chosen seed by seed, in the parts' favour.
    """
    parts = {
        arm: [x for x, some in question.arms.items() if some and set(some) < set(names)]
        for arm, names in question.arms.items()
    }
    done = [family for family in families.values() if not any(family[arm].error for arm in question.arms)]

    def gain(arm: str, outcome: str) -> Estimate:
        own, *others = (np.array([f[x].outcomes[outcome] for f in done]) for x in (arm, *parts[arm]))
        return mean_of(own - np.max(others, axis=0))

    return {arm: {o: gain(arm, o) for o in TOGETHER} for arm, some in parts.items() if len(some) > 1}


def mean_of(values: np.ndarray) -> Estimate:
    """Mean of the defined values and its Student t interval, which takes two of them."""
    values = values[~np.isnan(values)]
    n = len(values)
    if n < 2:
        return Estimate(float(values.mean()) if n else np.nan, np.nan, np.nan, n)
    mean, half = float(values.mean()), float(half_width(values.std(ddof=1), n))
    return Estimate(mean, mean - half, mean + half, n)


def half_width(deviation: Any, n: Any, confidence: float = CONFIDENCE) -> Any:
    """Half the interval of a mean from the sample's standard deviation (Student 1908)."""
    return stdtrit(np.maximum(n - 1, 1), (1 + confidence) / 2) * deviation / np.sqrt(n)


def median_of(times: np.ndarray) -> Estimate:
    """Kaplan-Meier median of times of which NaN are beyond the horizon, and its percentile bootstrap interval.

    All are cut off at the same horizon, so the median is the time by which half of all are over. NaN if it lies beyond
    the horizon; so may the upper end of the interval (Kaplan & Meier 1958; Efron 1981).
    """
    n, seen = len(times), int((~np.isnan(times)).sum())
    if not seen:
        return Estimate(np.nan, np.nan, np.nan, 0)
    if n < 2:
        return Estimate(float(times[0]), np.nan, np.nan, seen)
    drawn = np.random.default_rng(DRAW_SEED).choice(times, (DRAWS, n))
    medians = np.nan_to_num(_middle(drawn), nan=np.inf)
    tail = (1 - CONFIDENCE) / 2
    ends = np.quantile(medians, [tail, 1 - tail], method="inverted_cdf")
    low, high = (float(end) if np.isfinite(end) else np.nan for end in ends)
    return Estimate(float(_middle(times[None])[0]), low, high, seen)


def _middle(times: np.ndarray) -> np.ndarray:
    """The least time by which half of each row (samples, n) is over; NaN sorts last."""
    return np.sort(times, axis=1)[:, (times.shape[1] + 1) // 2 - 1]


def as_json(summary: Summary) -> dict[str, Any]:
    """Plain values, null where undefined."""

    def plain(estimates: Estimates) -> dict[str, Any]:
        return {arm: {o: e.as_json() for o, e in of_arm.items()} for arm, of_arm in estimates.items()}

    return {name: plain(estimates) for name, estimates in summary._asdict().items()}


def run_as_json(question: Question, families: Mapping[int, Rows]) -> dict[str, Any]:
    """The one run of a question: its outcomes and their differences to none, null where undefined."""
    (arm,), (seed,) = question.arms, question.seeds
    run, reference = families[seed][arm], families[seed][REFERENCE]
    outcomes = {name: known(value) for name, value in run.outcomes.items()}
    differences = {name: known(value - reference.outcomes[name]) for name, value in run.outcomes.items()}
    return {"arm": arm, "seed": seed, "outcomes": outcomes, "differences": differences}
