"""The player of published models: one limiting case of the engine at one point."""

import time

from experiments.ask.case import Case
from experiments.play.players import Memory, player
from experiments.play.row import Row
from experiments.studies.replications.case import CASES

ERROR = "_se"  # after a figure's name: its standard error


@player("replication")
def replication(case: Case, memory: Memory) -> Row:  # noqa: ARG001
    """Each measured figure, its standard error, and the seconds that it took."""
    began = time.perf_counter()
    measured = CASES[case.player.partition(":")[2]].run(case.arguments["point"])
    figures = {name: figure.value for name, figure in measured.items()}
    errors = {f"{name}{ERROR}": figure.se for name, figure in measured.items()}
    return Row({**figures, **errors, "seconds": round(time.perf_counter() - began, 2)})
