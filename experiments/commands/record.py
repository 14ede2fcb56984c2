"""`record`: the model's ratification compared with that of real treaties; withdrawn until it is fitted anew."""

from typing import Annotated

import typer

from experiments.ask import options
from model.params import BadInput

Quick = Annotated[bool, typer.Option("--quick", help="Fewer points and seeds: a preview, not the result.")]


def record(
    words: Annotated[list[str], typer.Argument(hidden=True)] = [],  # noqa: B006
    quick: Quick = False,  # noqa: ARG001
    out: options.Out = "out/record",  # noqa: ARG001
    workers: options.Workers = "",  # noqa: ARG001
    scheduler: options.Scheduler = "",  # noqa: ARG001
    json: options.Json = False,  # noqa: ARG001
    open_: options.Open = False,  # noqa: ARG001
) -> int:
    """Compare the model's ratification with that of real treaties: withdrawn with the first edition of the model."""
    said = "nothing yet: the first edition's comparison is withdrawn (docs/history/record.md), the second edition's "
    raise BadInput("record", " ".join(words) or "all", f"{said}is not yet fitted")
