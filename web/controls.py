"""The settings panel, generated from the parameter declarations: declare a parameter and its slider is here."""
# ruff: noqa: N802 (components are capitalised, as in all of Solara)

import math
import re
from collections.abc import Callable
from itertools import groupby

import solara

from model.params import PARAMETERS, Parameter
from web.experiment import SEEDS, WORLDS, Experiment, limits

_RANDOM = "world random: "  # what is declared so is shown for that world only
_SYMBOL = re.compile(r" \([\w/]{1,6}\)$")  # the (q) in "majority to adopt (q)"


@solara.component_vue("browser/panel.vue")
def _Panel(
    worlds: list[str],
    world: str,
    seed: int,
    seeds: tuple[int, int],
    groups: list[dict[str, object]],
    values: dict[str, object],
    event_choose_world: Callable[[str], None],
    event_sow: Callable[[int], None],
    event_turn: Callable[[list[object]], None],
    event_reset: Callable[[object], None],
) -> None:
    """The panel in the browser: it keeps what is open and what is being dragged, Python keeps the experiment."""


@solara.component
def Controls(experiment: Experiment, change: Callable[[Callable[[Experiment], Experiment]], None]) -> None:
    """World, luck and every parameter, as sliders. `change` is handed what to do to the experiment as it then stands,
    since two sliders may move before the page is drawn again."""
    groups = solara.use_memo(lambda: slider_groups(experiment.world), [experiment.world])
    _Panel(
        worlds=list(WORLDS),
        world=experiment.world,
        seed=experiment.seed,
        seeds=SEEDS,
        groups=groups,
        values=dict(experiment.changed),
        event_choose_world=lambda world: change(lambda now: now.settle(world)),
        event_sow=lambda seed: change(lambda now: now.sow(seed)),
        event_turn=lambda turned: change(lambda now: now.turn(str(turned[0]), turned[1])),
        event_reset=lambda _: change(lambda now: now._replace(changed=())),
    )


def slider_groups(world: str) -> list[dict[str, object]]:
    """The declarations under their headings, in the order in which they were declared."""
    shown = [p for p in PARAMETERS.values() if world == "random" or not _about_random(p)]
    groups = groupby(shown, lambda p: p.group)
    return [{"heading": heading, "sliders": [slider(p) for p in group]} for heading, group in groups]


def slider(parameter: Parameter) -> dict[str, object]:
    """What the browser must know to draw one parameter."""
    low, high = limits(parameter)
    kind = "choice" if parameter.choices else "switch" if parameter.unit == "off/on" else "range"
    return {
        "name": parameter.name,
        "label": sentence(parameter.label),
        "unit": parameter.unit,
        "source": parameter.source,
        "default": parameter.default,
        "low": low,
        "high": high,
        "step": fine_step(low, high) if kind == "range" and not parameter.integer else 1,
        "choices": list(parameter.choices),
        "kind": kind,
    }


def fine_step(low: float, high: float) -> float:
    """A power of ten that cuts the range in a hundred steps or more."""
    return 10.0 ** math.floor(math.log10((high - low) / 100) + 1e-9)


def sentence(label: str) -> str:
    """A label as a heading: first letter large, the mathematicians' symbol left to the docs."""
    plain = _SYMBOL.sub("", label.removeprefix(_RANDOM))
    return plain[:1].upper() + plain[1:]


def _about_random(parameter: Parameter) -> bool:
    return parameter.label.startswith(_RANDOM)
