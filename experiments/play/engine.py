"""Where batches are played: in this process, in others, or on a cluster. The results are the same bits."""

from collections import deque
from typing import Protocol

from experiments.play.batch import Batch, Played, play_batch

Outcome = tuple[Batch, Played | None]  # None: the worker died, and the batch with it


class Engine(Protocol):
    """Plays batches side by side; who submits decides what is played and when."""

    def room(self) -> int:
        """How many more batches should be submitted now, so that no worker waits and little is underway."""

    def submit(self, batch: Batch) -> None:
        """Take a batch to be played."""

    def finished(self) -> list[Outcome]:
        """Batches that ended since the last call; waits for one. Raises BadInput where it cannot go on."""

    def close(self) -> None:
        """End every worker and forget what is underway."""


class ThisProcess:
    """An engine without workers: nothing runs beside the caller."""

    def __init__(self) -> None:
        self._waiting: deque[Batch] = deque()

    def room(self) -> int:
        return 1 - len(self._waiting)

    def submit(self, batch: Batch) -> None:
        self._waiting.append(batch)

    def finished(self) -> list[Outcome]:
        batch = self._waiting.popleft()
        return [(batch, play_batch(batch))]

    def close(self) -> None:
        self._waiting.clear()
