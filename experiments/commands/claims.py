"""`claims`: the pre-registered claims, each with its verdict."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.ask import options
from experiments.play.where import read_where
from model.params import BadInput

Ids = Annotated[list[str], typer.Argument(metavar="[ID ...]", help="Claims (default: all).")]
Quick = Annotated[bool, typer.Option("--quick", help="Small samples: minutes instead of an hour; verdicts are marked.")]
Overnight = Annotated[bool, typer.Option("--overnight", help="The largest samples that a claim declares.")]


def claims(
    ids: Ids = [],  # noqa: B006
    quick: Quick = False,
    overnight: Overnight = False,
    workers: options.Workers = "",
    scheduler: options.Scheduler = "",
    out: options.Out = "out/claims",
    json: options.Json = False,
) -> int:
    """Judge the pre-registered claims: supported, refuted or undetermined. Finished runs are not played again.

    The first edition's claims are withdrawn, and the second edition's are not yet frozen: those of plug-ins are judged.
    """
    from experiments.studies.claims import find

    asked = find(ids)
    if quick and overnight:
        raise BadInput("size", "quick overnight", "one of them")
    size = "quick" if quick else "overnight" if overnight else "full"
    where = read_where(workers, scheduler)

    from experiments.show.answer import Answer, end
    from experiments.studies.claim.run import verdicts
    from experiments.studies.claim.table import print_verdicts

    found = list(verdicts(asked, size, where, Path(out)))
    failed = [error for verdict in found for error in verdict["errors"]]
    told = Answer(Path(out), None, failed, lambda: {"claims": found}, lambda: print_verdicts(found))
    return end(told, json, open_=False)
