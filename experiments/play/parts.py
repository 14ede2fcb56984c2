"""What a sweep has on disk while it goes on: parts, each whole or not there, and at the end one table of all."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from experiments.play.batch import SERIES_ORDER, Played
from experiments.play.folder import whole_file

AT_ONCE = 64  # parts
ROWS_AT_ONCE = 1_000_000  # sorted in memory; a table of more is sorted range by range of run ids
SECONDS = b"seconds"
HOW = {"compression": "zstd", "version": "2.6"}


class Parts:
    """The folder of parts. A part is two files of one name: series first, then runs, which makes it count."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.failed, self.seconds = 0, 0.0
        self.done: set[bytes] = set()  # run ids, as their eight bytes
        self._sweep_up()
        for path in self.runs:
            self._count(pq.read_table(path, columns=["run_id", "status"]))

    @property
    def runs(self) -> list[Path]:
        return sorted(self.folder.glob("*.runs.parquet"))

    @property
    def series(self) -> list[Path]:
        return sorted(self.folder.glob("*.series.parquet"))

    def write(self, played: Played) -> None:
        """Add a part, atomically; raises OSError and leaves no half of one."""
        name = played.runs["run_id"][0].as_py()
        if played.series.num_rows:
            write_whole(self.folder / f"{name}.series.parquet", [played.series])
        seconds = played.runs.replace_schema_metadata({SECONDS: str(played.seconds)})
        write_whole(self.folder / f"{name}.runs.parquet", [seconds])
        self._count(played.runs)

    def has(self, run_ids: Iterable[str]) -> bool:
        return all(bytes.fromhex(name) in self.done for name in run_ids)

    def played_seconds(self) -> float:
        """Seconds that playing took, added up over all parts."""
        told = (pq.read_metadata(path).metadata or {} for path in self.runs)
        return sum(float(metadata.get(SECONDS, 0)) for metadata in told)

    def compact(self, folder: Path, runs: pa.Schema, series: pa.Schema) -> None:
        """Write runs.parquet and series.parquet, sorted; memory does not grow with the number of runs."""
        ids = sorted(self.done)
        write_whole(folder / "runs.parquet", ranges(self.runs, ids, [("run_id", "ascending")], runs), runs)
        write_whole(folder / "series.parquet", ranges(self.series, ids, SERIES_ORDER, series), series)

    def remove(self) -> None:
        """Delete all parts, once the tables of all stand."""
        for path in [*self.runs, *self.series]:
            path.unlink()
        self.folder.rmdir()

    def _count(self, runs: pa.Table) -> None:
        self.done.update(bytes.fromhex(name) for name in runs["run_id"].to_pylist())
        self.failed += pc.sum(pc.equal(runs["status"], "error")).as_py() or 0

    def _sweep_up(self) -> None:
        """Remove what was being written when a sweep was killed, and files that a power cut left half."""
        for path in self.folder.glob(".*.draft"):
            path.unlink()
        for path in self.runs:
            if not readable(path):
                path.unlink()
        counting = {path.name.split(".")[0] for path in self.runs}
        for path in self.series:
            if path.name.split(".")[0] not in counting or not readable(path):
                path.unlink()
                path.with_name(path.name.replace(".series.", ".runs.")).unlink(missing_ok=True)


def readable(path: Path) -> bool:
    try:
        pq.read_metadata(path)
    except (pa.ArrowException, OSError):
        return False
    return True


def write_whole(path: Path, tables: Iterable[pa.Table], schema: pa.Schema | None = None) -> None:
    """Write tables as the row groups of one file under another name, then rename; raises OSError."""
    with whole_file(path) as draft:
        writer = None
        for table in tables:
            writer = writer or pq.ParquetWriter(draft, table.schema, **HOW)
            writer.write_table(table)
        writer = writer or pq.ParquetWriter(draft, schema, **HOW)
        writer.close()


def ranges(paths: list[Path], ids: list[bytes], order: list[tuple[str, str]], schema: pa.Schema) -> Iterator[pa.Table]:
    """All rows in order, in tables of about ROWS_AT_ONCE, each a range of run ids read from every part."""
    total = sum(pq.read_metadata(path).num_rows for path in paths)
    if not total:
        return
    at_once = max(1, ROWS_AT_ONCE * len(ids) // total)
    for start in range(0, len(ids), at_once):
        some = ids[start : start + at_once]
        yield within(paths, some[0].hex(), some[-1].hex(), schema).sort_by(order)


def within(paths: list[Path], first: str, last: str, schema: pa.Schema) -> pa.Table:
    """The rows of all parts from one run id to another, a few parts at a time: each is a chunk of every column."""
    table = schema.empty_table()
    for start in range(0, len(paths), AT_ONCE):
        found = [pq.ParquetFile(path).read(use_threads=False).cast(schema) for path in paths[start : start + AT_ONCE]]
        some = pa.concat_tables(found).combine_chunks()
        wanted = pc.and_(pc.greater_equal(some["run_id"], first), pc.less_equal(some["run_id"], last))
        table = pa.concat_tables([table, some.filter(wanted)])
    return table
