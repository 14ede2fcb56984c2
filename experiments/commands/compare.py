"""`compare`: the same world and the same random seeds under several arms, side by side."""

import sys
from pathlib import Path

from experiments.ask import options
from experiments.ask.case import Wanted
from experiments.ask.question import Question, read_arms, read_seeds, read_settings, read_steps
from experiments.commands.parameters import WithParameters
from experiments.play.where import read_where

COMMAND = WithParameters


def compare(
    world: options.World = "earth",
    arms: options.Arms = options.DEFAULT_ARMS,
    seeds: options.Seeds = "20",
    steps: options.Steps = "240",
    settings: options.Settings = [],  # noqa: B006
    preset: options.Preset = "own",
    actors: options.Actors = False,
    out: options.Out = "out/compare",
    workers: options.Workers = "",
    scheduler: options.Scheduler = "",
    outcomes: options.Outcomes = "",
    json: options.Json = False,
    open_: options.Open = False,
) -> int:
    """Play arms on the same worlds with the same random seeds: a table with intervals, a figure, and data."""
    given, where = read_settings(settings, preset), read_where(workers, scheduler)
    question = Question("compare", world, read_arms(arms), read_seeds(seeds), read_steps(steps), given)

    from experiments.ask.outcomes import played_for, read_outcomes
    from experiments.judge.summary import as_json
    from experiments.show.answer import end, show
    from experiments.show.tables import print_summary
    from experiments.studies.compare.answer import compared

    shown = read_outcomes(outcomes)
    wanted = Wanted(played_for(shown), actors=actors)
    opened: list[bool] = []

    def look(figure: Path | None) -> None:
        if figure:
            print("the arms alone; what they are compared with follows:", file=sys.stderr)
            opened.append(show(figure, sys.stderr))

    found = compared(question, wanted, Path(out), where, look if open_ else None)
    answer = found.answer(lambda: as_json(found.summary), lambda: print_summary(question, found.summary, shown))
    return end(answer, json, open_ and not any(opened))
