"""What a parameter is, and how it refuses a value: in one line, with the name, the value and the range."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Role = Literal["lever", "uncertainty", "design"]


class BadInput(ValueError):  # noqa: N818 - a person's input, not an error of ours
    """A value that cannot be used; its text names the field, the value and what is allowed."""

    def __init__(self, field: str, value: object, allowed: str) -> None:
        super().__init__(field, value, allowed)  # all three, so that it survives the way back from another process

    def __str__(self) -> str:
        field, value, allowed = self.args
        return f"{field}={value}: allowed {allowed}"


def unknown(field: str, name: object, allowed: Iterable[str]) -> BadInput:
    """The error for an unknown name, with the closest known name."""
    known = list(allowed)
    return BadInput(field, name, " ".join(known) + meant(name, known))


def meant(name: object, known: Iterable[str]) -> str:
    """The words that end a refusal where one of the known names is near; empty where none is."""
    near = get_close_matches(str(name), list(known), 1)
    return f" (did you mean {near[0]}?)" if near else ""


@dataclass(frozen=True)
class Parameter:
    """One declared quantity; `choices` is empty unless the parameter picks a name."""

    name: str
    default: float | int | str
    low: float
    high: float
    unit: str
    label: str
    source: str
    role: Role
    group: str
    choices: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # allowed beside the numbers, as "inf"
    several: bool = False  # any number of the choices, joined by +

    @property
    def integer(self) -> bool:
        return isinstance(self.default, int)

    @property
    def allowed(self) -> str:
        """The range in words."""
        several = ("any of, joined by +:",) if self.several else ()
        return " ".join((*several, *self.choices) if self.choices else (f"{self.low:g}..{self.high:g}", *self.words))

    def check(self, value: object) -> float | int | str:
        """The value as this parameter's own type; raises BadInput where it does not fit."""
        if self.choices:
            chosen = str(value).split("+") if self.several else [value]
            if any(name not in self.choices for name in chosen):
                raise BadInput(self.name, value, self.allowed + meant(value, self.choices))
            return str(value)
        if value in self.words:
            return str(value)
        try:
            number = float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError, OverflowError):
            raise BadInput(self.name, value, self.allowed) from None
        if not self.low <= number <= self.high or (self.integer and number != int(number)):
            kind = " (a whole number)" if self.integer else ""
            raise BadInput(self.name, value, self.allowed + kind)
        return int(number) if self.integer else number
