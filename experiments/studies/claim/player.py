"""The player of claims: one measurement that a claim asks for."""

import numpy as np

from experiments.ask.case import Case
from experiments.play.players import Memory, player
from experiments.play.row import Row
from experiments.studies.claim import Measurement
from experiments.studies.claims import CLAIMS


@player("claim")
def measure(case: Case, memory: Memory) -> Row:  # noqa: ARG001
    """The claim's figures: numbers as outcomes, arrays as series."""
    labels = {name: value for name, value in case.labels.items() if name != "point"}
    told, point = case.arguments, int(case.labels["point"])
    measurement = Measurement(told["world"], point, case.seed, told["settings"], labels)
    figures = CLAIMS[case.player.partition(":")[2]].measure(measurement)
    arrays = {name: value for name, value in figures.items() if isinstance(value, np.ndarray)}
    return Row({name: float(value) for name, value in figures.items() if name not in arrays}, arrays)
