"""`python -m benchmarks.sweep`: what a run of 200 actors and 200 months costs in a sweep's worker, part by part.

First, rate and memory of the driver of a sweep of 2,000 tiny runs. Then CPU milliseconds a family (four arms on one
world with one luck), the fastest of several interleaved rounds. `months` is the model's steps and nothing else; `with
outcomes` the same runs observed month by month; then all that the worker does, and what it is made of.

`python -m benchmarks.sweep --whole DIR` plays 10,240 such runs instead (a Sobol design of eight factors, four arms,
all outcomes) into DIR, and tells rate and memory.
"""

import argparse
import io
import pickle
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pyarrow.parquet as pq

from experiments.ask.arms import ARMS
from experiments.ask.case import Case, Wanted, world_case
from experiments.ask.reading import kept_files, read_design
from experiments.play.batch import Batch, play_batch
from experiments.play.kept import Kept
from experiments.play.parts import HOW
from experiments.play.play import play as play_all
from experiments.play.players import Memory, play_case
from experiments.play.progress import Done
from experiments.play.row import Row
from experiments.play.tables import tables_of
from experiments.play.where import Where
from experiments.play.world import play, rehearse
from model.build import _built, build
from model.settings import checked
from model.version import model_version
from model.westphalia import Westphalia

ROUNDS, ACTORS, MONTHS = 7, 200, 200
SETTINGS = checked({"actors": ACTORS})
ASKED = {
    "two outcomes": ("welfare_mean_last", "cooperation_last"),
    "two, one of them compared with none": ("welfare_mean_last", "harmed"),
    "all outcomes": (),
}
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


def months() -> None:
    for institutions in ARMS.values():
        model = Westphalia("random", institutions, 1, SETTINGS)
        for _ in range(MONTHS):
            model.step()


def observed(kept: Kept) -> None:
    for institutions in ARMS.values():
        play("random", institutions, 1, MONTHS, SETTINGS, outcomes=kept.recorded)


def a_world() -> None:
    _built.cache_clear()
    build("random", 1, SETTINGS)


def family(wanted: Wanted) -> tuple[Case, ...]:
    """The four arms on one world."""
    at = "random", MONTHS, SETTINGS
    return tuple(world_case(at, names, 1, {"arm": arm}, wanted) for arm, names in ARMS.items())


def written(done: list[tuple[Case, Row]]) -> None:
    """Rows, the way to the driver and back, and a part."""
    tables = pickle.loads(pickle.dumps(tables_of("world", done)))
    pq.write_table(tables["runs"], io.BytesIO(), **HOW)


def fastest(parts: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """CPU milliseconds of each part, in turns."""
    times: dict[str, list[float]] = {name: [] for name in parts}
    for _ in range(ROUNDS):
        for name, part in parts.items():
            began = time.process_time()
            part()
            times[name].append(1000 * (time.process_time() - began))
    return {name: min(values) for name, values in times.items()}


def split(asked: tuple[str, ...]) -> dict[str, float]:
    kept = Kept(asked)
    cases, memory = family(Wanted(asked, series=False)), Memory()
    batch = Batch((cases,), "world", model_version())
    done = [(case, play_case(case, memory)) for case in cases]
    return fastest(
        {
            "months": months,
            "with outcomes": lambda: observed(kept),
            "in the worker": lambda: play_batch(batch),
            "rows, transfer, part": lambda: written(done),
            "a world, once a luck": a_world,
        }
    )


def swept(text: str, folder: Path) -> None:
    """Play a design on two workers, and print its rate and the driver's memory after 100 runs and at the end."""
    driver, seen = psutil.Process(), {}

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
    rehearse("random")
    for name, asked in ASKED.items():
        found = split(asked)
        print(f"{name}: CPU ms a family of {len(ARMS)} runs, {ACTORS} actors, {MONTHS} months")
        for part, value in found.items():
            print(f"  {part:22s} {value:8.1f}  {value / found['months']:6.2f} x the months alone")
        worker = found["in the worker"] + found["rows, transfer, part"]
        print(f"  worker and driver over the runs with these outcomes: {worker / found['with outcomes'] - 1:+.1%}")


if __name__ == "__main__":
    main()
