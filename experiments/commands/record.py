"""`record`: the treaty pipeline fitted to three treaties and put to the test on three others."""

from typing import Annotated

import typer

from experiments.ask import options

Quick = Annotated[bool, typer.Option("--quick", help="Fewer points and seeds: a look, not the result.")]


def record(
    quick: Quick = False,
    out: options.Out = "out/record",
    workers: options.Workers = "",
    json: options.Json = False,
    open_: options.Open = False,
) -> int:
    """Hold the engine's ratification against the UN record: fit three treaties, predict three others."""
    import sys
    from json import dumps

    from experiments.ask.question import read_workers
    from experiments.show.answer import show
    from experiments.studies.record.answer import answer
    from experiments.studies.record.protocol import FULL, QUICK
    from experiments.studies.record.table import print_record

    found = answer(QUICK if quick else FULL, out, read_workers(workers))
    if json:
        print(dumps(found.told | {"out": str(found.folder)}))
    else:
        print_record(found.told)
        print(f"written to {found.folder}")
    if open_:
        show(found.figure, sys.stderr if json else sys.stdout)
    return 0
