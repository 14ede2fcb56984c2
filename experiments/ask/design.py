"""A design: one question, the points it is asked at, and the runs that answer it. Valid as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from experiments.ask.arms import read_by_institutions
from experiments.ask.case import Asked, Family, Value, Wanted, hash_of, world_case
from experiments.ask.factor import Factor
from experiments.ask.samplers import BLOCK, POINTS, SAMPLERS

Point = dict[str, Value]  # every parameter's value


@dataclass(frozen=True)
class Design:
    """Which world and arms, which factors over which ranges, how sampled, how often repeated, and what is kept.

    Every point meets the same `replicates` random seeds (1, 2, ...), and every arm meets them too. `given`
    holds the points of a file (only with sampler "points"). `outcomes` are the columns kept, all if empty.
    """

    question: str
    world: str
    arms: dict[str, tuple[str, ...]]
    factors: tuple[Factor, ...]
    sampler: str
    size: int
    sampler_seed: int
    replicates: int
    steps: int
    settings: Point
    outcomes: tuple[str, ...] = ()
    series: bool = False
    given: tuple[tuple[Value, ...], ...] = ()

    @cached_property
    def shares(self) -> np.ndarray:
        """Where each point lies in the factors' ranges, 0..1; shape (points, factors)."""
        if self.sampler == POINTS:
            return np.array([[f.share(v) for f, v in zip(self.factors, row, strict=True)] for row in self.given])
        return SAMPLERS[self.sampler]([f.levels for f in self.factors], self.size, self.sampler_seed)

    @cached_property
    def values(self) -> list[tuple[Value, ...]]:
        """The factors' values at each point, in the sampler's order; the same point may come twice."""
        if self.sampler == POINTS:
            return list(self.given)
        return [tuple(f.value(u) for f, u in zip(self.factors, row, strict=True)) for row in self.shares.tolist()]

    @property
    def blocks(self) -> np.ndarray:
        """Which points were drawn together and share coordinates, by number; shape (points,)."""
        together = len(self.factors) + BLOCK[self.sampler] if self.sampler in BLOCK else 1
        return np.arange(len(self.values)) // together

    @property
    def seeds(self) -> tuple[int, ...]:
        return tuple(range(1, self.replicates + 1))

    @cached_property
    def distinct(self) -> list[tuple[Value, ...]]:
        """The points without repetition: runs of the same settings are the same run."""
        return list(dict.fromkeys(self.values))

    def settings_at(self, values: tuple[Value, ...]) -> Point:
        """Every parameter's value at the point with these values of the factors."""
        return self.settings | {f.name: v for f, v in zip(self.factors, values, strict=True)}

    def families(self) -> Iterator[Family]:
        """Every arm at every point with every seed; what shares a world, or all but institutions, comes together."""
        from experiments.ask.outcomes import with_beside  # the engine takes seconds to load
        from model.world import SHAPE

        unread = read_by_institutions()
        shaping = [k for k, f in enumerate(self.factors) if f.name in SHAPE]
        shaping += [k for k, f in enumerate(self.factors) if f.name not in unread and k not in shaping]
        ordered = sorted(self.distinct, key=lambda values: [str(values[k]) for k in shaping])
        wanted = Wanted(tuple(with_beside(self.outcomes)), self.series)
        for seed, values in product(self.seeds, ordered):
            at = self.world, self.steps, self.settings_at(values)
            yield tuple(world_case(at, names, seed, {"arm": arm}, wanted) for arm, names in self.arms.items())

    def asked(self, files: Mapping[str, bytes] = {}) -> Asked:
        """The design as it is put to the engine; `files` are kept with its runs."""
        return Asked(self.identity, self.families, self.n_runs, worlds=(self.world,), files=files)

    @property
    def n_families(self) -> int:
        return len(self.distinct) * self.replicates

    @property
    def n_runs(self) -> int:
        return self.n_families * len(self.arms)

    @property
    def identity(self) -> dict[str, object]:
        """What makes two designs the same, as plain JSON."""
        points = hash_of(self.given) if self.given else None
        return {
            "command": "sweep",
            "question": self.question,
            "world": self.world,
            "arms": {arm: list(names) for arm, names in self.arms.items()},
            "steps": self.steps,
            "replicates": self.replicates,
            "seeds": list(self.seeds),
            "sampler": {"name": self.sampler, "size": self.size, "seed": self.sampler_seed, "points": points},
            "factors": {f.name: f.identity for f in self.factors},
            "outcomes": list(self.outcomes),
            "series": self.series,
            "parameters": self.settings,
        }
