"""`python -m benchmarks.sweep`: what a run of 200 actors and 200 months costs in a sweep, and of what that is made.

First, rate and memory of the driver of a sweep of 2,000 tiny runs. Then some families of a Sobol design of eight
factors (four arms on one world with one random seed), played as a worker plays them, with all outcomes (and so the
runs that they are compared with, which count as played) and with twelve that need no other run: processor time a run
played, and the shares of months, of outcomes, and of the rest, which is all that worker and driver do beside them.

`python -m benchmarks.sweep --whole DIR` plays the whole design instead, 10,240 runs asked for with all outcomes, into
DIR, and prints rate and memory.
"""

import argparse
import gc
import io
import pickle
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import psutil
import pyarrow.parquet as pq

from experiments.ask.case import Family
from experiments.ask.reading import kept_files, read_design
from experiments.play.batch import Batch, play_batch
from experiments.play.kept import Kept
from experiments.play.parts import HOW
from experiments.play.play import play as play_all
from experiments.play.progress import Done
from experiments.play.where import Where
from experiments.play.world import rehearse
from model.record import Record
from model.version import model_version
from model.westphalia import Westphalia

FAMILIES, MONTHS, ROUNDS, CORES = 12, 200, 3, 2
SHARES = ("months", "outcomes", "rest")
TWELVE = (
    "cooperation", "group_achievement", "global_achievement_last", "welfare_mean_last", "welfare_gini", "exclusivity",
    "mismatch", "policy_error", "bloc_modularity_last", "decision_burden", "turnover", "good_name",
)  # fmt: skip
ASKED = {"all outcomes": (), "twelve outcomes, none compared with another run": TWELVE}
TINY = """
question = "Does the driver grow?"
world = "random"
arms = ["none", "emergent"]
steps = 5
[settings]
actors = 20
[uncertainties]
risk = "declared"
[sampler]
size = 1000
"""
WHOLE = """
question = "Where does a treaty do better than gathering by oneself, or both together than either?"
world = "random"
arms = ["none", "top_down", "emergent", "hybrid"]
steps = 200
[settings]
actors = 200
[levers]
quota = [0.3, 1.0]
ratification_hazard = [0.02, 0.5]
treaty_fine = [0.0, 1.0]
local_fine = [0.0, 1.0]
[uncertainties]
risk = "declared"
cost = [0.01, 0.3]
heterogeneity = [0.0, 0.5]
drift = [0.0, 0.05]
[sampler]
name = "sobol"
size = 256
"""


def families(outcomes: tuple[str, ...], number: int) -> tuple[Family, ...]:
    """So many families from all over the design, with these outcomes."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "asked.toml"
        source.write_text(WHOLE, encoding="utf-8")
        design = replace(read_design(source), outcomes=outcomes)
    return tuple(islice(design.families(), 0, None, design.n_families // number))[:number]


@contextmanager
def timed(owner: Any, name: str, laps: list[float]) -> Iterator[None]:
    """Processor seconds of each call of a method go to `laps`."""
    method = getattr(owner, name)

    def called(*given: Any) -> Any:
        began = time.thread_time()
        out = method(*given)
        laps.append(time.thread_time() - began)
        return out

    setattr(owner, name, called)
    try:
        yield
    finally:
        setattr(owner, name, method)


def worked(batch: Batch) -> float:
    """Processor seconds of a batch: sent to a worker, played, sent back, and written as a part."""
    began = time.thread_time()
    tables = pickle.loads(pickle.dumps(play_batch(pickle.loads(pickle.dumps(batch))))).tables
    pq.write_table(tables["runs"], io.BytesIO(), **HOW)
    return time.thread_time() - began


def cost(outcomes: tuple[str, ...] = (), number: int = FAMILIES) -> dict[str, float]:
    """What a run played costs with these outcomes, all if none is named: CPU milliseconds (the least of some rounds),
    runs a second on two cores, runs played for each asked for, and the shares of months, outcomes and the rest."""
    rehearse("random")
    gc.freeze()  # as in a worker
    gc.enable()
    batch = Batch(families(outcomes, number), "world", model_version())
    seconds = min(worked(batch) for _ in range(ROUNDS))
    months: list[float] = []
    measured: list[float] = []
    with timed(Westphalia, "_next_month", months), timed(Record, "observe", measured), timed(Kept, "of", measured):
        clocked = worked(batch)
    played, shares = len(months) / MONTHS, [sum(laps) / clocked for laps in (months, measured)]
    return {
        "CPU ms a run": 1000 * seconds / played,
        "runs played a second": CORES * played / seconds,
        "runs played for one asked for": played / len(batch.cases),
        "months": shares[0],
        "outcomes": shares[1],
        "rest": 1.0 - sum(shares),
    }


def swept(text: str, folder: Path) -> None:
    """Play a design on two workers, and print its rate and the driver's memory after 100 runs and at the end."""
    driver, seen = psutil.Process(), dict[str, int]()

    @contextmanager
    def watch(total: int) -> Iterator[Done]:
        def done(played: int, _: int) -> None:
            if played >= min(100, total):
                seen.setdefault("early", driver.memory_info().rss)

        yield done

    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "asked.toml"
    source.write_text(text, encoding="utf-8")
    design = read_design(source)
    began = time.monotonic()
    results = play_all(design.asked(kept_files(source)), folder / "runs", Where(2), watch=watch)
    played = time.monotonic() - began
    assert results.manifest["runs"] == design.n_runs
    rate, late = design.n_runs / played, driver.memory_info().rss
    print(f"{design.n_runs} runs, {design.settings['actors']} actors, {design.steps} months: {rate:.1f} runs a second")
    print(f"driver {seen['early'] / 1e6:.0f} MB after 100 runs, {late / 1e6:.0f} MB at the end")


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--whole", metavar="DIR", type=Path, help="play 10,240 runs of 200 actors and 200 months")
    if whole := reader.parse_args().whole:
        swept(WHOLE, whole)
        return
    with tempfile.TemporaryDirectory() as folder:
        swept(TINY, Path(folder))
    for name, asked in ASKED.items():
        print(name)
        for what, value in cost(asked).items():
            print(f"  {what:30s} {value:8.1%}" if what in SHARES else f"  {what:30s} {value:8.1f}", flush=True)


if __name__ == "__main__":
    main()
