"""Parquet to CSV, some rows at a time."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as text
import pyarrow.parquet as pq

from experiments.play.folder import whole_file
from experiments.play.manifest import own
from model.params import BadInput

TABLES = ("runs", "series", "actors", "events")


def to_csv(source: Path, target: Path) -> list[Path]:
    """Write each table as CSV, undefined as an empty field; raises BadInput where it cannot be read or written."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        held = [name for name in TABLES if (source / f"{name}.parquet").is_file()]
        written = [_converted(source / f"{name}.parquet", target / f"{name}.csv") for name in held]
        if source.resolve() == target.resolve():
            own(source, written)
        return written
    except (OSError, pa.ArrowException) as error:
        raise BadInput("out", target, f"a folder that can be written, tables that can be read ({error})") from error


def _converted(table: Path, path: Path) -> Path:
    columns = _flat(pq.read_schema(table).empty_table()).schema
    with whole_file(path) as draft, pq.ParquetFile(table) as rows, text.CSVWriter(draft, columns) as lines:
        for batch in rows.iter_batches():
            lines.write_table(_flat(pa.Table.from_batches([batch])))
    return path


def _flat(table: pa.Table) -> pa.Table:
    """The table with a list of numbers as text, a space between two: CSV has no lists."""
    for place, field in enumerate(table.schema):
        if pa.types.is_list(field.type):
            words = pc.binary_join(table[field.name].cast(pa.list_(pa.string())), " ")
            table = table.set_column(place, field.name, words)
    return table
