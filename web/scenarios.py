"""The scenarios on the page: pick one, read what is expected, predict, run, and see what came."""
# ruff: noqa: N802 (components are capitalised, as in all of Solara)

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from typing import Any

import solara

from experiments.show.style import Style, styles, titled
from experiments.studies.scenario import Scenario
from experiments.studies.scenario.figure import varied_name
from experiments.studies.scenario.findings import outcome_name, shown
from experiments.studies.scenarios import SCENARIOS
from web import performance
from web.experiment import Experiment
from web.prediction import questions, verdict
from web.words import spoken

LINE = 3.2  # width of a sample of a line, as in the browser's own


@solara.component_vue("browser/scenarios.vue")
def _Hall(
    catalogue: list[dict[str, str]],
    card: dict[str, Any] | None,
    predicted: list[str | None],
    progress: dict[str, Any] | None,
    found: dict[str, Any] | None,
    note: str,
    event_choose: Callable[[str], None],
    event_predict: Callable[[list[Any]], None],
    event_run: Callable[[Any], None],
    event_stop: Callable[[Any], None],
    event_again: Callable[[Any], None],
    event_show: Callable[[Any], None],
) -> None:
    """The hall in the browser; Python keeps what was predicted and what came."""


@solara.component
def Scenarios(name: str, choose: Callable[[str], None], show_on_the_map: Callable[[Experiment], None]) -> None:
    """The list of all scenarios, or the one of this name; `show_on_the_map` is handed its world."""
    Hall(name, choose, show_on_the_map).key(f"scenario {name}")  # another scenario begins anew


@solara.component
def Hall(name: str, choose: Callable[[str], None], show_on_the_map: Callable[[Experiment], None]) -> None:
    """One scenario with one visitor's predictions."""
    scenario = SCENARIOS.get(name)
    asked = len(scenario.expectation.contrasts) if scenario else 0
    predicted, set_predicted = solara.use_state((None,) * asked)
    wanted, set_wanted = solara.use_state(False)
    progress, set_progress = solara.use_state(None)

    async def watch() -> dict[str, Any] | None:
        return await performance.watch(name, set_progress) if wanted else None

    watched = solara.lab.use_task(watch, dependencies=[wanted], raise_error=False)
    solara.use_effect(lambda: watched.cancel, [])  # who leaves the scenario waits for it no more

    def again() -> None:
        set_wanted(False)
        set_predicted((None,) * asked)

    came = watched.value if wanted and watched.finished else None
    _Hall(
        catalogue=catalogue(),
        card=card(scenario) if scenario else None,
        predicted=list(predicted),
        progress=progress._asdict() if wanted and watched.pending and progress else None,
        found=found(came, predicted) if came else None,
        note=f"It could not be played: {watched.exception}." if wanted and watched.error else "",
        event_choose=choose,
        event_predict=lambda made: set_predicted(lambda now: replaced(now, *made)),
        event_run=lambda _: set_wanted(True),
        event_stop=lambda _: set_wanted(False),
        event_again=lambda _: again(),
        event_show=lambda _: show_on_the_map(world_of(scenario)) if scenario else None,
    )


@cache
def catalogue() -> list[dict[str, str]]:
    """Every scenario's name and question."""
    return [{"name": s.name, "question": s.question} for s in SCENARIOS.values()]


def card(scenario: Scenario) -> dict[str, Any]:
    """What a visitor reads before predicting."""
    looks, varied, expectation = styles(scenario.variants), scenario.varied, scenario.expectation
    return {
        "name": scenario.name,
        "question": scenario.question,
        "why": scenario.why,
        "variants": [{"title": titled(v), "line": line(looks[v]), "does": does(scenario, v)} for v in looks],
        "varied": varied and (varied.name if varied.cases else varied_name(varied)),
        "values": varied and [shown(value) for value in varied.values],
        "why_varied": varied.why if varied else "",
        "outcomes": ", ".join(map(outcome_name, scenario.outcomes)),
        "setting": f"{scenario.world}, {scenario.steps // 12} years, {scenario.seeds} worlds with a luck each, "
        f"{len(scenario.places) * scenario.seeds} runs in all",
        "expected": expectation.words,
        "source": expectation.source,
        "questions": questions(scenario),
    }


def does(scenario: Scenario, variant: str) -> str:
    """A variant's institutions and its own settings, in words."""
    chosen = scenario.variants[variant]
    parts = [*map(spoken, chosen.institutions), *(f"{spoken(k)} {shown(v)}" for k, v in chosen.settings.items())]
    return ", ".join(parts) or "no institutions"


def line(style: Style) -> dict[str, str]:
    """A line's colour and dashes as SVG has them."""
    dashes = () if isinstance(style.dashes, str) else style.dashes
    return {"colour": style.colour, "dash": " ".join(f"{LINE * dash:.1f}" for dash in dashes)}


def found(came: dict[str, Any], predicted: tuple[str | None, ...]) -> dict[str, Any]:
    """What came, beside what this visitor predicted."""
    told = [one | {"predicted": guess} for one, guess in zip(came["findings"], predicted, strict=True)]
    panels = [{"title": outcome_name(outcome), "picture": inlined(svg)} for outcome, svg in came["panels"].items()]
    return {"verdict": verdict(came["findings"], predicted), "findings": told, "panels": panels}


def inlined(svg: str) -> str:
    """A picture as an address that holds it."""
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def replaced(predicted: tuple[str | None, ...], number: int, choice: str) -> tuple[str | None, ...]:
    """The predictions with one made, or taken back if it is made twice."""
    mine = None if predicted[number] == choice else choice
    return (*predicted[:number], mine, *predicted[number + 1 :])


def world_of(scenario: Scenario) -> Experiment:
    """The scenario's world for the map: what all its variants share, and the middle of what is varied."""
    own = {name for variant in scenario.variants.values() for name in variant.settings}
    values = scenario.varied.values if scenario.varied else (None,)
    at = scenario.places[0]._replace(value=values[len(values) // 2])
    experiment = Experiment(scenario.world)
    for name, value in scenario.settings_at(at).items():
        if name not in own:
            experiment = experiment.turn(name, value)
    return experiment
