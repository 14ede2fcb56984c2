"""What is asked: every arm at the first plausible points of the prior, each with a random seed of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from experiments.ask.arms import ARMS, REFERENCE
from experiments.ask.case import Asked, Family, Value, Wanted, world_case
from experiments.ask.outcomes import with_beside
from experiments.ask.question import STEPS, Question, control
from experiments.studies.prior.plausible import drawn, worlds
from experiments.studies.prior.ranges import ranges
from model.settings import checked

POINTS = control("points", 128, 1, 100_000, "points", "plausible points of the prior")
ACTORS = {"random": 200}  # of a world, where none are asked for; else the model's default
SOBOL_SEED = 20_130_101
WAYS = ("better", "inert", "harmful", "fragile")
LEAST = ("least_welfare", "least_welfare_last")
KEPT = (*WAYS, "worst_off", *LEAST)


@dataclass(frozen=True)
class Prior:
    """So many plausible points on a world of so many actors; `steps` is 0 where each point has a length of its own."""

    world: str
    points: int
    actors: int
    steps: int = 0

    @cached_property
    def settings(self) -> dict[str, Value]:
        """The settings that no point varies."""
        return checked({"actors": self.actors})

    @cached_property
    def found(self) -> tuple[list[dict[str, Value]], dict[str, int]]:
        """The points, and how many that were drawn before the last of them are no worlds, by condition."""
        return worlds(drawn(ranges(), self.settings, SOBOL_SEED), self.points)

    def families(self) -> Iterator[Family]:
        """Every arm at each point; the number of a point, from 1, is its seed."""
        wanted = Wanted(tuple(with_beside(KEPT)), series=False)
        for seed, point in enumerate(self.found[0], 1):
            own = dict(point)
            steps = int(own.pop(STEPS.name))
            at = self.world, self.steps or steps, self.settings | own
            yield tuple(world_case(at, names, seed, {"arm": arm}, wanted) for arm, names in ARMS.items())

    def asked(self) -> Asked:
        """As it is put to the engine."""
        return Asked(self.identity, self.families, self.points * len(ARMS), worlds=(self.world,))

    @property
    def identity(self) -> dict[str, object]:
        """What makes two of them the same, as plain JSON."""
        return {
            "command": "prior",
            "world": self.world,
            "arms": {arm: list(names) for arm, names in ARMS.items()},
            "points": self.points,
            "seeds": list(range(1, self.points + 1)),
            "steps": self.steps,
            "ranges": {f.name: f.identity for f in ranges()},
            "sampler_seed": SOBOL_SEED,
            "dropped": self.found[1],
            "parameters": self.settings,
        }


def read_prior(world: str, points: str, actors: str, steps: str) -> Prior:
    """From the options of the command, "" being the default; raises BadInput."""
    settings = checked({"actors": actors or ACTORS.get(world, checked({})["actors"])})
    months = int(STEPS.check(steps)) if steps else 0
    Question("prior", world, {REFERENCE: ()}, (1,), months or 1, settings)  # which refuses what no world can be
    return Prior(world, int(POINTS.check(points)), int(settings["actors"]), months)
