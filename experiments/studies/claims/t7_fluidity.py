"""T7: does membership that is easily left make recovery quicker, and commitments shorter?"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from experiments.ask.arms import ARMS
from experiments.judge.points import mean_finding
from experiments.judge.rule import Judgement, below, judgement
from experiments.judge.times import restricted
from experiments.studies.claim import STEPS, Claim, Figures, Measurement, Size
from experiments.studies.claim.curves import by_point
from experiments.studies.claim.play import all_lucks, played, whole
from experiments.studies.claim.priors import frozen_ranges, ranges, sampled
from model.outcomes.response import PRE_SHOCK, TOLERANCE
from model.record import Record

SEED = 701
LAID_DOWN = {"points": 64, "seeds": 256}  # DEFINITIONS D
NOTICES = (1, 36)  # months: fluid, durable
OF_ALL = ("exit_notice", "subcommittee_notice", "coalition_notice")  # hybrid holds agreements of every kind
RANGES = ranges(without=("steps",))
RULES = {"return": below(0.0), "half_life": below(0.0)}


def cases(world: str, size: Size) -> Iterator[Measurement]:
    return all_lucks(world, sampled(RANGES, size["points"], SEED), size["seeds"])


def measure(case: Measurement) -> Figures:
    """Fluid less durable: months until welfare is back, and months that half of all commitments last."""
    fluid, durable = (
        played(case, ARMS["hybrid"], ("cooperation", "welfare_mean"), changed=dict.fromkeys(OF_ALL, notice))
        for notice in NOTICES
    )
    return {
        "return": back(fluid) - back(durable),
        "half_life": half_life(fluid) - half_life(durable),
        "away": float(np.mean([np.isnan(whole(run, "return_time")) for run in (fluid, durable)])),
        "better": float(np.mean([better_off(run) for run in (fluid, durable)])),
    }


def back(run: Record) -> float:
    """Months until welfare has returned from the shock, cut off at the end of the run."""
    return restricted(whole(run, "return_time"), STEPS - int(run.settings["shock_step"]))


def better_off(run: Record) -> bool:
    """Whether welfare has not returned because it ends above where it was before the shock."""
    welfare, shock = run.series["welfare_mean"], int(run.settings["shock_step"])
    risen = welfare[-PRE_SHOCK:].mean() > welfare[shock - PRE_SHOCK : shock].mean() + TOLERANCE
    return bool(risen and np.isnan(whole(run, "return_time")))


def half_life(run: Record) -> float:
    """Kaplan-Meier median of all spells of membership, cut off at the end of the run; NaN without any."""
    return restricted(whole(run, "commitment_half_life"), STEPS) if any(map(len, run.spells())) else float("nan")


def judge(table: pd.DataFrame, size: Size) -> Judgement:  # noqa: ARG001
    lasted = table["half_life"].dropna()
    return judgement(
        [
            mean_finding("return time, 1 less 36", by_point(table["return"], table), RULES["return"], "months"),
            mean_finding("half-life, 1 less 36", by_point(lasted, table), RULES["half_life"], "months"),
        ],
        [
            f"{len(lasted)} of {len(table)} pairs of runs have commitments under both",
            "a spell includes its notice, so that half-lives are nearly bound to be longer under the longer one",
            f"{table['away'].mean():.0%} of runs never return to the old level, and count as the months that were left; "
            f"{table['better'].mean():.0%} because they end above it",
        ],
    )


CLAIM = Claim(
    id="T7",
    title="Fluid membership",
    says="Where members may leave at once, the world recovers from a shock sooner, and commitments last less long.",
    criterion="hybrid arm, notice of exit from every agreement 1 month less 36: restricted mean return time and half-life of "
    "commitments both shorter; supported if both 95 % intervals say so, refuted if either says the opposite",
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
