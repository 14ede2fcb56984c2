"""What a scenario is: a question of diplomacy, the arms that could answer it, what is varied, and what was expected.

A variant is an arm with settings of its own, so that two designs of one institution can be compared.
All variants, at every value of what is varied, meet the same worlds with the same luck.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from experiments.ask.arms import ARMS
from experiments.ask.case import Value
from model.settings import preset_settings


@dataclass(frozen=True)
class Variant:
    """One arm of a scenario: its institutions, and the settings in which it differs from the others."""

    institutions: tuple[str, ...]
    settings: Mapping[str, Value] = field(default_factory=dict)


def arm(name: str, **settings: Value) -> Variant:
    """A shipped arm as a variant, with settings of its own if any are given."""
    return Variant(ARMS[name], settings)


def institutions(*names: str, **settings: Value) -> Variant:
    """Institutions as a variant, with settings of its own if any are given."""
    return Variant(names, settings)


class Varied(NamedTuple):
    """What is varied in every variant, over which values, and why these.

    A parameter by its name; or, with `cases`, anything that takes several settings at once, as a kind of shock does.
    """

    name: str
    values: tuple[Value, ...]
    why: str
    cases: Mapping[Value, Mapping[str, Value]] = MappingProxyType({})

    def settings_at(self, value: Value) -> Mapping[str, Value]:
        """What is set for one of the values."""
        return self.cases[value] if self.cases else {self.name: value}

    @property
    def moves(self) -> set[str]:
        """The parameters that are not the same for all values."""
        return {name for value in self.values for name in self.settings_at(value)}


def cases(name: str, why: str, **settings: Mapping[str, Value]) -> Varied:
    """Named cases, each a set of settings."""
    named: dict[Value, Mapping[str, Value]] = {case: settings[case] for case in settings}
    return Varied(name, tuple(settings), why, MappingProxyType(named))


class Place(NamedTuple):
    """A variant at one value of what is varied; no value where nothing is."""

    variant: str
    value: Value | None = None


class Contrast(NamedTuple):
    """What is expected, as it can be measured: the outcome is higher in one place than in the other."""

    outcome: str
    higher: Place
    lower: Place


@dataclass(frozen=True)
class Expectation:
    """What the literature leads one to expect, in words, whose word it is, and the contrasts that would show it."""

    words: str
    source: str
    contrasts: tuple[Contrast, ...]


@dataclass(frozen=True)
class Scenario:
    """One question put to the model. `settings` hold for every variant, on top of the preset's; `why` says why."""

    question: str
    variants: Mapping[str, Variant]
    outcomes: tuple[str, ...]
    expectation: Expectation
    why: str
    varied: Varied | None = None
    settings: Mapping[str, Value] = field(default_factory=dict)
    preset: str = "own"
    world: str = "earth"
    seeds: int = 8
    steps: int = 240
    name: str = ""  # that of its file

    @property
    def places(self) -> tuple[Place, ...]:
        """Every variant at every value, in the order in which they are played."""
        values: tuple[Value | None, ...] = self.varied.values if self.varied else (None,)
        return tuple(Place(variant, value) for variant in self.variants for value in values)

    @property
    def own(self) -> set[str]:
        """The parameters that the scenario itself moves between its places."""
        varied = self.varied.moves if self.varied else set()
        return varied.union(*(variant.settings for variant in self.variants.values()))

    def settings_at(self, place: Place) -> dict[str, Value]:
        """What is set at this place: preset, scenario, variant and value, the later winning."""
        value = self.varied.settings_at(place.value) if self.varied and place.value is not None else {}
        shared = preset_settings(self.preset) | dict(self.settings)
        return shared | dict(self.variants[place.variant].settings) | dict(value)
