"""`record`: the treaty pipeline fitted to three treaties and tested on three others."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.ask import options
from experiments.play.where import read_where

Quick = Annotated[bool, typer.Option("--quick", help="Fewer points and seeds: a preview, not the result.")]


def record(
    quick: Quick = False,
    out: options.Out = "out/record",
    workers: options.Workers = "",
    scheduler: options.Scheduler = "",
    json: options.Json = False,
    open_: options.Open = False,
) -> int:
    """Compare the engine's ratification with the UN record: fit three treaties, predict three others."""
    from experiments.show.answer import Answer, end
    from experiments.studies.record.answer import answer
    from experiments.studies.record.protocol import FULL, QUICK
    from experiments.studies.record.table import print_record

    found = answer(QUICK if quick else FULL, Path(out), read_where(workers, scheduler))
    told = Answer(found.folder, found.figure, [], lambda: found.told, lambda: print_record(found.told))
    return end(told, json, open_)
