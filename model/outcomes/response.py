"""How a world meets a shock, and how long commitments last."""

import numpy as np

from model.outcomes import AT_LEAST_0, final
from model.record import Record
from model.statistics import held, kaplan_meier_median

TOLERANCE = 0.01  # of welfare: within this it has returned
RETURNED = 6  # months within tolerance that count as a return
RESPONSE = 0.05  # least change of cooperation that is a response
PRE_SHOCK = 12  # months before the shock that are its yardstick


@final("months", "DEFINITIONS C", reads=("cooperation",), timed_from="shock")
def response_latency(record: Record, late: bool) -> float:
    """Months from the shock to 90 % of the lasting change of cooperation; NaN without a change or beyond the run."""
    shock, change, before = _response(record)
    if not abs(change) >= RESPONSE:
        return float("nan")
    made = (record.series["cooperation"][shock:] - before) * np.sign(change) >= 0.9 * abs(change)
    return float(np.argmax(made)) if made.any() else float("nan")


@final("0 or 1", "DEFINITIONS C", reads=("cooperation",))
def responded(record: Record, late: bool) -> float:
    """Whether cooperation changed lastingly, by 0.05 at least, after the shock; undefined without a shock."""
    _, change, _ = _response(record)
    return float("nan") if np.isnan(change) else float(abs(change) >= RESPONSE)


def _response(record: Record) -> tuple[int, float, float]:
    """Month of the shock, lasting change of cooperation, and its level before."""
    shock = int(record.settings["shock_step"])
    if not PRE_SHOCK < shock <= record.steps:
        return 0, float("nan"), float("nan")
    before = float(record.series["cooperation"][shock - PRE_SHOCK : shock].mean())
    return shock, record.mean("cooperation", True) - before, before


@final("months", "DEFINITIONS C; Holling 1973", reads=("cooperation", "welfare_mean"), timed_from="shock")
def return_time(record: Record, late: bool) -> float:
    """Months after the shock until welfare stays within 0.01 of its level before for six months; NaN beyond the run."""
    shock, _, _ = _response(record)
    if not shock:
        return float("nan")
    welfare = record.series["welfare_mean"]
    near = np.abs(welfare[shock:] - welfare[shock - PRE_SHOCK : shock].mean()) <= TOLERANCE
    return held(near, RETURNED)


@final("payoff months", "DEFINITIONS C; Bruneau et al. 2003", reads=("cooperation", "welfare_mean"), bounds=AT_LEAST_0)
def loss_area(record: Record, late: bool) -> float:
    """Welfare lost below its level before the shock, added up over the months after."""
    shock, _, _ = _response(record)
    if not shock:
        return float("nan")
    welfare = record.series["welfare_mean"]
    return float(np.maximum(0, welfare[shock - PRE_SHOCK : shock].mean() - welfare[shock:]).sum())


@final("months", "Kaplan & Meier 1958", timed_from="joining")
def commitment_half_life(record: Record, late: bool) -> float:
    """Months after which half of the memberships in agreements have ended; NaN without any, or beyond the run."""
    return kaplan_meier_median(*record.spells())
