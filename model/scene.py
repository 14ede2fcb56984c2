"""What every part of a problem reads: the world, its actors' rows, the settings, the month, and luck."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from model import luck
from model.events import Book
from model.settings import as_row
from model.world import World

OTHER_LUCK = 1 << 32  # keeps the streams of another replica apart from every seed


class Figures:
    """The numeric settings as Python reads them month by month: a field of a record takes six times as long.

    They are those of the record at any time, which may be written to.
    """

    def __init__(self, settings: np.ndarray) -> None:
        self.settings, self._at = settings, places(settings.dtype)
        self._numbers = memoryview(settings.view(np.int64)), memoryview(settings.view(np.float64))

    def __getitem__(self, name: str) -> Any:
        real, k = self._at[name]
        return self._numbers[real][k]

    def __reduce__(self) -> tuple[type["Figures"], tuple[np.ndarray]]:
        return Figures, (self.settings,)  # for copies, and for records that are kept on disk


@cache
def places(settings: np.dtype) -> dict[str, tuple[bool, int]]:
    """Whether each setting is real, and its place in the record."""
    return {name: (settings[name] == np.float64, k) for k, name in enumerate(settings.names or ())}


class Scene:
    """One problem as its parts see it; `model.issue.Issue` is a scene with all its parts."""

    def __init__(self, world: World, settings: Mapping[str, Any], seed: int, rows: np.ndarray) -> None:
        self.world, self.seed, self.month, self.rows = world, seed, 0, rows
        self.replica = 0
        self.book = Book()  # of what happens
        self.known: dict[Any, Any] | None = None  # what outcomes share, while a record measures this month
        self.settings = as_row(settings)
        self.p, self.figures = self.settings[0], Figures(self.settings)

    @property
    def fortune(self) -> int:
        """The seed of all monthly luck, which a replica has of its own."""
        return self.seed + OTHER_LUCK * self.replica

    def key(self, purpose: int | str, step: int | None = None) -> np.uint64:
        """This month's key of luck for one purpose, which may be given by its name."""
        return keyed(self.fortune, purpose, self.month if step is None else step)

    def lasting(self, purpose: int | str) -> np.uint64:
        """The key of luck that stays for the run, and is the same in every replica."""
        return keyed(self.seed, purpose, 0)


def keyed(seed: int, purpose: int | str, step: int) -> np.uint64:
    """The key of a purpose, by its number or its name."""
    number = luck.purpose(purpose) if isinstance(purpose, str) else purpose
    return np.uint64(luck.stream(seed, number, step))
