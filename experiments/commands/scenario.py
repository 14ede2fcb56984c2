"""`scenario`: one question, with all its variants on the same worlds with the same random seeds."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.ask import options
from experiments.ask.question import read_pairs
from experiments.commands.parameters import WithParameters
from experiments.play.where import read_where
from model.settings import checked

COMMAND = WithParameters
Name = Annotated[str, typer.Argument(metavar="NAME", help="A scenario; `scenarios` lists them.")]
Own = {"default": "the scenario's own"}


def scenario(
    name: Name,
    seeds: Annotated[str, options.option("K", "Random seeds.", **Own)] = "",
    steps: Annotated[str, options.option("T", "Length of a run in months.", **Own)] = "",
    world: Annotated[str, options.option("earth|random", "The world.", **Own)] = "",
    settings: options.Settings = [],  # noqa: B006
    out: Annotated[str, options.option("DIR", "Folder of the results.", default="out/scenario/NAME")] = "",
    workers: options.Workers = "",
    scheduler: options.Scheduler = "",
    json: options.Json = False,
    open_: options.Open = False,
) -> int:
    """Play every variant of a scenario on the same worlds: a figure, the expectation and the result, and data."""
    from experiments.studies.scenarios import find

    found, where, pairs = find(name), read_where(workers, scheduler), read_pairs(settings)
    values = checked(pairs)

    from experiments.show.answer import Answer, end
    from experiments.studies.scenario.answer import answer
    from experiments.studies.scenario.findings import as_json
    from experiments.studies.scenario.run import adjusted
    from experiments.studies.scenario.table import print_scenario

    question = adjusted(found, seeds, steps, world, {key: values[key] for key in pairs})
    given = answer(question, Path(out or f"out/scenario/{name}"), where)
    told = Answer(
        given.results.folder, given.figure, given.results.failed,
        lambda: as_json(given.played), lambda: print_scenario(given.played),
    )  # fmt: skip
    return end(told, json, open_)
