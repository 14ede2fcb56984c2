"""A factor: one declared parameter and the range over which a design varies it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from experiments.ask.case import Value
from model.parameter import unknown
from model.params import PARAMETERS, BadInput, Parameter

DECLARED = "declared"  # in a design: the range of the declaration


@dataclass(frozen=True)
class Factor:
    """A parameter with the ends of its range, or with the names it takes in turn."""

    parameter: Parameter
    low: float = 0.0
    high: float = 0.0
    names: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.parameter.name

    @property
    def levels(self) -> int:
        """How many values it can take; 0 if any number between its ends."""
        return len(self.names) or (int(self.high - self.low) + 1 if self.parameter.integer else 0)

    def value(self, u: float) -> Value:
        """The value at a share `u` (0..1) of the range; whole numbers and names get equal shares."""
        if not self.levels:
            return self.low + u * (self.high - self.low)
        level = min(int(u * self.levels), self.levels - 1)
        return self.names[level] if self.names else int(self.low) + level

    def share(self, value: Value) -> float:
        """Where a value lies in the range, 0..1: the inverse of `value`, at the middle of a level's share."""
        if not self.levels:
            return (float(value) - self.low) / (self.high - self.low)
        level = self.names.index(str(value)) if self.names else float(value) - self.low
        return (level + 0.5) / self.levels

    def check(self, value: object) -> Value:
        """The value as the parameter's type; raises BadInput where it is outside this factor's range."""
        checked = self.parameter.check(value)
        inside = checked in self.names if self.names else self.low <= float(checked) <= self.high
        if not inside:
            raise BadInput(self.name, value, self.allowed)
        return checked

    @property
    def allowed(self) -> str:
        return " ".join(self.names) or f"{self.low:g}..{self.high:g}"

    @property
    def identity(self) -> list[float] | list[str]:
        return list(self.names) or [self.low, self.high]


def read_factor(section: str, name: str, given: object) -> Factor:
    """A factor from `name = [low, high]`, `name = ["this", "that"]` or `name = "declared"`; raises BadInput.

    `section` is "levers" or "uncertainties", and holds parameters of that role (an experiment's size counts as
    an uncertainty).
    """
    allowed = [p.name for p in PARAMETERS.values() if _section(p) == section and p.name != "preset"]  # it names others
    if name not in allowed:
        field = "lever" if section == "levers" else "uncertainty"
        if name in PARAMETERS and name != "preset":
            raise BadInput(field, name, f"under [{_section(PARAMETERS[name])}], by its declaration")
        raise unknown(field, name, allowed)
    parameter = PARAMETERS[name]
    if parameter.choices:
        return Factor(parameter, names=_names(parameter, given))
    low, high = _ends(parameter, given)
    return Factor(parameter, low, high)


def plain(parameter: Parameter, value: object) -> Value:
    """The value as TOML has it, names in quotes and numbers without; raises BadInput."""
    named = bool(parameter.choices) or value in parameter.words
    if isinstance(value, bool) or isinstance(value, str) != named:
        kind = "a name in quotes" if parameter.choices else "a number without quotes"
        given = json.dumps(value, ensure_ascii=False, default=str)
        raise BadInput(parameter.name, given, f"{parameter.allowed} ({kind})")
    return parameter.check(value)


def _section(parameter: Parameter) -> str:
    return "levers" if parameter.role == "lever" else "uncertainties"


def _names(parameter: Parameter, given: object) -> tuple[str, ...]:
    if given == DECLARED:
        return parameter.choices
    if not isinstance(given, list) or len(given) < 2 or len(set(map(str, given))) < len(given):
        raise BadInput(parameter.name, given, f'"{DECLARED}" or two or more of {parameter.allowed}')
    return tuple(str(plain(parameter, name)) for name in given)


def _ends(parameter: Parameter, given: object) -> Sequence[float]:
    if given == DECLARED:
        return parameter.low, parameter.high
    ends = f'"{DECLARED}" or [low, high] with low < high within {parameter.allowed}'
    if not isinstance(given, list) or len(given) != 2:
        raise BadInput(parameter.name, given, ends)
    low, high = (float(plain(parameter, end)) for end in given)
    if not low < high:
        raise BadInput(parameter.name, given, ends)
    return low, high
