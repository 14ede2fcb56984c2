"""`export`: the tables of an experiment in another form."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.ask import options
from model.params import BadInput

Folder = Annotated[str, typer.Argument(metavar="DIR", help="The folder of an experiment.")]
Csv = Annotated[bool, typer.Option("--csv", help="As comma-separated values.")]
To = Annotated[str, options.option("DIR", "Folder to write to.", "--out", default="beside the tables")]


def export(folder: Folder, csv: Csv = False, out: To = "") -> int:
    """Write runs.csv and series.csv from an experiment's tables, atomically."""
    from experiments.play.manifest import RUNNING, check_table, read_manifest
    from experiments.studies.sweep.export import to_csv

    if not csv:
        raise BadInput("export", "", "--csv")
    source, target = Path(folder), Path(out or folder)
    if missing := next((name for name in ("runs", "series") if not (source / f"{name}.parquet").is_file()), None):
        raise BadInput("dir", folder, f"a folder with {missing}.parquet, as compare, run and sweep write it")
    if read_manifest(source).get("status") == RUNNING:
        raise BadInput("dir", folder, "the folder of a complete study; run its command again to resume")
    for name in ("runs", "series"):
        check_table(source, name)
    for path in to_csv(source, target):
        print(f"written to {path}")
    return 0
