"""A question put to the model: which world, which arms, which random seeds, how long, with what settings."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from experiments.ask.arms import ARMS, REFERENCE
from experiments.ask.case import EVERYTHING, Asked, Family, Value, Wanted, world_case
from model.parameter import meant, unknown
from model.params import DEFAULTS, BadInput, Parameter
from model.settings import checked


def control(name: str, default: int, low: int, high: int, unit: str, label: str) -> Parameter:
    """A whole number that steers the experiment, read and refused as a parameter is."""
    return Parameter(name, default, low, high, unit, label, "", "design", "Run")


SEEDS = control("seeds", 20, 1, 100_000, "runs", "random seeds; every arm meets the same ones")
SEED = control("seed", 1, 0, 999_999, "", "random seed of the world and of the run")
STEPS = control("steps", 240, 1, 100_000, "months", "length of a run")


@dataclass(frozen=True)
class Question:
    """What is to be run, whole and valid: nothing can be asked that the model would refuse.

    `arms` gives each arm its institutions (from any order, kept in the model's), `seeds` the seeds, `steps` the months
    of a run and `settings` the parameters that are set (kept complete, as numbers). Raises BadInput, naming field,
    value and what is allowed.
    """

    command: str
    world: str
    arms: dict[str, tuple[str, ...]]
    seeds: tuple[int, ...]
    steps: int
    settings: dict[str, Value]

    def __post_init__(self) -> None:
        self._keep("settings", checked(self.settings))
        self._keep("steps", read_steps(self.steps))
        if not self.seeds:
            raise BadInput("seeds", 0, SEEDS.allowed)
        self._keep("seeds", tuple(SEED.check(seed) for seed in self.seeds))
        if not self.arms:
            raise BadInput("arms", "", " ".join(ARMS))
        from model.build import build
        from model.westphalia import found  # the engine takes seconds to load: a misspelt name must not wait for it

        self._keep("arms", {arm: tuple(x.name for x in found(names)) for arm, names in self.arms.items()})
        build(self.world, self.seeds[0], self.settings)  # what a world can hold is known to itself alone

    def _keep(self, field: str, value: object) -> None:
        object.__setattr__(self, field, value)

    @property
    def changed(self) -> dict[str, Value]:
        """The settings that differ from their defaults."""
        return {name: value for name, value in self.settings.items() if value != DEFAULTS[name]}

    def families(self, wanted: Wanted = EVERYTHING) -> Iterator[Family]:
        """Every arm with each seed; the reference is among them, and shown if it was asked for."""
        arms = {REFERENCE: (), **self.arms}
        at = self.world, self.steps, self.settings
        for seed in self.seeds:
            yield tuple(
                world_case(at, names, seed, {"arm": arm}, wanted, shown=arm in self.arms) for arm, names in arms.items()
            )

    def asked(self, wanted: Wanted = EVERYTHING) -> Asked:
        """The question as it is put to the engine; which runs are played for comparison is part of it."""
        told = self.identity | ({"actors": True} if wanted.actors else {})
        if wanted.outcomes:
            from experiments.ask.outcomes import compared_with  # which reads names as this module does

            told |= {"compared_with": compared_with(wanted.outcomes)}
        runs = len(self.seeds) * len(self.arms)
        return Asked(told, lambda: self.families(wanted), runs, worlds=(self.world,))

    @property
    def identity(self) -> dict[str, object]:
        """What makes two questions the same, as plain JSON."""
        return {
            "command": self.command,
            "world": self.world,
            "arms": {arm: list(names) for arm, names in self.arms.items()},
            "seeds": list(self.seeds),
            "steps": self.steps,
            "parameters": self.settings,
        }


def read_arms(text: str) -> dict[str, tuple[str, ...]]:
    """Arms from `none,top_down,mine=formal_body+local_institution`; raises BadInput.

    A shipped name stands for its row in `experiments.ask.arms`; `NAME=` alone is an arm without institutions.
    """
    arms: dict[str, tuple[str, ...]] = {}
    for word in text.split(","):
        name, makes, institutions = (part.strip() for part in word.partition("="))
        shipped = name in ARMS
        if name in arms or (shipped and makes):
            raise BadInput("arms", word, "each name once, and a new name for a new arm")
        if not shipped and not (makes and re.fullmatch(r"[a-z][a-z0-9_]{0,23}", name)):
            raise BadInput("arm", word, f"{' '.join(ARMS)} or new_name=institution+institution{meant(name, ARMS)}")
        arms[name] = ARMS[name] if shipped else tuple(x.strip() for x in institutions.split("+") if x.strip())
    return arms


def read_settings(pairs: Iterable[str], preset: str = "own") -> dict[str, Value]:
    """All settings of the model: those given as `name=value`, else the preset's, else defaults; raises BadInput."""
    return checked({"preset": preset} | read_pairs(pairs))


def read_pairs(pairs: Iterable[str]) -> dict[str, str]:
    """Names and values from `name=value` texts, the last of a name counting; raises BadInput."""
    settings = {}
    for pair in pairs:
        name, equals, value = (part.strip() for part in pair.partition("="))
        if not equals:
            raise BadInput("set", pair, "name=value")
        settings[name] = value
    return settings


def read_names(field: str, text: str, known: Sequence[str]) -> list[str]:
    """Names from `this,that`; none from an empty text. Raises BadInput, with `field`, for one that is not known."""
    names = [name.strip() for name in text.split(",")] if text else []
    for name in names:
        if name not in known:
            raise unknown(field, name, known)
    return names


def read_seeds(number: object) -> tuple[int, ...]:
    """Seeds 1..K; raises BadInput."""
    return tuple(range(1, int(SEEDS.check(number)) + 1))


def read_steps(number: object) -> int:
    """Months; raises BadInput."""
    return int(STEPS.check(number))


def read_workers(number: object) -> int:
    """How many processes to use, all free cores if not said; raises BadInput."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return int(control("workers", cores, 1, 1024, "processes", "").check(number or cores))
