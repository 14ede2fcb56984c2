"""The worlds there are, by name."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from model import earth, random_world
from model.parameter import unknown
from model.world import SHAPE, World

WORLDS = {"earth": earth.build, "random": random_world.build}


def build(name: str, seed: int, settings: Mapping[str, Any]) -> World:
    """The world of this name and seed; raises BadInput for another name."""
    if name not in WORLDS:
        raise unknown("world", name, WORLDS)
    return _built(name, seed, tuple((key, settings[key]) for key in SHAPE))


@lru_cache(maxsize=16)
def _built(name: str, seed: int, shape: tuple[tuple[str, Any], ...]) -> World:
    return WORLDS[name](seed, dict(shape))
