"""Times that a run was too short to see the end of: each counts as lasting to that end.

Their means are restricted means (Royston & Parmar 2013). Leaving them out would praise whoever never recovers.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from model.outcomes import OUTCOMES
from model.outcomes.response import PRE_SHOCK

SINCE_THE_SHOCK = ("response_latency", "return_time")


def censored(outcome: str) -> bool:
    """Whether a missing value is a time beyond the end of the run."""
    return outcome in OUTCOMES and OUTCOMES[outcome].censored


def restricted(time: float, horizon: float) -> float:
    """A time cut off at the horizon, NaN being beyond it, so that its mean is a restricted mean."""
    return float(horizon if np.isnan(time) else min(time, horizon))


def to_the_end(outcome: str, run: Mapping[str, Any]) -> float:
    """An outcome of a run, a time cut off at the run's end; NaN where the run failed or there is nothing to time.

    `run` has outcomes, settings and `steps` by name, as a row of runs.parquet has.
    """
    value = float(run.get(outcome, np.nan))
    if not np.isnan(value) or not censored(outcome) or run.get("status") == "error" or not _timed(outcome, run):
        return value
    return float(run["steps"] - run["shock_step"] if outcome in SINCE_THE_SHOCK else run["steps"])


def _timed(outcome: str, run: Mapping[str, Any]) -> bool:
    """Whether there was a shock, a membership or a norm."""
    if outcome in SINCE_THE_SHOCK:
        return bool(PRE_SHOCK < run.get("shock_step", 0) <= run["steps"])
    if outcome == "commitment_half_life":
        return bool(run.get("exclusivity", 1.0) < 1)  # not known where a sweep does not keep it
    return bool(run.get("norm_dynamics", "off") != "off")
