"""Scenarios as the page plays them: in a process of its own, so that no visitor's page waits, and to be stopped.

One scenario is played at a time. Visitors who ask for the same one share it, and what came is kept, as the same seeds
give the same runs. It is stopped when the last who waits for it leaves.
"""

import asyncio
import atexit
import multiprocessing
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from experiments.ask.question import read_workers
from experiments.play.local import end_with_parent
from experiments.play.progress import Done
from experiments.play.where import Where
from experiments.studies.scenario import Scenario
from experiments.studies.scenario.findings import clauses, findings, sentence
from experiments.studies.scenario.run import Played, play_scenario
from experiments.studies.scenarios import SCENARIOS
from model import plugins
from web.prediction import outcome_of

GLANCE = 0.1  # seconds between looks at how far it is
PATIENCE = 5.0  # seconds for a process to end its own workers


class Progress(NamedTuple):
    """Runs played of all, how many scenarios come first, and for how many seconds it has been played."""

    runs: int
    all_runs: int
    before: int
    seconds: float


@dataclass
class Performance:
    """One scenario's turn: its process once begun, who waits for it, and what came, or the error in one line."""

    scenario: Scenario
    waiting: int = 0
    process: Any = None
    pipe: Connection | None = None
    runs: int = 0
    began: float = 0.0
    found: dict[str, Any] | None = None
    error: str = ""

    @property
    def over(self) -> bool:
        return self.found is not None or bool(self.error)

    def begin(self) -> None:
        """A fresh process: this one has threads, which must not be forked."""
        self.began = time.monotonic()
        spawned = multiprocessing.get_context("spawn")
        self.pipe, theirs = spawned.Pipe(duplex=False)
        self.process = spawned.Process(target=perform, args=(theirs, self.scenario.name))
        self.process.start()
        theirs.close()

    def look(self) -> None:
        """Take what the process has to say, if anything."""
        told: object = 0
        while isinstance(told, int):
            if self.pipe is None or not self.pipe.poll():
                return
            try:
                told = self.pipe.recv()
            except EOFError:
                told = "the process that played it ended without a word"
            self.runs = told if isinstance(told, int) else self.runs
        self.found, self.error = (None, told) if isinstance(told, str) else (told, "")
        self.process.join(PATIENCE)  # it is about to end by itself
        self.end()

    def end(self) -> None:
        """Stop whatever is underway; nothing is left behind."""
        if self.process is None or self.pipe is None:
            return
        self.process.terminate()
        self.process.join(PATIENCE)
        self.process.kill()  # if it is compiling, it does not hear, and has no workers yet
        self.process.join()
        self.pipe.close()
        self.process = self.pipe = None


@dataclass
class Programme:
    """Who plays now, who comes next, and what was played; turned by whoever waits, so that it needs no thread."""

    turns: dict[str, Performance] = field(default_factory=dict)  # in the order in which they were asked for
    played: dict[str, Performance] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def join(self, scenario: Scenario) -> Performance:
        """One more visitor waits for this scenario."""
        with self.lock:
            known = self.played.get(scenario.name) or self.turns.get(scenario.name)
            performance = known or self.turns.setdefault(scenario.name, Performance(scenario))
            performance.waiting += 1
            return performance

    def turn(self, performance: Performance) -> Progress:
        """Let the first in line play, take what it has to say, and tell how far this one is."""
        with self.lock:
            if self.turns:
                name, first = next(iter(self.turns.items()))
                if first.process is None:
                    first.begin()
                first.look()
                if first.over:
                    del self.turns[name]
                    if first.found:
                        self.played[name] = first
            before = list(self.turns).index(performance.scenario.name) if performance.scenario.name in self.turns else 0
            runs = performance.runs if performance.process else 0
            seconds = time.monotonic() - performance.began if performance.began else 0.0
            return Progress(runs, len(performance.scenario.places) * performance.scenario.seeds, before, seconds)

    def leave(self, performance: Performance) -> None:
        """A visitor waits no more; the last one stops it."""
        with self.lock:
            performance.waiting -= 1
            if not performance.waiting and self.turns.get(performance.scenario.name) is performance:
                del self.turns[performance.scenario.name]
                performance.end()

    def close(self) -> None:
        """Stop everything."""
        with self.lock:
            for performance in self.turns.values():
                performance.end()
            self.turns.clear()


PROGRAMME = Programme()
atexit.register(PROGRAMME.close)  # Python would wait for the process to end by itself


async def watch(name: str, told: Callable[[Progress], None], programme: Programme = PROGRAMME) -> dict[str, Any]:
    """What came of a scenario, once it is played; raises RuntimeError where it could not be."""
    performance = programme.join(SCENARIOS[name])
    try:
        while not performance.over:
            told(programme.turn(performance))
            await asyncio.sleep(GLANCE)
        if performance.found is None:
            raise RuntimeError(performance.error)
        return performance.found
    finally:
        programme.leave(performance)


def perform(pipe: Connection, name: str) -> None:
    """What the process does: play the scenario as the command line does, and tell what came."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends its own workers before it ends
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()

    @contextmanager
    def watch(total: int) -> Iterator[Done]:  # noqa: ARG001
        yield lambda done, failed: pipe.send(done)  # noqa: ARG005

    try:
        plugins.load()
        told: dict[str, Any] | str = findings_of(play_scenario(SCENARIOS[name], Where(read_workers(None)), watch))
    except KeyboardInterrupt:
        return
    except Exception as error:
        told = " ".join(f"{type(error).__name__}: {error}".split())
    pipe.send(told)


def findings_of(played: Played) -> dict[str, Any]:
    """Panels as SVG, each contrast with its verdict, and all in one sentence; raises RuntimeError where runs failed."""
    if failed := next((row.error for of_place in played.runs.values() for row in of_place.values() if row.error), ""):
        raise RuntimeError(failed)
    from experiments.studies.scenario.figure import draw_panels  # plotting takes a second to load

    told = [
        {"clause": clause, "verdict": finding.verdict, "right": outcome_of(played.scenario, finding)}
        for clause, finding in zip(clauses(played), findings(played), strict=True)
    ]
    return {"panels": draw_panels(played), "findings": told, "sentence": sentence(played)}
