"""`sensitivity`: which factors decide an outcome, and which decide the difference between arms."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.ask import options
from experiments.play.where import read_where

Given = Annotated[str, typer.Argument(metavar="DIR|DESIGN.toml", help="A sweep's folder, or a design to sweep first.")]


def sensitivity(
    given: Given,
    out: Annotated[str, options.option("DIR", "Folder of the sweep where a design is given.")] = "out/sensitivity",
    workers: options.Workers = "",
    scheduler: options.Scheduler = "",
    outcomes: Annotated[str, options.option("O,O,...", "Outcomes.", default="the design's, or headlines")] = "",
    json: options.Json = False,
    open_: options.Open = False,
) -> int:
    """Compute Sobol's first-order and total indices, or Morris's effects, with 95 % intervals: a table and a figure."""
    where = read_where(workers, scheduler)
    from experiments.ask.reading import kept_files, read_design
    from experiments.judge.findings import chosen_outcomes, read_findings
    from experiments.judge.sensitivity import as_json, check_sampler
    from experiments.judge.sensitivity import sensitivity as analysed
    from experiments.play.play import play
    from experiments.show.answer import Answer, end
    from experiments.show.tables import print_sensitivity
    from experiments.studies.sweep.sensitivity_figure import write_sensitivity

    folder = Path(given)
    if not folder.is_dir():
        design, folder = read_design(Path(given)), Path(out)
        check_sampler(design)
        chosen_outcomes(design, outcomes)
        play(design.asked(kept_files(Path(given))), folder, where)
    findings = read_findings(folder)
    table = analysed(findings, chosen_outcomes(findings.design, outcomes))
    figure = write_sensitivity(findings, table)
    return end(Answer(folder, figure, [], lambda: as_json(table), lambda: print_sensitivity(table)), json, open_)
