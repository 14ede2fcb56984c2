"""What an interval says of a claim or an expectation: a rule asks the whole of it, and gives a verdict."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from math import inf
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from experiments.judge.estimate import Bounds, Estimate
from experiments.play.tables import known


class Verdict(StrEnum):
    """What a rule says of an estimate, or of several together."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    UNDETERMINED = "undetermined"
    NOT_TESTABLE = "not testable here"


SUPPORTED, REFUTED, UNDETERMINED, NOT_TESTABLE = Verdict
ROUNDING = 1e-9  # sums in another order differ by less


class Rule(NamedTuple):
    """Supported where the whole interval lies within `within`; refuted where it lies wholly outside `spared`."""

    within: tuple[float, float]
    spared: tuple[float, float]

    def verdict(self, estimate: Estimate) -> Verdict:
        """What an interval says; undetermined where it lies across a bound, not testable where it is not known."""
        _, low, high, *_ = estimate
        if np.isnan(low) and np.isnan(high):
            return NOT_TESTABLE
        if self.within[0] < low and high < self.within[1]:
            return SUPPORTED
        return REFUTED if high < self.spared[0] or low > self.spared[1] else UNDETERMINED


def above(bound: float, refuted_below: float | None = None) -> Rule:
    """Supported above the bound, refuted below it, or below another where one is given."""
    return Rule((bound, inf), (bound if refuted_below is None else refuted_below, inf))


def below(bound: float) -> Rule:
    """Supported below the bound, refuted above it."""
    return Rule((-inf, bound), (-inf, bound))


def inside(low: float, high: float) -> Rule:
    """Supported between the two, refuted beyond either."""
    return Rule((low, high), (low, high))


class Finding(NamedTuple):
    """An estimate by its name, judged if it has a rule, only reported if it has none.

    `facts` hold what a table or a figure sorts findings by, such as {"budget": 0.1}.
    """

    name: str
    estimate: Estimate
    rule: Rule | None = None
    unit: str = ""
    facts: Mapping[str, Any] = MappingProxyType({})

    @property
    def verdict(self) -> Verdict | None:
        """The rule's verdict; none where there is no rule."""
        return self.rule.verdict(self.estimate) if self.rule else None

    def within(self, bounds: Bounds) -> "Finding":
        """With an interval cut off at what the outcome can be."""
        return self._replace(estimate=self.estimate.within(bounds))

    def as_json(self) -> dict[str, Any]:
        """Plain values; null where undefined, an infinite end as text."""
        value, low, high, n = self.estimate[:4]
        ends = {"estimate": plain(value), "low": plain(low), "high": plain(high), "n": n}
        rule = {key: [*map(plain, pair)] for key, pair in self.rule._asdict().items()} if self.rule else {}
        judged = {"unit": self.unit, "verdict": self.verdict or "", **rule}
        return {"name": self.name, **ends, **judged, "facts": {**self.facts}}


class Judgement(NamedTuple):
    """What one world says of a claim: findings, of which the first heads the verdict, and what else must be known."""

    findings: tuple[Finding, ...]
    verdict: Verdict
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"verdict": self.verdict, "parts": [f.as_json() for f in self.findings], "notes": [*self.notes]}


def judgement(findings: Iterable[Finding], notes: Iterable[str] = ()) -> Judgement:
    """The verdict on all findings that have a rule: all of them are claimed."""
    findings = tuple(findings)
    return Judgement(findings, all_of(f.rule.verdict(f.estimate) for f in findings if f.rule), tuple(notes))


def no_difference(estimate: Estimate) -> bool:
    """Whether the interval is nothing but 0: of two arms that are the same wherever they were seen."""
    return max(abs(estimate.low), abs(estimate.high)) < ROUNDING


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Of a claim that says several things: supported or not testable if all are, refuted if one is."""
    words = set(verdicts)
    if REFUTED in words:
        return REFUTED
    return words.pop() if len(words) == 1 else UNDETERMINED


def plain(value: float) -> float | str | None:
    """A number that JSON can hold."""
    return str(value) if np.isinf(value) else known(value)
