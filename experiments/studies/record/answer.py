"""From the record to the folder: fit, predict with other seeds, and draw."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.ask.case import Asked
from experiments.play.folder import writing
from experiments.play.play import play
from experiments.play.results import Results
from experiments.play.store import check_ours
from experiments.play.where import Where
from experiments.studies.record.calibration import Point, asked, fit, folder_of, placed
from experiments.studies.record.findings import Found, as_json
from experiments.studies.record.protocol import FITTED, FREE, PREDICTED, Effort
from experiments.studies.record.treaties import declared, observed, treaties


class Answer(NamedTuple):
    """What came of it, in plain values, and where it lies."""

    told: dict[str, Any]
    folder: Path
    figure: Path


def answer(effort: Effort, out: Path, where: Where) -> Answer:
    """Fit, predict and draw, or what the folder lacks of it; raises BadInput if the folder cannot be had."""

    def predicting(point: Point) -> Asked:
        study = asked([point], treaties(), effort.test_seeds, identity(effort))
        return replace(study, folders=tuple(folder_of(turn) for turn in range(len(effort.rounds))))

    with writing("out", out):
        check_ours(out, predicting({}))
    fitted = fit({name: observed()[name] for name in FITTED}, effort, where, out)
    point, told = fitted.best[0], []

    def tell(results: Results, folder: Path) -> None:
        (played,) = placed([point], treaties(), effort.test_seeds, results.rows)
        found = as_json(Found(fitted, played))
        (folder / "record.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        from experiments.studies.record.figure import draw_record  # plotting takes a second to load

        figure = draw_record(found, played, folder / "figures")
        tried = pa.Table.from_pylist([p | {"misfit": lack} for p, lack in fitted.tried])
        pq.write_table(tried, folder / "tried.parquet")
        told.append((found, out / figure.relative_to(folder)))

    play(predicting(point), out, where, tell)
    found, figure = told[0]
    return Answer(found, out, figure)


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
