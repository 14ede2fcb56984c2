"""What a replication is: a name, a source, parameters in the paper's own symbols, and a function that measures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from model.parameter import unknown
from model.params import BadInput, Parameter


class Measured(NamedTuple):
    """One figure from the engine and its standard error (0 where nothing was sampled)."""

    value: float
    se: float = 0.0


Measure = Callable[..., dict[str, Measured]]


@dataclass(frozen=True)
class Replication:
    """A published model. `measure` takes every parameter by name and returns the figures by name."""

    name: str
    source: str
    parameters: Mapping[str, Parameter]
    measure: Measure
    limits: Callable[[Mapping[str, Any]], None]

    def checked(self, given: Mapping[str, object]) -> dict[str, Any]:
        """All parameters, the given ones in place of the paper's; raises BadInput."""
        for name in given:
            if name not in self.parameters:
                raise unknown("parameter", name, self.parameters)
        values = {name: q.default for name, q in self.parameters.items()}
        values |= {name: self.parameters[name].check(value) for name, value in given.items()}
        self.limits(values)
        return values

    def run(self, given: Mapping[str, object]) -> dict[str, Measured]:
        """Let the engine run and measure; raises BadInput on a value that is not legal."""
        return self.measure(**self.checked(given))


CASES: dict[str, Replication] = {}


def symbol(name: str, default: Any, low: float, high: float, label: str, **more: Any) -> Parameter:
    """A parameter under the paper's own symbol; `choices` or `words` as in the product's own declarations."""
    return Parameter(name, default, low, high, "", label, "", "uncertainty", "", **more)


def unlimited(values: Mapping[str, Any]) -> None:
    """No limits beyond each parameter's own range."""


def no_more(values: Mapping[str, Any], small: str, large: str) -> None:
    """Raise BadInput where one parameter exceeds another that bounds it."""
    if values[small] > values[large]:
        raise BadInput(small, values[small], f"no more than {large}={values[large]}")


def replicates(
    source: str, *symbols: Parameter, limits: Callable[[Mapping[str, Any]], None] = unlimited
) -> Callable[[Measure], Measure]:
    """Register the function as the case of its own name."""

    def register(measure: Measure) -> Measure:
        CASES[measure.__name__] = Replication(measure.__name__, source, {q.name: q for q in symbols}, measure, limits)
        return measure

    return register


SEED = symbol("seed", 1, 0, 2**31, "luck of the engine")
