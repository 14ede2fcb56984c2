"""The driver of a sweep: hands out families, writes what comes back, and knows what is left to do."""

import itertools
from collections import Counter, deque
from collections.abc import Callable, Iterator

from experiments.ask.design import Case, Design
from experiments.play.batch import Batch, Played, lost_batch
from experiments.play.engine import Engine
from experiments.play.parts import Parts
from experiments.play.results import run_id
from model.compiled import model_version

BATCH_SECONDS = 5.0  # what is lost with a worker that dies, and how often a part is written
MOST_FAMILIES = 500  # of a batch
DEATHS = 3  # of workers that played one family alone, after which it is taken for the cause

Told = Callable[[int, int], None]


class WorkerDied(RuntimeError):  # noqa: N818 - told as it is
    """The process that played a run ended without a word: memory ran out, or someone killed it."""


class Sweep:
    """Plays what a design asks and a folder of parts does not have yet."""

    def __init__(self, design: Design, parts: Parts) -> None:
        self.design, self.parts = design, parts
        self._left = (case for case in design.families() if not parts.has(names(case)))
        self._again: deque[Batch] = deque()
        self._deaths: Counter[str] = Counter()
        self._underway = 0
        self._pace = 1.0  # families a batch

    def play(self, engine: Engine, told: Told) -> None:
        """Play to the end; `told` hears runs done and failed.."""
        told(len(self.parts.done), self.parts.failed)
        while self._fill(engine):
            for batch, played in engine.finished():
                self._underway -= 1
                if played is None:
                    played = self._mourn(batch)
                if played is not None:
                    self.parts.write(played)
                    self._learn_pace(batch, played)
                    told(len(self.parts.done), self.parts.failed)

    def _fill(self, engine: Engine) -> bool:
        """Give the engine what it has room for; whether anything is underway."""
        for _ in range(engine.room()):
            if not (batch := self._next()):
                break
            engine.submit(batch)
            self._underway += 1
        return self._underway > 0

    def _next(self) -> Batch | None:
        if self._again:
            return self._again.popleft()
        cases = tuple(itertools.islice(self._left, max(1, int(self._pace))))
        return self._batch(cases) if cases else None

    def _batch(self, cases: tuple[Case, ...]) -> Batch:
        return Batch(cases, self.design.outcomes, self.design.series, model_version())

    def _mourn(self, batch: Batch) -> Played | None:
        """A batch whose worker died is played again, each family alone; who kills several is lost, and told so."""
        if len(batch.cases) > 1:
            self._again.extend(self._batch((case,)) for case in batch.cases)
            return None
        family = next(names(batch.cases[0]))
        self._deaths[family] += 1
        if self._deaths[family] < DEATHS:
            self._again.append(batch)
            return None
        return lost_batch(batch, WorkerDied(f"{DEATHS} times in this run"))

    def _learn_pace(self, batch: Batch, played: Played) -> None:
        """Batches of some seconds: long enough to cost little, short enough to lose little."""
        wanted = BATCH_SECONDS * len(batch.cases) / max(played.seconds, 1e-3)
        self._pace = min(wanted, 2 * self._pace + 1, MOST_FAMILIES)


def names(case: Case) -> Iterator[str]:
    """The ids of a family's runs."""
    return (run_id(case, arm, seed) for seed in case.seeds for arm in case.arms)
