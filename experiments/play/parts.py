"""What a folder holds while runs are played: parts, each with its checksum, each whole or not there."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from experiments.play.batch import Played
from experiments.play.folder import say, sync, whole_file
from experiments.play.tables import ORDER

AT_ONCE = 64  # parts
ROWS_AT_ONCE = 1_000_000  # sorted in memory; a table of more is sorted range by range of run ids
TOLD = b"part"  # in a runs file: what else the part has, where it comes from, and the seconds it took
HOW = {"compression": "zstd", "version": "2.6"}
RUNS = "runs"


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
        others = {
            t: self._written(name, t, table) for t, table in played.tables.items() if t != RUNS and table.num_rows
        }
        tables = {t: digest_of(path) for t, path in others.items()}
        told = {"tables": tables, "source": self.source, "seconds": played.seconds}
        path = self._written(name, RUNS, runs.replace_schema_metadata({TOLD: json.dumps(told).encode()}))
        sync(self.folder)
        self._count(path, runs, played.tables.get("references"), played.seconds, others)

    def has(self, run_id: str) -> bool:
        return bytes.fromhex(run_id) in self.done

    def strange(self, asked: Set[bytes]) -> list[str]:
        """Ids of runs that are here and were not asked for."""
        return sorted(name.hex() for name in self.done - asked)

    def whole(self, table: str, schema: pa.Schema | None) -> Iterator[pa.Table]:
        """All rows of a table in order, in tables of about ROWS_AT_ONCE; memory does not grow with their number."""
        paths = self.tables.get(table, [])
        wanted = schema or unified(paths)
        yield from ranges(paths, sorted(self.done), ORDER[table], wanted)

    def remove(self) -> None:
        """Delete all parts, once the tables of all stand."""
        for path in self.folder.iterdir():
            path.unlink()
        self.folder.rmdir()

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
            told = self._told(path)
            others = {t: self.folder / f"{name}.{t}.{digest}.parquet" for t, digest in told["tables"].items()}
            for other in others.values():
                check(other)
            references = (
                pq.read_table(others["references"], columns=["run_id", "status"]) if "references" in others else None
            )
            self._count(path, pq.read_table(path, columns=["run_id", "status"]), references, told["seconds"], others)
        except Damaged as damage:
            aside = self.folder.with_name("damaged")
            aside.mkdir(exist_ok=True)
            for one in self.folder.glob(f"{name}.*"):
                one.replace(aside / one.name)
            say(f"{damage}: moved to {aside}; its runs are played again")

    def _told(self, path: Path) -> dict:  # type: ignore[type-arg]
        check(path)
        return dict(json.loads((pq.read_metadata(path).metadata or {})[TOLD]))

    def _count(
        self, path: Path, runs: pa.Table, references: pa.Table | None, seconds: float, others: Mapping[str, Path]
    ) -> None:
        ids = [bytes.fromhex(name) for name in runs["run_id"].to_pylist()]
        ids += [bytes.fromhex(name) for name in references["run_id"].to_pylist()] if references else []
        if twice := next((name for name, n in Counter(ids).items() if n > 1 or name in self.done), None):
            raise Damaged(f"{path} has run {twice.hex()}, which another part has too")
        self.done.update(ids)
        self.failed += pc.sum(pc.equal(runs["status"], "error")).as_py() or 0
        self.seconds += seconds
        for table, file in {**others, RUNS: path}.items():
            self.tables.setdefault(table, []).append(file)

    def _sweep_up(self) -> None:
        """Remove what was being written when the command was killed."""
        counted = {path for paths in self.tables.values() for path in paths}
        for path in self.folder.iterdir():
            if path not in counted:
                path.unlink()


def checksum(path: Path) -> str:
    """Thirty-two hex digits of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]


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


def sources(folder: Path) -> set[str]:
    """The sources of the parts in a folder, as far as they can be read."""
    found = set()
    for path in folder.glob(f"*.{RUNS}.*.parquet"):
        with suppress(OSError, pa.ArrowException, KeyError, ValueError):
            found.add(str(json.loads((pq.read_metadata(path).metadata or {})[TOLD])["source"]))
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
        found = [
            fitted(pq.ParquetFile(path).read(use_threads=False), schema) for path in paths[start : start + AT_ONCE]
        ]
        some = pa.concat_tables(found).combine_chunks()
        wanted = pc.and_(pc.greater_equal(some["run_id"], first), pc.less_equal(some["run_id"], last))
        table = pa.concat_tables([table, some.filter(wanted)])
    return table


def fitted(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The table with exactly these columns; what it does not have is null."""
    if table.schema.equals(schema):
        return table.replace_schema_metadata(schema.metadata)
    empty, has = pa.nulls(table.num_rows), set(table.column_names)
    columns = [(table[f.name] if f.name in has else empty).cast(f.type) for f in schema]
    return pa.Table.from_arrays(columns, schema=schema)
