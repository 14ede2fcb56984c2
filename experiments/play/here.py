"""This process as an engine: one batch at a time, played where it is asked for."""

from collections import deque

from experiments.play.batch import Batch, play_batch
from experiments.play.engine import Outcome


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
