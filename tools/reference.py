"""Writes docs/reference/: every parameter, outcome, institution and kind of actor, as the code declares them.

Run `.uv/bin/uv run python -m tools.reference` after a change of any.
"""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from experiments.show import vocabulary
from experiments.show.vocabulary import Entry
from model.params import PARAMETERS

FOLDER = Path(__file__).parents[1] / "docs/reference"
GENERATED = "Generated from the code by `tools/reference.py`; do not edit."


def parameters() -> str:
    """Every parameter by heading."""
    lines = ["# Parameters", "", GENERATED]
    lines += [
        "`--set NAME=VALUE` sets one; a design's `[settings]` set it, its `[levers]` and `[uncertainties]` vary it."
    ]
    for heading, ones in groupby(PARAMETERS.values(), lambda p: p.group):
        rows = [(f"`{p.name}`", p.default, p.allowed, p.unit, p.label, p.role, p.source) for p in ones]
        lines += ["", f"## {heading}", "", *table("name | default | allowed | unit | meaning | role | source", rows)]
    return page(lines)


def outcomes() -> str:
    """Every outcome."""
    rows = [(" ".join(f"`{c}`" for c in m.columns), m.unit, m.meaning, m.source) for m in vocabulary.outcomes()]
    lines = ["# Outcomes", "", GENERATED]
    lines += [
        "What is measured each month is a mean over the run, and with `_last` over its last 60 months. What is",
        "measured every 12 months is measured in months 12, 24 and so on; its mean is over these, and a shorter run",
        "has none. Undefined and censored values are null.",
    ]
    return page([*lines, "", *table("column | unit | meaning | source", rows)])


def institutions() -> str:
    """Every institution and every kind of actor."""
    lines = ["# Institutions and kinds of actor", "", GENERATED]
    lines += ["An arm is any set of institutions: `--arms mine=labs+coalitions`.", ""]
    lines += ["## Institutions", "", *entries(vocabulary.institutions())]
    return page([*lines, "", "## Kinds of actor", "", *entries(vocabulary.kinds())])


def entries(ones: Iterable[Entry]) -> list[str]:
    rows = ((f"[{e.name}](../../{e.file})", e.meaning, e.more) for e in ones)
    return table("name | what it is | source and more", rows)


def table(head: str, rows: Iterable[Iterable[object]]) -> list[str]:
    """A table in Markdown; `head` has its columns, a bar between each."""
    told = (" | ".join(str(cell).replace("|", "\\|") for cell in row) for row in rows)
    return [f"| {head} |", "|---" * (head.count("|") + 1) + "|", *(f"| {row} |" for row in told)]


def page(lines: Iterable[str]) -> str:
    return "\n".join([*lines, ""])


PAGES = {"parameters.md": parameters, "outcomes.md": outcomes, "institutions.md": institutions}

if __name__ == "__main__":
    for name, written in PAGES.items():
        (FOLDER / name).write_text(written(), encoding="utf-8")
