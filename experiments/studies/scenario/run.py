"""A scenario as it is put to the engine: every variant at every value, on the same worlds with the same seeds."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from experiments.ask.case import EVERYTHING, Asked, Case, Family, Value, Wanted, world_case
from experiments.ask.outcomes import played_for, with_beside
from experiments.ask.question import Question, read_seeds, read_steps
from experiments.play.play import collect
from experiments.play.progress import Watch, shown
from experiments.play.row import Row
from experiments.play.where import Where
from experiments.studies.scenario import Place, Scenario
from model.params import BadInput


class Played(NamedTuple):
    """A scenario that was played: the question at each place, and its rows by seed."""

    scenario: Scenario
    questions: dict[Place, Question]
    runs: dict[Place, dict[int, Row]]


def adjusted(
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
            allowed = f"what {scenario.name} does not itself move ({' '.join(sorted(scenario.own))})"
            raise BadInput("set", f"{name}={value}", allowed)
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


def wanted(scenario: Scenario) -> Wanted:
    """What is kept of each run: the outcomes that are shown and judged, and all that cost no other run."""
    judged = (contrast.outcome for contrast in scenario.expectation.contrasts)
    return Wanted(played_for(with_beside([*scenario.outcomes, *judged])))


def case_at(question: Question, seed: int, kept: Wanted = EVERYTHING) -> Case:
    """The run of one place with one seed."""
    ((variant, institutions),) = question.arms.items()
    return world_case((question.world, question.steps, question.settings), institutions, seed, {"arm": variant}, kept)


def asked(scenario: Scenario, at: Mapping[Place, Question]) -> Asked:
    """All places with each seed, one family a seed."""

    kept = wanted(scenario)

    def families() -> Iterator[Family]:
        for seed in read_seeds(scenario.seeds):
            yield tuple(case_at(question, seed, kept) for question in at.values())

    return Asked(identity_of(scenario, at), families, scenario.seeds * len(at), worlds=(scenario.world,))


def played(scenario: Scenario, at: dict[Place, Question], rows: Mapping[str, Row]) -> Played:
    """The rows in their places."""
    seeds = read_seeds(scenario.seeds)
    return Played(scenario, at, {p: {seed: rows[case_at(q, seed).id] for seed in seeds} for p, q in at.items()})


def play_scenario(scenario: Scenario, where: Where, watch: Watch = shown) -> Played:
    """Play every place with every seed, without a folder that stays; raises BadInput."""
    at = questions(scenario)
    return played(scenario, at, collect(asked(scenario, at), where, watch))


def identity_of(scenario: Scenario, at: Mapping[Place, Question]) -> dict[str, object]:
    """What makes two scenarios the same, as plain JSON."""
    places = [
        {"variant": place.variant, "value": place.value, "settings": question.changed,
         "institutions": list(question.arms[place.variant])}
        for place, question in at.items()
    ]  # fmt: skip
    return {
        "command": "scenario",
        "scenario": scenario.name,
        "world": scenario.world,
        "seeds": list(read_seeds(scenario.seeds)),
        "steps": scenario.steps,
        "places": places,
    }
