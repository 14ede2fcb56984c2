"""One run, and a family of runs on the same world with the same luck."""

from collections.abc import Callable, Iterable, Mapping

from model.outcomes import OUTCOMES, measure
from model.record import Record
from model.westphalia import Westphalia

PLACEBO = 1  # the replica that has another luck in revising


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
    world: str, arms: Mapping[str, tuple[str, ...]], seed: int, steps: int, settings: Mapping[str, object]
) -> dict[str, tuple[Record, dict[str, float]]]:
    """Every arm on one world with one luck: its record and its outcomes, paired with the same luck under none.

    The reference without institutions and its placebo (the same world, other luck in revising) are always run; what
    the placebo seems to lose is what luck alone would (DEFINITIONS C), told as `adverse_placebo` in every arm.
    """
    reference = play(world, (), seed, steps, settings)
    placebo = measure(play(world, (), seed, steps, settings, PLACEBO), reference)["adverse_share"]
    family = {}
    for arm, institutions in arms.items():
        record = play(world, institutions, seed, steps, settings) if institutions else reference
        family[arm] = (record, measure(record, reference) | {"adverse_placebo": placebo})
    return family
