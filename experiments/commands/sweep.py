"""`sweep`: a design played to its end, on one machine or many, through whatever interrupts it."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.ask import options
from experiments.ask.question import read_workers
from model.params import BadInput

DesignFile = Annotated[str, typer.Argument(metavar="DESIGN.toml", help="The design (docs/reference/design.md).")]
Scheduler = Annotated[str, options.option("ADDRESS", "Dask scheduler, as tcp://host:8786, instead of local processes.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say how many runs, how long, how much disk; write nothing.")]


def sweep(
    design: DesignFile,
    out: options.Out = "out/sweep",
    workers: options.Workers = "",
    scheduler: Scheduler = "",
    dry_run: DryRun = False,
    json: options.Json = False,
) -> int:
    """Play every run of a design; the same command goes on where it was stopped."""
    from json import dumps

    from experiments.ask.reading import read_design

    processes = read_workers(workers)
    if workers and scheduler:
        raise BadInput("workers", workers, "nothing where a --scheduler is given: the cluster has its own")
    asked = read_design(Path(design))
    if dry_run:
        from experiments.play.cost import estimate
        from experiments.show.sweep_told import print_estimate

        if scheduler:
            raise BadInput("scheduler", scheduler, "nothing in a dry run, whose pilot is played on this machine")
        found = estimate(asked, processes)
        print(dumps(found._asdict())) if json else print_estimate(found)
        return 0

    from experiments.play.sweep import sweep as play
    from experiments.show.sweep_told import tell_failures

    swept = play(asked, Path(design), Path(out), processes, scheduler)
    if json:
        print(dumps({"runs": swept.runs, "failed": swept.failed, "out": str(swept.folder)}))
    else:
        print(f"{swept.runs} runs, {swept.failed} failed, written to {swept.folder}")
    return tell_failures(swept)
