"""Writes docs/explanation/concepts.md from concepts.csv: every idea of the founding essays, and where it lives.

What an idea changes stands in ablation.csv, once `python -m experiments.studies.ablation.report DIR` has written it.
Run `.uv/bin/uv run python tools/concepts.py` after editing the table.
"""

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs/explanation/concepts.csv"
PAGE = TABLE.with_suffix(".md")
GRADES = ROOT / "docs/explanation/ablation.csv"
TOLD = {"works": "work", "partly": "work in part", "not yet": "are not there yet"}


class Concept(NamedTuple):
    """One idea: A is of the essay on the diplomatic deficit, B of that on informal alliances."""

    id: str
    idea: str
    file: str
    test: str  # path::function
    scenario: str
    status: str  # works, or `partly: what is missing`, or `not yet: what is missing`

    @property
    def state(self) -> str:
        return self.status.partition(":")[0]

    @property
    def tested(self) -> str:
        """The test's name in words, as a link; a dash where there is none."""
        path, _, function = self.test.partition("::")
        told = function.removeprefix("test_").replace("_", " ").replace("[", " (").replace("]", ")")
        return f"[{told}](../../{path})" if path else "-"


def concepts() -> list[Concept]:
    """All rows, in the essays' order."""
    with TABLE.open(newline="", encoding="utf-8") as table:
        return [Concept(**row) for row in csv.DictReader(table)]


def grades() -> dict[str, str]:
    """What each idea changes, in which world, as the last `ablate` that was made a page found it; empty before."""
    if not GRADES.is_file():
        return {}
    with GRADES.open(newline="", encoding="utf-8") as table:
        return {r["id"]: f"{r['grade']}: {r['outcome']} {r['figure']}, {r['world']}" for r in csv.DictReader(table)}


def page(rows: Iterable[Concept]) -> str:
    """The page in Markdown."""
    rows, graded = list(rows), grades()
    count = Counter(row.state for row in rows)
    lines = [
        "# Concepts: every idea of the founding essays, and where it lives", "",
        "Generated from `concepts.csv` by `tools/concepts.py`; do not edit. A: the essay on the diplomatic",
        "deficit; B: the one on informal alliances. A scenario runs by `python -m experiments scenario NAME`. Every",
        "test fails without its idea: see `disconnections.md`.", "",
        f"Of {len(rows)} ideas " + ", ".join(f"{count[state]} {word}" for state, word in TOLD.items()) + ".", "",
        "| # | idea | file | test | scenario | status |", "|---|---|---|---|---|---|",
    ]  # fmt: skip
    return "\n".join([*lines, *(_row(row, graded.get(row.id, row.status)) for row in rows), ""])


def _row(row: Concept, status: str) -> str:
    scenario = f"[{row.scenario}](../../experiments/studies/scenarios/{row.scenario}.py)" if row.scenario else "-"
    return f"| {row.id} | {row.idea} | [{row.file}](../../{row.file}) | {row.tested} | {scenario} | {status} |"


if __name__ == "__main__":
    PAGE.write_text(page(concepts()), encoding="utf-8")
