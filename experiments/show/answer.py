"""How a command ends: JSON or a table, where the folder is, the figure opened, and the runs that failed."""

import json
import os
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

SHOWN = 5  # failures that are named; all are in the tables


class Answer(NamedTuple):
    """What a command has to say: its folder, its figure, the runs that failed, and two forms of what was found."""

    folder: Path
    figure: Path | None
    failed: list[str]
    as_json: Callable[[], dict[str, Any]]
    print_table: Callable[[], None]


def end(answer: Answer, as_json: bool, open_: bool) -> int:
    """Print the answer and return the exit code."""
    if as_json:
        print(json.dumps(answer.as_json() | {"out": str(answer.folder)}))
    else:
        answer.print_table()
        print(f"written to {answer.folder}")
    if open_ and answer.figure:
        show(answer.figure, sys.stderr if as_json else sys.stdout)
    for line in answer.failed[:SHOWN]:
        print("error:", line, file=sys.stderr)
    if len(answer.failed) > SHOWN:
        print(f"error: and {len(answer.failed) - SHOWN} more, in {answer.folder}", file=sys.stderr)
    return 1 if answer.failed else 0


def show(figure: Path, out: Any) -> bool:
    """Open the figure where there is a display, or else print its path; whether it was opened."""
    display = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if display and webbrowser.open(figure.resolve().as_uri()):
        return True
    print(figure, file=out, flush=True)
    return False
