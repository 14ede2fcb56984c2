"""How a claim is judged: an interval by bootstrap over points, and a rule that asks the whole interval.

All runs of one point share its settings, so they are no independent evidence: what is drawn anew is points, not runs
(cluster bootstrap, Davison & Hinkley 1997, 3.8).
"""

from collections.abc import Callable, Iterable, Mapping
from math import inf
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

DRAWS = 4000  # bootstrap samples
DRAW_SEED = 20_130_101  # the same data give the same interval
ALPHA = 0.05

SUPPORTED, REFUTED, UNDETERMINED = "supported", "refuted", "undetermined"


class Rule(NamedTuple):
    """Supported where the whole interval lies within `within`; refuted where it lies wholly outside `spared`."""

    within: tuple[float, float]
    spared: tuple[float, float]

    def verdict(self, low: float, high: float) -> str:
        """What an interval says; undetermined where it lies across a bound or is not known."""
        if self.within[0] < low and high < self.within[1]:
            return SUPPORTED
        return REFUTED if high < self.spared[0] or low > self.spared[1] else UNDETERMINED


def above(bound: float, refuted_below: float | None = None) -> Rule:
    """Supported above the bound, refuted below it, or below another where one is given."""
    return Rule((bound, inf), (bound if refuted_below is None else refuted_below, inf))


def below(bound: float) -> Rule:
    """Supported below the bound, refuted above it."""
    return Rule((-inf, bound), (-inf, bound))


def inside(low: float, high: float) -> Rule:
    """Supported between the two, refuted beyond either."""
    return Rule((low, high), (low, high))


class Part(NamedTuple):
    """One figure with its interval; judged if it has a rule, only told if it has none. `n` counts points."""

    name: str
    estimate: float
    low: float
    high: float
    n: int
    rule: Rule | None = None
    unit: str = ""

    @property
    def verdict(self) -> str:
        return self.rule.verdict(self.low, self.high) if self.rule else ""


class Judged(NamedTuple):
    """What one world says of a claim: parts, of which the first heads the verdict, and what else must be known."""

    parts: tuple[Part, ...]
    verdict: str
    notes: tuple[str, ...] = ()


def judged(parts: Iterable[Part], notes: Iterable[str] = ()) -> Judged:
    """The verdict on all parts together: they are all claimed."""
    parts = tuple(parts)
    return Judged(parts, all_of(part.verdict for part in parts if part.rule), tuple(notes))


def all_of(verdicts: Iterable[str]) -> str:
    """Of a claim that says several things: supported if all are, refuted if one is."""
    said = set(verdicts)
    if REFUTED in said:
        return REFUTED
    return SUPPORTED if said == {SUPPORTED} else UNDETERMINED


def worlds_together(verdicts: Mapping[str, str]) -> tuple[str, list[str]]:
    """Of a claim about all worlds: their common verdict, or undetermined where they differ, and how they do."""
    said = set(verdicts.values())
    if len(said) == 1:
        return said.pop(), []
    return UNDETERMINED, ["the worlds differ: " + ", ".join(f"{verdict} on {w}" for w, verdict in verdicts.items())]


Statistic = Callable[[np.ndarray], np.ndarray]


def drawn(statistic: Statistic, n: int) -> np.ndarray:
    """The statistic of so many bootstrap samples; it takes indices (samples, n) and returns (samples, ...)."""
    return statistic(np.random.default_rng(DRAW_SEED).integers(n, size=(DRAWS, n), dtype=np.int32))


def ends(values: np.ndarray, alpha: float = ALPHA) -> tuple[float, float]:
    """Percentile interval of bootstrap values (Efron 1981); an end may be infinite."""
    low, high = np.quantile(values, [alpha / 2, 1 - alpha / 2], method="inverted_cdf")
    return float(low), float(high)


def part(name: str, statistic: Statistic, n: int, rule: Rule | None = None, unit: str = "") -> Part:
    """A figure of n points with its interval; undefined with fewer than two."""
    if n < 2:
        return Part(name, np.nan, np.nan, np.nan, n, rule, unit)
    estimate = float(statistic(np.arange(n)[None])[0])
    return Part(name, estimate, *ends(drawn(statistic, n)), n, rule, unit)


def by_point(values: "pd.Series", table: "pd.DataFrame") -> np.ndarray:
    """The mean of each point's runs, shape (points,); rows are those of the values."""
    return values.astype(float).groupby(table.loc[values.index, "point"]).mean().to_numpy()


def mean_part(name: str, values: np.ndarray, rule: Rule | None = None, unit: str = "") -> Part:
    """The mean of one value a point, undefined ones left out."""
    known = np.asarray(values, float)
    known = known[~np.isnan(known)]
    return part(name, lambda who: known[who].mean(axis=-1), len(known), rule, unit)


def holm(effects: Mapping[str, np.ndarray], rule: Rule, unit: str = "") -> list[Part]:
    """Mean effects, each with the interval of its turn in Holm's procedure (Holm 1979), so that rule and test agree.

    One value a point and effect; undefined ones are left out.
    """
    known = {name: values[~np.isnan(values)] for name, values in effects.items()}
    means = {name: drawn(lambda who, v=v: v[who].mean(axis=-1), len(v)) for name, v in known.items() if len(v) > 1}
    found = {
        name: Part(name, float(known[name].mean()), *ends(means[name], alpha), len(known[name]), rule, unit)
        for name, alpha in holm_levels({name: two_sided(values) for name, values in means.items()}).items()
    }
    return [found.get(name, Part(name, np.nan, np.nan, np.nan, len(known[name]), rule, unit)) for name in effects]


def holm_levels(p: Mapping[str, float]) -> dict[str, float]:
    """The level at which each of several p is judged: the least at alpha / m, the next at alpha / (m - 1), and so on;
    after the first that is not significant the level stays (Holm 1979)."""
    levels, alpha, failed = {}, ALPHA, False
    for turn, name in enumerate(sorted(p, key=p.__getitem__)):
        alpha = alpha if failed else ALPHA / (len(p) - turn)
        failed = failed or p[name] > alpha
        levels[name] = alpha
    return levels


def two_sided(values: np.ndarray) -> float:
    """Bootstrap p of a mean of 0: twice the smaller share of samples on one side of it."""
    return float(min(1.0, 2 * (1 + min((values <= 0).sum(), (values >= 0).sum())) / (1 + len(values))))
