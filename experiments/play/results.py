"""The results in a folder: its tables, and its rows in memory."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.ask.case import Asked
from experiments.play.row import Row
from experiments.play.tables import read_events, read_rows
from model.events import Events


class Results:
    """What came of a study. `rows` holds every run by its id, references too."""

    def __init__(self, folder: Path, manifest: Mapping[str, Any]) -> None:
        self.folder, self.manifest = folder, manifest

    def table(self, name: str) -> pa.Table | None:
        """A table of the folder, if it has it."""
        path = self.folder / f"{name}.parquet"
        return pq.read_table(path) if path.is_file() else None

    @cached_property
    def rows(self) -> dict[str, Row]:
        runs, series, references = (self.table(name) for name in ("runs", "series", "references"))
        assert runs is not None
        assert series is not None
        found = read_rows(runs, series)
        return found | (read_rows(references, series.slice(0, 0)) if references is not None else {})

    @cached_property
    def events(self) -> dict[str, Events]:
        """What happened in each run, by its id; a run in which nothing did, or whose events were not kept, is none."""
        kept = self.table("events")
        return {} if kept is None else read_events(kept)

    @property
    def failed(self) -> list[str]:
        """The runs that failed, as `arm, seed: error`."""
        path = self.folder / "runs.parquet"
        columns = [name for name in ("run_id", "arm", "seed", "error") if name in pq.read_schema(path).names]
        told = pq.read_table(path, columns=columns, filters=[("status", "==", "error")]).to_pylist()
        return [f"{one.get('arm') or one['run_id']}, seed {one['seed']}: {one['error']}" for one in told]


Told = Callable[[Results, Path], None]
"""Adds to a folder what follows from its results, such as figures; called before the folder is complete."""


def by_seed(asked: Asked, rows: Mapping[str, Row]) -> dict[int, dict[str, Row]]:
    """The rows (by id) of a study of seeds and arms, by seed and arm."""
    found: dict[int, dict[str, Row]] = {}
    for family in asked.families():
        for case in family:
            found.setdefault(case.seed, {})[str(case.labels["arm"])] = rows[case.id]
    return found


def without_failures(families: Mapping[int, dict[str, Row]]) -> dict[int, dict[str, Row]]:
    """The seeds under which no run failed."""
    return {seed: rows for seed, rows in families.items() if not any(row.error for row in rows.values())}
