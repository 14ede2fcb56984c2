"""T6: are clubs of the like-minded faster, and less equal?"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from experiments.ask.arms import ARMS
from experiments.judge.points import by_point, mean_finding
from experiments.judge.rule import Judgement, above, below, judgement
from experiments.judge.times import restricted
from experiments.studies.claim import STEPS, Claim, Figures, Measurement, Size
from experiments.studies.claim.play import all_lucks, played
from experiments.studies.claim.priors import frozen_ranges, ranges, sampled
from model.record import Record
from model.statistics import inequality

SEED = 601
LAID_DOWN = {"points": 64, "seeds": 256}  # DEFINITIONS D
TOLERANCES = (0.1, 0.5)  # exclusive, open
RANGES = ranges(without=("steps",))
RULES = {"latency": below(0.0), "inequality": above(0.0)}


def cases(world: str, size: Size) -> Iterator[Measurement]:
    return all_lucks(world, sampled(RANGES, size["points"], SEED), size["seeds"])


def measure(case: Measurement) -> Figures:
    """Exclusive less open: months to half of the lasting cooperation, and inequality of welfare."""
    exclusive, open_ = (
        played(case, ARMS["emergent"], ("cooperation",), changed={"admission_tolerance": t}) for t in TOLERANCES
    )
    unequal = inequalities(exclusive, open_)
    return {
        "latency": latency(exclusive) - latency(open_),
        "inequality": unequal[0] - unequal[1],
        "below_zero": float(min(exclusive.welfare(True).min(), open_.welfare(True).min()) < 0),
    }


def latency(run: Record) -> float:
    """Months until cooperation first has half of its lasting level, that of the last 60 months."""
    enough = run.series["cooperation"] >= run.mean("cooperation", True) / 2
    return restricted(float(np.argmax(enough)) if enough.any() else np.nan, STEPS)


def inequalities(*runs: Record) -> list[float]:
    """Gini of late welfare; in all runs the mean absolute difference, where any actor of one fares below 0."""
    welfare = [run.welfare(True) for run in runs]
    if min(w.min() for w in welfare) >= 0:
        return [inequality(w) for w in welfare]
    return [inequality(w - w.max() - 1.0) for w in welfare]  # shifted, so that all are on the one scale


def judge(table: pd.DataFrame, size: Size) -> Judgement:  # noqa: ARG001
    gini, other = (table["inequality"][table["below_zero"] == below] for below in (0, 1))
    return judgement(
        [
            mean_finding("latency, .1 less .5", by_point(table["latency"], table), RULES["latency"], "months"),
            mean_finding(
                "inequality, .1 less .5",
                by_point(table["inequality"], table),
                RULES["inequality"],
                "Gini, or mean absolute difference",
            ),
            mean_finding("where nobody fares below 0", by_point(gini, table), unit="Gini"),
            mean_finding("where somebody does", by_point(other, table), unit="mean absolute difference"),
        ],
        [
            f"inequality is the Gini index in {len(gini)} of {len(table)} pairs of runs, and the mean absolute difference in "
            "the others, where somebody's welfare is below 0: read the two apart",
        ],
    )


CLAIM = Claim(
    id="T6",
    title="Exclusive clubs: faster, less equal",
    says="Coalitions that admit only the like-minded come to cooperate sooner, and leave welfare less equal.",
    criterion="emergent arm, admission tolerance .1 less .5: months to half of the lasting cooperation lower and Gini of late welfare "
    "higher; supported if both 95 % intervals say so, refuted if either says the opposite",
    source="DEFINITIONS D, T6; Olson 1965; Buchanan 1965",
    sizes={
        "random": {"full": {"points": 64, "seeds": 8}, "quick": {"points": 16, "seeds": 4}, "overnight": LAID_DOWN},
        "earth": {"full": {"points": 32, "seeds": 4}, "quick": {"points": 8, "seeds": 2}, "overnight": LAID_DOWN},
    },
    why="64 points as laid down on `random`, at 8 lucks for 256: the interval is over points, to which more lucks add "
    "little. Half the points and 4 lucks on `earth`, for time; overnight as laid down.",
    rules=RULES,
    frozen={
        "ranges": frozen_ranges(RANGES),
        "tolerances": TOLERANCES,
        "arm": "emergent",
        "sampler_seed": SEED,
        "seeds": "1..n",
    },
    cases=cases,
    measure=measure,
    judge=judge,
)
