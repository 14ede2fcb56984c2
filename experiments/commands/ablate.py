"""`ablate`: what changes where one idea at a time is switched off."""

from pathlib import Path
from typing import Annotated

from experiments.ask import options
from experiments.play.where import read_where

Worlds = Annotated[
    str,
    options.option(
        "default|presets|all",
        "The default world; every preset too (about 1.3 hours on 2 cores); each scenario of an idea too (1.5 hours).",
    ),
]


def ablate(
    worlds: Worlds = "default",
    seeds: options.Seeds = "12",
    out: options.Out = "out/ablate",
    workers: options.Workers = "",
    scheduler: options.Scheduler = "",
    json: options.Json = False,
    open_: options.Open = False,
) -> int:
    """Switch off one idea at a time, and grade each by what that changes: strong, here, nil or undetermined."""
    from experiments.show.answer import Answer, end
    from experiments.studies.ablation.answer import answer
    from experiments.studies.ablation.findings import as_json
    from experiments.studies.ablation.question import read_ablation
    from experiments.studies.ablation.table import print_findings

    asked, where = read_ablation(worlds, seeds), read_where(workers, scheduler)
    found, results, figure = answer(asked, Path(out), where)
    told = Answer(results.folder, figure, results.failed, lambda: as_json(found), lambda: print_findings(found))
    return end(told, json, open_)
