"""What is measured, one function an outcome (DEFINITIONS C). A function in any file here is a new outcome.

A monthly outcome reads the issue as it stands; its value for a run is the mean over all months, and with `_last` over
the last 60. A final outcome reads the run's record, and says which monthly outcomes it reads there. A paired outcome
compares two records. An outcome of each actor reads the issue, and is averaged as a monthly one is. Undefined is NaN,
never 0.

Each declares its unit and source; where the unit does not say them, the bounds of what it can be; from when it counts,
if it is a time that a run may be too short to see the end of; and whether more of it is better.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from math import inf
from pkgutil import iter_modules
from typing import Any, Literal

import numpy as np

from model.issue import Issue
from model.record import Record

Monthly = Callable[[Issue], float]
Final = Callable[[Record, bool], float]
Paired = Callable[[Record, Record], float]
Each = Callable[[Issue], np.ndarray]
Bounds = tuple[float, float]
Start = Literal["", "start", "shock", "joining", "norm"]

SHARE: Bounds = (0, 1)
AT_LEAST_0: Bounds = (0, inf)
UNBOUNDED: Bounds = (-inf, inf)
#: What a value can be, by how its unit begins.
BY_UNIT: dict[str, Bounds] = {
    "share": SHARE, "probability": SHARE, "0 or 1": SHARE, "index 0..1": SHARE, "months": AT_LEAST_0,
    "coalitions": AT_LEAST_0, "bodies": AT_LEAST_0, "states": AT_LEAST_0, "Gini": AT_LEAST_0,
}  # fmt: skip


@dataclass
class Outcome:
    """How one outcome is measured; `late` says whether it is given for the last 60 months too.

    `reads` names the monthly outcomes that it reads in the record, `bounds` are the ends of what it can be,
    `timed_from` says from when a time counts (a missing value is then a time beyond the run's end), and
    `more_is_better` whether it makes sense to ask who has most of it.
    """

    name: str
    unit: str
    source: str
    doc: str
    monthly: Monthly | None = None
    final: Final | None = None
    paired: Paired | None = None
    each: Each | None = None
    late: bool = False
    reads: tuple[str, ...] = ()
    bounds: Bounds = UNBOUNDED
    timed_from: Start = ""
    more_is_better: bool = False
    label: str = field(init=False)

    def __post_init__(self) -> None:
        self.label = self.name.replace("_", " ")

    @property
    def censored(self) -> bool:
        """Whether it is a time: summarised by a Kaplan-Meier median, null where beyond the run's end."""
        return bool(self.timed_from)

    @property
    def columns(self) -> tuple[str, ...]:
        """Its name, and that of the last 60 months."""
        return (self.name, f"{self.name}_last") if self.late else (self.name,)


OUTCOMES: dict[str, Outcome] = {}
EACH: dict[str, Outcome] = {}


def _declare(
    table: dict[str, Outcome], function: Callable[..., Any], unit: str, source: str, bounds: Bounds | None, **told: Any
) -> None:
    """Register; raises TypeError where the name is taken."""
    name = function.__name__
    if name in table:
        raise TypeError(f"outcome={name}: allowed a name that is not taken")
    known = next((ends for start, ends in BY_UNIT.items() if unit.startswith(start)), UNBOUNDED)
    table[name] = Outcome(name, unit, source, function.__doc__ or "", bounds=bounds or known, **told)


def monthly(
    unit: str, source: str, bounds: Bounds | None = None, more_is_better: bool = False
) -> Callable[[Monthly], Monthly]:
    """An outcome measured each month: `f(issue)`."""

    def register(function: Monthly) -> Monthly:
        told = {"monthly": function, "late": True, "more_is_better": more_is_better}
        _declare(OUTCOMES, function, unit, source, bounds, **told)
        return function

    return register


def final(unit: str, source: str, reads: tuple[str, ...] = (), **told: Any) -> Callable[[Final], Final]:
    """An outcome of the whole run: `f(record, late)`; `told` may be late, bounds, timed_from, more_is_better."""

    def register(function: Final) -> Final:
        _declare(OUTCOMES, function, unit, source, told.pop("bounds", None), final=function, reads=reads, **told)
        return function

    return register


def paired(unit: str, source: str, bounds: Bounds | None = None) -> Callable[[Paired], Paired]:
    """An outcome against the same world and random seed under no institutions: `f(record, reference)`."""

    def register(function: Paired) -> Paired:
        _declare(OUTCOMES, function, unit, source, bounds, paired=function)
        return function

    return register


def each(unit: str, source: str, bounds: Bounds | None = None) -> Callable[[Each], Each]:
    """An outcome of each actor, measured each month: `f(issue)`, shape (actors,)."""

    def register(function: Each) -> Each:
        _declare(EACH, function, unit, source, bounds, each=function, late=True)
        return function

    return register


def columns() -> list[str]:
    """Names of all outcome columns, in order."""
    return [column for outcome in OUTCOMES.values() for column in outcome.columns]


for _module in sorted(m.name for m in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")
