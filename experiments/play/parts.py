"""What a folder holds while runs are played: parts, each with its checksum, each whole or not there."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow.dataset import dataset

from experiments.play.batch import Played
from experiments.play.folder import checksum, say, sync, whole_file
from experiments.play.tables import ORDER

ROWS_AT_ONCE = 1_000_000  # sorted in memory; a table of more is sorted range by range of run ids
TOLD = b"part"  # in a runs file: what else the part has, where it comes from, and the seconds it took
HOW = {"compression": "zstd", "version": "2.6"}
RUNS = "runs"
OF_RUNS = (RUNS, "references")  # tables with a row a run


class Damaged(ValueError):  # noqa: N818 - said of a part
    """A part is not what was written."""


class Parts:
    """The folder of parts. A part is a file a table, NAME.TABLE.DIGEST.parquet; that of the runs is written last."""

    def __init__(self, folder: Path, source: str) -> None:
        self.folder, self.source = folder, source
        folder.mkdir(exist_ok=True)
        self.failed, self.seconds = 0, 0.0
        self.done: set[bytes] = set()  # run ids, as their eight bytes
        self.tables: dict[str, list[Path]] = {}
        for path in sorted(folder.glob(f"*.{RUNS}.*.parquet")):
            self._take(path)
        self._sweep_up()

    def write(self, played: Played) -> None:
        """Add a part; raises OSError and leaves no half of one."""
        runs = played.tables[RUNS]
        name = runs["run_id"][0].as_py()
        paths = {t: self._written(name, t, table) for t, table in played.tables.items() if t != RUNS and table.num_rows}
        digests = {t: digest_of(path) for t, path in paths.items()}
        told = {"tables": digests, "source": self.source, "seconds": played.seconds}
        paths[RUNS] = self._written(name, RUNS, runs.replace_schema_metadata({TOLD: json.dumps(told).encode()}))
        sync(self.folder)
        self._count(paths, [played.tables[t] for t in OF_RUNS if t in paths], played.seconds)

    def has(self, run_id: str) -> bool:
        return bytes.fromhex(run_id) in self.done

    def strange(self, asked: Set[bytes]) -> list[str]:
        """Ids of runs that are here and were not asked for."""
        return sorted(name.hex() for name in self.done - asked)

    def whole(self, table: str, schema: pa.Schema) -> Iterator[pa.Table]:
        """All rows of a table in order, in tables of about ROWS_AT_ONCE; memory does not grow with their number.

        Each is a range of run ids, read from every part; columns that a part does not have are null.
        """
        held = dataset(self.tables.get(table, []), schema=schema)
        total, ids = held.count_rows(), sorted(name.hex() for name in self.done)
        at_once = max(1, ROWS_AT_ONCE * len(ids) // total) if total else 1
        for start in range(0, len(ids) if total else 0, at_once):
            some = ids[start : start + at_once]
            within = (pc.field("run_id") >= some[0]) & (pc.field("run_id") <= some[-1])
            yield held.to_table(filter=within, use_threads=False).combine_chunks().sort_by(ORDER[table])

    def _written(self, name: str, table: str, rows: pa.Table) -> Path:
        with whole_file(self.folder / f"{name}.{table}.parquet") as draft:
            pq.write_table(rows, draft, **HOW)
            sync(draft)
            path = self.folder / f"{name}.{table}.{checksum(draft)}.parquet"
            draft.replace(path)
        return path

    def _take(self, path: Path) -> None:
        """Count a part that is found; one that is damaged is named, moved aside, and will be played again."""
        name = path.name.split(".")[0]
        try:
            check(path)
            told = told_of(path)
            paths = {t: self.folder / f"{name}.{t}.{digest}.parquet" for t, digest in told["tables"].items()}
            for other in paths.values():
                check(other)
            paths[RUNS] = path
            ended = [pq.read_table(paths[t], columns=["run_id", "status"]) for t in OF_RUNS if t in paths]
            self._count(paths, ended, told["seconds"])
        except Damaged as damage:
            aside = self.folder.with_name("damaged")
            aside.mkdir(exist_ok=True)
            for one in self.folder.glob(f"{name}.*"):
                one.replace(aside / one.name)
            say(f"{damage}: moved to {aside}; its runs are played again")

    def _count(self, paths: Mapping[str, Path], ended: Sequence[pa.Table], seconds: float) -> None:
        """Add a part: its files by table, its runs and its references."""
        ids = [bytes.fromhex(name) for table in ended for name in table["run_id"].to_pylist()]
        if twice := next((name for name, n in Counter(ids).items() if n > 1 or name in self.done), None):
            raise Damaged(f"{paths[RUNS]} has run {twice.hex()}, which another part has too")
        self.done.update(ids)
        self.failed += pc.sum(pc.equal(ended[0]["status"], "error")).as_py() or 0
        self.seconds += seconds
        for table, path in paths.items():
            self.tables.setdefault(table, []).append(path)

    def _sweep_up(self) -> None:
        """Remove what was being written when the command was killed."""
        counted = {path for paths in self.tables.values() for path in paths}
        for path in self.folder.iterdir():
            if path not in counted:
                path.unlink()


def digest_of(path: Path) -> str:
    return path.name.split(".")[2]


def check(path: Path) -> None:
    """Raises Damaged unless the file's bytes are those that its name was given for."""
    try:
        if checksum(path) == digest_of(path):
            return
    except OSError as error:
        raise Damaged(f"{path} cannot be read ({error.strerror})") from None
    raise Damaged(f"{path} is damaged")


def told_of(path: Path) -> dict[str, Any]:
    """What a runs file says of its part."""
    return dict(json.loads((pq.read_metadata(path).metadata or {})[TOLD]))


def sources(folder: Path) -> set[str]:
    """The sources of the parts in a folder, as far as they can be read."""
    found = set()
    for path in folder.glob(f"*.{RUNS}.*.parquet"):
        with suppress(OSError, pa.ArrowException, KeyError, ValueError):
            found.add(str(told_of(path)["source"]))
    return found


def unified(paths: list[Path]) -> pa.Schema:
    """The columns of all parts together; one that is nowhere defined is an error's text, or a number."""
    schemas = [pq.read_schema(path).remove_metadata() for path in paths]
    found = pa.unify_schemas(schemas, promote_options="permissive")
    empty = {"error": pa.string()}
    return pa.schema([f.with_type(empty.get(f.name, pa.float64())) if pa.types.is_null(f.type) else f for f in found])


def write_table(path: Path, tables: Iterable[pa.Table], schema: pa.Schema) -> None:
    """Write tables as the row groups of one file; raises OSError."""
    with pq.ParquetWriter(path, schema, **HOW) as writer:
        for table in tables:
            writer.write_table(table)
    sync(path)
