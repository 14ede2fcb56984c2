"""T3: how many sponsors may a global institution need before local ones do better?"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from experiments.judge.points import finding
from experiments.judge.rule import Finding, Judgement, inside, judgement
from experiments.studies.claim import Claim, Figures, Measurement, Size
from experiments.studies.claim.curves import crossing
from experiments.studies.claim.play import globally_enforced, played

RISKS = (0.1, 0.2, 0.3)
TRIGGERS = (0.01, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25)
LOCAL = 0.0  # in the table: the local institution, whose own trigger stays at its default
FIXED = {"burn_fines": 1, "shock_step": 0}  # as in the source
RULES = {"crossover": inside(0.05, 0.15)}
GROUPS = "group_achievement"


def cases(world: str, size: Size) -> Iterator[Measurement]:
    for seed in range(1, size["seeds"] + 1):
        for risk in RISKS:
            for trigger in (LOCAL, *TRIGGERS):
                yield Measurement(world, seed, seed, {**FIXED, "risk": risk}, {"risk": risk, "trigger": trigger})


def measure(case: Measurement) -> Figures:
    """Share of stakes groups that meet their threshold in the last 60 months."""
    trigger = case.labels["trigger"]
    local = trigger == LOCAL
    run = played(case, ("local_institution",), (GROUPS,)) if local else globally_enforced(case, trigger, (GROUPS,))
    return {"achievement": run.mean(GROUPS, True)}


def judge(table: pd.DataFrame, size: Size) -> Judgement:  # noqa: ARG001
    return judgement([crossover(table[table["risk"] == risk], risk) for risk in RISKS])


def crossover(table: pd.DataFrame, risk: float) -> Finding:
    """The trigger at which global achievement, falling in the trigger, comes down to local; drawn anew are lucks."""
    wide = table.pivot_table(index="seed", columns="trigger", values="achievement").dropna()
    local, globe = wide[LOCAL].to_numpy(), wide[list(TRIGGERS)].to_numpy()

    def found(who: np.ndarray) -> np.ndarray:
        return np.array([crossing(np.array(TRIGGERS), globe[w].mean(axis=0), local[w].mean()) for w in who])

    one = finding(f"crossover at risk {risk:g}", found, len(wide), RULES["crossover"], "trigger")
    return one._replace(facts={"risk": risk})


CLAIM = Claim(
    id="T3",
    title="Local overtakes global enforcement",
    says="A global institution does better than local ones only while few sponsors set it going: the two cross where it "
    "needs between 5 and 15 % of all actors.",
    criterion="trigger at which the achievement of stakes groups under one global institution falls to that under local "
    "ones (isotonic fit), at risk .1, .2 and .3; supported if every 95 % interval lies in [.05, .15], refuted if any "
    "lies wholly outside",
    source="DEFINITIONS D, T3; Vasconcelos, Santos & Pacheco 2013, who find .05 to .10 in a well-mixed world",
    sizes={"earth": {"full": {"seeds": 64}, "quick": {"seeds": 6}}},
    why="As laid down: 64 lucks of `earth`. Elsewhere than on its stakes groups the claim is a replication. A crossover "
    "below .01 or above .25, the least and the greatest trigger, is told as -inf or inf.",
    rules=RULES,
    frozen={"risks": RISKS, "triggers": TRIGGERS, "fixed": FIXED, "outcome": GROUPS, "seeds": "1..n"},
    cases=cases,
    measure=measure,
    judge=judge,
)
