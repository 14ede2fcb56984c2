"""Where batches are played: here, or on a cluster. The results are the same bits."""

from typing import Protocol

from experiments.play.batch import Batch, Played

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
