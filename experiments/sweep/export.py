"""Parquet to CSV, some rows at a time."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as text
import pyarrow.parquet as pq

from experiments.folder import MANIFEST, read_manifest, whole_file
from model.params import BadInput

TABLES = ("runs", "series")


def to_csv(source: Path, target: Path) -> list[Path]:
    """Write each table as CSV, undefined as an empty field; raises BadInput where it cannot be read or written."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        written = [_converted(source / f"{name}.parquet", target / f"{name}.csv") for name in TABLES]
        if source.resolve() == target.resolve():
            _own(source, written)
        return written
    except (OSError, pa.ArrowException) as error:
        raise BadInput("out", target, f"a folder that can be written, tables that can be read ({error})") from error


def _converted(table: Path, path: Path) -> Path:
    with whole_file(path) as draft, pq.ParquetFile(table) as rows, text.CSVWriter(draft, rows.schema_arrow) as lines:
        for batch in rows.iter_batches():
            lines.write_batch(batch)
    return path


def _own(folder: Path, written: list[Path]) -> None:
    """List the files in a manifest that lists its own, so that the same command may still replace its folder."""
    manifest = read_manifest(folder)
    if "files" in manifest:
        manifest["files"] = sorted({*manifest["files"], *(path.name for path in written)})
        with whole_file(folder / MANIFEST) as draft:
            draft.write_text(json.dumps(manifest, indent=1) + "\n")
