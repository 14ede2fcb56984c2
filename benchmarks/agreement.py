"""Whether all rivals play the same game: the mean share of contributors over the same months, on many seeds."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from benchmarks import common
from benchmarks.rivals.in_c import Floor, RulesFloor
from benchmarks.rivals.mesa_twin import Twin
from model.westphalia import Westphalia

SEEDS, ACTORS, MONTHS = 20, 1000, 40  # beyond some 60 months small worlds leave the level where they agree closely
LIMIT = 3.0  # standard errors of the mean difference


class Agreement(NamedTuple):
    """A rival's mean share of contributors beside ours."""

    rival: str
    ours: float
    theirs: float
    errors: float  # the mean difference over seeds, in its own standard errors

    @property
    def holds(self) -> bool:
        return abs(self.errors) <= LIMIT


def floor(model: Westphalia) -> Callable[[int], float]:
    return Floor(model.issues[0]).play


def rules_floor(model: Westphalia) -> Callable[[int], float]:
    return RulesFloor(model.issues[0]).play


def twin(model: Westphalia) -> Callable[[int], float]:
    issue = model.issues[0]
    mesa = Twin(issue.relations.ties, issue.groups, common.start(issue), common.GAME)

    def play(steps: int) -> float:
        total = 0.0
        for _ in range(steps):
            mesa.step()
            total += mesa.share()
        return total / steps

    return play


RIVALS = {
    "floor.c": (common.alike, floor),
    "floor_rules.c": (common.ours, rules_floor),
    "mesa_twin.py": (common.alike, twin),
}


def agreement(rival: str, seeds: int = SEEDS, actors: int = ACTORS, months: int = MONTHS) -> Agreement:
    """One rival against ours, seed by seed on the same ties, groups and start."""
    world, rival_of = RIVALS[rival]
    shares = []
    for seed in range(1, seeds + 1):
        model = world(actors, seed)
        theirs = rival_of(model)(months)
        common.rewind(model)
        shares.append((common.play_ours(model, months), theirs))
    mine, other = np.array(shares).T
    gap = np.round(mine - other, 12)
    error = gap.std(ddof=1) / np.sqrt(seeds)
    return Agreement(rival, float(mine.mean()), float(other.mean()), float(gap.mean() / error) if gap.any() else 0.0)


def check() -> list[Agreement]:
    """All rivals; raises AssertionError for one that plays another game."""
    found = [agreement(rival) for rival in RIVALS]
    for one in found:
        if not one.holds:
            raise AssertionError(f"{one.rival} plays another game: {one.theirs:.4f} contribute, ours {one.ours:.4f}")
    return found
