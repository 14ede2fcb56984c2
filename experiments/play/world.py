"""The player of a world: one run of the model, and those of the same world that its outcomes compare it with."""

import pickle
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from agents import KINDS
from experiments.ask.arms import surroundings
from experiments.ask.case import Case
from experiments.play.folder import write_whole
from experiments.play.kept import Kept
from experiments.play.players import Memory, player
from experiments.play.row import Cast, Row
from model import rehearsal
from model.events import in_columns
from model.governance import Institution
from model.outcome import LUCKS, RUN, TWINS, Twin
from model.outcomes import EACH, OUTCOMES, Outcome
from model.record import Record
from model.waiting import said_if_slow
from model.westphalia import Westphalia


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


class Stage(NamedTuple):
    """Plays the runs of one case: its own, and those that it is compared with."""

    case: Case
    kept: Kept
    memory: Memory  # of runs without institutions, which cases share
    own: Memory  # of this case alone

    def record(self, twin: Twin) -> Record:
        """The record of a run; what differs in nothing that it reads is played once."""
        told, settings = self.case.arguments, self.case.arguments["settings"]
        institutions = told["institutions"] if twin.governed else ()
        if twin.calm and 0 < settings["shock_step"] <= told["steps"]:
            settings = {**settings, "shock_step": 0}
        replica = LUCKS * self.case.replica + twin.luck
        main = twin.luck == 0 and settings is told["settings"]
        at = told["world"], self.case.seed, told["steps"], replica

        records = self.case.wanted.records
        shelf = Path(records, self.case.id) if records and twin == RUN else None

        def play_it() -> Record:
            if shelf and shelf.exists():
                return pickle.loads(shelf.read_bytes())
            model = Westphalia(told["world"], institutions, self.case.seed, settings, replica=replica)
            recorded = self.kept.recorded if main else self.kept.recorded_in_twins
            each = [x for x in EACH.values() if x.each] if main and self.kept.actors else ()
            return observed(model, Record(model.issues[0], told["steps"], dict(recorded), each))

        if institutions:
            return self.own.of((replica, settings["shock_step"]), play_it)
        return self.memory.of((self.kept, *at, *surroundings(settings)), play_it)


@player("world")
def run(case: Case, memory: Memory) -> Row:
    """One arm on its world; runs that no outcome asked for is compared with are not played."""
    new = Kept(tuple(case.wanted.outcomes), case.wanted.actors)
    kept = memory.of(new, lambda: new)  # what it works out serves more than this run
    stage = Stage(case, kept, memory, Memory())
    record = stage.record(RUN)
    if case.wanted.alone:
        write_whole(Path(case.wanted.records, case.id), pickle.dumps(record))
        return Row(kept.alone.of(record, {}), kept.shown(record.series))
    twins = {name: stage.record(TWINS[name]) for name in kept.needs}
    outcomes = kept.of(record, twins)
    series = kept.shown(record.series) if case.wanted.series else {}
    events = in_columns([issue.book for issue in record.agenda]) if case.wanted.series else None
    if not case.wanted.actors:
        return Row(outcomes, series, events=events)
    return Row(outcomes, series, kept.each(record, twins), cast_of(record), events)


def cast_of(record: Record) -> Cast:
    """Who the actors are."""
    world = record.issue.world
    codes = np.append(world.states["code"].to_numpy(str), "")
    kinds = np.array([kind.label for kind in KINDS])
    return Cast(np.asarray(world.names, str), kinds[record.issue.rows["kind"]], codes[record.issue.rows["home"]])


def rehearse(world: str) -> None:
    """Call every rule on a world of this name: it is compiled, or loaded, before there are workers who each would."""
    with said_if_slow("compiling the model, because its code is new: this takes up to a minute"):
        rehearsal.rehearse(world)
