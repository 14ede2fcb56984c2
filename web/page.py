"""The page, composed: a header, the settings at the side, and the stage."""
# ruff: noqa: N802 (components are capitalised, as in all of Solara)

import asyncio
from collections.abc import Callable
from functools import cache

import solara
from reacton import ipyvuetify as v

from web import films
from web.about import ABOUT
from web.address import Link, read, write
from web.controls import Controls
from web.experiment import Experiment
from web.reel import pack_land
from web.scenarios import Scenarios
from web.stage import StageWidget
from web.words import QUESTION, TITLE

REST = 0.15  # seconds a slider must rest before its films are made


@solara.component
def Page() -> None:
    """One visitor's page: their link, and either their experiment on the map or a scenario."""
    router = solara.use_router()
    link: Link = solara.use_memo(lambda: read(router.search), [])
    experiment, set_experiment = solara.use_state(link.experiment)
    settings_open, set_settings_open = solara.use_state(False)
    about_open, set_about_open = solara.use_state(False)
    scenario, set_scenario = solara.use_state(link.scenario)  # "" is the list of all, None the map

    async def screen() -> bytes:
        return await _screening(experiment)

    def show_on_the_map(shown: Experiment) -> None:
        set_experiment(shown)
        set_scenario(None)

    screened = solara.lab.use_task(screen, dependencies=[experiment], raise_error=False)

    solara.Title(TITLE)
    with solara.Div(classes=["laboratory"]):
        with v.Html(tag="header", class_="masthead"):
            v.Html(tag="h1", children=[TITLE])
            v.Html(tag="p", children=[QUESTION])
            _Toggle("Scenarios", scenario is not None, lambda wanted: set_scenario("" if wanted else None))
            _Toggle("About", about_open, set_about_open)
            if scenario is None:
                _Toggle("Settings", settings_open, set_settings_open)
        if note := (_failure(screened.exception) or link.note):
            v.Html(tag="p", class_="note", attributes={"role": "status"}, children=[note])
        if about_open:
            solara.HTML(tag="section", classes=["about"], unsafe_innerHTML=ABOUT)
        if scenario is not None:
            Scenarios(scenario, set_scenario, show_on_the_map)
        with solara.Div(classes=["floor"] if scenario is None else ["floor", "away"]):
            with solara.Div(classes=["side"] if settings_open else ["side", "away"]):
                Controls(experiment, set_experiment)
            StageWidget.element(
                reel=screened.latest or b"",
                land=_land(),
                month=link.month,
                address=write(experiment, scenario),
                busy=screened.pending,
                on_luck_wished=lambda _: set_experiment(lambda e: e.sow(e.seed + 1)),
            )


async def _screening(experiment: Experiment) -> bytes:
    """The films of an experiment, once its sliders have come to rest; a newer experiment cancels this one."""
    if not films.ready(experiment):
        await asyncio.sleep(REST)
    return await films.reel(experiment)


@solara.component
def _Toggle(label: str, is_open: bool, on_open: Callable[[bool], None]) -> None:
    said = {"type": "button", "aria-expanded": str(is_open).lower()}
    button = v.Html(tag="button", class_="toggle", attributes=said, children=[label])
    v.use_event(button, "click", lambda *_: on_open(not is_open))


@cache
def _land() -> bytes:
    return pack_land()


def _failure(error: BaseException | None) -> str:
    """Settings that no world can be made of are said in one line; the old picture stays."""
    return f"These settings could not be played: {error}." if error else ""
