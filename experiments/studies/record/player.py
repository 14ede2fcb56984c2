"""The player of treaties: one treaty of the record in the engine's formal body, at one point, with one seed."""

import numpy as np

from experiments.ask.case import Case
from experiments.play.players import Memory, player
from experiments.play.row import Row
from experiments.studies.record.pipeline import course, years_to
from experiments.studies.record.treaties import PARTIES, treaties


@player("treaty")
def treaty(case: Case, memory: Memory) -> Row:  # noqa: ARG001
    """Years to each number of parties (undefined beyond the horizon), who is unwilling at the end, and the parties at
    the end of each month."""
    parties, unwilling = course(treaties()[case.arguments["treaty"]], case.arguments["point"], case.seed)
    years = {f"years_to_{n}": within(years_to(parties, n)) for n in PARTIES}
    return Row(years | {"unwilling": unwilling}, {"parties": parties.astype(float)})


def within(years: float) -> float:
    """The years, undefined where they lie beyond the horizon."""
    return years if np.isfinite(years) else np.nan
