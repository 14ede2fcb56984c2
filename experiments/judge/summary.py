"""Arms over seeds: each outcome's mean with its 95 % interval, and the paired difference to no institutions."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from experiments.ask.arms import REFERENCE
from experiments.ask.outcomes import outcome_columns, outcome_of
from experiments.ask.question import Question
from experiments.judge.estimate import Estimate, difference_of, mean_of, median_of
from experiments.judge.times import censored, to_the_end
from experiments.play.row import Rows
from experiments.play.tables import known

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
    kept = columns_of(families)
    for arm in question.arms:
        done = [family for family in families.values() if not family[arm].error]
        arms[arm], differences[arm] = {}, {}
        for outcome in kept:
            values = np.array([family[arm].outcomes[outcome] for family in done])
            arms[arm][outcome] = median_of(values) if censored(outcome) else mean_of(values, outcome_of(outcome).bounds)
            own, none = (restricted(question, done, a, outcome) for a in (arm, REFERENCE))
            differences[arm][outcome] = difference_of(own, none, outcome_of(outcome).bounds)
    return Summary(arms, differences, interaction(question, families))


def columns_of(families: Mapping[int, Rows]) -> list[str]:
    """The outcome columns that the runs kept; all, where every run failed."""
    kept = dict.fromkeys(name for family in families.values() for row in family.values() for name in row.outcomes)
    return list(kept) or outcome_columns()


def restricted(question: Question, families: list[Rows], arm: str, outcome: str) -> np.ndarray:
    """An outcome of each of an arm's runs, a time cut off at the run's end, shape (families,)."""
    asked = {**question.settings, "steps": question.steps}
    return np.array([to_the_end(outcome, asked | family[arm].outcomes) for family in families])


def never_in_force(question: Question, summary: Summary) -> list[str]:
    """Arms whose institutions bound nobody in any month with any seed, and so could do little or nothing."""
    return [arm for arm, names in question.arms.items() if names and summary.arms[arm]["exclusivity"].value == 1]


def interaction(question: Question, families: Mapping[int, Rows]) -> Estimates:
    """Each arm against the best, with each seed, of the arms that hold some of its institutions: W_H - max(W_1, W_2).

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
        return difference_of(own, np.max(others, axis=0), outcome_of(outcome).bounds)

    together = [column for column in columns_of(families) if outcome_of(column).more_is_better]
    return {arm: {o: gain(arm, o) for o in together} for arm, some in parts.items() if len(some) > 1}


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
