"""What is measured, one function an outcome (DEFINITIONS C). A function in any file here is a new outcome.

A monthly outcome reads the issue as it stands; its value for a run is the mean over all months, and with `_last` over
the last 60: over those in which it is measured, where it declares an interval (`every`). A final outcome reads the
run's record, and says which monthly outcomes it reads there. A paired outcome compares the run with others of the same
world, which it names (`model.outcome.TWINS`). An outcome of each actor reads the issue, and is averaged as a monthly
one is; or it compares runs. Undefined is NaN, never 0.

An interval is for what costs over a hundredth of a month. It is so short that means hardly move: by at most a tenth of
what runs of other seeds differ by (standard deviations; twelve seeds, treaty and coalitions on earth).

Each declares its unit and source; where the unit does not say them, the bounds of what it can be; from when it counts,
if it is a time that a run may be too short to see the end of; whether more of it is better; and what belongs beside it.
"""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from model.outcome import (
    AT_LEAST_0,
    BY_UNIT,
    PLACEBO,
    SHARE,
    TWICE,
    UNBOUNDED,
    Bounds,
    Each,
    EachPaired,
    Final,
    Monthly,
    Outcome,
    Paired,
)

__all__ = [
    "AT_LEAST_0", "EACH", "OUTCOMES", "PLACEBO", "SHARE", "TWICE", "UNBOUNDED", "Bounds", "Outcome", "columns", "each",
    "each_paired", "final", "monthly", "paired", "placebo",
]  # fmt: skip

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


def monthly(unit: str, source: str, bounds: Bounds | None = None, **told: Any) -> Callable[[Monthly], Monthly]:
    """An outcome measured each month: `f(issue)`; `told` may be more_is_better, beside, every."""

    def register(function: Monthly) -> Monthly:
        _declare(OUTCOMES, function, unit, source, bounds, monthly=function, late=True, **told)
        return function

    return register


def final(unit: str, source: str, reads: tuple[str, ...] = (), **told: Any) -> Callable[[Final], Final]:
    """An outcome of the whole run: `f(record, late)`; `told` may be late, bounds, timed_from, more_is_better."""

    def register(function: Final) -> Final:
        _declare(OUTCOMES, function, unit, source, told.pop("bounds", None), final=function, reads=reads, **told)
        return function

    return register


def paired(
    unit: str, source: str, bounds: Bounds | None = None, needs: tuple[str, ...] = ("ungoverned",), **told: Any
) -> Callable[[Paired], Paired]:
    """An outcome against other runs of the same world, `f(record, *others)` in the order of `needs`; by default one,
    the same luck without institutions. `told` may be reads, timed_from, more_is_better, beside."""

    def register(function: Paired) -> Paired:
        _declare(OUTCOMES, function, unit, source, bounds, paired=function, needs=needs, **told)
        return function

    return register


def placebo(function: Paired) -> Paired:
    """Declare, beside an outcome of `TWICE`, what chance makes of it: none under other luck in the arm's place."""
    real = OUTCOMES[function.__name__]

    def by_chance(record: Any, *others: Any) -> float:
        return function(*others)

    by_chance.__name__ = f"{real.name}_placebo"
    by_chance.__doc__ = f"The {real.label} that chance alone makes: none under other luck, against none."
    told = {"reads": real.reads, "needs": PLACEBO}
    _declare(OUTCOMES, by_chance, real.unit, real.source, real.bounds, paired=by_chance, **told)
    real.beside = (*real.beside, by_chance.__name__)
    return function


def each(unit: str, source: str, bounds: Bounds | None = None) -> Callable[[Each], Each]:
    """An outcome of each actor, measured each month: `f(issue)`, shape (actors,)."""

    def register(function: Each) -> Each:
        _declare(EACH, function, unit, source, bounds, each=function, late=True)
        return function

    return register


def each_paired(unit: str, source: str, needs: tuple[str, ...]) -> Callable[[EachPaired], EachPaired]:
    """An outcome of each actor against other runs: `f(record, *others)`, shape (actors,)."""

    def register(function: EachPaired) -> EachPaired:
        _declare(EACH, function, unit, source, None, each_paired=function, needs=needs)
        return function

    return register


def columns() -> list[str]:
    """Names of all outcome columns, in order."""
    return [column for outcome in OUTCOMES.values() for column in outcome.columns]


for _module in sorted(m.name for m in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")
