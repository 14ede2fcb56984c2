"""Plays a scenario: every variant at every value, on the same worlds with the same luck, and writes its folder."""

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from experiments.ask.question import Question, Value, read_seeds, read_steps
from experiments.play.folder import whole_folder
from experiments.play.progress import progress
from experiments.play.results import errors, runs_table, series_table, write_folder
from experiments.play.run import Family, Run, Yardsticks, lost, run_against
from experiments.play.runner import Done, Task, play_seeds
from experiments.studies.scenario import Place, Scenario
from model.params import BadInput


class Played(NamedTuple):
    """A scenario that was played: the question at each place, and its runs by seed."""

    scenario: Scenario
    questions: dict[Place, Question]
    runs: dict[Place, dict[int, Run]]

    @property
    def failed(self) -> list[str]:
        """The runs that failed, as `variant, value, seed: error`."""
        return [
            f"{place.value}, {line}" if place.value is not None else line
            for place, question in self.questions.items()
            for line in errors(question, self.families(place))
        ]

    def families(self, place: Place) -> dict[int, Family]:
        """The runs of one place, as the families of its question."""
        return {seed: {place.variant: run} for seed, run in self.runs[place].items()}


class Answer(NamedTuple):
    """What came of a scenario, and where it lies."""

    played: Played
    folder: Path
    figure: Path | None


def asked(
    scenario: Scenario,
    seeds: object = "",
    steps: object = "",
    world: str = "",
    given: Mapping[str, Value] | None = None,
) -> Scenario:
    """The scenario as a reader asks for it; what is not said stays as declared. Raises BadInput.

    `given` settings hold for every variant, and may not touch what the scenario itself moves.
    """
    given = given or {}
    for name, value in given.items():
        if name in scenario.own:
            raise BadInput(
                "set",
                f"{name}={value}",
                f"what {scenario.name} does not itself move ({' '.join(sorted(scenario.own))})",
            )
    return replace(
        scenario,
        seeds=len(read_seeds(seeds or scenario.seeds)),
        steps=read_steps(steps or scenario.steps),
        world=world or scenario.world,
        settings=dict(scenario.settings) | dict(given),
    )


def questions(scenario: Scenario) -> dict[Place, Question]:
    """The question at each place; raises BadInput where the model would refuse it."""
    return {place: _question(scenario, place) for place in scenario.places}


def _question(scenario: Scenario, place: Place) -> Question:
    arms = {place.variant: scenario.variants[place.variant].institutions}
    settings = scenario.settings_at(place)
    return Question("scenario", scenario.world, arms, read_seeds(scenario.seeds), scenario.steps, settings)


@dataclass(frozen=True)
class Tally:
    """Counts the runs of several processes, whatever started them: each adds a byte to one file."""

    path: str

    def add(self) -> None:
        """Count one more."""
        with open(self.path, "ab") as file:
            file.write(b".")

    @property
    def runs(self) -> int:
        """How many were counted so far."""
        return os.path.getsize(self.path)


def play_scenario(scenario: Scenario, workers: int, done: Done, tally: Tally | None = None) -> Played:
    """Play every place on every seed; `done` hears of seeds, `tally` counts runs. Raises BadInput."""
    at = questions(scenario)
    task = Task(scenario.world, read_seeds(scenario.seeds), tuple(map(named, at)), partial(play_places, at, tally))
    families = play_seeds(task, workers, done)
    runs = {place: {seed: family[named(place)] for seed, family in families.items()} for place in at}
    return Played(scenario, at, runs)


def named(place: Place) -> str:
    """A place as one word, by which its runs are found in a family."""
    return place.variant if place.value is None else f"{place.variant}={place.value}"


def play_places(at: Mapping[Place, Question], tally: Tally | None, seed: int) -> Family:
    """All places on one world with one luck; the reference is played once for all that share their surroundings."""
    yardsticks = Yardsticks()
    family: Family = {}
    for place, question in at.items():
        (institutions,) = question.arms.values()
        asked = question.world, seed, question.steps, question.settings
        try:
            run = run_against(yardsticks.of(*asked), asked[0], institutions, *asked[1:])
        except Exception as error:
            run = lost(error)
        family[named(place)] = run
        if tally:
            tally.add()
    return family


def answer(scenario: Scenario, out: str, workers: int) -> Answer:
    """Play the scenario and write its folder, whole or not at all; raises BadInput if the folder cannot be had."""
    began = time.monotonic()
    identity = identity_of(scenario)
    with whole_folder(Path(out), identity) as folder:
        with progress("playing", scenario.seeds) as done:
            played = play_scenario(scenario, workers, done)
        figure = draw(played, folder / "figures")
        tables = {"runs": tables_of(played, "runs"), "series": tables_of(played, "series")}
        write_folder(folder, tables, identity, time.monotonic() - began, played.failed)
    return Answer(played, Path(out), figure and Path(out) / figure.relative_to(folder))


def draw(played: Played, folder: Path) -> Path | None:
    """The figure's path; none where a run failed, since a place would be missing."""
    if played.failed:
        return None
    from experiments.studies.scenario.figure import draw_scenario  # plotting takes a second to load

    return draw_scenario(played, folder)


def tables_of(played: Played, kind: str) -> pa.Table:
    """One table of all places, sorted by run id."""
    made = {"runs": runs_table, "series": series_table}[kind]
    parts: Iterable[pa.Table] = (made(q, played.families(place)) for place, q in played.questions.items())
    return pa.concat_tables(list(parts)).sort_by("run_id")


def identity_of(scenario: Scenario) -> dict[str, object]:
    """What makes two scenarios the same, as plain JSON."""
    places = [
        {"variant": place.variant, "value": place.value, "settings": question.changed,
         "institutions": list(question.arms[place.variant])}
        for place, question in questions(scenario).items()
    ]  # fmt: skip
    return {
        "command": "scenario",
        "scenario": scenario.name,
        "world": scenario.world,
        "seeds": list(read_seeds(scenario.seeds)),
        "steps": scenario.steps,
        "places": places,
    }
