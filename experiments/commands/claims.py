"""`claims`: the eight pre-registered claims, each with its verdict."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from experiments.ask import options
from model.params import BadInput

Ids = Annotated[list[str], typer.Argument(metavar="[ID ...]", help="Claims, T1 to T8 (default: all).")]
Quick = Annotated[bool, typer.Option("--quick", help="Small samples: minutes instead of an hour; the verdict says so.")]
Overnight = Annotated[
    bool, typer.Option("--overnight", help="As many runs as DEFINITIONS D lays down: some fifteen hours.")
]
SHOWN = 5  # failures that are told


def claims(
    ids: Ids = [],  # noqa: B006
    quick: Quick = False,
    overnight: Overnight = False,
    workers: options.Workers = "",
    out: options.Out = "out/claims",
    json: options.Json = False,
) -> int:
    """Supported, refuted or undetermined, with intervals; what is judged already is not played again."""
    from json import dumps

    from experiments.ask.question import read_workers
    from experiments.play.progress import Stopped
    from experiments.studies.claims import find

    if quick and overnight:
        raise BadInput("size", "quick overnight", "one of them")
    size = "quick" if quick else "overnight" if overnight else "full"
    told: list[Any] = []
    processes, asked = read_workers(workers), find(ids)
    from experiments.studies.claim.run import verdicts

    try:
        told.extend(verdicts(asked, size, processes, Path(out)))  # each as it comes
    except KeyboardInterrupt:
        raise Stopped(f"{len(told)} of {len(asked)} verdicts are in {out}; the same line goes on") from None
    if json:
        print(dumps({"claims": told, "out": out}))
    else:
        from experiments.studies.claim.table import print_verdicts

        print_verdicts(told)
    errors = [error for verdict in told for error in verdict["errors"]]
    for error in errors[:SHOWN]:
        print("error:", error, file=sys.stderr)
    if len(errors) > SHOWN:
        print(f"error: and {len(errors) - SHOWN} more", file=sys.stderr)
    return 1 if errors else 0
