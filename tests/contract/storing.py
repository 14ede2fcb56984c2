"""A study of squares, and a folder of it that was stopped in the middle."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.ask.case import Asked, Case
from experiments.play import players
from experiments.play.play import play
from experiments.play.progress import Stopped
from experiments.play.row import Row
from experiments.play.where import Where

RUNS = 12
TABLES = ("runs.parquet", "series.parquet")


def asked(number: int = RUNS, question: str = "squares") -> Asked:
    cases = [(Case("square", {"x": k}, 1, labels={"arm": "x"}),) for k in range(number)]
    return Asked({"command": "square", "question": question, "number": number}, lambda: iter(cases), number, "free")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def tables(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in TABLES]


def squared(case: Case) -> Row:
    x = float(case.arguments["x"])
    return Row({"square": x * x}, {"powers": np.array([1.0, x, x * x])})


def half(out: Path, patch: pytest.MonkeyPatch, stop: int = 5) -> None:
    """A folder of a study that was stopped in the middle, each part of one run."""
    patch.setattr("experiments.play.driver.BATCH_SECONDS", 0.0)

    def until(case: Case, _: Any) -> Row:
        if case.arguments["x"] == stop:
            raise KeyboardInterrupt
        return squared(case)

    patch.setitem(players.PLAYERS, "square", until)
    with pytest.raises(Stopped, match=f"{stop} of {RUNS} runs are kept in .*; run the same command again to resume"):
        play(asked(), out, Where(1))
    patch.setitem(players.PLAYERS, "square", lambda case, _: squared(case))
