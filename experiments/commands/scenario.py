"""`scenario`: one question, every variant of its answer on the same worlds with the same luck."""

import json as json_format
import sys
from typing import Annotated

import typer

from experiments.ask import options
from experiments.ask.question import read_pairs, read_workers
from experiments.commands.parameters import WithParameters
from model.params import checked

COMMAND = WithParameters
Name = Annotated[str, typer.Argument(metavar="NAME", help="A scenario; `scenarios` names them.")]
Own = {"default": "the scenario's own"}


def scenario(
    name: Name,
    seeds: Annotated[str, options.option("K", "Worlds and lucks.", **Own)] = "",
    steps: Annotated[str, options.option("T", "Length of a run in months.", **Own)] = "",
    world: Annotated[str, options.option("earth|random", "The world.", **Own)] = "",
    settings: options.Settings = [],  # noqa: B006
    out: Annotated[str, options.option("DIR", "Folder of the results.", default="out/scenario/NAME")] = "",
    workers: options.Workers = "",
    json: options.Json = False,
    open_: options.Open = False,
) -> int:
    """Play every variant of a scenario on the same worlds: a figure, the expectation beside what came, and data."""
    from experiments.studies.scenarios import find

    found, processes, pairs = find(name), read_workers(workers), read_pairs(settings)
    values = checked(pairs)
    from experiments.studies.scenario.run import answer, asked

    question = asked(found, seeds, steps, world, {key: values[key] for key in pairs})
    given = answer(question, out or f"out/scenario/{name}", processes)
    from experiments.show.answer import show
    from experiments.studies.scenario.findings import as_json
    from experiments.studies.scenario.table import print_scenario

    if json:
        print(json_format.dumps(as_json(given.played) | {"out": str(given.folder)}))
    else:
        print_scenario(given.played)
        print(f"written to {given.folder}")
    if open_ and given.figure:
        show(given.figure, sys.stderr if json else sys.stdout)
    for line in given.played.failed:
        print("error:", line, file=sys.stderr)
    return 1 if given.played.failed else 0
