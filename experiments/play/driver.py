"""The driver: hands out families, writes what comes back, and knows what is left to do."""

import itertools
import math
from collections import Counter, deque

from experiments.ask.case import Asked, Family
from experiments.play.batch import Batch, Played, lost_batch
from experiments.play.engine import Engine
from experiments.play.parts import Parts
from experiments.play.progress import Done
from model import plugins
from model.version import model_version

BATCH_SECONDS = 5.0  # what is lost with a worker that dies, and how often a part is written
MOST_FAMILIES = 500  # of a batch
DEATHS = 3  # of workers that played one family alone, after which it is taken for the cause


class WorkerDied(RuntimeError):  # noqa: N818 - said as it is
    """The process that played a run ended without a word: memory ran out, or someone killed it."""


class Driver:
    """Plays what is asked and a folder of parts does not have yet."""

    def __init__(self, asked: Asked, parts: Parts) -> None:
        self.asked, self.parts = asked, parts
        missing = (tuple(c for c in family if not parts.has(c.id)) for family in asked.families())
        self._left = (family for family in missing if family)
        self._again: deque[Batch] = deque()
        self._deaths: Counter[str] = Counter()
        self._underway = 0
        self._pace = 1.0  # families a batch
        self._to_hand_out = asked.runs - len(parts.done)

    def play(self, engine: Engine, done: Done) -> None:
        """Play to the end; `done` hears of runs done and runs failed."""
        done(len(self.parts.done), self.parts.failed)
        while self._fill(engine):
            for batch, played in engine.finished():
                self._underway -= 1
                if played is None:
                    played = self._retried(batch)
                if played is not None:
                    self.parts.write(played)
                    self._learn_pace(batch, played)
                    done(len(self.parts.done), self.parts.failed)

    def _fill(self, engine: Engine) -> bool:
        """Give the engine what it has room for; whether anything is underway."""
        places = engine.room() + self._underway
        for _ in range(engine.room()):
            if not (batch := self._next(places)):
                break
            engine.submit(batch)
            self._underway += 1
        return self._underway > 0

    def _next(self, places: int) -> Batch | None:
        """The next batch; none has more than its share of what is left, or one worker would be the last for long."""
        if self._again:
            return self._again.popleft()
        if (first := next(self._left, None)) is None:
            return None
        share = math.ceil(self._to_hand_out / len(first) / places)
        families = (first, *itertools.islice(self._left, max(0, min(share, int(self._pace)) - 1)))
        self._to_hand_out -= sum(map(len, families))
        return self._batch(families)

    def _batch(self, families: tuple[Family, ...]) -> Batch:
        return Batch(families, self.asked.table, model_version(), plugins.loaded())

    def _retried(self, batch: Batch) -> Played | None:
        """A batch whose worker died is played again, each family alone; one that kills several is lost."""
        if len(batch.families) > 1:
            self._again.extend(self._batch((family,)) for family in batch.families)
            return None
        family = batch.cases[0].id
        self._deaths[family] += 1
        if self._deaths[family] < DEATHS:
            self._again.append(batch)
            return None
        return lost_batch(batch, WorkerDied(f"{DEATHS} times in this run"))

    def _learn_pace(self, batch: Batch, played: Played) -> None:
        """Batches of some seconds: long enough to cost little, short enough to lose little."""
        wanted = BATCH_SECONDS * len(batch.families) / max(played.seconds, 1e-3)
        self._pace = min(wanted, 2 * self._pace + 1, MOST_FAMILIES)
