"""Times that a run was too short to see the end of: each counts as lasting to that end.

Their means are restricted means (Royston & Parmar 2013). Leaving them out would praise whoever never recovers.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from model.outcomes import OUTCOMES

Run = Mapping[str, Any]  # outcomes, settings and `steps` by name, as a row of runs.parquet has
#: Whether there is anything to time, and the months that are left for it.
HORIZONS: Mapping[str, tuple[Callable[[Run], bool], Callable[[Run], float]]] = {
    "start": (lambda _: True, lambda run: run["steps"]),
    "shock": (  # something, where the shock left a gap that could close
        lambda run: 0 < run.get("shock_step", 0) <= run["steps"] and not np.isnan(run.get("recovered", 0.0)),
        lambda run: run["steps"] - run["shock_step"],
    ),
    "joining": (lambda run: run.get("exclusivity", 1.0) < 1, lambda run: run["steps"]),  # unknown if not kept
    "norm": (lambda run: run.get("norm_dynamics", "off") != "off", lambda run: run["steps"]),
}


def censored(outcome: str) -> bool:
    """Whether a missing value is a time beyond the end of the run."""
    return outcome in OUTCOMES and OUTCOMES[outcome].censored


def restricted(time: float, horizon: float) -> float:
    """A time cut off at the horizon, NaN being beyond it, so that its mean is a restricted mean."""
    return float(horizon if np.isnan(time) else min(time, horizon))


def to_the_end(outcome: str, run: Run) -> float:
    """An outcome of a run, a time cut off at the run's end; NaN where the run failed or there is nothing to time."""
    value = float(run.get(outcome, np.nan))
    if not censored(outcome) or run.get("status") == "error":
        return value
    something, left = HORIZONS[OUTCOMES[outcome].timed_from]
    return restricted(value, left(run)) if not np.isnan(value) or something(run) else value
