"""T2: what turns the balance from above to below?

The supplement gives both sides the same budget of sanctions (DEFINITIONS B, equal budgets).
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from experiments.judge.points import holm, mean_finding
from experiments.judge.rule import Finding, Judgement, below, judgement
from experiments.studies.claim import Claim, Figures, Measurement, Size, luck_of
from experiments.studies.claim.curves import by_point
from experiments.studies.claim.play import globally_enforced, late_welfare
from experiments.studies.claim.priors import Point, frozen_ranges, ranges, sampled
from model.params import PARAMETERS

SEED, BUDGET_SEED = 201, 202
RULES = {"effect": below(0.0)}
LEVERS = {"quota": (0.5, 1.0), "meeting_interval": (1, 60), "elite_weight": (0.0, 1.0)}
RANGES = ranges(LEVERS)
#: Ranges of factors that the points do not draw: coupling, where it is a parameter, is nothing to a problem alone.
APART = {"coupling": (0.0, 2.0), "global_trigger": (0.01, 0.25)}
COUPLED: Point = {"agenda": "same"}  # coupling is between problems: the same one twice, with the same institutions
QUARTILES = (0.25, 0.75)
SYMBOLS = {
    "heterogeneity": "H", "drift": "D", "coupling": "J", "quota": "q",
    "meeting_interval": "T_m", "elite_weight": "e", "global_trigger": "n_glob",
}  # fmt: skip
#: What neither local institutions nor coalitions read: the emergent arm is the same run at both ends.
OF_THE_TREATY = ("quota", "meeting_interval")
UNIT = "change of W_TD - W_EM"
BUDGETS = (0.05, 0.1, 0.2, 0.3, 0.5, 1.0)  # expected fine of a free-rider, the same from above and from below


def ends(name: str) -> tuple[float, float]:
    """The 25 % and the 75 % quantile of a factor's range."""
    low, high = APART.get(name) or (RANGES[name].low, RANGES[name].high)
    first, last = (low + share * (high - low) for share in QUARTILES)
    return (round(first), round(last)) if name in PARAMETERS and PARAMETERS[name].integer else (first, last)


def cases(world: str, size: Size) -> Iterator[Measurement]:
    for k, point in enumerate(sampled(RANGES, size["points"], SEED)):
        for name in SYMBOLS:
            yield Measurement(world, k, luck_of(k), point, {"study": "pairs", "factor": name})
    for k, point in enumerate(sampled(ranges(), size["budget_points"], BUDGET_SEED)):
        yield Measurement(world, k, luck_of(k), point, {"study": "budgets", "factor": ""})


def measure(case: Measurement) -> Figures:
    return budgets(case) if case.labels["study"] == "budgets" else {"effect": effect(case, case.labels["factor"])}


def effect(case: Measurement, name: str) -> float:
    """Change of W_TD - W_EM as the factor goes from its 25 % to its 75 % quantile, same world and luck."""
    low, high = ends(name)
    if (
        name == "global_trigger"
    ):  # a treaty has no trigger but its quota: from above is Vasconcelos's global institution
        first, last = (float(globally_enforced(case, trigger).welfare(True).mean()) for trigger in (low, high))
        return last - first
    return advantage(case, name, high) - advantage(case, name, low)


def advantage(case: Measurement, name: str, value: float) -> float:
    """W_TD - W_EM with one factor set, or W_TD alone where the factor is nothing to the emergent arm."""
    changed = {name: value} | (COUPLED if name == "coupling" else {})
    treaty = late_welfare(case, "top_down", changed)
    return treaty if name in OF_THE_TREATY else treaty - late_welfare(case, "emergent", changed)


def budgets(case: Measurement) -> Figures:
    """Welfare of both arms, less that of none, at each budget, with fines shared and with fines burned."""
    none = late_welfare(case, "none")
    found = {}
    for burned in (0, 1):
        for budget in BUDGETS:
            for arm in ("top_down", "emergent"):
                found[f"{arm} {budget:g} {burned}"] = late_welfare(case, arm, same_budget(budget, burned)) - none
    return found


