"""Local processes that play batches; one that dies is replaced and its batch handed back."""

import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from experiments.play.batch import Batch, Played, play_batch
from experiments.play.engine import Outcome
from experiments.play.world import rehearse
from model.params import BadInput

# Workers are forked from this process, which has loaded and compiled the model, while it has no threads; where it has
# some, as when a worker that died must be replaced, from a process of their own, and elsewhere than on Linux afresh.
FORKED = sys.platform == "linux"
AFRESH = "spawn" if sys.platform == "win32" else "forkserver"
READY = "ready"
WATCH = "watches the parent"  # a thread that only waits, and so may be forked
STILLBORN = 3  # workers in a row that end before they are ready, after which no other is tried


@dataclass
class Worker:
    """A process, the pipe to it, whether it has said that it is ready, and the batch it plays."""

    process: BaseProcess
    pipe: Connection
    ready: bool = False
    batch: Batch | None = None


class LocalProcesses:
    """An engine of `workers` processes, all started at once, for these worlds. Closed, it leaves nothing behind."""

    def __init__(self, workers: int, worlds: Iterable[str] = ()) -> None:
        for world in worlds:
            rehearse(world)
        self._context: Any = multiprocessing.get_context(AFRESH)
        if AFRESH == "forkserver":
            self._context.set_forkserver_preload([rehearse.__module__])
        self._waiting: deque[Batch] = deque()
        self._stillborn = 0
        forked = FORKED and all(one.name == WATCH for one in threading.enumerate()[1:])
        context = multiprocessing.get_context("fork") if forked else self._context
        with uninterrupted():
            self.workers = [self._start(context) for _ in range(workers)]

    def room(self) -> int:
        """One batch for each worker, and one for each to go on with."""
        underway = sum(worker.batch is not None for worker in self.workers)
        return 2 * len(self.workers) - underway - len(self._waiting)

    def submit(self, batch: Batch) -> None:
        self._waiting.append(batch)
        self._hand_out()

    def finished(self) -> list[Outcome]:
        pipes = {worker.pipe: worker for worker in self.workers}
        ended = [self._hear(pipes[ready]) for ready in wait(list(pipes)) if isinstance(ready, Connection)]
        self._hand_out()
        return [outcome for outcome in ended if outcome]

    def close(self) -> None:
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.join()
            worker.pipe.close()
        self.workers, self._waiting = [], deque()

    def _start(self, context: Any) -> Worker:
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        return Worker(process, ours)

    def _hand_out(self) -> None:
        for worker in self.workers:
            if self._waiting and worker.ready and worker.batch is None:
                worker.batch = self._waiting.popleft()
                with suppress(OSError):  # it is dead, and its pipe will say so
                    worker.pipe.send(worker.batch)

    def _hear(self, worker: Worker) -> Outcome | None:
        """What a worker has to say: its batch with the result, or with nothing if it died."""
        batch = worker.batch
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return (batch, None) if batch else None
        if isinstance(said, str):
            worker.ready, self._stillborn = True, 0
            return None
        worker.batch = None
        if isinstance(said, Exception):
            raise said
        assert batch is not None
        return batch, said

    def _replace(self, worker: Worker) -> None:
        """Another in its place; raises BadInput where they cannot even start, for then no run is at fault."""
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self._stillborn += not worker.ready
        if self._stillborn >= STILLBORN:
            raise BadInput("workers", len(self.workers), "fewer, or more memory (they end before they are ready)")
        self.workers[self.workers.index(worker)] = self._start(self._context)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C waits; processes started meanwhile never hear it, so that the parent alone decides."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # on forking threads: BLAS and Arrow see to theirs
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_parent() -> None:
    """Tell this process to end (SIGTERM) once its parent is gone, be it by SIGKILL."""
    parent = multiprocessing.parent_process()

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os.kill(os.getpid(), signal.SIGTERM)

    if parent:
        threading.Thread(target=watch, args=(parent.sentinel,), daemon=True, name=WATCH).start()


def serve(pipe: Connection) -> None:
    """Play what comes through the pipe until it closes; who started this process alone decides when it stops."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent()  # in the middle of a batch too
    pipe.send(READY)
    while True:
        try:
            batch = pipe.recv()
        except (EOFError, OSError):
            return
        told: Played | Exception
        try:
            told = play_batch(batch)
        except Exception as error:
            told = error
        pipe.send(told)
