"""A scenario from its declaration to its folder: played, and drawn."""

from pathlib import Path
from typing import NamedTuple

from experiments.play.play import play
from experiments.play.results import Results
from experiments.play.where import Where
from experiments.studies.scenario import Scenario
from experiments.studies.scenario.figure import draw_scenario
from experiments.studies.scenario.run import Played, asked, played, questions


class Answer(NamedTuple):
    """What came of a scenario, and where it lies."""

    played: Played
    results: Results
    figure: Path | None


def answer(scenario: Scenario, out: Path, where: Where) -> Answer:
    """Play the scenario, or what its folder lacks of it, and draw it; raises BadInput if the folder cannot be had."""
    at, drawn = questions(scenario), []

    def tell(results: Results, folder: Path) -> None:
        if not results.failed:  # else a place would be missing
            figure = draw_scenario(played(scenario, at, results.rows), folder / "figures")
            drawn.append(out / figure.relative_to(folder))

    results = play(asked(scenario, at), out, where, tell)
    return Answer(played(scenario, at, results.rows), results, drawn[0] if drawn else None)
