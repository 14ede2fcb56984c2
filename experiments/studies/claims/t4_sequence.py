"""T4: first local, then global: does the order of institutions matter?"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from experiments.judge.points import finding, mean_finding
from experiments.judge.rule import Judgement, Rule, below, judgement
from experiments.judge.times import restricted
from experiments.studies.claim import STEPS, Claim, Figures, Measurement, Size
from experiments.studies.claim.play import played
from experiments.studies.claim.priors import frozen_ranges, ranges, sampled
from model.statistics import held

ARMS = {
    "local": ("local_institution",),
    "global": ("formal_body",),
    "simultaneous": ("formal_body", "local_institution"),
    "sequence": ("local_institution", "sequence"),
}
RIVALS = ("local", "global", "simultaneous")
COVERAGES = (0.1, 0.25, 0.5, 0.75)  # among which t* is chosen
LEVEL, HELD = 0.9, 12  # of cooperation, and for how many months
FIXED = {"shock_step": 0}  # the time of an undisturbed world
TRAINING, TEST = 401, 402  # seeds of the samplers
FIRST_SEED = {"training": 1001, "test": 2001}
RULES: dict[str, Rule] = {"gain": below(-6.0)}
RANGES = ranges(without=("steps", "shock_size", "shock_defection"))


def cases(world: str, size: Size) -> Iterator[Measurement]:
    """Every luck meets a point of its own; t* is chosen where no rival is looked at."""
    for study, number, sampler in (("training", size["training"], TRAINING), ("test", size["test"], TEST)):
        arms = ("sequence",) if study == "training" else tuple(ARMS)
        for k, point in enumerate(sampled(RANGES, number, sampler)):
            for arm in arms:
                labels = {"study": study, "arm": arm}
                yield Measurement(world, k, FIRST_SEED[study] + k, {**FIXED, **point}, labels)


def measure(case: Measurement) -> Figures:
    """Months to 90 % cooperation held for a year, cut off at the end; of a sequence, at each t*."""
    if case.labels["arm"] != "sequence":
        return {"months": months(case)}
    return {f"months at {t:g}": months(case, t) for t in COVERAGES}


def months(case: Measurement, coverage: float = 0.5) -> float:
    changed = {"sequence_coverage": coverage}
    run = played(case, ARMS[case.labels["arm"]], ("cooperation",), changed=changed)
    return restricted(held(run.series["cooperation"] >= LEVEL, HELD), STEPS)


def judge(table: pd.DataFrame, size: Size) -> Judgement:  # noqa: ARG001
    training, test = table[table["study"] == "training"], table[table["study"] == "test"]
    chosen = min(COVERAGES, key=lambda t: training[f"months at {t:g}"].mean())
    wide = pd.DataFrame({arm: test[test["arm"] == arm].set_index("point")["months"] for arm in RIVALS})
    wide["sequence"] = test[test["arm"] == "sequence"].set_index("point")[f"months at {chosen:g}"]
    wide = wide.dropna()
    sequence, rivals = wide["sequence"].to_numpy(), wide[list(RIVALS)].to_numpy()

    def gain(who: np.ndarray) -> np.ndarray:
        return sequence[who].mean(axis=-1) - rivals[who].mean(axis=1).min(axis=-1)

    reported = [mean_finding(f"months, {arm}", wide[arm].to_numpy(), unit="months") for arm in wide]
    reached = [
        mean_finding(f"reaches it, {arm}", (wide[arm] < STEPS).to_numpy(float), unit="share of points") for arm in wide
    ]
    first = finding("sequence less the best rival", gain, len(wide), RULES["gain"], "months")
    alike = {arm: int((wide["sequence"] == wide[arm]).sum()) for arm in RIVALS}
    notes = [f"t* = {chosen:g}, chosen on {training['point'].nunique()} other points"]
    if max(alike.values()) > len(wide) / 2:
        same = ", ".join(
            f"{arm} alone in {n}" if arm != "simultaneous" else f"both at once in {n}" for arm, n in alike.items()
        )
        notes.append(
            f"of {len(wide)} points, the sequence takes the same months as {same}: there is hardly a sequence to judge"
        )
    return judgement([first, *reported, *reached], notes)


CLAIM = Claim(
    id="T4",
    title="First local, then global",
    says="Local institutions first and a global one after them bring cooperation sooner than either alone, or both at once.",
    criterion="restricted mean of the months to 90 % cooperation held for 12, under the sequence less under the best of "
    "local, global and simultaneous; supported if the whole 95 % interval is below -6 months, refuted if above",
    source="DEFINITIONS D, T4; Karatayev, Vasconcelos, Lafuite, Levin, Bauch & Anand 2021",
    sizes={
        "random": {"full": {"training": 64, "test": 256}, "quick": {"training": 16, "test": 32}},
        "earth": {
            "full": {"training": 16, "test": 64},
            "quick": {"training": 8, "test": 16},
            "overnight": {"training": 64, "test": 256},
        },
    },
    why="64 training and 256 fresh lucks on `random` as laid down, each at a point of its own; a quarter on `earth`, "
    "for time, but overnight. The best rival is found anew in every bootstrap sample.",
    rules=RULES,
    frozen={
        "ranges": frozen_ranges(RANGES), "fixed": FIXED, "arms": ARMS, "coverages": COVERAGES, "level": LEVEL,
        "held": HELD, "sampler_seeds": [TRAINING, TEST], "first_seeds": FIRST_SEED,
    },
    cases=cases,
    measure=measure,
    judge=judge,
)  # fmt: skip
