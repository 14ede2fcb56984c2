"""T8: does cooperation slow down before a treaty collapses?"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from experiments.ask.arms import ARMS
from experiments.judge.points import finding
from experiments.judge.rule import UNDETERMINED, Judgement, above, judgement
from experiments.studies.claim import Claim, Figures, Measurement, Size, luck_of
from experiments.studies.claim.curves import auc, matched
from experiments.studies.claim.play import played, treaty_of
from experiments.studies.claim.priors import Ranges, frozen_ranges, ranges, sampled
from experiments.studies.diagnose.instruments import FALL, WITHIN, onset, rise
from model.westphalia import Westphalia

SEED = 801
LENGTH = 300  # months of a run
WINDOW, EARLIER, MOVING = 60, 6, 30  # months: looked at, ending before the fall, of the moving window in it
#: Where treaties both collapse and hold, found by counting collapses alone: over all priors hardly any treaty holds,
#: nor with the mechanisms that are left off.
GIVEN: Ranges = {
    "heterogeneity": (0.0, 0.1), "local_heterogeneity": (0.0, 0.1), "drift": (0.0, 0.01), "risk": (0.5, 1.0),
    "cost": (0.02, 0.2), "exit_notice": (12, 60), "treaty_dues": (0.0, 0.02),
}  # fmt: skip
LEFT = (
    "steps", "polarisation", "estimate_noise", "exposed_by", "media_weight", "media_growth", "tie_closure",
    "reputation_rate", "bilateral_gain", "trust_weight", "rivalry",
)  # fmt: skip
RANGES = ranges(GIVEN, without=LEFT)
RULES = {"auc": above(0.7)}


def cases(world: str, size: Size) -> Iterator[Measurement]:
    for k, point in enumerate(sampled(RANGES, size["points"], SEED)):
        yield Measurement(world, k, luck_of(k), {**point, "steps": LENGTH})


def measure(case: Measurement) -> Figures:
    """The treaty's entry into force, the month its collapse begins, how long it was seen to hold, and cooperation."""
    coverage: list[float] = []

    def watch(model: Westphalia) -> None:
        body = treaty_of(model.issues[0])
        coverage.append(float(body.parties.mean()) if body.in_force else 0.0)

    run = played(case, ARMS["top_down"], ("cooperation",), watch=watch)
    series = np.array(coverage)
    in_force = np.flatnonzero(series > 0)
    founded, last = (float(in_force[0]), float(in_force[-1])) if len(in_force) else (float("nan"),) * 2
    return {"founded": founded, "last": last, "onset": onset(series), "cooperation": run.series["cooperation"]}


def judge(table: pd.DataFrame, size: Size) -> Judgement:
    pairs = pairs_of(table)
    collapsed, held = (np.array([signs(*pair[side]) for pair in pairs]).reshape(-1, 2) for side in (0, 1))
    scores = {
        "both signs together": (collapsed.mean(axis=1), held.mean(axis=1)),
        "variance": (collapsed[:, 0], held[:, 0]),
        "autocorrelation": (collapsed[:, 1], held[:, 1]),
    }
    findings = [
        finding(f"AUC, {name}", lambda who, c=c, h=h: auc(c[who], h[who]), len(pairs), unit="AUC")
        for name, (c, h) in scores.items()
    ]
    grown = np.array([age >= WINDOW + EARLIER for *_, age in pairs], bool)
    c, h = (scores["both signs together"][side][grown] for side in (0, 1))
    findings.append(
        finding("AUC, both signs, treaties old enough", lambda who: auc(c[who], h[who]), len(c), unit="AUC")
    )
    young = f"in {len(pairs) - len(c)} of {len(pairs)} pairs the treaty is younger than what is looked at, which then holds its birth"
    found = judgement([findings[0]._replace(rule=RULES["auc"]), *findings[1:]], [counted(table, len(pairs)), young])
    if len(pairs) >= size["least"]:
        return found
    return found._replace(verdict=UNDETERMINED, notes=(*found.notes, f"fewer than the {size['least']} pairs asked for"))


def pairs_of(table: pd.DataFrame) -> list[tuple[tuple[np.ndarray, int], tuple[np.ndarray, int], float]]:
    """Each collapse with a treaty that never did and was seen to hold for two years beyond the same age.

    Gives the cooperation and the month that stands for the fall, of both, and the age.
    """
    first = WINDOW + EARLIER
    collapsed = table[table["onset"] >= first]
    held = table[table["onset"].isna() & table["founded"].notna()]
    age = (collapsed["onset"] - collapsed["founded"]).to_numpy()
    month = held["founded"].to_numpy()[None] + age[:, None]
    rows, columns = matched((month >= first) & (month + WITHIN <= held["last"].to_numpy()[None]))
    return [
        (
            (collapsed["cooperation"].iloc[i], int(collapsed["onset"].iloc[i])),
            (held["cooperation"].iloc[k], int(month[i, k])),
            float(age[i]),
        )
        for i, k in zip(rows, columns, strict=True)
    ]


def signs(cooperation: np.ndarray, month: int) -> np.ndarray:
    """How variance and autocorrelation rise in the window that ends half a year before the month; 0 if undefined."""
    window = np.asarray(cooperation)[month - EARLIER - WINDOW + 1 : month - EARLIER + 1]
    return np.nan_to_num(rise(window, MOVING))


def counted(table: pd.DataFrame, pairs: int) -> str:
    fell, stood = table["onset"].notna().sum(), (table["onset"].isna() & table["founded"].notna()).sum()
    early = (table["onset"] < WINDOW + EARLIER).sum()
    return f"{fell} treaties collapsed ({early} too early to look before), {stood} did not; {pairs} pairs of one age"


CLAIM = Claim(
    id="T8",
    title="Early warning of collapse",
    says="Before a treaty collapses, cooperation slows down: its variance and its lag-1 autocorrelation rise.",
    criterion="AUC of Kendall's tau (mean of that of variance and of AC1 of detrended cooperation, 60 months ending 6 before "
    "the fall begins) in telling treaties that lose half their coverage within 24 months from others of the same age; "
    "supported if the whole 95 % interval is above .7, refuted if below",
    source="DEFINITIONS D, T8; Scheffer et al. 2009; Dakos et al. 2008",
    sizes={
        "random": {"full": {"points": 1024, "least": 200}, "quick": {"points": 128, "least": 25}},
        "earth": {"full": {"points": 1024, "least": 200}, "quick": {"points": 64, "least": 10}},
    },
    why="Runs enough for 200 collapses and 200 controls by the share of runs that had them in a pilot, which looked at "
    "nothing else. One treaty a run, so that a pair is a cluster.",
    rules=RULES,
    frozen={
        "ranges": frozen_ranges(RANGES), "length": LENGTH, "fall": FALL, "within": WITHIN, "window": WINDOW,
        "earlier": EARLIER, "moving": MOVING, "arm": "top_down", "sampler_seed": SEED, "luck": "1 + point mod 64",
    },
    cases=cases,
    measure=measure,
    judge=judge,
)  # fmt: skip
