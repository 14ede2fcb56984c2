"""The findings of an ablation in the terminal: each idea's grade, world and figure, and each row's."""

from collections.abc import Iterable

from rich.table import Table

from experiments.ask.outcomes import outcome_of
from experiments.show.tables import cell, console, table
from experiments.studies.ablation.findings import Findings, Grade, Graded
from experiments.studies.ablation.rows import read_ideas, rows
from experiments.studies.scenario.findings import outcome_name

COLUMNS = ("grade", "largest effect on", "with minus without, 95 % interval by Holm", "in the world")


def print_findings(found: Findings) -> None:
    """Ideas, then rows; those that do nothing stand last."""
    out, ideas = console(), read_ideas()
    number = len(found.ablation.seeds)
    out.print(f"[bold]{counted(found.ideas.values())}; {number} random seeds[/]", highlight=False)
    out.print(of_grades(("idea", "", *COLUMNS), ((idea, ideas[idea].idea, x) for idea, x in found.ideas.items())))
    words = {row.id: row.words for row in rows()}
    out.print("\n[bold]What is switched off[/]")
    out.print(of_grades(("row", "", *COLUMNS), ((row, words[row], x) for row, x in found.rows.items())))


def of_grades(names: Iterable[str], graded: Iterable[tuple[str, str, Graded]]) -> Table:
    """One row a grade."""
    return table(names, ([name, words, *in_words(one)] for name, words, one in graded))


def in_words(one: Graded) -> list[str]:
    """Grade, outcome, figure and world."""
    if not one.line:
        return [one.grade.value, "-", "-", "-"]
    figure = cell(one.line.effect, outcome_of(one.line.outcome).unit, signed=True)
    return [one.grade.value, outcome_name(one.line.outcome), figure, one.line.comparison.world]


def counted(graded: Iterable[Graded]) -> str:
    """How many have which grade."""
    grades = [one.grade for one in graded]
    return f"Of {len(grades)} ideas " + ", ".join(f"{grades.count(grade)} {grade.value}" for grade in Grade)
