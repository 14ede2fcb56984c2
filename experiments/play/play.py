"""From what is asked to its folder, whatever interrupts it: the one way to play anything."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from experiments.ask.case import Asked
from experiments.play.driver import Driver
from experiments.play.engine import Engine, ThisProcess
from experiments.play.manifest import is_complete, source_of
from experiments.play.parts import Parts
from experiments.play.progress import Stopped, Watch, shown
from experiments.play.results import Results, Told
from experiments.play.row import Row
from experiments.play.store import opened
from experiments.play.where import Where


def play(asked: Asked, out: Path, where: Where, tell: Told | None = None, watch: Watch = shown) -> Results:
    """Play what the folder does not have yet, and return all of it; `tell` adds figures and the like to the folder.

    `watch(total)` is a context that gives a function of runs done and runs failed.

    Raises BadInput for a folder that cannot be had, a full disk or a silent scheduler, and Stopped on Ctrl-C; in each
    case the same call resumes.
    """
    if where.scheduler and not is_complete(out):  # before a folder is made in vain
        from experiments.play.cluster import reach

        reach(where.scheduler)
    gc.freeze()  # what is loaded stays, here and in the workers that are forked
    gc.enable()
    with opened(out, asked, source_of(asked.modules)) as store:
        if not store.complete:
            parts = store.parts
            try:
                play_parts(asked, parts, where, watch)
            except KeyboardInterrupt:
                done_ = f"{len(parts.done)} of {asked.runs} runs are kept in {out}"
                raise Stopped(f"{done_}; run the same command again to resume") from None
        return store.finish(tell)


def play_parts(asked: Asked, parts: Parts, where: Where, watch: Watch = shown) -> None:
    """Play what the parts do not have; raises BadInput where the scheduler does not answer or workers cannot start."""
    if not all(parts.has(case.id) for family in asked.families() for case in family):
        with engine(where, asked) as chosen, watch(asked.runs) as done:  # workers first: a bar has a thread
            Driver(asked, parts).play(chosen, done)


def collect(asked: Asked, where: Where, watch: Watch = shown) -> dict[str, Row]:
    """The rows by their ids, without a folder that stays."""
    with TemporaryDirectory(prefix="westphalia-") as folder:
        return play(asked, Path(folder) / "runs", where, watch=watch).rows


@contextmanager
def engine(where: Where, asked: Asked) -> Iterator[Engine]:
    """The cluster if one is named, this process for one worker or one family, or else local processes."""
    first_two = [family for family, _ in zip(asked.families(), range(2), strict=False)]
    chosen: Engine
    if where.scheduler:
        from experiments.play.cluster import DaskCluster

        chosen = DaskCluster(where.scheduler)
    elif where.workers == 1 or len(first_two) < 2:
        chosen = ThisProcess()
    else:
        from experiments.play.local import LocalProcesses

        chosen = LocalProcesses(min(where.workers, asked.runs), asked.worlds)
    try:
        yield chosen
    finally:
        chosen.close()
