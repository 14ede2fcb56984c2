"""A small effort at the record, and courses made up from known figures."""

import numpy as np

from experiments.ask.case import Case
from experiments.play.players import Memory
from experiments.play.row import Row
from experiments.studies.record.protocol import (
    FITTED,
    FREE,
    PARTIES,
    Effort,
)  # fmt: skip

POINT = {"ratification_hazard": 0.03, "cost": 0.01, "mismatch_cost": 0.2}


TINY = Effort(((4, 1.0), (2, 0.25)), (1, 2), (101, 102, 103))


def follows_the_figures(case: Case, memory: Memory | None = None) -> Row:  # noqa: ARG001
    """A world in which each fitted treaty's years follow one of the free figures."""
    return years_of(case.arguments["treaty"], case.arguments["point"])


def years_of(name: str, point: dict[str, float]) -> Row:
    figure = dict(zip(FITTED, (f.name for f in FREE), strict=True)).get(name, "cost")
    years = {f"years_to_{n}": 10 * n * point[figure] for n in PARTIES}
    return Row(years | {"unwilling": 0.0}, {"parties": np.array([200.0])})
