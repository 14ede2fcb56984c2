"""From local to global agreements: what a shift gains over either alone, and over both at once.

Karatayev, Vasconcelos, Lafuite, Levin, Bauch & Anand 2021, "A well-timed shift from local to global agreements
accelerates climate change mitigation", Nature Communications 12, 2908. Of the paper only the abstract was at hand: a
well-timed shift accelerates mitigation compared with only local, only global, or both types at once; local agreements
carry the early adopters, global ones then draw in the late. Its equations, parameters and best time could not be
checked, so that nothing here is quantitative. The shift is the institution `sequence`: the formal body meets once a
share `t_star` of stakes groups enforces locally; unlike the paper's, it adds to the local institutions and does not
replace them. Limits: no misfit, no consent to local rules (Vasconcelos 2013), fines burned, no shock; all else is the
default.
"""

from typing import Any

import numpy as np

from experiments.studies.replications.case import SEED, Measured, replicates, symbol
from model.westphalia import Westphalia

LIMITS: dict[str, Any] = {
    "local_consent": "none", "heterogeneity": 0, "local_heterogeneity": 0, "burn_fines": 1, "shock_step": 0,
}  # fmt: skip
ARMS = {
    "local": ["local_institution"], "global": ["formal_body"], "both": ["local_institution", "formal_body"],
    "shift": ["local_institution", "sequence"],
}  # fmt: skip


@replicates(
    __doc__, symbol("Z", 200, 50, 5000, "actors"), symbol("t_star", 0.1, 0, 1, "local coverage that makes it global"),
    symbol("target", 0.75, 0, 1, "share of contributors that is called high mitigation"), SEED,
    symbol("seeds", 8, 2, 1000, "worlds, each with all four"), symbol("horizon", 360, 12, 10_000, "months of a run"),
)  # fmt: skip
def karatayev_2021(Z: int, t_star: float, target: float, seed: int, seeds: int, horizon: int) -> dict[str, Measured]:
    """Months to high mitigation in each case (the horizon, where it is not reached), and months a shift saves."""
    settings = LIMITS | {"actors": Z, "sequence_coverage": t_star}
    months = {
        arm: np.array([reached(parts, settings, seed + n, target, horizon) for n in range(seeds)])
        for arm, parts in ARMS.items()
    }
    figures = {f"months_{arm}": mean(each) for arm, each in months.items()}
    saved = {f"saved_over_{arm}": mean(months[arm] - months["shift"]) for arm in ("local", "global", "both")}
    return figures | saved


def reached(institutions: list[str], settings: dict[str, Any], seed: int, target: float, horizon: int) -> float:
    """The first month in which this share contributes, or the horizon."""
    model = Westphalia("random", institutions, seed, settings)
    for month in range(1, horizon):
        model.step()
        if (model.issues[0].rows["strategy"] > 0).mean() >= target:
            return float(month)
    return float(horizon)


def mean(values: np.ndarray) -> Measured:
    """The mean over worlds and its standard error."""
    return Measured(float(values.mean()), float(values.std(ddof=1) / np.sqrt(len(values))))
