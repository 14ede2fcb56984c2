"""One run, and a family of runs on the same world with the same luck."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from experiments.play.kept import ALL, PLACEBO, Kept
from model.outcomes import OUTCOMES, Outcome
from model.params import PARAMETERS
from model.record import Record
from model.westphalia import Westphalia

REFERENCE = "none"  # the arm without institutions, which is always run
OTHER_LUCK = 1  # the replica that has another luck in revising
LOSERS = Kept(("adverse_share",))
REMEMBERED = 8  # yardsticks

# What a run without institutions never reads, so that all runs that differ in nothing else share one reference.
OF_INSTITUTIONS = ("Formal body", "Subcommittee and clubs", "Local institutions", "Coalitions", "All institutions")
READ_BY_INSTITUTIONS = {"nsa_weight", *(name for name, p in PARAMETERS.items() if p.group in OF_INSTITUTIONS)}


@dataclass(frozen=True)
class Run:
    """What is kept of one run: outcomes by column, monthly series (steps + 1,), or the error that ended it."""

    outcomes: dict[str, float] = field(default_factory=dict)
    series: dict[str, np.ndarray] = field(default_factory=dict)
    error: str = ""


Family = dict[str, Run]  # by arm, the reference among them if it was needed


def play(
    world: str,
    institutions: Iterable[str],
    seed: int,
    steps: int,
    settings: Mapping[str, object],
    replica: int = 0,
    watch: Callable[[Westphalia], None] | None = None,
    outcomes: Mapping[str, Outcome] = OUTCOMES,
) -> Record:
    """Run one model to the end and return its record of `outcomes`; `watch` sees the model at first and every month."""
    model = Westphalia(world, institutions, seed, settings, replica=replica)
    record = Record(model.issues[0], steps, dict(outcomes))
    if watch:
        watch(model)
    for _ in range(steps):
        model.step()
        record.observe()
        if watch:
            watch(model)
    return record


class Yardstick(NamedTuple):
    """The same world and luck without institutions, and what luck alone would seem to lose (`adverse_placebo`)."""

    record: Record
    placebo: float


def yardstick(world: str, seed: int, steps: int, settings: Mapping[str, object], kept: Kept = ALL) -> Yardstick:
    """Play the reference without institutions and, if it is asked for, its placebo: other luck in revising."""
    reference = play(world, (), seed, steps, settings, outcomes=kept.recorded)
    if not kept.placebo:
        return Yardstick(reference, float("nan"))
    other = play(world, (), seed, steps, settings, OTHER_LUCK, outcomes={})
    return Yardstick(reference, LOSERS.of(other, reference)["adverse_share"])


class Yardsticks:
    """The last yardsticks, as all runs that differ in what only institutions read share one."""

    def __init__(self, kept: Kept = ALL) -> None:
        self.kept = kept
        self._known: dict[tuple[object, ...], Yardstick] = {}

    def of(self, world: str, seed: int, steps: int, settings: Mapping[str, object]) -> Yardstick:
        """The yardstick of these settings, played if it is not known; raises what the model raises."""
        key = (world, seed, steps, *surroundings(settings))
        if key not in self._known:
            self._known = dict(list(self._known.items())[1 - REMEMBERED :])
            self._known[key] = yardstick(world, seed, steps, settings, self.kept)
        return self._known[key]


def surroundings(settings: Mapping[str, object]) -> tuple[object, ...]:
    """The settings that a run without institutions reads."""
    return tuple((name, value) for name, value in settings.items() if name not in READ_BY_INSTITUTIONS)


def run_against(
    none: Yardstick | None,
    world: str,
    institutions: Iterable[str],
    seed: int,
    steps: int,
    settings: Mapping[str, object],
    kept: Kept = ALL,
) -> Run:
    """One arm's run, paired with the same luck under none where there is need; one that raises is kept as its error."""
    try:
        if none and not institutions:
            record = none.record
        else:
            record = play(world, institutions, seed, steps, settings, outcomes=kept.recorded)
        placebo = {PLACEBO: none.placebo} if none else {}
        return Run(kept.of(record, none.record if none else record) | placebo, record.series)
    except Exception as error:
        return lost(error)


def play_family(
    world: str,
    arms: Mapping[str, tuple[str, ...]],
    seed: int,
    steps: int,
    settings: Mapping[str, object],
    yardsticks: Yardsticks | None = None,
) -> Family:
    """Every arm on one world with one luck, its outcomes paired with the same luck under none.

    `yardsticks` say which outcomes are kept (all, if there are none) and remember references; where no outcome needs
    the reference, it is not played. Where the reference raises, the family is lost.
    """
    yardsticks = yardsticks or Yardsticks()
    kept = yardsticks.kept
    try:
        none = yardsticks.of(world, seed, steps, settings) if kept.paired or not all(arms.values()) else None
    except Exception as error:
        return lost_family(arms, error)
    asked = {REFERENCE: (), **arms} if none else arms
    return {arm: run_against(none, world, names, seed, steps, settings, kept) for arm, names in asked.items()}


def lost(error: BaseException) -> Run:
    """A run that ended in an error, told in one line."""
    return Run(error=" ".join(f"{type(error).__name__}: {error}".split()))


def lost_family(arms: Iterable[str], error: BaseException) -> Family:
    """A family of which nothing is known but the error."""
    return {arm: lost(error) for arm in (REFERENCE, *arms)}
