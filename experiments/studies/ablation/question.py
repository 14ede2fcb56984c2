"""What is asked: every world as it is and with one idea at a time switched off, each with the same random seeds."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import batched
from typing import NamedTuple

from experiments.ask.case import Asked, Case, Family, Wanted, world_case
from experiments.ask.outcomes import compared_with, with_beside
from experiments.ask.question import read_seeds
from experiments.studies.ablation.rows import At, Row, rows
from experiments.studies.ablation.worlds import WORLDS, World, lacking, worlds
from model.parameter import unknown

MARGINS = {
    "welfare_mean_last": 0.005,
    "worst_off": 0.01,
    "harm": 0.01,
    "cooperation_last": 0.02,
    "response": 6.0,
    "representation_gap_last": 0.02,
}
"""What is judged, and the smallest effect that matters (DEFINITIONS G)."""
TOGETHER = 8  # runs in a family: some seconds


class Comparison(NamedTuple):
    """One row in one world: the run that has the idea, and the one that lacks it."""

    row: Row
    world: str
    default: bool  # the default world, with nothing else switched on
    has: At
    lacks: At
    arm: str = ""  # of a world that is no scenario


@dataclass(frozen=True)
class Ablation:
    """Which of WORLDS, with which seeds."""

    worlds: str
    seeds: tuple[int, ...]

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Every row in every world in which it changes something."""
        found = (compared(row, world) for world in worlds(self.worlds) for row in rows())
        return tuple(one for one in found if one)

    @cached_property
    def runs(self) -> dict[At, str]:
        """What is to be played but for the seed, each once, with a name; those that compare with the same run follow
        one another, because they may share a reference."""
        found: dict[At, str] = {}
        for one in self.comparisons:
            found.setdefault(one.has, f"{one.world}, as it is")
            found.setdefault(one.lacks, f"{one.world}, {one.row.id}")
        return found

    def case(self, at: At, seed: int) -> Case:
        """One run."""
        wanted = Wanted(tuple(with_beside(MARGINS)), series=False)
        there = at.world, at.steps, at.settings
        labels = {"arm": self.runs[at]}
        return world_case(there, at.institutions, seed, labels, wanted, replica=at.replica)

    def families(self) -> Iterator[Family]:
        """Some runs with one seed at a time."""
        for seed in self.seeds:
            for some in batched(self.runs, TOGETHER):
                yield tuple(self.case(at, seed) for at in some)

    def asked(self) -> Asked:
        """As it is put to the engine."""
        played = tuple(dict.fromkeys(at.world for at in self.runs))
        return Asked(self.identity, self.families, len(self.seeds) * len(self.runs), worlds=played)

    @property
    def identity(self) -> dict[str, object]:
        """What makes two of them the same, as plain JSON."""
        told = [[one.row.id, one.world, *map(_told, (one.has, one.lacks))] for one in self.comparisons]
        return {
            "command": "ablate",
            "worlds": self.worlds,
            "seeds": list(self.seeds),
            "compared_with": compared_with(MARGINS),
            "comparisons": told,
        }


def _told(at: At) -> list[object]:
    return [at.world, at.steps, list(at.institutions), [list(pair) for pair in at.set], at.replica]


def compared(row: Row, world: World) -> Comparison | None:
    """A row in a world; none where it changes nothing there, or does not belong there."""
    if world.scenario:
        pair = lacking(row, world)
        return Comparison(row, world.name, False, *pair) if pair else None
    if world.arm not in row.arms:
        return None
    has = world.ats[0].changed(row.on)
    lacks = has.changed(row.off)
    if has.same(lacks):
        return None
    name = f"{world.name} with {row.on_in_words}" if row.on else world.name
    return Comparison(row, name, world.default and not row.on, has, lacks, world.arm)


def read_ablation(names: str, seeds: str) -> Ablation:
    """From the options of the command; raises BadInput."""
    if names not in WORLDS:
        raise unknown("worlds", names, WORLDS)
    return Ablation(names, read_seeds(seeds))
