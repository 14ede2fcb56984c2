"""Pictures of a comparison, found by registration: a function under `@picture` is drawn into the folder."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from experiments.ask.question import Question
from experiments.judge.summary import Summary
from experiments.play.row import Rows

Picture = Callable[[Question, Mapping[int, Rows], Summary], Any]
PICTURES: dict[str, Picture] = {}


def picture(name: str) -> Callable[[Picture], Picture]:
    """Register `f(question, families, summary)`, which returns a matplotlib figure; raises ValueError for a name taken.

    It is called twice: once for a slide (PNG and SVG) and once, with smaller type, for a column of print (PDF).
    `families` are the rows by seed and arm, of the seeds of which no run failed.
    """

    def register(function: Picture) -> Picture:
        if name in PICTURES:
            raise ValueError(f"picture={name}: allowed a name that is not taken")
        PICTURES[name] = function
        return function

    return register


def draw_all(question: Question, families: Mapping[int, Rows], summary: Summary, folder: Path) -> dict[str, Path]:
    """Every picture as files of its name in a folder; the path of each PNG. Raises OSError."""
    from experiments.show.sheet import saved
    from experiments.studies.compare.figure import compare  # plotting takes a second to load

    pictures = {question.command: compare, **PICTURES}
    return {name: saved(partial(draw, question, families, summary), folder, name) for name, draw in pictures.items()}
