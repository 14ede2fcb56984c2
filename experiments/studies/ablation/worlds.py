"""The worlds of an ablation: the default one under each arm, each preset, and each scenario of an idea.

A scenario has many places. A row is played where it changes something: in the place with the most institutions, and of
several such the last that is declared.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from experiments.ask.arms import ARMS
from experiments.studies.ablation.rows import At, Row, read_ideas
from experiments.studies.scenarios import SCENARIOS
from model.presets import NAMES as PRESETS

HYBRID = "hybrid"


class World(NamedTuple):
    """A world by its name, under an arm, or a scenario with its places."""

    name: str
    ats: tuple[At, ...]
    arm: str = HYBRID
    default: bool = False
    scenario: str = ""


def default_worlds() -> Iterator[World]:
    """The default world under every arm that has institutions."""
    for arm, names in ARMS.items():
        if names:
            yield World(f"default, {arm}", (At(tuple(sorted(names))),), arm, default=True)


def preset_worlds() -> Iterator[World]:
    """Every preset under the arm that has all institutions of the others."""
    for preset in PRESETS:
        yield World(f"preset {preset}", (At(tuple(sorted(ARMS[HYBRID])), (("preset", preset),)),))


def scenario_worlds() -> Iterator[World]:
    """Every scenario."""
    for name, scenario in SCENARIOS.items():
        ats = [
            At(
                tuple(sorted(scenario.variants[place.variant].institutions)),
                tuple(sorted(scenario.settings_at(place).items())),
                scenario.world,
                scenario.steps,
            )
            for place in scenario.places
        ]
        yield World(f"scenario {name}", tuple(ats), scenario=name)


WORLDS: dict[str, tuple[Callable[[], Iterator[World]], ...]] = {
    "default": (default_worlds,),
    "presets": (default_worlds, preset_worlds),
    "all": (default_worlds, preset_worlds, scenario_worlds),
}


def worlds(names: str) -> Iterator[World]:
    """Those of a row of WORLDS."""
    for some in WORLDS[names]:
        yield from some()


def lacking(row: Row, world: World) -> tuple[At, At] | None:
    """Where a scenario of one of the row's ideas has what the row switches off, and that place without it."""
    if row.idle or all(read_ideas()[idea].scenario != world.scenario for idea in row.ideas):
        return None
    found = [(at.changed(""), at.changed(row.off)) for at in world.ats]
    changed = [pair for pair in found if not pair[0].same(pair[1])]
    return max(reversed(changed), key=lambda pair: len(pair[0].institutions), default=None)
