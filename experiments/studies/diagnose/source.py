"""The folder of `compare` or `run` that is looked at: what was asked, its series and its outcomes."""

from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.ask.question import Question
from experiments.play.manifest import check_table, read_manifest
from experiments.play.row import Rows
from experiments.play.tables import read_rows
from model.params import BadInput
from model.version import model_version

COMMANDS = ("compare", "run")


class Source(NamedTuple):
    """A folder as it was asked for, and each family of runs that came to its end."""

    folder: Path
    question: Question
    families: dict[int, Rows]


def read_source(folder: Path) -> Source:
    """Raises BadInput for a folder of anything else, or of another version of the model."""
    manifest = read_manifest(folder)
    files = (folder / "runs.parquet", folder / "series.parquet")
    if manifest.get("command") not in COMMANDS or not all(file.is_file() for file in files):
        raise BadInput("dir", folder, "a folder that compare or run left")
    for table in ("runs", "series"):
        check_table(folder, table)
    if manifest["versions"]["model"] != model_version():
        raise BadInput("dir", folder, "results of this version of the model (run the command again)")
    arms = {arm: tuple(names) for arm, names in manifest["arms"].items()}
    asked = (manifest["world"], arms, tuple(manifest["seeds"]), manifest["steps"], manifest["parameters"])
    return Source(folder, Question("diagnose", *asked), families_of(*(pq.read_table(file) for file in files)))


def families_of(runs: pa.Table, series: pa.Table) -> dict[int, Rows]:
    """The runs by seed and arm, with outcomes and series; seeds of which a run failed are left out."""
    rows, found = read_rows(runs, series), dict[int, Rows]()
    named = zip(*(runs[name].to_pylist() for name in ("run_id", "arm", "seed")), strict=True)
    for name, arm, seed in named:
        found.setdefault(seed, {})[arm] = rows[name]
    return {seed: found[seed] for seed in sorted(found) if not any(row.error for row in found[seed].values())}
