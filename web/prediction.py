"""Predict, then run: what a visitor is asked about a scenario, and how the result compares with their answers."""

from collections.abc import Sequence
from typing import Any

from experiments.studies.scenario import Contrast, Scenario
from experiments.studies.scenario.findings import (
    AS_EXPECTED,
    OPPOSITE,
    SAME,
    UNDETERMINED,
    Finding,
    outcome_name,
    places,
)

LEVEL = "no clear difference"  # the answer between the two places of a contrast


def questions(scenario: Scenario) -> list[dict[str, Any]]:
    """One for each expected contrast: in which of the two places is the outcome higher? Shared circumstances apart."""
    return [_question(scenario, contrast) for contrast in scenario.expectation.contrasts]


def _question(scenario: Scenario, contrast: Contrast) -> dict[str, Any]:
    name, shared = outcome_name(contrast.outcome), places(scenario, contrast)[2]
    return {"outcome": name[:1].upper() + name[1:], "where": shared, "choices": choices(scenario, contrast)}


def choices(scenario: Scenario, contrast: Contrast) -> list[str]:
    """Both places, in the order in which they are played and not in that of the expectation, and neither."""
    one, other, _ = places(scenario, contrast)
    first = scenario.places.index(contrast.higher) < scenario.places.index(contrast.lower)
    return [*((one, other) if first else (other, one)), LEVEL]


def outcome_of(scenario: Scenario, finding: Finding) -> str | None:
    """The choice that was right; none where nothing can be told."""
    one, other, _ = places(scenario, finding.contrast)
    return {AS_EXPECTED: one, OPPOSITE: other, UNDETERMINED: LEVEL, SAME: LEVEL}.get(finding.verdict)


def verdict(found: Sequence[dict[str, Any]], predicted: Sequence[str | None]) -> str:
    """Expectation and prediction against what was measured, in one or two sentences."""
    counted = [sum(one["verdict"] == word for one in found) for word in (AS_EXPECTED, OPPOSITE)]
    open_ = len(found) - sum(counted)
    told = [f"{counted[0]} of {len(found)} came as expected"]
    told += [f"{counted[1]} the opposite"] if counted[1] else []
    told += [f"{open_} left open by the intervals"] if open_ else []
    said = f"What was expected: {', '.join(told)}."
    answered = [(one["right"], guess) for one, guess in zip(found, predicted, strict=True) if guess is not None]
    if not answered:
        return said
    hits = sum(right == guess for right, guess in answered)
    return f"{said} What you predicted: right on {hits} of {len(answered)}."
