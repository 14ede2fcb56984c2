"""A case: one run to do, and what is to be kept of it. Studies yield cases; nothing else is ever played."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from model.version import model_version

Value = float | int | str


def hash_of(told: object, digits: int = 16) -> str:
    """So many hex digits that name plain JSON, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:digits]


@dataclass(frozen=True)
class Wanted:
    """What is kept of a run: outcome columns (all if none is named), monthly series, values of actors.

    `records` is a folder of whole records: one that is there is not played again; `alone`, they are put there, and
    nothing is played that a run is compared with.
    """

    outcomes: tuple[str, ...] = ()
    series: bool = True
    actors: bool = False
    records: str = ""
    alone: bool = False


EVERYTHING = Wanted()


@dataclass(frozen=True)
class Case:
    """One run to do: a registered player (`experiments.play.players`) and all that decides its numbers.

    `arguments` are plain JSON values. `labels` name the case in its study and become columns of its row. A case that is
    not `shown` is a reference: played and kept for what is compared with it, and left out of the tables.
    """

    player: str
    arguments: Mapping[str, Any]
    seed: int
    replica: int = 0
    labels: Mapping[str, Value] = field(default_factory=dict)
    wanted: Wanted = EVERYTHING
    shown: bool = True

    @cached_property
    def id(self) -> str:
        """Sixteen hex digits that name the run: a hash of its labels and of all that decides its numbers."""
        return hash_of([self.player, self.arguments, self.seed, self.replica, self.labels, model_version()])


Family = tuple[Case, ...]
"""Cases that travel together, because they share a world or a reference."""


@dataclass(frozen=True)
class Asked:
    """A study as it is put to the engine.

    `identity` is the question as plain JSON; `families` yields its cases, each once, and may be called again; `runs`
    counts those that are shown. `table` names the columns of runs.parquet ("world", or "free" for what the rows have).
    `worlds` are those that it is played on. `modules` are those beyond the engine whose source decides the numbers.
    `files` are kept in the folder from the start, `folders` in it belong to earlier steps of the study.
    """

    identity: Mapping[str, Any]
    families: Callable[[], Iterator[Family]]
    runs: int
    table: str = "world"
    worlds: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    folders: tuple[str, ...] = ()


def world_case(
    at: tuple[str, int, Mapping[str, Value]],
    institutions: tuple[str, ...],
    seed: int,
    labels: Mapping[str, Value],
    wanted: Wanted = EVERYTHING,
    **how: Any,
) -> Case:
    """A run of the model. `at` is world, months and the complete settings; `how` goes to `Case` as it is."""
    world, steps, settings = at
    told = {"world": world, "institutions": institutions, "steps": steps, "settings": settings}
    return Case("world", told, seed, labels=labels, wanted=wanted, **how)
