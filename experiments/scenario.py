"""What a scenario is: a question of diplomacy, the arms that could answer it, what is varied, and what was expected.

A variant is an arm with settings of its own, so that two designs of one institution can be held against each other.
All variants, at every value of what is varied, meet the same worlds with the same luck.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from experiments.arms import ARMS
from experiments.presets import preset_settings
from experiments.question import Value


@dataclass(frozen=True)
class Variant:
    """One arm of a scenario: its institutions, and the settings in which it differs from the others."""

    institutions: tuple[str, ...]
    settings: Mapping[str, Value] = field(default_factory=dict)


def arm(name: str, **settings: Value) -> Variant:
    """A shipped arm as a variant, with settings of its own if any are given."""
    return Variant(ARMS[name], settings)


class Varied(NamedTuple):
    """The parameter that is varied in every variant, over which values, and why these."""

    parameter: str
    values: tuple[Value, ...]
    why: str


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
    """One question put to the model. `settings` hold for every variant, on top of the preset's; `why` gives their reason."""

    question: str
    variants: Mapping[str, Variant]
    outcomes: tuple[str, ...]
    expectation: Expectation
    why: str
    varied: Varied | None = None
    settings: Mapping[str, Value] = field(default_factory=dict)
    preset: str = ""
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
        varied = {self.varied.parameter} if self.varied else set()
        return varied.union(*(variant.settings for variant in self.variants.values()))

    def settings_at(self, place: Place) -> dict[str, Value]:
        """What is set at this place: preset, scenario, variant and value, the later winning."""
        value = {self.varied.parameter: place.value} if self.varied and place.value is not None else {}
        shared = preset_settings(self.preset) | dict(self.settings)
        return shared | dict(self.variants[place.variant].settings) | value
