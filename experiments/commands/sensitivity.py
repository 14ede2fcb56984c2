"""`sensitivity`: which factors decide an outcome, and which decide the difference between arms."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.ask import options
from experiments.ask.question import read_workers

Given = Annotated[str, typer.Argument(metavar="DIR|DESIGN.toml", help="A sweep's folder, or a design to sweep first.")]


def sensitivity(
    given: Given,
    out: Annotated[str, options.option("DIR", "Folder of the sweep where a design is given.")] = "out/sensitivity",
    workers: options.Workers = "",
    outcomes: Annotated[str, options.option("O,O,...", "Outcomes.", default="the design's, or headlines")] = "",
    json: options.Json = False,
    open_: options.Open = False,
) -> int:
    """Sobol's first and total indices, or Morris's effects, with 95 % intervals: a table and a figure."""
    import sys

    processes = read_workers(workers)
    from experiments.ask.design import Design
    from experiments.judge.findings import chosen_outcomes, found_or_swept
    from experiments.judge.sensitivity import as_json, check_sampler, write_sensitivity
    from experiments.judge.sensitivity import sensitivity as analysed
    from experiments.show.answer import show
    from experiments.show.sensitivity_table import print_sensitivity

    def fits(design: Design) -> None:
        check_sampler(design)
        chosen_outcomes(design, outcomes)

    findings = found_or_swept(Path(given), Path(out), processes, fits)
    table = analysed(findings, chosen_outcomes(findings.design, outcomes))
    figure = write_sensitivity(findings, table)
    if json:
        print(as_json(table, findings.folder))
    else:
        print_sensitivity(table)
        print(f"written to {findings.folder}")
    if open_:
        show(figure, sys.stderr if json else sys.stdout)
    return 0
