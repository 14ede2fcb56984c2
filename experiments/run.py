"""One run, and a family of runs on the same world with the same luck."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

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
) -> Record:
    """Run one model to the end and return its record; `watch` sees the model at the start and after every month."""
    model = Westphalia(world, institutions, seed, settings, replica=replica)
    record = Record(model.issues[0], steps, OUTCOMES)
    if watch:
        watch(model)
    for _ in range(steps):
        model.step()
        record.observe()
        if watch:
            watch(model)
    return record


def play_family(
    world: str,
    arms: Mapping[str, tuple[str, ...]],
    seed: int,
    steps: int,
    settings: Mapping[str, object],
    placebo: bool = True,
) -> Family:
    """Every arm on one world with one luck, its outcomes paired with the same luck under none.

    The reference without institutions and its placebo (the same world, other luck in revising) are always run; what
    the placebo seems to lose is what luck alone would (DEFINITIONS C), told as `adverse_placebo` in every arm. A run
    that raises is kept as its error; where the reference raises, so is the whole family. Without `placebo` its run is
    saved, and `adverse_placebo` is undefined.
    """
    try:
        reference = play(world, (), seed, steps, settings)
        other = play(world, (), seed, steps, settings, PLACEBO) if placebo else None
        by_luck = measure(other, reference)["adverse_share"] if other else float("nan")
    except Exception as error:
        return lost_family(arms, error)
    family = {}
    for arm, institutions in {REFERENCE: (), **arms}.items():
        try:
            record = play(world, institutions, seed, steps, settings) if institutions else reference
            family[arm] = Run(measure(record, reference) | {"adverse_placebo": by_luck}, record.series)
        except Exception as error:
            family[arm] = lost(error)
    return family


def lost(error: BaseException) -> Run:
    """A run that ended in an error, told in one line."""
    return Run(error=" ".join(f"{type(error).__name__}: {error}".split()))


def lost_family(arms: Iterable[str], error: BaseException) -> Family:
    """A family of which nothing is known but the error."""
    return {arm: lost(error) for arm in (REFERENCE, *arms)}
