"""The experiment in the link: what a visitor sees can be shared, reloaded and bookmarked.

A link is never trusted and never fatal: numbers are clamped, what cannot be used is ignored, and both are said.
"""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from experiments.studies.scenarios import SCENARIOS
from model.params import PARAMETERS, BadInput
from web.experiment import MONTHS, SEEDS, WORLDS, Experiment, limits

_SHOWN = 3  # problems named in the quiet line; a vandalised link should not fill the page


class Link(NamedTuple):
    """A link as understood: the experiment, the month to open at, and what had to be changed or left out.

    And the scenario that is open instead of the map: "" is the list of all, None the map.
    """

    experiment: Experiment
    month: int
    problems: tuple[str, ...]
    scenario: str | None = None

    @property
    def note(self) -> str:
        """One quiet line for the visitor, empty when the link was fine."""
        more = len(self.problems) - _SHOWN
        tail = [f"and {more} more"] if more > 0 else []
        return "From the link: " + "; ".join([*self.problems[:_SHOWN], *tail]) + "." if self.problems else ""


def read(search: str | None) -> Link:
    """The experiment that a query string names; never raises."""
    link = Link(Experiment(), 0, ())
    for name, text in parse_qsl(search or "", keep_blank_values=True, max_num_fields=None):
        link = _apply(link, name.strip(), text.strip())
    return link


def write(experiment: Experiment, scenario: str | None = None) -> str:
    """The query string of an experiment, without the month (the browser knows it) and without defaults."""
    opened = [] if scenario is None else [("scenario", scenario)]
    return urlencode([*opened, *_named(experiment)])


def _named(experiment: Experiment) -> Iterator[tuple[str, object]]:
    if experiment.world != WORLDS[0]:
        yield "world", experiment.world
    yield "seed", experiment.seed
    for name, value in experiment.changed:
        yield name, f"{value:g}" if isinstance(value, float) else value


def _apply(link: Link, name: str, text: str) -> Link:
    experiment, _, problems, _ = link
    if name == "scenario" and text in ("", *SCENARIOS):
        return link._replace(scenario=text)
    if name == "world" and text in WORLDS:
        return link._replace(experiment=experiment._replace(world=text))
    bounds = _bounds(name)
    number = _number(text)
    if name in PARAMETERS and PARAMETERS[name].choices:
        try:
            return link._replace(experiment=experiment.turn(name, text))
        except BadInput:
            bounds = None
    if bounds is None or number is None:
        return link._replace(problems=(*problems, f"{_short(name)}={_short(text)} ignored"))
    held = min(max(number, bounds[0]), bounds[1])
    if held != number:
        problems = (*problems, f"{name}={number:g} set to {held:g}, the nearest allowed")
    if name == "month":
        return link._replace(month=int(held), problems=problems)
    experiment = experiment.sow(int(held)) if name == "seed" else experiment.turn(name, held)
    return link._replace(experiment=experiment, problems=problems)


def _bounds(name: str) -> tuple[float, float] | None:
    """Range of a numeric field of the link, or nothing where the page has no such field."""
    if name == "seed":
        return SEEDS
    if name == "month":
        return 0, MONTHS
    parameter = PARAMETERS.get(name)
    return limits(parameter) if parameter and not parameter.choices else None


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None  # nan and infinities compare false too


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:24] + "..."
