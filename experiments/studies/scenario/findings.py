"""What came of a scenario: each outcome at each place with its interval, and how it compares with the expectation."""

from math import floor, log10
from typing import Any, NamedTuple

import numpy as np

from experiments.ask.outcomes import outcome_of
from experiments.judge.estimate import Estimate, difference_of, mean_of
from experiments.judge.rule import NOT_TESTABLE, REFUTED, SUPPORTED, Verdict, above, no_difference
from experiments.judge.times import to_the_end
from experiments.show.style import titled
from experiments.studies.scenario import Contrast, Place, Scenario
from experiments.studies.scenario.run import Played

NAMES = {
    "welfare_mean": "welfare",
    "welfare_gini": "inequality of welfare",
    "exclusivity": "share outside every agreement",
    "harmed": "share of persons worse off than without institutions",
    "harm": "loss of those worse off than without institutions",
    "worst_off": "welfare of the worst-off tenth",
    "mismatch": "misfit of policies",
    "refused_share": "share of applicants refused",
    "response": "time until half of what the shock cost in cooperation is back",
    "recovered": "share of runs that recover from the shock",
    "loss_area": "welfare lost to the shock",
    "commitment_half_life": "half-life of commitments",
}
"""What a lecture hall calls an outcome, where its column's name would not be understood."""

AS_EXPECTED, OPPOSITE, UNDETERMINED = "as expected", "the opposite of what was expected", "undetermined"
SAME, UNTOLD = "no difference at all", "cannot be told"
RULE = above(0.0)  # of every contrast, on the difference of the place that should be higher less the other
IN_WORDS = {SUPPORTED: AS_EXPECTED, REFUTED: OPPOSITE, Verdict.UNDETERMINED: UNDETERMINED, NOT_TESTABLE: UNTOLD}


class Finding(NamedTuple):
    """One expected contrast, and the paired difference that was measured: higher place less lower place."""

    contrast: Contrast
    difference: Estimate

    @property
    def verdict(self) -> str:
        """Judged by the whole 95 % interval."""
        return SAME if no_difference(self.difference) else IN_WORDS[RULE.verdict(self.difference)]


def values_at(played: Played, place: Place, outcome: str) -> np.ndarray:
    """The outcome in each run of a place, by seed, times cut off at the run's end; NaN if undefined. Shape (seeds,)."""
    known = {**played.questions[place].settings, "steps": played.scenario.steps}
    runs = played.runs[place].values()
    return np.array([np.nan if run.error else to_the_end(outcome, known | run.outcomes) for run in runs])


def estimates(played: Played) -> dict[str, dict[Place, Estimate]]:
    """Mean and 95 % interval of each of the scenario's outcomes at each place."""
    places = played.scenario.places
    return {
        o: {place: mean_of(values_at(played, place, o), outcome_of(o).bounds) for place in places}
        for o in played.scenario.outcomes
    }


def findings(played: Played) -> list[Finding]:
    """Each expected contrast with its paired difference over the seeds."""
    found = []
    for contrast in played.scenario.expectation.contrasts:
        higher, lower = (values_at(played, place, contrast.outcome) for place in (contrast.higher, contrast.lower))
        found.append(Finding(contrast, difference_of(higher, lower, outcome_of(contrast.outcome).bounds)))
    return found


def sentence(played: Played) -> str:
    """What was measured of the expectation, in one sentence."""
    text = "; ".join(clauses(played))
    return text[:1].upper() + text[1:] + "."


def clauses(played: Played) -> list[str]:
    """What was measured of each expected contrast, in words."""
    return [_clause(played, finding) for finding in findings(played)]


