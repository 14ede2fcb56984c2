"""`sweep`: every run of a design, on one machine or many; an interrupted sweep can be resumed."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.ask import options
from experiments.play.where import read_where
from model.params import BadInput

DesignFile = Annotated[str, typer.Argument(metavar="DESIGN.toml", help="The design (docs/reference/design.md).")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Estimate runs, time and disk space; write nothing.")]


def sweep(
    design: DesignFile,
    out: options.Out = "out/sweep",
    workers: options.Workers = "",
    scheduler: options.Scheduler = "",
    dry_run: DryRun = False,
    json: options.Json = False,
) -> int:
    """Play every run of a design; run the same command again to resume it."""
    from json import dumps

    from experiments.ask.reading import kept_files, read_design

    where, asked = read_where(workers, scheduler), read_design(Path(design))
    if dry_run:
        from experiments.play.cost import cost_of
        from experiments.show.tables import print_cost

        if scheduler:
            raise BadInput("scheduler", scheduler, "nothing in a dry run, which measures this machine")
        found = cost_of(asked, where.workers)
        print(dumps(found._asdict())) if json else print_cost(found)
        return 0

    from experiments.play.play import play
    from experiments.show.answer import Answer, end

    results = play(asked.asked(kept_files(Path(design))), Path(out), where)
    told = {name: results.manifest[name] for name in ("runs", "failed")}
    words = f"{told['runs']} runs, {told['failed']} failed"
    return end(Answer(Path(out), None, results.failed, lambda: told, lambda: print(words)), json, open_=False)
