"""A comparison from its question to its folder: rows, summary, figure."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from experiments.ask.case import Wanted
from experiments.ask.question import Question
from experiments.judge.summary import Summary, summarise
from experiments.play.play import play
from experiments.play.results import Results, by_seed, without_failures
from experiments.play.row import Rows
from experiments.play.where import Where
from experiments.show.answer import Answer
from experiments.studies.compare.first import Look, first_figure, worth_it
from experiments.studies.compare.pictures import draw_all


class Compared(NamedTuple):
    """What came of a question: rows by seed and arm, what they say together, and a figure where a seed has all arms."""

    results: Results
    families: dict[int, Rows]
    summary: Summary
    figure: Path | None

    def answer(self, as_json: Callable[[], dict[str, Any]], print_table: Callable[[], None]) -> Answer:
        """How the command ends."""
        return Answer(self.results.folder, self.figure, self.results.failed, as_json, print_table)


def compared(question: Question, wanted: Wanted, out: Path, where: Where, look: Look | None = None) -> Compared:
    """Play the question, or what its folder lacks of it; raises BadInput if the folder cannot be had.

    `look` gets the figure of the arms alone, before what they are compared with is played.
    """
    if look and worth_it(question, wanted, out, where):
        with TemporaryDirectory(prefix="westphalia-") as folder:
            wanted = replace(wanted, records=folder)
            look(first_figure(question, wanted, where))
            return compared(question, wanted, out, where)
    asked, found = question.asked(wanted), []

    def tell(results: Results, folder: Path) -> None:
        families = by_seed(asked, results.rows)
        summary = summarise(question, families)
        whole = without_failures(families)
        figure = draw_all(question, whole, summary, folder / "figures")[question.command] if whole else None
        found.append((families, summary, figure and out / figure.relative_to(folder)))

    results = play(asked, out, where, tell)
    return Compared(results, *found[0])
