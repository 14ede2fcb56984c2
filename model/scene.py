"""What every part of a problem reads: the world, its actors' rows, the settings, the month, and luck."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from model import luck
from model.settings import as_row
from model.world import World


class Scene:
    """One problem as its parts see it; `model.issue.Issue` is a scene with all its parts."""

    def __init__(self, world: World, settings: Mapping[str, Any], seed: int, rows: np.ndarray) -> None:
        self.world, self.seed, self.month, self.rows = world, seed, 0, rows
        self.settings = as_row(settings)
        self.p = self.settings[0]

    def key(self, purpose: int | str, step: int | None = None) -> np.uint64:
        """This month's key of luck for one purpose, which may be given by its name."""
        number = luck.purpose(purpose) if isinstance(purpose, str) else purpose
        return np.uint64(luck.stream(self.seed, number, self.month if step is None else step))
