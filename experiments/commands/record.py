"""`record`: the model's ratification compared with that of real treaties; withdrawn until it is fitted anew."""

from typing import Annotated

import typer
from typer.core import TyperCommand

from model.params import BadInput


class COMMAND(TyperCommand):
    """Takes whatever the command took, and refuses all of it in one way."""

    ignore_unknown_options = True


def record(words: Annotated[list[str], typer.Argument(hidden=True)] = []) -> int:  # noqa: B006
    """Compare the model's ratification with that of real treaties: withdrawn with the first edition of the model."""
    said = "nothing yet: the first edition's comparison is withdrawn (docs/history/record.md), the second edition's "
    raise BadInput("record", " ".join(words) or "all", f"{said}is not yet fitted")
