"""How long until enough states have ratified, each in its own time.

Order statistics of exponential times (Renyi 1953): the mean is (H_n - H_(n-q)) / lam. States come forward by the
product's own monthly hazard; with lam the month is made short, with a it is a month.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from experiments.studies.replications.case import SEED, Measured, no_more, replicates, symbol
from model import luck
from model.governance.formal_body import enough
from model.governance.procedure import in_turn

SHORT = 2e-3  # length of a month in units of 1 / lam, or less for a small quota; the time is taken in its middle
TREATIES = 400


def _limits(values: Mapping[str, Any]) -> None:
    no_more(values, "q", "n")


@replicates(
    __doc__, symbol("n", 195, 1, 1000, "states"), symbol("q", 130, 1, 1000, "ratifications needed"),
    symbol("lam", 1.0, 1e-6, 1e6, "ratifications a state and unit of time"),
    symbol("a", 0.0, 0, 1, "monthly hazard; 0: by lam in continuous time"), SEED,
    symbol("treaties", TREATIES, 10, 100_000, "treaties that are opened for signature"), limits=_limits,
)  # fmt: skip
def ratification(n: int, q: int, lam: float, a: float, seed: int, treaties: int) -> dict[str, Measured]:
    """Mean and variance of the time to entry into force, in units of 1 / lam, or in months where a is given."""
    short = SHORT * min(1.0, 2 * q / n)  # the q-th of n comes after q / n or later
    hazard = a if a > 0 else -np.expm1(-short)
    months = np.array([months_to_force(n, q, hazard, seed, treaty) for treaty in range(treaties)], float)
    times = months if a > 0 else (months - 0.5) * short / lam
    mean, variance = times.mean(), times.var(ddof=1)
    spread = np.sqrt(max(0.0, ((times - mean) ** 4).mean() - variance**2) / treaties)
    return {"mean": Measured(float(mean), float(np.sqrt(variance / treaties))), "variance": Measured(variance, spread)}


def months_to_force(n: int, q: int, hazard: float, seed: int, treaty: int) -> int:
    """Months until a treaty that every state wants has its quota."""
    parties, states, month = np.zeros(n, bool), np.arange(n, dtype=np.uint64), 0
    hazards, joining = np.full(n, hazard), np.zeros(n, bool)
    while not enough(parties.sum(), n, q / n):
        month += 1
        key = np.uint64(luck.stream(seed + (treaty << 32), luck.RATIFY, month))
        in_turn(key, states, hazards, ~parties, joining)
        parties |= joining
    return month
