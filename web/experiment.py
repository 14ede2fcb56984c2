"""What a visitor can set on the page, as one immutable value: it is at once page state, link and cache key."""

from typing import NamedTuple, Self

from model.parameter import unknown
from model.params import PARAMETERS, Parameter
from model.settings import preset_settings

Value = float | int | str

MONTHS = 240
WORLDS = ("earth", "random")
SEEDS = (0, 999_999)

# Ranges that are right for a cluster but not for a projector: a slider to a million actors would never be let go.
_PAGE_RANGE = {
    "actors": (100, 3000),
    "actors_per_state": (1, 20),
    "choice_strength": (0, 100),
    "shock_step": (0, MONTHS),
}


def limits(parameter: Parameter) -> tuple[float, float]:
    """Lowest and highest value that the page offers; within the declared range."""
    low, high = _PAGE_RANGE.get(parameter.name, (parameter.low, parameter.high))
    return max(low, parameter.low), min(high, parameter.high)


class Experiment(NamedTuple):
    """One world, one luck and the settings that differ from their defaults (sorted, so equal settings are equal)."""

    world: str = WORLDS[0]
    seed: int = 1
    changed: tuple[tuple[str, Value], ...] = ()

    def turn(self, name: str, value: object) -> Self:
        """The same experiment with one parameter turned, clamped to the page's range; raises BadInput on nonsense."""
        parameter = PARAMETERS[name]
        settings = dict(self.changed)
        settings[name] = parameter.check(value if parameter.choices else clamped(parameter, value))
        if name == "preset":
            settings |= preset_settings(str(settings[name]))  # so that every slider shows what is in effect
        settings = {other: kept for other, kept in settings.items() if kept != PARAMETERS[other].default}
        return self._replace(changed=tuple(sorted(settings.items())))

    def settle(self, world: str) -> Self:
        """The same experiment in another world; raises BadInput on one that there is not."""
        if world not in WORLDS:
            raise unknown("world", world, WORLDS)
        return self._replace(world=world)

    def sow(self, seed: int) -> Self:
        """The same experiment with other luck."""
        return self._replace(seed=min(max(int(seed), SEEDS[0]), SEEDS[1]))


def clamped(parameter: Parameter, value: object) -> object:
    """The number nearest to `value` that the page offers; what is not a number is left for `check` to refuse."""
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return value
    low, high = limits(parameter)
    number = min(max(number, low), high)
    return round(number) if parameter.integer and number == number else number
