"""What is measured, one function an outcome (DEFINITIONS C). A function in any file here is a new outcome.

A monthly outcome reads the issue as it stands; its value for a run is the mean over all months, and with `_last` over
the last 60. A final outcome reads the run's record. Undefined is NaN, never 0.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules

from model.issue import Issue
from model.record import Record

Monthly = Callable[[Issue], float]
Final = Callable[[Record, bool], float]
Paired = Callable[[Record, Record], float]


@dataclass
class Outcome:
    """How one outcome is measured; `late` says whether it is told for the last 60 months too."""

    name: str
    unit: str
    source: str
    doc: str
    monthly: Monthly | None = None
    final: Final | None = None
    paired: Paired | None = None
    late: bool = False
    censored: bool = False  # summarised by a Kaplan-Meier median, null where censored
    label: str = field(init=False)

    def __post_init__(self) -> None:
        self.label = self.name.replace("_", " ")


OUTCOMES: dict[str, Outcome] = {}


def _declare(function: Callable[..., float], unit: str, source: str) -> Outcome:
    return OUTCOMES.setdefault(function.__name__, Outcome(function.__name__, unit, source, function.__doc__ or ""))


def monthly(unit: str, source: str) -> Callable[[Monthly], Monthly]:
    """An outcome measured each month: `f(issue)`."""

    def register(function: Monthly) -> Monthly:
        declared = _declare(function, unit, source)
        declared.monthly, declared.late = function, True
        return function

    return register


def final(unit: str, source: str, late: bool = False, censored: bool = False) -> Callable[[Final], Final]:
    """An outcome of the whole run: `f(record, late)`."""

    def register(function: Final) -> Final:
        declared = _declare(function, unit, source)
        declared.final, declared.late, declared.censored = function, late, censored
        return function

    return register


def paired(unit: str, source: str) -> Callable[[Paired], Paired]:
    """An outcome against the same world and luck under no institutions: `f(record, reference)`."""

    def register(function: Paired) -> Paired:
        _declare(function, unit, source).paired = function
        return function

    return register


def columns() -> list[str]:
    """Names of all outcome columns, in order."""
    return [c for o in OUTCOMES.values() for c in ((o.name, f"{o.name}_last") if o.late else (o.name,))]


for _module in sorted(m.name for m in iter_modules(__path__)):
    import_module(f"model.outcomes.{_module}")