def _clause(played: Played, finding: Finding) -> str:
    """As `cooperation 0.31 higher (95 % interval 0.28 to 0.34) under emergent than under top-down: as expected`."""
    (mean, low, high, n), contrast = finding.difference[:4], finding.contrast
    where = between(played.scenario, contrast)
    name = outcome_name(contrast.outcome)
    if np.isnan(low):
        against = where.replace(" than ", " and ")
        return f"{name} {against}: {finding.verdict}, defined in {n} of {played.scenario.seeds} pairs of runs"
    if finding.verdict == SAME:
        return f"{name} {where.replace(' than ', ' and ')}: {finding.verdict}"
    size, least, most = figures(abs(mean), *sorted((low, high) if mean >= 0 else (-low, -high)))
    way = "higher" if mean >= 0 else "lower"
    time = " months" if outcome_of(contrast.outcome).unit == "months" else ""
    return f"{name} {size}{time} {way} (95 % interval {least} to {most}) {where}: {finding.verdict}"


def between(scenario: Scenario, contrast: Contrast) -> str:
    """How the two places of a contrast differ, as `under emergent than under top-down at quota 0.5`."""
    one, other, shared = places(scenario, contrast)
    if scenario.varied and contrast.higher.variant == contrast.lower.variant:
        other = other.replace(f"at {spaced(scenario.varied.name)} ", "at ", 1)
    return f"{one} than {other} {shared}".rstrip()


def places(scenario: Scenario, contrast: Contrast) -> tuple[str, str, str]:
    """The two places of a contrast in words, and what they share: `at quota 0.5`, `at quota 1`, `under hybrid`."""
    one, other = contrast.higher, contrast.lower
    under = [f"under {titled(place.variant)}" for place in (one, other)]
    at = [at_value(scenario, place) for place in (one, other)]
    if one.variant == other.variant:
        return at[0], at[1], under[0]
    if one.value == other.value:
        return under[0], under[1], at[0]
    return f"{under[0]} {at[0]}", f"{under[1]} {at[1]}", ""


def at_value(scenario: Scenario, place: Place) -> str:
    """Where on what is varied a place lies: `at quota 0.5`, or `in the case of firms`; nothing where nothing is."""
    if scenario.varied is None:
        return ""
    value = shown(place.value)
    return f"in the case of {value}" if scenario.varied.cases else f"at {spaced(scenario.varied.name)} {value}"


def spaced(name: str) -> str:
    return name.replace("_", " ")


def shown(value: object) -> str:
    """A value of what is varied, as a reader would write it."""
    return f"{value:g}" if isinstance(value, float) else str(value).replace("_", " ")


def figures(*values: float) -> list[str]:
    """Values beside one another, with the digits that matter of the largest; one that would read 0 has its own."""
    after = decimals(max(values, key=abs))
    return [figure(value, after if round(value, after) else None) for value in values]


def figure(value: float, after: int | None = None) -> str:
    """A value with so many decimals, or the two or three digits that matter, and a proper minus."""
    return f"{value:.{decimals(value) if after is None else after}f}".replace("-", "\u2212")


def decimals(value: float) -> int:
    """Digits after the point that show the two or three that matter."""
    size = abs(value)
    return 0 if size >= 100 or size < 1e-9 else 1 if size >= 10 else min(6, max(2, 1 - floor(log10(size))))


def outcome_name(column: str) -> str:
    """An outcome as a reader would write it."""
    name = column.removesuffix("_last")
    return NAMES.get(name, name.replace("_", " ")) + (" in the last 5 years" if column.endswith("_last") else "")


def as_json(played: Played) -> dict[str, Any]:
    """Plain values, null where undefined."""

    scenario, measured, asked = played.scenario, estimates(played), played.scenario.outcomes
    return {
        "scenario": scenario.name,
        "question": scenario.question,
        "varied": scenario.varied and scenario.varied.name,
        "places": [
            {"variant": p.variant, "value": p.value, "outcomes": {o: measured[o][p].as_json() for o in asked}}
            for p in scenario.places
        ],
        "expectation": {"words": scenario.expectation.words, "source": scenario.expectation.source},
        "findings": [
            {"outcome": c.outcome, "higher": c.higher._asdict(), "lower": c.lower._asdict(), "difference": d.as_json(),
             "verdict": Finding(c, d).verdict}
            for c, d in findings(played)
        ],
        "sentence": sentence(played),
    }  # fmt: skip
