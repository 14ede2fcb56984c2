"""What an experiment leaves on disk: one row a run, the monthly series, and a manifest of how it was made."""

import hashlib
import json
import platform
import subprocess
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.ask.question import Question
from experiments.play.folder import MANIFEST
from experiments.play.kept import PLACEBO
from experiments.play.run import Family, Run
from model.compiled import ROOT, model_version
from model.outcomes import columns
from model.params import PARAMETERS

PACKAGES = ("numpy", "numba", "scipy", "mesa", "pandas", "igraph", "pyarrow")  # what the numbers may depend on
TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64()}


def schema(columns: Mapping[str, type]) -> pa.Schema:
    """Arrow's schema of columns of text, whole numbers and numbers."""
    return pa.schema([(name, TYPES[kind]) for name, kind in columns.items()])


class Asked(Protocol):
    """What decides a set of runs: a question, or one point of a design."""

    @property
    def world(self) -> str: ...
    @property
    def arms(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def seeds(self) -> tuple[int, ...]: ...
    @property
    def steps(self) -> int: ...
    @property
    def settings(self) -> Mapping[str, Any]: ...


SERIES = schema({"run_id": str, "arm": str, "seed": int, "step": int, "outcome": str, "value": float})


def outcome_columns() -> list[str]:
    """All outcomes of a run: those of the model, and what the placebo seems to lose."""
    return [*columns(), PLACEBO]


def runs_schema() -> pa.Schema:
    """Names and types of the columns of runs.parquet: what names the run, its parameters, its outcomes."""
    named = {"run_id": str, "arm": str, "world": str, "seed": int, "steps": int}
    named |= {"model_version": str, "status": str, "error": str}
    set_to = {p.name: str if p.choices else int if p.integer else float for p in PARAMETERS.values()}
    return schema(named | set_to | dict.fromkeys(outcome_columns(), float))


def run_id(question: Asked, arm: str, seed: int) -> str:
    """Sixteen hex digits that name one run by all that decides it."""
    decides = [arm, question.arms[arm], question.world, seed, question.steps, question.settings, model_version()]
    return hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()[:16]


def named_runs(question: Asked, families: Mapping[int, Family]) -> list[tuple[str, str, int, Run]]:
    """Id, arm, seed and run of each arm asked for, by id."""
    asked = [(arm, seed) for seed in question.seeds for arm in question.arms]
    return sorted(
        ((run_id(question, arm, seed), arm, seed, families[seed][arm]) for arm, seed in asked), key=lambda run: run[0]
    )


def runs_table(question: Asked, families: Mapping[int, Family]) -> pa.Table:
    """One row a run, sorted by run id; undefined is null."""
    rows = []
    for name, arm, seed, run in named_runs(question, families):
        row: dict[str, object] = {"run_id": name, "arm": arm, "world": question.world, "seed": seed}
        row |= {"steps": question.steps, "model_version": model_version()}
        row |= {"status": "error" if run.error else "ok", "error": run.error or None}
        rows.append(row | dict(question.settings) | {key: known(value) for key, value in run.outcomes.items()})
    return pa.Table.from_pylist(rows, runs_schema())


def series_table(question: Asked, families: Mapping[int, Family]) -> pa.Table:
    """One row a run, outcome and month (from 0, the start); undefined is null."""
    told = [(*run[:3], o, v) for run in named_runs(question, families) for o, v in run[3].series.items()]
    if not told:
        return SERIES.empty_table()
    ids, arms, seeds, outcomes, values = zip(*told, strict=True)
    months = [len(v) for v in values]
    value = np.concatenate(values)
    step = np.concatenate([np.arange(m) for m in months])
    columns = [
        _repeated(ids, months), _repeated(arms, months), pa.array(np.repeat(seeds, months)), pa.array(step),
        _repeated(outcomes, months), pa.array(value, mask=np.isnan(value)),
    ]  # fmt: skip
    return pa.Table.from_arrays(columns, schema=SERIES)


def _repeated(names: Iterable[str], times: list[int]) -> pa.Array:
    """Each name so many times; by reference first, since a million Python strings would take a second."""
    return pa.array(list(names)).take(pa.array(np.repeat(np.arange(len(times)), times)))


def known(value: float) -> float | None:
    """The value, or null where it is not defined."""
    return None if np.isnan(value) else float(value)


def write_results(folder: Path, question: Question, families: Mapping[int, Family], seconds: float) -> None:
    """Both tables and the manifest, which lists whatever else the folder holds by now; raises OSError."""
    tables = {"runs": runs_table(question, families), "series": series_table(question, families)}
    write_folder(folder, tables, question.identity, seconds, errors(question, families))


def write_folder(
    folder: Path, tables: Mapping[str, pa.Table], identity: Mapping[str, object], seconds: float, failed: list[str]
) -> None:
    """Tables as Parquet, and the manifest of how they were made; raises OSError."""
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd", version="2.6", row_group_size=1 << 20)
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    manifest = dict(identity) | {
        "versions": versions(),
        "commit": commit(),
        "seconds": round(seconds, 2),
        "status": "error" if failed else "ok",
        "files": files,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n")


def errors(question: Asked, families: Mapping[int, Family]) -> list[str]:
    """The runs that failed, as `arm, seed: error`."""
    return [f"{arm}, seed {seed}: {run.error}" for _, arm, seed, run in named_runs(question, families) if run.error]


def versions() -> dict[str, str]:
    """Of the model, Python and every package that the numbers may depend on."""
    return {"model": model_version(), "python": platform.python_version()} | {name: version(name) for name in PACKAGES}


def commit() -> str | None:
    """The commit of the checkout, `-dirty` if files differ from it; null outside git."""
    ask = ["git", "--no-optional-locks", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    try:
        told = subprocess.run(ask, cwd=ROOT, capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return told.stdout.strip()
