"""From the record to the folder: fit, predict under other luck, draw, and put the folder in its place."""

import hashlib
import json
import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from experiments.play.folder import whole_folder
from experiments.play.results import SERIES, known, schema, write_folder
from experiments.studies.record.calibration import Played, Point, fit, play
from experiments.studies.record.findings import Found, as_json
from experiments.studies.record.pipeline import settings_of
from experiments.studies.record.protocol import FITTED, FREE, PARTIES, PREDICTED, Effort
from experiments.studies.record.treaties import declared, observed, treaties
from model.compiled import model_version

COLUMNS = {"run_id": str, "treaty": str, "role": str, "seed": int, "model_version": str}
YEARS = {f"years_to_{n}": float for n in PARTIES}


class Answer(NamedTuple):
    """What came of it, in plain values, and where it lies."""

    told: dict[str, Any]
    folder: Path
    figure: Path


def answer(effort: Effort, out: str, workers: int) -> Answer:
    """Fit, predict and write the folder, whole or not at all; raises BadInput if the folder cannot be had."""
    began = time.monotonic()
    with whole_folder(Path(out), identity(effort)) as folder:
        fitted = fit({name: observed()[name] for name in FITTED}, effort, workers)
        point = fitted.best[0]
        (played,) = play([point], treaties(), effort.test_seeds, workers, "predicting")
        told = as_json(Found(fitted, played))
        (folder / "record.json").write_text(json.dumps(told, indent=1) + "\n")
        from experiments.studies.record.figure import draw_record  # plotting takes a second to load

        figure = draw_record(told, played, folder / "figures")
        tables = {"runs": runs_table(played, point, effort), "series": series_table(played, point, effort)}
        tables["tried"] = pa.Table.from_pylist([p | {"misfit": lack} for p, lack in fitted.tried])
        write_folder(folder, tables, identity(effort), time.monotonic() - began, [])
    return Answer(told, Path(out), Path(out) / figure.relative_to(folder))


def identity(effort: Effort) -> dict[str, object]:
    """What makes two answers the same, as plain JSON."""
    return {
        "command": "record",
        "rounds": [list(one) for one in effort.rounds],
        "seeds": list(effort.fit_seeds),
        "test_seeds": list(effort.test_seeds),
        "fitted": list(FITTED),
        "predicted": list(PREDICTED),
        "free": [list(f) for f in FREE],
        "declared": [list(one) for one in declared()],
    }


def run_id(name: str, point: Point, seed: int) -> str:
    """Sixteen hex digits that name one run by all that decides it."""
    treaty = treaties()[name]
    decides = ["record", name, settings_of(treaty, point), treaty.oecd_stake, seed, model_version()]
    return hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()[:16]


def named_runs(played: Played, point: Point, effort: Effort) -> list[tuple[str, str, int, Any]]:
    """Id, treaty, seed and run, by id."""
    seeds = effort.test_seeds
    all_runs = [(name, *one) for name, runs in played.items() for one in zip(seeds, runs, strict=True)]
    return sorted(((run_id(name, point, seed), name, seed, run) for name, seed, run in all_runs), key=lambda r: r[0])


def runs_table(played: Played, point: Point, effort: Effort) -> pa.Table:
    """One row a run under luck that was not fitted; a time beyond the horizon is null."""
    rows = []
    for name, treaty, seed, run in named_runs(played, point, effort):
        row: dict[str, object] = {
            "run_id": name,
            "treaty": treaty,
            "role": "fitted" if treaty in FITTED else "predicted",
            "seed": seed,
        }
        row |= {"model_version": model_version(), **point, "unwilling": known(run.outcomes["unwilling"])}
        years = {f"years_to_{n}": run.outcomes[str(n)] for n in PARTIES}
        rows.append(row | {key: value if np.isfinite(value) else None for key, value in years.items()})
    free = {f.name: float for f in FREE}
    return pa.Table.from_pylist(rows, schema(COLUMNS | free | YEARS | {"unwilling": float}))


def series_table(played: Played, point: Point, effort: Effort) -> pa.Table:
    """Parties at the end of each month since adoption (from 1), the treaty as the arm."""
    rows = [
        {"run_id": name, "arm": treaty, "seed": seed, "step": month + 1, "outcome": "parties", "value": float(value)}
        for name, treaty, seed, run in named_runs(played, point, effort)
        for month, value in enumerate(run.series["parties"])
    ]
    return pa.Table.from_pylist(rows, SERIES)
