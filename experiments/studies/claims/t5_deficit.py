"""T5: does it matter more who is heard within states than how many states must agree?"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from experiments.ask.samplers import unit_cube
from experiments.judge.points import finding
from experiments.judge.rule import REFUTED, SUPPORTED, UNDETERMINED, Finding, Judgement, above, below, judgement
from experiments.studies.claim import Claim, Figures, Measurement, Size, luck_of
from experiments.studies.claim.curves import total_shares
from experiments.studies.claim.play import late_welfare
from experiments.studies.claim.priors import Ranges, frozen_ranges, points_at, ranges

SEED = 501
LEVERS: Ranges = {"elite_weight": (0.0, 1.0), "quota": (0.5, 1.0)}
RANGES = ranges(LEVERS)
DEAF = {"nsa_weight": 0.0}  # society has no voice: society is the government, and e is dead in the vote (D13)
RULES = {"difference": above(0.0), "control": below(0.05)}
GROUPS = (*LEVERS, "rest")


def saltelli(number: int) -> list[dict[str, object]]:
    """Base points, and the points with e, q or all else taken from another: blocks of one for each group and two."""
    from SALib.sample import sobol

    problem = unit_cube(len(RANGES)) | {"groups": [name if name in LEVERS else "rest" for name in RANGES]}
    return points_at(RANGES, sobol.sample(problem, number, calc_second_order=False, seed=SEED))  # type: ignore[return-value]


def group_order() -> list[str]:
    """The groups as the sampler orders them: by their first factor."""
    return list(dict.fromkeys(name if name in LEVERS else "rest" for name in RANGES))


def cases(world: str, size: Size) -> Iterator[Measurement]:
    """All points of a block meet one luck."""
    for study, number in (("claim", size["base"]), ("control", size["control"])):
        for row, point in enumerate(saltelli(number)):
            block, place = divmod(row, len(GROUPS) + 2)
            fixed = DEAF if study == "control" else {}
            yield Measurement(world, block, luck_of(block), {**point, **fixed}, {"study": study, "place": place})  # type: ignore[dict-item]


def measure(case: Measurement) -> Figures:
    return {"welfare": late_welfare(case, "top_down")}


def judge(table: pd.DataFrame, size: Size) -> Judgement:  # noqa: ARG001
    claim, control = (shares(table[table["study"] == study]) for study in ("claim", "control"))
    vanishes = share_of("elite_weight", control, "S_T(e) without society's voice")._replace(rule=RULES["control"])
    reported = [share_of(name, claim, f"S_T({name})") for name in LEVERS]
    e, q = (group_order().index(name) for name in LEVERS)
    first = finding(
        "S_T(e) - S_T(q)",
        lambda who: (lambda s: s[..., e] - s[..., q])(total_shares(claim[who])),
        len(claim), RULES["difference"], "share of variance",
    )  # fmt: skip
    large = vanishes.estimate.value > reported[0].estimate.value / 2
    notes = ["the control is no smaller than half of S_T(e) itself: passing it tells little"] * large
    whole = judgement([first, vanishes, *reported], notes)
    if vanishes.verdict == SUPPORTED:
        return whole._replace(verdict=RULES["difference"].verdict(first.estimate))
    why = (
        "does not vanish: e acts on more than the vote"
        if vanishes.verdict == REFUTED
        else "cannot tell: too few blocks"
    )
    return whole._replace(
        verdict=UNDETERMINED,
        notes=(
            *whole.notes,
            f"the negative control {why}, so that nothing follows",
        ),
    )


def shares(table: pd.DataFrame) -> np.ndarray:
    """Welfare of whole blocks, shape (blocks, groups + 2)."""
    return table.pivot_table(index="point", columns="place", values="welfare").dropna().to_numpy()


def share_of(group: str, blocks: np.ndarray, name: str) -> Finding:
    which = group_order().index(group)
    return finding(name, lambda who: total_shares(blocks[who])[..., which], len(blocks), unit="share of variance")


CLAIM = Claim(
    id="T5",
    title="The diplomatic deficit",
    says="How little society counts in its state's vote matters more for the welfare a treaty brings than how large a "
    "majority of states it needs.",
    criterion="total Sobol index of the elite weight e in [0, 1] less that of the quota q in [.5, 1], for W_TD; supported "
    "if the whole 95 % interval is above 0, refuted if below; undetermined unless S_T(e) stays below .05 where "
    "society has no voice (negative control)",
    source="DEFINITIONS D, T5; total indices by Jansen 1999",
    sizes={
        "random": {"full": {"base": 1024, "control": 64}, "quick": {"base": 64, "control": 16}},
        "earth": {
            "full": {"base": 64, "control": 32},
            "quick": {"base": 16, "control": 8},
            "overnight": {"base": 1024, "control": 64},
        },
    },
    why="1,024 base points on `random` as laid down, 64 on `earth` for time, but overnight. All factors but e and q are one group, whose "
    "index is not asked: five runs a base point. The control needs few: it should be next to nothing.",
    rules=RULES,
    frozen={
        "ranges": frozen_ranges(RANGES),
        "groups": GROUPS,
        "control": DEAF,
        "sampler_seed": SEED,
        "luck": "1 + block mod 64",
    },
    cases=cases,
    measure=measure,
    judge=judge,
)
