"""T1: is cooperation imposed from above doomed to do harm?"""

from collections.abc import Iterator

import pandas as pd

from experiments.ask.arms import ARMS
from experiments.judge.points import mean_finding
from experiments.judge.rule import Judgement, above, judgement
from experiments.studies.claim import Claim, Figures, Measurement, Size
from experiments.studies.claim.curves import by_point
from experiments.studies.claim.play import all_lucks, played, treaty_of
from experiments.studies.claim.priors import frozen_ranges, ranges, sampled

TIE = 0.005  # of welfare: within this band nobody is worse off
SEED = 101
LAID_DOWN = {"points": 2048, "seeds": 8}  # DEFINITIONS D
RULES = {"worse": above(0.9, refuted_below=0.5)}
RANGES = ranges()


def cases(world: str, size: Size) -> Iterator[Measurement]:
    return all_lucks(world, sampled(RANGES, size["points"], SEED), size["seeds"])


def measure(case: Measurement) -> Figures:
    """Welfare under a treaty less that under none; nothing can differ where no treaty was ever adopted."""
    treaty = played(case, ARMS["top_down"])
    body = treaty_of(treaty.issue)
    if not (body.adopted or body.terms["founded"] > 0):
        return {"adopted": 0.0, "late": 0.0, "whole": 0.0}
    none = played(case, ARMS["none"])
    late, whole = (float((treaty.welfare(last) - none.welfare(last)).mean()) for last in (True, False))
    return {"adopted": 1.0, "late": late, "whole": whole}


def judge(table: pd.DataFrame, size: Size) -> Judgement:  # noqa: ARG001
    """Shares of runs, averaged within points; the interval is over points."""
    worse, better, adopted = table["late"] < -TIE, table["late"] > TIE, table["adopted"] > 0
    shares = {
        "worse than none": worse,
        "better than none": better,
        "tie": ~worse & ~better,
        "no treaty adopted": ~adopted,
        "worse, given adoption": worse[adopted],
        "better, given adoption": better[adopted],
        "worse, over the whole run": table["whole"] < -TIE,
    }
    findings = [mean_finding(name, by_point(said, table), unit="share of runs") for name, said in shares.items()]
    difference = mean_finding("mean difference", by_point(table["late"], table), unit="welfare")
    return judgement([findings[0]._replace(rule=RULES["worse"]), *findings[1:], difference])


CLAIM = Claim(
    id="T1",
    title="Imposed from above, doomed?",
    says="Top-down solutions to complex problems are doomed to failure and create adverse consequences: almost "
    "everywhere in the space of plausible problems a treaty leaves the world worse off than no institution at all.",
    criterion="p = P(welfare under top-down < welfare under none - .005) over the priors, last 60 months, same world "
    "and luck; supported if the whole 95 % interval is above .9, refuted if it is below .5",
    source="DEFINITIONS D, T1; the essays on imposing solutions on complex systems (concepts.md)",
    sizes={
        "random": {"full": {"points": 2048, "seeds": 2}, "quick": {"points": 128, "seeds": 2}, "overnight": LAID_DOWN},
        "earth": {"full": {"points": 256, "seeds": 2}, "quick": {"points": 32, "seeds": 2}, "overnight": LAID_DOWN},
    },
    why="All 2,048 points on `random`, but 2 lucks a point for 8 (the interval is over points), and fewer on `earth`, "
    "so that all claims take about an hour on two cores; overnight as laid down, 8 lucks on both worlds.",
    rules=RULES,
    frozen={
        "ranges": frozen_ranges(RANGES),
        "sampler_seed": SEED,
        "seeds": "1..n",
        "tie": TIE,
        "arms": ["top_down", "none"],
    },
    cases=cases,
    measure=measure,
    judge=judge,
)
