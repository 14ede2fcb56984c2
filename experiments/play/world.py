"""The player of a world: one run of the model, paired with the same world and seed without institutions."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import numpy as np

from agents import KINDS
from experiments.ask.arms import surroundings
from experiments.ask.case import Case
from experiments.ask.outcomes import PLACEBO
from experiments.play.kept import ALL, Kept
from experiments.play.players import Memory, player
from experiments.play.row import Cast, Row
from model.events import in_columns
from model.governance import Institution
from model.outcomes import EACH, OUTCOMES, Outcome
from model.record import Record
from model.westphalia import Westphalia

OTHER_LUCK = 1  # the replica that has another random seed in revising
LOSERS = Kept(("adverse_share",))


def play(
    world: str,
    institutions: Iterable[str | type[Institution]],
    seed: int,
    steps: int,
    settings: Mapping[str, object],
    watch: Callable[[Westphalia], None] | None = None,
    outcomes: Mapping[str, Outcome] = OUTCOMES,
) -> Record:
    """Run one model to the end and return its record of `outcomes`; `watch` sees the model at first and every month."""
    model = Westphalia(world, institutions, seed, settings)
    return observed(model, Record(model.issues[0], steps, dict(outcomes)), watch)


def observed(model: Westphalia, record: Record, watch: Callable[[Westphalia], None] | None = None) -> Record:
    """The record of a model that is run to the end."""
    if watch:
        watch(model)
    for _ in range(record.steps):
        model.step()
        record.observe()
        if watch:
            watch(model)
    return record


class Reference(NamedTuple):
    """The same world and seed without institutions, and what chance alone would seem to lose (`adverse_placebo`)."""

    record: Record
    placebo: float


def reference(world: str, seed: int, steps: int, settings: Mapping[str, object], kept: Kept = ALL) -> Reference:
    """Play the reference and, if it is asked for, its placebo: other random numbers in revising."""
    record = play(world, (), seed, steps, settings, outcomes=kept.recorded)
    if not kept.placebo:
        return Reference(record, float("nan"))
    model = Westphalia(world, (), seed, settings, replica=OTHER_LUCK)
    other = observed(model, Record(model.issues[0], steps, {}))
    return Reference(record, LOSERS.of(other, record)["adverse_share"])


@player("world")
def run(case: Case, memory: Memory) -> Row:
    """One arm on its world; where no outcome asked for needs the reference, it is not played."""
    told = case.arguments
    at = told["world"], case.seed, told["steps"], told["settings"]
    kept, of_actors = Kept(tuple(case.wanted.outcomes)), case.wanted.actors
    none: Reference | None = None
    if kept.paired or not (told["institutions"] or of_actors):
        key = (kept, *at[:3], *surroundings(told["settings"]))
        none = memory.of(key, lambda: reference(*at, kept))
    if none and not (told["institutions"] or of_actors):
        record = none.record
    else:
        model = Westphalia(at[0], told["institutions"], case.seed, told["settings"])
        each = EACH.values() if of_actors else ()
        record = observed(model, Record(model.issues[0], told["steps"], dict(kept.recorded), each))
    placebo = {PLACEBO: none.placebo} if none else {}
    outcomes = kept.of(record, none.record if none else record) | placebo
    series = kept.shown(record.series) if case.wanted.series else {}
    events = in_columns([issue.book for issue in record.agenda]) if case.wanted.series else None
    if not of_actors:
        return Row(outcomes, series, events=events)
    return Row(outcomes, series, kept.each(record), cast_of(record), events)


def cast_of(record: Record) -> Cast:
    """Who the actors are."""
    world = record.issue.world
    codes = np.append(world.states["code"].to_numpy(str), "")
    kinds = np.array([kind.label for kind in KINDS])
    return Cast(np.asarray(world.names, str), kinds[record.issue.rows["kind"]], codes[record.issue.rows["home"]])
