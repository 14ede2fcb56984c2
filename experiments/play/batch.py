"""A batch: some families played one after the other in one worker, and what is sent back of them."""

import threading
import time
from dataclasses import dataclass

import pyarrow as pa

from experiments.ask.design import Case
from experiments.play.kept import Kept
from experiments.play.results import SERIES, outcome_columns, runs_schema, runs_table, series_table
from experiments.play.run import Run, Yardsticks, lost_family, play_family
from model.compiled import model_version
from model.outcomes import OUTCOMES
from model.params import BadInput

_ONE_AT_A_TIME = threading.Lock()  # igraph draws from one generator a process, which threads would share


@dataclass(frozen=True)
class Batch:
    """Families (cases of one seed each), what to keep of them, and the version of the model they are meant for."""

    cases: tuple[Case, ...]
    outcomes: tuple[str, ...]
    series: bool
    version: str


@dataclass(frozen=True)
class Played:
    """Rows of runs.parquet and of series.parquet, sorted by run id, and the seconds that playing took."""

    runs: pa.Table
    series: pa.Table
    seconds: float


def play_batch(batch: Batch) -> Played:
    """Play every family; raises BadInput where this worker has another version of the model."""
    if batch.version != model_version():
        raise BadInput("model_version", model_version(), f"{batch.version}, the sweep's own, on every worker")
    with _ONE_AT_A_TIME:
        began = time.perf_counter()
        shared = Yardsticks(Kept(batch.outcomes))
        families = [play_family(c.world, c.arms, c.seeds[0], c.steps, c.settings, shared) for c in batch.cases]
        return tabled(batch, families, began)


def lost_batch(batch: Batch, error: BaseException) -> Played:
    """The rows of a batch of which nothing is known but the error."""
    return tabled(batch, [lost_family(c.arms, error) for c in batch.cases], time.perf_counter())


def tabled(batch: Batch, families: list[dict[str, Run]], began: float) -> Played:
    """Both tables, with the outcomes that are kept."""
    told = [(c, {c.seeds[0]: family}) for c, family in zip(batch.cases, families, strict=True)]
    runs = pa.concat_tables([runs_table(*one) for one in told]).select(kept_columns(batch.outcomes))
    series = SERIES.empty_table()
    if batch.series:
        monthly = {name for name, o in OUTCOMES.items() if o.monthly and (not batch.outcomes or kept(name, batch))}
        series = pa.concat_tables([series_table(c, {s: only(f, monthly) for s, f in one.items()}) for c, one in told])
    return Played(runs.sort_by("run_id"), series.sort_by(SERIES_ORDER), time.perf_counter() - began)


SERIES_ORDER = [("run_id", "ascending"), ("outcome", "ascending"), ("step", "ascending")]


def kept_columns(outcomes: tuple[str, ...]) -> list[str]:
    """The columns of runs.parquet if these outcomes are kept, all if none is named; in the table's order."""
    left_out = set(outcome_columns()) - set(outcomes) if outcomes else set()
    return [name for name in runs_schema().names if name not in left_out]


def kept(name: str, batch: Batch) -> bool:
    return name in batch.outcomes or f"{name}_last" in batch.outcomes


def only(family: dict[str, Run], outcomes: set[str]) -> dict[str, Run]:
    """The family with the series of these outcomes alone."""
    return {
        arm: Run(run.outcomes, {o: v for o, v in run.series.items() if o in outcomes}, run.error)
        for arm, run in family.items()
    }
