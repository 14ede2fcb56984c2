"""Writes docs/explanation/ablation.md, its table and its figure from a folder of `ablate`:
`python -m experiments.studies.ablation.report DIR`. Nothing is played."""

import csv
import json
import shutil
import sys
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from experiments.ask.outcomes import outcome_of
from experiments.play.folder import write_whole
from experiments.show.pages import DOCS, write_explanation
from experiments.studies.ablation.findings import Grade
from experiments.studies.ablation.question import MARGINS
from experiments.studies.ablation.rows import Row, read_ideas, rows
from experiments.studies.scenario.findings import outcome_name

Told = Mapping[str, Any]  # of ablation.json
COLUMNS = ("id", "grade", "outcome", "figure", "world")


def main(folder: Path) -> None:
    """Page, table for concepts.md, and figure."""
    told = json.loads((folder / "ablation.json").read_text(encoding="utf-8"))
    ideas = [line(name, told["ideas"][name]) for name in told["ideas"]]
    write_explanation("ablation", **page(told, ideas))
    write_whole(DOCS / "explanation/ablation.csv", as_csv(ideas))
    for kind in ("png", "svg", "pdf"):
        shutil.copyfile(folder / f"figures/ablation.{kind}", DOCS / f"figures/ablation.{kind}")


def page(told: Told, ideas: list[dict[str, str]]) -> dict[str, Any]:
    """What the template shows."""
    known = read_ideas()
    grades = [told["ideas"][one["id"]]["grade"] for one in ideas]
    counts = ", ".join(f"{grades.count(grade)} {grade.value}" for grade in Grade)
    acting, idle = ([row for row in rows() if row.idle == still] for still in (False, True))
    return {
        "options": f" --worlds {told['worlds']} --seeds {told['seeds']}",
        "seeds": told["seeds"],
        "judged": len(told["rows"]),
        "margins": "; ".join(f"{outcome_name(name)} {with_unit(name, margin)}" for name, margin in MARGINS.items()),
        "counted": f"Of {len(ideas)} ideas, {counts}.",
        "ideas": [one | known[one["id"]]._asdict() for one in ideas],
        "rows": [of_row(row, told) for row in acting if row.id in told["graded"]],
        "idle": [of_row(row, told) for row in idle if row.id in told["graded"]],
    }


def of_row(row: Row, told: Told) -> dict[str, str]:
    """A row of the table of what is switched off."""
    return line(row.id, told["graded"][row.id]) | {"words": row.words, "ideas": " ".join(row.ideas)}


def line(name: str, graded: Told) -> dict[str, str]:
    """A grade with its largest effect, as text."""
    grade, best = graded["grade"], graded["line"]
    shown = f"**{grade}**" if grade in (Grade.STRONG, Grade.HERE, Grade.NIL) else f"*{grade}*"
    if not best:
        return dict(zip(COLUMNS, (name, shown, "-", "-", "-"), strict=True))
    figure = f"{best['effect']:+.3g}" if best["effect"] is not None else "-"
    if best["low"] is not None and best["low"] != best["high"]:
        figure += f" ({best['low']:+.3g} to {best['high']:+.3g})"
    told = (name, shown, outcome_name(best["outcome"]), figure.replace("-", "\u2212"), best["world"])
    return dict(zip(COLUMNS, told, strict=True))


def with_unit(outcome: str, margin: float) -> str:
    """The margin of an outcome; one of time with its unit."""
    return f"{margin:g} months" if outcome_of(outcome).unit == "months" else f"{margin:g}"


def as_csv(ideas: list[dict[str, str]]) -> str:
    """The grades of ideas, as tools/concepts.py reads them."""
    out = StringIO()
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(ideas)
    return out.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
