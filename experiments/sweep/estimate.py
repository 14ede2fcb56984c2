"""What a sweep will cost, from a few of its families played and timed."""

import io
import time
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.design.design import Case, Design
from experiments.runner import rehearse
from experiments.sweep.batch import Batch, play_batch
from experiments.sweep.parts import HOW
from model.compiled import model_version

PILOT = 4  # families, evenly spaced over the design
PILOT_SECONDS = 20.0  # after which no other is begun


class Estimate(NamedTuple):
    """Families and runs of a design, seconds that playing them takes on so many workers, bytes of its tables."""

    families: int
    runs: int
    workers: int
    seconds: float
    size: float
    pilot: int


def estimate(design: Design, workers: int) -> Estimate:
    """Play a pilot here, in this process, and multiply."""
    rehearse(design.world)
    chosen = spread(design)
    began, played, size = time.perf_counter(), 0, 0
    for case in chosen:
        told = play_batch(Batch((case,), design.outcomes, design.series, model_version()))
        size += stored(told.runs) + stored(told.series)
        played += 1
        if time.perf_counter() - began > PILOT_SECONDS:
            break
    each = (time.perf_counter() - began) / played
    families = design.n_families
    return Estimate(families, design.n_runs, workers, each * families / workers, size / played * families, played)


def spread(design: Design) -> list[Case]:
    """Families from all over the design, with the first luck."""
    n = len(design.distinct)
    return [design.case(design.distinct[k * n // min(PILOT, n)], (1,)) for k in range(min(PILOT, n))]


def stored(table: pa.Table) -> int:
    """Bytes of the rows in Parquet, without the head that every file has once."""
    return _written(table) - _written(table.slice(0, 0)) if table.num_rows else 0


def _written(table: pa.Table) -> int:
    file = io.BytesIO()
    pq.write_table(table, file, **HOW)
    return len(file.getvalue())
