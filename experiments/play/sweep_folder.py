"""The folder of a sweep: one design's, one driver's at a time, complete or to be gone on with."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from experiments.ask.design import Design
from experiments.ask.points import KEPT, points_file
from experiments.ask.reading import read_toml, table
from experiments.play.batch import kept_columns
from experiments.play.folder import MANIFEST, difference, read_manifest, whole_file, writing
from experiments.play.parts import Parts
from experiments.play.results import SERIES, commit, runs_schema, versions
from model.params import BadInput

RUNNING = "running"
DESIGN = "design.toml"
LOCK = ".lock"


@contextmanager
def sweep_folder(out: Path, design: Design, source: Path) -> Iterator[Path]:
    """The folder, made or taken up again, and nobody else's while the block lasts.

    Raises BadInput for a folder of anything else or in use, and for a disk that is full or cannot be written: what is
    finished stays as it is.
    """

    def hint() -> str:
        return "; finished runs are kept, and the same command goes on" if (out / MANIFEST).exists() else ""

    with writing("out", out, hint):
        check_ours(out, design)
        out.mkdir(parents=True, exist_ok=True)
        with (out / LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BadInput("out", out, "a folder that no other sweep is writing") from None
            if not read_manifest(out):
                keep_design(out, source)
                write_manifest(out, design, RUNNING, 0.0)
            yield out


def check_ours(out: Path, design: Design) -> None:
    """Raises BadInput unless `out` is missing, empty, or a sweep of this design by this version of the model."""
    if out.exists() and not out.is_dir():
        raise BadInput("out", out, "a folder")
    wanted = "an empty folder or an earlier sweep of the same design"
    manifest = read_manifest(out)
    begun = (out / LOCK).exists()  # and perhaps killed before it could say more
    if not manifest and not begun and out.is_dir() and (strangers := [path.name for path in out.iterdir()]):
        raise BadInput("out", out, f"{wanted} (it holds {min(strangers)})")
    if manifest and (differing := difference(manifest, design.identity)):
        raise BadInput("out", out, f"{wanted} (it holds another {differing})")


def keep_design(out: Path, source: Path) -> None:
    """A copy of the design, so that the folder says by itself what was asked."""
    if file := table(read_toml(source), "sampler").get("file"):
        (out / KEPT).write_bytes(points_file(source, file).read_bytes())
    (out / DESIGN).write_bytes(source.read_bytes())


def is_complete(out: Path) -> bool:
    return read_manifest(out).get("status") in ("ok", "error")


def complete(out: Path, design: Design, parts: Parts) -> None:
    """From parts to one table, manifest last; a crash at any point leaves parts or the whole."""
    runs = pa.schema([runs_schema().field(name) for name in kept_columns(design.outcomes)])
    parts.compact(out, runs, SERIES)
    write_manifest(out, design, "error" if parts.failed else "ok", parts.played_seconds(), parts.failed)
    parts.remove()


def write_manifest(out: Path, design: Design, status: str, seconds: float, failed: int = 0) -> None:
    """How the folder came about; `seconds` are those of playing, added up over workers."""
    manifest = design.identity | {
        "versions": versions(),
        "commit": commit(),
        "runs": design.n_runs,
        "failed": failed,
        "seconds": round(seconds, 2),
        "status": status,
    }
    with whole_file(out / MANIFEST) as draft:
        draft.write_text(json.dumps(manifest, indent=1) + "\n")
