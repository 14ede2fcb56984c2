"""Writing: plain CSV with Unix line ends, so that the same packages give the same bytes everywhere."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

Cell = str | int | float | None


def written(number: float | None, digits: int = 3) -> str:
    """A number without trailing zeros; nothing where it is missing."""
    if number is None:
        return ""
    plain = f"{number:.{digits}f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def save(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
