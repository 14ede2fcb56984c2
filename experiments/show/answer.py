"""From a question to its answer: play, summarise, draw, and put the folder in its place."""

import json
import os
import sys
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from experiments.ask.question import Question, read_names
from experiments.judge.summary import Summary, summarise
from experiments.play.folder import whole_folder
from experiments.play.progress import progress
from experiments.play.results import errors, outcome_columns, write_results
from experiments.play.run import Family
from experiments.play.runner import play_families


class Answer(NamedTuple):
    """What came of a question, and where it lies."""

    question: Question
    families: dict[int, Family]
    summary: Summary
    folder: Path
    figure: Path | None


def answer(question: Question, out: str, workers: int) -> Answer:
    """Play the question and write its folder, whole or not at all; raises BadInput if the folder cannot be had."""
    began = time.monotonic()
    with whole_folder(Path(out), question.identity) as folder:
        with progress("playing", len(question.seeds)) as done:
            families = play_families(question, workers, done)
        summary = summarise(question, families)
        figure = draw(question, families, summary, folder)
        write_results(folder, question, families, time.monotonic() - began)
    return Answer(question, families, summary, Path(out), figure and Path(out) / figure.relative_to(folder))


def draw(question: Question, families: dict[int, Family], summary: Summary, folder: Path) -> Path | None:
    """The figure's path; none if no seed has all its arms."""
    if not any(all(not run.error for run in family.values()) for family in families.values()):
        return None
    from experiments.show.comparison_figure import draw_comparison  # plotting takes a second to load

    return draw_comparison(question, families, summary, folder / "figures")


def tell(
    found: Answer, as_json: Callable[[Answer], dict[str, Any]] | None, table: Callable[[Answer], None], open_: bool
) -> int:
    """Print the answer as JSON or as a table, name the runs that failed, and return the exit code."""
    if as_json:
        print(json.dumps(as_json(found) | {"out": str(found.folder)}))
    else:
        table(found)
        print(f"written to {found.folder}")
    if open_ and found.figure:
        show(found.figure, sys.stderr if as_json else sys.stdout)
    failed = errors(found.question, found.families)
    for line in failed:
        print("error:", line, file=sys.stderr)
    return 1 if failed else 0


def show(figure: Path, out: Any) -> None:
    """Open the figure where there is a display, or else print its path."""
    display = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not (display and webbrowser.open(figure.resolve().as_uri())):
        print(figure, file=out)


def read_outcomes(text: str) -> list[str]:
    """Outcome columns from `cooperation,welfare_mean_last`, all if empty; raises BadInput."""
    return read_names("outcome", text, outcome_columns()) or outcome_columns()
