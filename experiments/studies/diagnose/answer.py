"""From a folder of runs to its diagnosis: play what needs the actors, draw, and write a folder."""

import json
import time
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from experiments.play.folder import whole_folder
from experiments.play.results import SERIES, known, run_id, schema, write_folder
from experiments.studies.diagnose.findings import Found, as_json, laws
from experiments.studies.diagnose.plays import MEASURES, play_all
from experiments.studies.diagnose.scales import scales
from experiments.studies.diagnose.source import Source, read_source
from model.world import build

SEEDS = 4  # of the folder's, for what has to be played
COLUMNS = {"run_id": str, "arm": str, "seed": int, "status": str, "error": str} | dict.fromkeys(MEASURES, float)


class Answer(NamedTuple):
    """What came of it, where it lies, and the runs that failed."""

    found: Found
    told: dict[str, Any]
    folder: Path
    figure: Path
    failed: list[str]


def answer(folder: str, seeds: int, out: str, workers: int) -> Answer:
    """Diagnose the runs of a folder; raises BadInput for a folder of anything else, or one that cannot be written."""
    began, source = time.monotonic(), read_source(Path(folder))
    asked = source.question
    chosen = asked.seeds[:seeds]
    identity = asked.identity | {"looked_at": list(chosen)}
    with whole_folder(Path(out), identity) as draft:
        played = play_all(asked, chosen, workers)
        found = Found(source, played, laws(source, played), scales(build(asked.world, asked.seeds[0], asked.settings)))
        failed = [f"{arm}, seed {s}: {run.error}" for s, f in played.items() for arm, run in f.items() if run.error]
        told = as_json(found)
        (draft / "diagnose.json").write_text(json.dumps(told, indent=1) + "\n")
        from experiments.studies.diagnose.figure import draw_diagnosis  # plotting takes a second to load

        figure = draw_diagnosis(found, draft / "figures")
        tables = {"runs": runs_table(found), "series": series_table(found)}
        write_folder(draft, tables, identity, time.monotonic() - began, failed)
    return Answer(found, told, Path(out), Path(out) / figure.relative_to(draft), failed)


def runs_table(found: Found) -> pa.Table:
    """One row a run that was played, by run id; undefined is null."""
    rows = []
    for seed, family in found.played.items():
        for arm, run in family.items():
            row: dict[str, object] = {"run_id": identified(found.source, arm, seed), "arm": arm, "seed": seed}
            row |= {"status": "error" if run.error else "ok", "error": run.error or None}
            rows.append(row | {m: known(run.outcomes.get(m, float("nan"))) for m in MEASURES})
    return pa.Table.from_pylist(sorted(rows, key=lambda row: str(row["run_id"])), schema(COLUMNS))


def series_table(found: Found) -> pa.Table:
    """Sizes of avalanches in their order, and the answers at each level of a loop; the step counts them."""
    rows = [
        {"run_id": identified(found.source, arm, seed), "arm": arm, "seed": seed, "step": n, "outcome": o, "value": x}
        for seed, family in found.played.items()
        for arm, run in family.items()
        for o, values in run.series.items()
        for n, x in enumerate(values.tolist())
    ]
    return pa.Table.from_pylist(rows, SERIES)


def identified(source: Source, arm: str, seed: int) -> str:
    """The run's id, as in the folder that is looked at."""
    return run_id(source.question, arm, seed)
