"""T7: does membership that is easily left make recovery quicker, and commitments shorter?"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from experiments.ask.arms import ARMS
from experiments.judge.points import by_point, mean_finding
from experiments.judge.rule import Judgement, below, judgement
from experiments.judge.times import restricted
from experiments.studies.claim import STEPS, Claim, Figures, Measurement, Size
from experiments.studies.claim.play import all_lucks, played, whole
from experiments.studies.claim.priors import frozen_ranges, ranges, sampled
from model.outcomes.response import recovered, response
from model.record import Record

SEED = 701
LAID_DOWN = {"points": 64, "seeds": 256}  # DEFINITIONS D
NO_SHOCK = {"shock_step": 0}
NOTICES = (1, 36)  # months: fluid, durable
OF_ALL = ("exit_notice", "subcommittee_notice", "coalition_notice")  # hybrid holds agreements of every kind
RANGES = ranges(without=("steps",))
RULES = {"return": below(0.0), "half_life": below(0.0)}


def cases(world: str, size: Size) -> Iterator[Measurement]:
    return all_lucks(world, sampled(RANGES, size["points"], SEED), size["seeds"])


def measure(case: Measurement) -> Figures:
    """Fluid less durable: months until half of the gap to the calm twin has closed, and that half of commitments last."""
    runs = [shocked_and_calm(case, notice) for notice in NOTICES]
    (fluid, _), (durable, _) = runs
    return {
        "return": back(*runs[0]) - back(*runs[1]),
        "half_life": half_life(fluid) - half_life(durable),
        "away": float(np.mean([recovered(*both) == 0 for both in runs])),
    }


def shocked_and_calm(case: Measurement, notice: int) -> tuple[Record, Record]:
    """The run at this notice, and the same without the shock."""
    at = dict.fromkeys(OF_ALL, notice)
    shocked, calm = (played(case, ARMS["hybrid"], ("cooperation",), changed=at | shock) for shock in ({}, NO_SHOCK))
    return shocked, calm


def back(run: Record, calm: Record) -> float:
    """Months until half of the gap is closed, cut off at the end of the run; NaN where there was no gap."""
    if np.isnan(recovered(run, calm)):
        return float("nan")
    return restricted(response(run, calm), STEPS - int(run.settings["shock_step"]))


def half_life(run: Record) -> float:
    """Kaplan-Meier median of all spells of membership, cut off at the end of the run; NaN without any."""
    return restricted(whole(run, "commitment_half_life"), STEPS) if any(map(len, run.spells())) else float("nan")


def judge(table: pd.DataFrame, size: Size) -> Judgement:  # noqa: ARG001
    lasted, shaken = table["half_life"].dropna(), table["return"].dropna()
    return judgement(
        [
            mean_finding("gap closes, 1 less 36", by_point(shaken, table), RULES["return"], "months"),
            mean_finding("half-life, 1 less 36", by_point(lasted, table), RULES["half_life"], "months"),
        ],
        [
            f"{len(lasted)} of {len(table)} pairs of runs have commitments under both",
            f"{len(shaken)} of {len(table)} pairs lost cooperation to the shock under both",
            f"{table['away'].mean():.0%} of runs never recover; where half of the gap never closes, the months left count",
        ],
    )


CLAIM = Claim(
    id="T7",
    title="Fluid membership",
    says="Where members may leave at once, the world recovers from a shock sooner, and commitments last less long.",
    criterion="hybrid arm, notice of exit from every agreement 1 month less 36: restricted mean time until half of the gap in "
    "cooperation to the calm twin has closed, and half-life of commitments without notice, both shorter; supported if both 95 % intervals say so, refuted if either says the opposite",
    source="DEFINITIONS D, T7; Vabulas & Snidal 2013 on informal bodies",
    sizes={
        "random": {"full": {"points": 64, "seeds": 8}, "quick": {"points": 16, "seeds": 4}, "overnight": LAID_DOWN},
        "earth": {"full": {"points": 32, "seeds": 4}, "quick": {"points": 8, "seeds": 2}, "overnight": LAID_DOWN},
    },
    why="As for T6. The arm is hybrid, since it has agreements of every kind; their notices move together.",
    rules=RULES,
    frozen={
        "ranges": frozen_ranges(RANGES), "notices": NOTICES, "moved": OF_ALL, "arm": "hybrid", "sampler_seed": SEED,
        "seeds": "1..n",
    },
    cases=cases,
    measure=measure,
    judge=judge,
)  # fmt: skip
