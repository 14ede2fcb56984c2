"""`diagnose`: the dynamics of a comparison's runs, measured with the instruments of complexity science."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.ask import options
from experiments.ask.question import control
from experiments.play.where import read_where

Folder = Annotated[str, typer.Argument(metavar="DIR", help="A folder of compare or run.")]
Seeds = Annotated[str, options.option("K", "Number of the folder's random seeds that are studied closely.")]


def diagnose(
    folder: Folder,
    seeds: Seeds = "4",
    out: options.Out = "out/diagnose",
    workers: options.Workers = "",
    scheduler: options.Scheduler = "",
    json: options.Json = False,
    open_: options.Open = False,
) -> int:
    """Early warning, avalanches, hysteresis, who informs whom, scales of ties, influence: a table and a figure."""
    from experiments.show.answer import Answer, end
    from experiments.studies.diagnose.answer import answer
    from experiments.studies.diagnose.findings import as_json
    from experiments.studies.diagnose.table import print_diagnosis

    closely = int(control("seeds", 4, 1, 1000, "seeds", "").check(seeds))
    found = answer(Path(folder), closely, Path(out), read_where(workers, scheduler))
    told = Answer(
        found.results.folder, found.figure, found.results.failed,
        lambda: as_json(found.diagnosis), lambda: print_diagnosis(found.diagnosis),
    )  # fmt: skip
    return end(told, json, open_)
