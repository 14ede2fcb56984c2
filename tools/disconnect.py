"""Disconnects each idea of the founding essays in turn, and shows that its test notices.

Run `.uv/bin/uv run python tools/disconnect.py [ID ...] [--workers 2]`; without ids all of them, which takes about ten
minutes and writes docs/explanation/disconnections.md. Each row of tools/disconnections.csv is a small edit that makes
one mechanism neutral; it is made in a copy of the checkout, where the test that concepts.csv links to must then fail by
an assertion. Exit code 1 where one does not, 2 for bad input.
"""

import argparse
import csv
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from threading import Event
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from concepts import Concept, concepts  # noqa: E402
from patient import Patient  # noqa: E402

from experiments.play.progress import shown as watched  # noqa: E402

CUTS = ROOT / "tools/disconnections.csv"
PAGE = ROOT / "docs/explanation/disconnections.md"
NOTICED = "fails"  # what a test must do


class Cut(NamedTuple):
    """What is done to one file so that an idea has no effect; `find` occurs in it exactly once."""

    id: str
    file: str
    find: str
    replace: str
    why: str  # what is then so, in words


class Row(NamedTuple):
    """An idea, and how it is disconnected."""

    concept: Concept
    cut: Cut


def cuts() -> list[Cut]:
    """All cuts, in the table's order."""
    with CUTS.open(newline="", encoding="utf-8") as table:
        return [Cut(**row) for row in csv.DictReader(table)]


def linked() -> dict[str, Row]:
    """Every idea that has a cut, by its id."""
    known = {concept.id: concept for concept in concepts()}
    return {cut.id: Row(known[cut.id], cut) for cut in cuts()}


def all_results(rows: Sequence[Row], workers: int) -> dict[str, str]:
    """What every row's test did, by id; Ctrl-C stops what runs and leaves nothing behind."""
    results: dict[str, str] = {}
    stop = Event()

    def work(mine: Sequence[Row]) -> None:
        with Patient(ROOT, stop) as patient:
            patient.must_be_well(sorted({row.concept.test for row in mine}))
            for concept, cut in mine:
                results[cut.id] = patient.without(cut.file, cut.find, cut.replace, concept.test)

    with watched(len(rows)) as done, ThreadPoolExecutor(workers) as pool:
        working = {pool.submit(work, rows[k::workers]) for k in range(min(workers, len(rows)))}
        try:
            while working:
                finished, working = wait(working, timeout=1)
                done(len(results), 0)
                for future in finished:
                    future.result()
        finally:
            stop.set()
    return {row.cut.id: results[row.cut.id] for row in rows}


def shown(rows: Sequence[Row], results: Mapping[str, str]) -> Table:
    """The results for the terminal."""
    table = Table("id", "idea", "cut", "test", "result", box=None, padding=(0, 2, 0, 0))
    table.columns[3].overflow = "fold"
    for concept, cut in rows:
        result = results[cut.id]
        colour = "green" if result == NOTICED else "red"
        table.add_row(cut.id, concept.idea, cut.why, concept.test.partition("::")[2], f"[{colour}]{result}[/]")
    return table


SINCE = "A2, A10, A11, B12, B15, B18, B26, B30, B33, B35"  # a run of all takes a quarter of an hour


def page(rows: Sequence[Row], results: Mapping[str, str]) -> str:
    """The results as a page in Markdown."""
    noticed = sum(results[row.cut.id] == NOTICED for row in rows)
    lines = [
        "# Disconnections: what is lost when an idea is taken out", "",
        "Written by `tools/disconnect.py`; do not edit. Each mechanism is made neutral by an edit of one place in a",
        "copy of the code (`tools/disconnections.csv` has the edits), and the test that [concepts.md](concepts.md)",
        "links to is run there: it must fail by an assertion of its own.", "",
        f"Of {len(rows)} ideas that were disconnected, {noticed} made their test fail.", "",
        f"Run again since the second edition of the model: {SINCE}. The others were last run on the first.", "",
        "| # | idea | where it is cut | what is then so | test | which then |", "|---|---|---|---|---|---|",
    ]  # fmt: skip
    for concept, cut in rows:
        where = f"[{cut.file}](../../{cut.file})"
        lines.append(f"| {cut.id} | {concept.idea} | {where} | {cut.why} | {concept.tested} | {results[cut.id]} |")
    return "\n".join([*lines, ""])


def main() -> int:
    rows = linked()
    parser = argparse.ArgumentParser(description="Disconnect ideas in turn and see whether their tests notice.")
    parser.add_argument("ids", nargs="*", metavar="ID", help="ideas, as A1; all if none is named")
    parser.add_argument("--workers", type=int, default=1, choices=range(1, 9), metavar="1..8")
    given = parser.parse_args()
    unknown = [name for name in given.ids if name not in rows]
    if unknown:
        print(f"error: id={unknown[0]}: allowed {' '.join(rows)}", file=sys.stderr)
        return 2
    chosen = [row for name, row in rows.items() if not given.ids or name in given.ids]
    try:
        results = all_results(chosen, given.workers)
    except KeyboardInterrupt:
        return 130
    except Patient.Ill as ill:
        print(f"error: {ill}", file=sys.stderr)
        return 1
    Console().print(shown(chosen, results))
    if len(chosen) == len(rows):
        PAGE.write_text(page(chosen, results), encoding="utf-8")
    return int(any(result != NOTICED for result in results.values()))


if __name__ == "__main__":
    sys.exit(main())
