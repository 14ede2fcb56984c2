"""A small effort at the record, and courses made up from known figures."""

import numpy as np
from matplotlib.figure import Figure

from experiments.ask.case import Case
from experiments.play.players import Memory
from experiments.play.row import Row
from experiments.studies.record.figure import record_figure
from experiments.studies.record.findings import side, treaties_as_json
from experiments.studies.record.protocol import FITTED, FREE, PARTIES, PREDICTED, Effort

POINT = {"ratification_hazard": 0.03, "cost": 0.01, "mismatch_cost": 0.2}


TINY = Effort(((4, 1.0), (2, 0.25)), (1, 2), (101, 102, 103))


def follows_the_figures(case: Case, memory: Memory | None = None) -> Row:
    """A world in which each fitted treaty's years follow one of the free figures."""
    return years_of(case.arguments["treaty"], case.arguments["point"])


def years_of(name: str, point: dict[str, float]) -> Row:
    figure = dict(zip(FITTED, (f.name for f in FREE), strict=True)).get(name, "cost")
    years = {f"years_to_{n}": 10 * n * point[figure] for n in PARTIES}
    return Row(years | {"unwilling": 0.0}, {"parties": np.array([200.0])})


def record_drawn() -> Figure:
    """The figure of made-up courses."""
    played = {name: [years_of(name, POINT)] * 3 for name in (*FITTED, *PREDICTED)}
    sides = {"fitted": side(played, FITTED).as_json(), "predicted": side(played, PREDICTED).as_json()}
    free = {name: {"best": best} for name, best in POINT.items()}
    told = {"free": free, **sides, "verdict": "worse than the rival", "treaties": treaties_as_json(played)}
    return record_figure(told, played)
