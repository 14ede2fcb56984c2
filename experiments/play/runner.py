"""Plays a question's families over the cores of one machine; the answer is the same whatever their number."""

import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import wait
from typing import NamedTuple

from experiments.ask.question import Question
from experiments.play.progress import said_if_slow
from experiments.play.run import Family, lost_family, play, play_family
from model.governance import INSTITUTIONS
from model.westphalia import Westphalia

# Forked workers inherit the loaded engine, which takes a fresh process seconds; elsewhere than on Linux fork is unsafe.
START = "fork" if sys.platform == "linux" else "spawn"

# A small world in which a treaty passes at once and coalitions come and go, so that every rule is called.
REHEARSAL = {
    "quota": 0.01, "risk": 1.0, "cost": 0.0, "treaty_dues": 0.0, "treaty_fine": 0.0, "heterogeneity": 0.01,
    "ratification_hazard": 1.0, "meeting_interval": 2, "subcommittee_interval": 1, "proposal_rate": 0.5,
    "contact_rate": 1.0, "review_rate": 1.0, "coalition_notice": 1, "shock_step": 3, "actors": 200,
}  # fmt: skip
REHEARSED = 5  # months

Done = Callable[[int], None]


def play_families(question: Question, workers: int, done: Done, start: str = START) -> dict[int, Family]:
    """All families of a question by seed; `done` hears how many are played, 0 first."""
    family = partial(play_family, question.world, question.arms, steps=question.steps, settings=question.settings)
    return play_seeds(Task(question.world, question.seeds, tuple(question.arms), family), workers, done, start)


class Task(NamedTuple):
    """What is played for every seed: `family` gives the runs of one seed, named by `runs`."""

    world: str
    seeds: tuple[int, ...]
    runs: tuple[str, ...]
    family: Callable[[int], Family]


def play_seeds(task: Task, workers: int, done: Done, start: str = START) -> dict[int, Family]:
    """The runs of every seed.

    With one worker they are played in this process. A worker that dies takes no result along: its family, and those
    not yet played, are families of lost runs.
    """
    workers = min(workers, len(task.seeds))
    if workers == 1:
        played: Iterable[tuple[int, Family]] = ((seed, task.family(seed)) for seed in task.seeds)
        done(0)
    else:
        rehearse(task.world)
        played = _side_by_side(task, workers, done, start)
    families: dict[int, Family] = {}
    for seed, result in played:
        families[seed] = result
        done(len(families))
    return {seed: families[seed] for seed in task.seeds}


def rehearse(world: str) -> None:
    """Compile, or load, every rule once before there are workers, who would each do it again."""

    def end_all_pacts(model: Westphalia) -> None:
        for institution in model.issues[0].institutions:
            if model.issues[0].month == REHEARSED and hasattr(institution, "lapse"):
                institution.lapse()

    with said_if_slow("compiling the model, as its code is new: a minute"):
        play(world, INSTITUTIONS, 1, REHEARSED, REHEARSAL, watch=end_all_pacts)


def _side_by_side(task: Task, workers: int, done: Done, start: str) -> Iterator[tuple[int, Family]]:
    """Seed and family of each task as it ends, from a pool that is stopped if this process is."""
    context = multiprocessing.get_context(start)
    others = set(multiprocessing.active_children())
    with ProcessPoolExecutor(workers, context, initializer=_die_when_told) as pool:
        try:
            with _uninterrupted():
                seeds = {pool.submit(task.family, seed): seed for seed in task.seeds}
            done(0)  # only now: what shows progress has a thread, and threads must not be forked
            for played in as_completed(seeds):
                error = played.exception()
                yield seeds[played], lost_family(task.runs, error) if error else played.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in set(multiprocessing.active_children()) - others:
                worker.terminate()
            raise


def _die_when_told() -> None:
    """A worker ends at once on SIGTERM, whatever the parent makes of it."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def end_with_parent() -> None:
    """Tell this process to end (SIGTERM) once its parent is gone, be it by SIGKILL."""
    parent = multiprocessing.parent_process()

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os.kill(os.getpid(), signal.SIGTERM)

    if parent:
        threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits; processes started meanwhile never hear it, so that the parent alone decides."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # on forking threads: BLAS and Arrow see to theirs
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
