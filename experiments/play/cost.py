"""What a sweep will cost, from some of its families played as its workers would play them."""

import io
import time
from collections import deque
from collections.abc import Iterator
from itertools import islice
from statistics import median
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.ask.design import Design
from experiments.play.batch import Batch, Played
from experiments.play.local import LocalProcesses
from experiments.play.parts import HOW
from model.params import BadInput
from model.version import model_version

PILOTS = 4  # batches a worker, evenly spread over the design
NEIGHBOURS = 3  # families of a batch, as many as tell what neighbours share
PILOT_SECONDS = 20.0  # after the first batch, from when on no other is begun


class Cost(NamedTuple):
    """Families and runs of a design; seconds until they are played by so many workers, likely and at the ends of the
    pilot's range; bytes of the tables; and families of the pilot."""

    families: int
    runs: int
    workers: int
    seconds: float
    low: float
    high: float
    size: float
    pilot: int


def cost_of(design: Design, workers: int) -> Cost:
    """Play a pilot on as many workers, all at once as in the sweep, and multiply. Raises BadInput where all die."""
    workers = min(workers, design.n_families)
    began = time.perf_counter()
    told = list(played(pilots(design, workers), workers, design.world))
    if not told:
        raise BadInput("design", design.question, "one whose families do not end a worker")
    number = sum(len(batch.families) for batch, _ in told)
    paces = [result.seconds / len(batch.families) for batch, result in told]
    start = max(0.0, time.perf_counter() - began - sum(result.seconds for _, result in told) / workers)
    rounds = design.n_families / workers
    likely, low, high = (start + pace * rounds for pace in (median(paces), min(paces), max(paces)))
    size = sum(stored(table) for _, result in told for table in result.tables.values()) / number * design.n_families
    return Cost(design.n_families, design.n_runs, workers, likely, low, high, size, number)


def pilots(design: Design, workers: int) -> Iterator[Batch]:
    """Families from all over the design, with the first seed, some neighbours at a time."""
    families = list(islice(design.families(), len(design.distinct)))
    number = min(PILOTS * workers, -(-len(families) // NEIGHBOURS))
    for k in range(number):
        start, end = (at * len(families) // number for at in (k, k + 1))
        some = tuple(families[start : min(end, start + NEIGHBOURS)])
        yield Batch(some, design.asked().table, model_version())


def played(batches: Iterator[Batch], workers: int, world: str) -> Iterator[tuple[Batch, Played]]:
    """Each batch with its result, played side by side."""
    waiting, underway, began = deque(batches), 0, 0.0
    engine = LocalProcesses(min(workers, len(waiting)), [world])
    try:
        while True:
            while waiting and underway < len(engine.workers):
                engine.submit(waiting.popleft())
                underway += 1
            if not underway:
                return
            for batch, result in engine.finished():
                underway, began = underway - 1, began or time.perf_counter()  # workers may have taken long to start
                if result:
                    yield batch, result
            if began and time.perf_counter() - began > PILOT_SECONDS:
                waiting.clear()
    finally:
        engine.close()


def stored(table: pa.Table) -> int:
    """Bytes of the rows in Parquet, without the head that every file has once."""
    return _written(table) - _written(table.slice(0, 0)) if table.num_rows else 0


def _written(table: pa.Table) -> int:
    file = io.BytesIO()
    pq.write_table(table, file, **HOW)
    return len(file.getvalue())