def same_budget(budget: float, burned: int) -> Point:
    """Every free-rider noticed, and the same fine from treaty, coalition and neighbours."""
    fines = dict.fromkeys(("treaty_fine", "local_fine", "coalition_fine"), budget)
    return {**fines, "monitoring": 1.0, "transparency": 1.0, "burn_fines": burned}


def judge(table: pd.DataFrame, size: Size) -> Judgement:  # noqa: ARG001
    pairs, supplement = table[table["study"] == "pairs"], table[table["study"] == "budgets"]
    effects = {name: by_point(pairs.loc[pairs["factor"] == name, "effect"], pairs) for name in SYMBOLS}
    findings = {p.name: p for p in holm(effects, RULES["effect"], UNIT)}
    findings["global_trigger"] = findings["global_trigger"]._replace(
        unit="change of welfare under one global institution"
    )
    named = [
        findings[name]._replace(name=f"{symbol} ({name})", facts={"factor": name}) for name, symbol in SYMBOLS.items()
    ]
    idle = ", ".join(f"{SYMBOLS[name]} in {(values == 0).mean():.0%}" for name, values in effects.items())
    notes = [
        "each factor is judged by itself, at the level of its turn in Holm's procedure, so that its interval is wider than one "
        "of 95 %; the claim as a whole is refuted if one of them is",
        f"points in which a factor changes nothing: {idle}; where few points hold the whole effect, intervals are too short",
    ]
    return judgement([*named, *at_equal_budgets(supplement)], notes)


def at_equal_budgets(table: pd.DataFrame) -> Iterator[Finding]:
    """The supplement: reported, not judged."""
    for burned, fines in ((0, "shared"), (1, "burned")):
        for budget in BUDGETS:
            above, under = (table[f"{arm} {budget:g} {burned}"] for arm in ("top_down", "emergent"))
            name = f"W_TD - W_EM, budget {budget:g}, fines {fines}"
            facts = {"budget": budget, "fines": fines}
            yield mean_finding(name, (above - under).to_numpy(), unit="welfare")._replace(facts=facts)


def frozen() -> Mapping[str, object]:
    return {
        "ranges": frozen_ranges(RANGES), "apart": APART, "sampler_seeds": [SEED, BUDGET_SEED], "quartiles": QUARTILES,
        "factors": SYMBOLS, "luck": "1 + point mod 64", "budgets": BUDGETS, "same_budget": same_budget(0.0, 0), "coupled": COUPLED,
    }  # fmt: skip


CLAIM = Claim(
    id="T2",
    title="What favours the bottom-up?",
    says="The more the world differs and drifts, the more its issues hang together, the higher the quota, the rarer the "
    "conferences, the more elites decide and the more sponsors a global institution needs, the worse top-down does "
    "against emergent cooperation.",
    criterion="mean change of W_TD - W_EM (last 60 months) from the 25 % to the 75 % quantile of each factor, over the "
    "priors, Holm-corrected; each is supported if its whole interval is below 0, refuted if above",
    source="DEFINITIONS D, T2; the trigger after Vasconcelos, Santos & Pacheco 2013",
    sizes={
        "random": {
            "full": {"points": 256, "budget_points": 32},
            "quick": {"points": 16, "budget_points": 4},
            "overnight": {"points": 1024, "budget_points": 128},
        },
        "earth": {
            "full": {"points": 32, "budget_points": 8},
            "quick": {"points": 8, "budget_points": 2},
            "overnight": {"points": 1024, "budget_points": 128},
        },
    },
    why="256 pairs a factor on `random` for 1,024, and 32 on `earth`: a pair takes up to four runs, of two problems for J, "
    "there are seven factors, and all claims have to take about an hour on two cores; overnight as laid down.",
    rules=RULES,
    frozen=frozen(),
    cases=cases,
    measure=measure,
    judge=judge,
)
