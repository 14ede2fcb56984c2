"""One run, and a family of runs on the same world with the same luck."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from model.outcomes import OUTCOMES, measure
from model.record import Record
from model.westphalia import Westphalia

REFERENCE = "none"  # the arm without institutions, which is always run
PLACEBO = 1  # the replica that has another luck in revising


@dataclass(frozen=True)
class Run:
    """What is kept of one run: outcomes by column, monthly series (steps + 1,), or the error that ended it."""

    outcomes: dict[str, float] = field(default_factory=dict)
    series: dict[str, np.ndarray] = field(default_factory=dict)
    error: str = ""


Family = dict[str, Run]  # by arm, the reference among them


def play(
    world: str,
    institutions: Iterable[str],
    seed: int,
    steps: int,
    settings: Mapping[str, object],
    replica: int = 0,
    watch: Callable[[Westphalia], None] | None = None,
    observed: Iterable[str] | None = None,
) -> Record:
    """Run one model to the end and return its record; `watch` sees the model at the start and after every month.

    Where only some monthly outcomes are `observed`, the record holds no others: most of a run's time goes into them.
    """
    model = Westphalia(world, institutions, seed, settings, replica=replica)
    record = Record(
        model.issues[0], steps, OUTCOMES if observed is None else {name: OUTCOMES[name] for name in observed}
    )
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


def yardstick(world: str, seed: int, steps: int, settings: Mapping[str, object], placebo: bool = True) -> Yardstick:
    """Play the reference without institutions, and its placebo: the same world, other luck in revising.

    Without `placebo` that run is saved, and what luck alone would seem to lose is not known (NaN).
    """
    reference = play(world, (), seed, steps, settings)
    if not placebo:
        return Yardstick(reference, float("nan"))
    other = play(world, (), seed, steps, settings, PLACEBO)
    return Yardstick(reference, measure(other, reference)["adverse_share"])


def run_against(
    none: Yardstick, world: str, institutions: Iterable[str], seed: int, steps: int, settings: Mapping[str, object]
) -> Run:
    """One arm's run, paired with the same luck under none; a run that raises is kept as its error."""
    try:
        record = play(world, institutions, seed, steps, settings) if institutions else none.record
        return Run(measure(record, none.record) | {"adverse_placebo": none.placebo}, record.series)
    except Exception as error:
        return lost(error)


def play_family(
    world: str,
    arms: Mapping[str, tuple[str, ...]],
    seed: int,
    steps: int,
    settings: Mapping[str, object],
    placebo: bool = True,
) -> Family:
    """Every arm on one world with one luck, its outcomes paired with the same luck under none.

    The reference is always run, and its placebo unless told not to; where the reference raises, the family is lost.
    """
    try:
        none = yardstick(world, seed, steps, settings, placebo)
    except Exception as error:
        return lost_family(arms, error)
    asked = {REFERENCE: (), **arms}
    return {arm: run_against(none, world, names, seed, steps, settings) for arm, names in asked.items()}


def lost(error: BaseException) -> Run:
    """A run that ended in an error, told in one line."""
    return Run(error=" ".join(f"{type(error).__name__}: {error}".split()))


def lost_family(arms: Iterable[str], error: BaseException) -> Family:
    """A family of which nothing is known but the error."""
    return {arm: lost(error) for arm in (REFERENCE, *arms)}
