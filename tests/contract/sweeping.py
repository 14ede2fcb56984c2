"""A small design, an engine without processes, and what two sweeps must share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from experiments.ask.reading import kept_files, read_design
from experiments.play.batch import Batch, play_batch
from experiments.play.play import play
from experiments.play.results import Results
from experiments.play.where import Where

ROOT = Path(__file__).parents[2]
DESIGN = """
question = "Does a higher quota pay?"
world = "random"
arms = ["none", "top_down", "mine=local_institution"]
replicates = 2
steps = 12
series = true
[settings]
actors = 60
shock_step = 6
[levers]
quota = [0.5, 0.9]
[uncertainties]
risk = "declared"
ties = ["small_world", "blocks"]
[sampler]
name = "latin_hypercube"
size = 30
"""
RUNS = 30 * 2 * 3
TABLES = ("runs.parquet", "series.parquet")


def assert_same(out: Path, undisturbed: Path) -> None:
    for name in TABLES:
        assert (out / name).read_bytes() == (undisturbed / name).read_bytes()
    assert not (out / "parts").exists()


def swept(design: Path, out: Path, workers: int = 1, scheduler: str = "") -> Results:
    """A design played into a folder."""
    return play(read_design(design).asked(kept_files(design)), out, Where(workers, scheduler))


def as_engine(engine: Any) -> Any:
    """The engine in place of whatever would be chosen."""

    @contextmanager
    def chosen(*_: Any) -> Iterator[Any]:
        try:
            yield engine
        finally:
            engine.close()

    return chosen


class InThisProcess:
    """An engine without processes, for what has nothing to do with them; some of its workers die."""

    def __init__(self, dies: Any = lambda _: False) -> None:
        self.dies, self.waiting = dies, []  # type: ignore[var-annotated]

    def room(self) -> int:
        return 2 - len(self.waiting)

    def submit(self, batch: Batch) -> None:
        self.waiting.append(batch)

    def finished(self) -> list[Any]:
        batch = self.waiting.pop()
        return [(batch, None if self.dies(batch) else play_batch(batch))]

    def close(self) -> None:
        self.waiting = []


class Stopped(InThisProcess):
    """The same, until somebody stops it after so many batches."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.left = after

    def finished(self) -> list[Any]:
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        return super().finished()
