"""`report`: one page with everything about an experiment."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from experiments.ask import options

Folder = Annotated[str, typer.Argument(metavar="DIR", help="The folder of a sweep, a comparison or a run.")]


def report(folder: Folder, open_: options.Open = False) -> int:
    """Write DIR/report.html, one file: question, design, tables, verdicts, figures, provenance, and how to run it again."""
    from experiments.show.answer import show
    from experiments.studies.sweep.report import write_report

    page = write_report(Path(folder))
    print(f"written to {page}")
    if open_:
        show(page, sys.stdout)
    return 0
