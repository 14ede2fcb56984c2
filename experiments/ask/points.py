"""The points of a CSV file: where it is, and its rows as values of the factors."""

import csv
from pathlib import Path

from experiments.ask.case import Value
from experiments.ask.factor import Factor
from model.params import BadInput

KEPT = "design.points.csv"  # in a sweep's folder, whatever name it had


def points_file(design: Path, file: object) -> Path:
    """Where the CSV file that a design names is; raises BadInput where that is no name.

    In a sweep's folder it is the copy that was kept. Elsewhere its path counts from the design's folder, then its name
    alone (as sweeps once kept it), then its path from here.
    """
    if not isinstance(file, str):
        raise BadInput("sampler.file", file or "", "the name of a CSV file beside the design")
    beside = design.parent
    places = [beside / KEPT, beside / file, beside / Path(file).name, Path(file)]
    return next((place for place in places if place.is_file()), beside / file)


def read_points(design: Path, file: object, factors: tuple[Factor, ...]) -> tuple[tuple[Value, ...], ...]:
    """The rows of a CSV file whose columns are exactly the factors, in any order; raises BadInput."""
    place = points_file(design, file)
    try:
        with place.open(newline="", encoding="utf-8-sig") as lines:
            header, *rows = [*csv.reader(lines, strict=True)] or [[]]
    except (OSError, ValueError, csv.Error) as error:
        raise BadInput("sampler.file", file, f"a CSV file that can be read ({error})") from None
    _check_header(header, [f.name for f in factors], file)
    columns = [header.index(f.name) for f in factors]
    points = []
    for number, row in enumerate(rows, 2):  # as an editor counts
        if row and len(row) != len(header):
            raise BadInput(f"{file} row {number}", ",".join(row), f"{len(header)} cells, one per column")
        if row:
            cells = [row[k] for k in columns]
            points.append(tuple(_cell(f, cell, f"{file} row {number}") for f, cell in zip(factors, cells, strict=True)))
    if not points:
        raise BadInput("sampler.file", file, "a CSV file with at least one row")
    return tuple(points)


def _check_header(header: list[str], known: list[str], file: object) -> None:
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        raise BadInput("sampler.file", file, "a CSV file with a comma between cells")
    missing = [name for name in known if name not in header]
    strange = [name for k, name in enumerate(header) if name not in known or name in header[:k]]
    for column in missing + strange:
        raise BadInput("column", column, f"{file} has exactly the columns {' '.join(known)}, each once")


def _cell(factor: Factor, cell: str, row: str) -> Value:
    try:
        return factor.check(cell)
    except BadInput as refused:
        _, value, allowed = refused.args
        raise BadInput(f"{row}, {factor.name}", value, allowed) from None
