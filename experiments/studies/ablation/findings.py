"""What follows from the runs of an ablation: effects with intervals by Holm's procedure, and a grade of each idea."""

from collections.abc import Iterable
from enum import StrEnum
from math import inf
from typing import Any, NamedTuple

import numpy as np

from experiments.ask.outcomes import outcome_of
from experiments.judge.estimate import Estimate, of_difference
from experiments.judge.points import holm, student
from experiments.judge.rule import above
from experiments.judge.times import to_the_end
from experiments.play.results import Results
from experiments.play.row import Row as Run
from experiments.play.tables import known
from experiments.studies.ablation.question import MARGINS, Ablation, Comparison
from experiments.studies.ablation.rows import At, read_ideas


class Grade(StrEnum):
    """What is known of an effect (DEFINITIONS G)."""

    STRONG = "strong"  # beyond the margin in the default world
    HERE = "here"  # the same in another world
    NIL = "nil"  # within the margin
    UNDETERMINED = "undetermined"


class Line(NamedTuple):
    """The mean paired difference that a row makes to an outcome in a world: with the idea minus without it."""

    comparison: Comparison
    outcome: str
    effect: Estimate

    @property
    def grade(self) -> Grade:
        """By the whole interval."""
        _, low, high, *_ = self.effect
        margin = MARGINS[self.outcome]
        if low > margin or high < -margin:
            return Grade.STRONG if self.comparison.default else Grade.HERE
        return Grade.NIL if -margin < low and high < margin else Grade.UNDETERMINED

    @property
    def size(self) -> float:
        """The effect in margins; -inf where there is none to speak of."""
        size = abs(self.effect.value) / MARGINS[self.outcome]
        return -inf if np.isnan(size) else float(size)

    def as_json(self) -> dict[str, Any]:
        """Plain values, null where undefined."""
        value, low, high = map(known, self.effect[:3])
        told = {"what": self.comparison.row.id, "world": self.comparison.world, "outcome": self.outcome}
        return told | {"effect": value, "low": low, "high": high, "n": self.effect.n, "grade": self.grade.value}


class Graded(NamedTuple):
    """A grade, and the line with the largest effect of those that earned it; none where nothing was played."""

    grade: Grade
    line: Line | None


class Findings(NamedTuple):
    """All lines, judged together."""

    ablation: Ablation
    lines: tuple[Line, ...]

    @property
    def rows(self) -> dict[str, Graded]:
        """Each row over all outcomes and worlds; those that do nothing are among them."""
        names = dict.fromkeys(line.comparison.row.id for line in self.lines)
        return {name: graded(x for x in self.lines if x.comparison.row.id == name) for name in names}

    @property
    def ideas(self) -> dict[str, Graded]:
        """Each idea over all of its rows."""
        return {idea: graded(x for x in self.lines if idea in x.comparison.row.ideas) for idea in read_ideas()}


def graded(lines: Iterable[Line]) -> Graded:
    """Strong where one line is, else here where one is, nil where all are, or else undetermined."""
    lines = list(lines)
    found = {line.grade for line in lines}
    grade = next((some for some in (Grade.STRONG, Grade.HERE, Grade.UNDETERMINED) if some in found), Grade.NIL)
    if not lines:
        return Graded(Grade.UNDETERMINED, None)
    return Graded(grade, max((x for x in lines if x.grade == grade), key=lambda x: x.size))


def findings(ablation: Ablation, results: Results) -> Findings:
    """Every row, outcome and world, by one run of Holm's procedure; what changes by construction is not judged."""
    rows = results.rows
    runs = {at: [rows[ablation.case(at, seed).id] for seed in ablation.seeds] for at in ablation.runs}
    pairs = [(one, outcome) for one in ablation.comparisons for outcome in MARGINS if outcome not in one.row.made_of]
    effects = {
        f"{place}": measured(one.has, runs[one.has], outcome) - measured(one.lacks, runs[one.lacks], outcome)
        for place, (one, outcome) in enumerate(pairs)
    }
    judged = holm(effects, above(0.0), test=student)
    estimates = (
        found.within(of_difference(outcome_of(outcome).bounds)).estimate
        for (_, outcome), found in zip(pairs, judged, strict=True)
    )
    return Findings(ablation, tuple(Line(*pair, effect) for pair, effect in zip(pairs, estimates, strict=True)))


def measured(at: At, runs: list[Run], outcome: str) -> np.ndarray:
    """An outcome seed by seed, shape (seeds,); a time that is not over when the run ends lasts to that end."""
    asked = {**at.settings, "steps": at.steps}
    told = ({**asked, **run.outcomes, "status": "error" if run.error else "ok"} for run in runs)
    return np.array([to_the_end(outcome, one) for one in told])


def as_json(found: Findings) -> dict[str, Any]:
    """Plain values: all lines, then grades of rows and ideas."""
    grades = {
        name: {key: {"grade": x.grade.value, "line": x.line and x.line.as_json()} for key, x in some.items()}
        for name, some in (("graded", found.rows), ("ideas", found.ideas))
    }
    seeds = len(found.ablation.seeds)
    return {"worlds": found.ablation.worlds, "seeds": seeds, "rows": [x.as_json() for x in found.lines], **grades}
