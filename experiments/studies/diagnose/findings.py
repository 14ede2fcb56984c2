"""What the instruments say of each arm, over seeds, with intervals."""

from collections.abc import Callable, Mapping
from math import inf
from typing import Any, NamedTuple

import numpy as np

from experiments.judge.estimate import UNBOUNDED, Bounds, Estimate, difference_of, mean_of
from experiments.judge.summary import Estimates, interaction
from experiments.play.row import Row, Rows
from experiments.play.tables import known
from experiments.studies.diagnose.cascades import Law, power_law
from experiments.studies.diagnose.instruments import Rise
from experiments.studies.diagnose.scales import Scale
from experiments.studies.diagnose.slowing import before_collapse, before_shock
from experiments.studies.diagnose.source import Source

#: What is measured of every run, beside its avalanches and its loop.
MEASURES = (
    "whole_to_members", "whole_to_members_chance", "whole_to_members_p",
    "members_to_whole", "members_to_whole_chance", "members_to_whole_p",
    "influence_weight", "influence_nearness", "loop_area", "loop_area_slow",
)  # fmt: skip
TAU = (-1.0, 1.0)  # what Kendall's tau can be
FLOWS = ("whole_to_members", "members_to_whole")


class Diagnosis(NamedTuple):
    """The folder that is looked at, what was played for it, each arm's law of avalanches, and its world's scales."""

    source: Source
    played: dict[int, Rows]
    laws: dict[str, Law]
    scales: dict[str, Scale]


def estimates(found: Diagnosis) -> Estimates:
    """Each arm's measures: signs of slowing down from the folder's series, the rest from what was played."""
    by_arm: Estimates = {}
    for arm in found.source.question.arms:
        own = [family[arm] for family in found.played.values() if not family[arm].error]
        of_arm = signs(found.source, arm) | {m: mean_of(column(own, m), bounds_of(m)) for m in MEASURES}
        for way in FLOWS:
            of_arm[f"{way}_excess"] = difference_of(column(own, way), column(own, f"{way}_chance"))
        by_arm[arm] = of_arm
    return by_arm


def signs(source: Source, arm: str) -> dict[str, Estimate]:
    """Kendall's tau of variance and autocorrelation, before the shock and before collapses, over seeds."""
    shock = int(source.question.settings["shock_step"])
    runs = [family[arm].series for family in source.families.values()]
    looks: dict[str, Callable[[dict[str, np.ndarray]], Rise]] = {
        "shock": lambda s: before_shock(s["cooperation"], shock),
        "collapse": lambda s: before_collapse(s["cooperation"], 1 - s["exclusivity"]),
    }
    taus: dict[str, Estimate] = {}
    for name, look in looks.items():
        both = np.array([look(run) for run in runs]).reshape(-1, 2)
        taus |= {f"variance_before_{name}": mean_of(both[:, 0], TAU), f"ac1_before_{name}": mean_of(both[:, 1], TAU)}
    return taus


def bounds_of(measure: str) -> Bounds:
    """What a measure can be: a p is a share, and no mean transfer entropy is below 0."""
    if not measure.startswith(FLOWS):
        return UNBOUNDED
    return (0.0, 1.0) if measure.endswith("_p") else (0.0, inf)


def column(runs: list[Row], measure: str) -> np.ndarray:
    return np.array([run.outcomes.get(measure, np.nan) for run in runs], float)


def avalanches(played: Mapping[int, Rows], arm: str) -> np.ndarray:
    """Sizes of the avalanches of all seeds together."""
    sizes = [family[arm].series.get("avalanche", np.zeros(0)) for family in played.values() if not family[arm].error]
    return np.concatenate([np.zeros(0), *sizes]).astype(int)


def laws(source: Source, played: Mapping[int, Rows]) -> dict[str, Law]:
    """The law of each arm's avalanches."""
    return {arm: power_law(avalanches(played, arm)) for arm in source.question.arms}


def as_json(found: Diagnosis) -> dict[str, Any]:
    """Plain values, null where undefined."""

    def plain(one: NamedTuple) -> dict[str, Any]:
        return {key: x if isinstance(x, int) else known(x) for key, x in one._asdict().items()}

    together = interaction(found.source.question, found.source.families)
    measured = estimates(found)
    return {
        "arms": {
            arm: {m: e.as_json() for m, e in of_arm.items()}
            | {"avalanches": plain(found.laws[arm]) | {"n": len(avalanches(found.played, arm))}}
            for arm, of_arm in measured.items()
        },
        "interaction": {arm: {o: e.as_json() for o, e in gains.items()} for arm, gains in together.items()},
        "scales": {name: plain(one) for name, one in found.scales.items()},
    }
