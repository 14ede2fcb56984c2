"""A sweep of short runs in one process: what one of our workers does, and `mesa.batch_run` on the twin.

Ours builds each world, plays it, measures cooperation each month and makes the tables; the twin is given its world.
"""

from typing import Any

import mesa

from benchmarks import common
from benchmarks.rivals.mesa_sweep import Swept, parts
from benchmarks.timing import in_turns
from experiments.ask.case import Wanted, world_case
from experiments.play.batch import Batch, play_batch
from model.settings import checked
from model.version import model_version

ACTORS, MONTHS, RUNS, MESA_RUNS = 200, 200, 40, 3


def part() -> dict[str, Any]:
    """Processor milliseconds of a run, and how many of ours the time of one of Mesa's would hold."""
    settings = checked(common.SETTINGS | {"actors": ACTORS})
    at, wanted = ("random", MONTHS, settings), Wanted(("cooperation_last",), series=False)
    cases = [world_case(at, (), seed, {"arm": "none"}, wanted) for seed in range(1, RUNS + 1)]
    batch = Batch(tuple((case,) for case in cases), "world", model_version())
    for seed in range(1, MESA_RUNS + 1):
        parts(ACTORS, seed)
    grid = {"actors": ACTORS, "place": list(range(1, MESA_RUNS + 1))}
    played = {
        "ours": lambda: play_batch(batch),
        "mesa": lambda: mesa.batch_run(Swept, grid, max_steps=MONTHS, display_progress=False),
    }
    times = in_turns(played, 5)
    ours, theirs = 1e3 * times["ours"].cpu / RUNS, 1e3 * times["mesa"].cpu / MESA_RUNS
    return {"actors": ACTORS, "months": MONTHS, "ours_ms": ours, "mesa_ms": theirs, "ratio_mesa": theirs / ours}
