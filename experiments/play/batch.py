"""A batch: some families played one after the other in one worker, and what is sent back of them."""

import threading
import time
from dataclasses import dataclass

from experiments.ask.case import Case, Family
from experiments.play.players import Memory, play_case
from experiments.play.row import Row, lost
from experiments.play.tables import Tables, tables_of
from model.params import BadInput
from model.plugins import Plugin, ensure
from model.version import model_version

_ONE_AT_A_TIME = threading.Lock()  # igraph draws from one generator a process, which threads would share


@dataclass(frozen=True)
class Batch:
    """Families, the kind of their table, the version of the model they are meant for, and its plug-ins."""

    families: tuple[Family, ...]
    table: str
    version: str
    plugins: tuple[Plugin, ...] = ()

    @property
    def cases(self) -> list[Case]:
        return [case for family in self.families for case in family]


@dataclass(frozen=True)
class Played:
    """The tables of a batch, and the seconds that playing took."""

    tables: Tables
    seconds: float


def play_batch(batch: Batch) -> Played:
    """Play every case; raises BadInput where this worker has another version of the model, or other plug-ins."""
    ensure(batch.plugins)
    if batch.version != model_version():
        raise BadInput("model_version", model_version(), f"{batch.version}, that of the command, on every worker")
    with _ONE_AT_A_TIME:
        began, memory = time.perf_counter(), Memory()
        done: list[tuple[Case, Row]] = [(case, play_case(case, memory)) for case in batch.cases]
        return Played(tables_of(batch.table, done), time.perf_counter() - began)


def lost_batch(batch: Batch, error: BaseException) -> Played:
    """The tables of a batch of which nothing is known but the error."""
    return Played(tables_of(batch.table, [(case, lost(error)) for case in batch.cases]), 0.0)
