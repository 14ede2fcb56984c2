"""`diagnose`: what the dynamics of a comparison's runs look like through the instruments of complexity science."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.ask import options
from experiments.ask.question import control

Folder = Annotated[str, typer.Argument(metavar="DIR", help="A folder of compare or run.")]
Seeds = Annotated[str, options.option("K", "Of the folder's seeds, so many are looked at closely.")]


def diagnose(
    folder: Folder,
    seeds: Seeds = "4",
    out: options.Out = "out/diagnose",
    workers: options.Workers = "",
    json: options.Json = False,
    open_: options.Open = False,
) -> int:
    """Early warning, avalanches, hysteresis, who informs whom, scales of ties, influence: a table and a figure."""
    import sys
    from json import dumps

    from experiments.ask.question import read_workers

    closely = int(control("seeds", 4, 1, 1000, "seeds", "").check(seeds))
    processes = read_workers(workers)
    from experiments.show.answer import show
    from experiments.studies.diagnose.answer import answer
    from experiments.studies.diagnose.table import print_diagnosis

    given = answer(str(Path(folder)), closely, out, processes)
    if json:
        print(dumps(given.told | {"out": str(given.folder)}))
    else:
        print_diagnosis(given)
        print(f"written to {given.folder}")
    if open_:
        show(given.figure, sys.stderr if json else sys.stdout)
    for line in given.failed:
        print("error:", line, file=sys.stderr)
    return 1 if given.failed else 0
