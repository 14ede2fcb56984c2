"""How a world meets a shock, and how long commitments last.

The yardstick is the calm twin: the same arm, world and luck without the shock (DEFINITIONS C).
"""

import numpy as np

from model.outcomes import SHARE, final, paired
from model.record import Record
from model.statistics import held, kaplan_meier_median

TOLERANCE = 0.01  # of cooperation: within this of the calm twin it has recovered
RECOVERED = 6  # months within tolerance that count as a recovery
LEAST = 0.02  # of cooperation: a smaller gap is nothing to respond to
ROUNDING = 1e-12
MEMORY = 12  # months over which cooperation is averaged
CALM = ("calm",)
BOTH_CALM = ("calm", "ungoverned", "ungoverned_calm")
READS = ("cooperation",)


@paired("months", "DEFINITIONS C", needs=CALM, reads=READS, timed_from="shock", beside=("recovered",))
def response(run: Record, calm: Record) -> float:
    """Months from the shock until the gap in cooperation to the calm twin is half its worst; NaN if small or beyond."""
    shock, gap, worst = _gap(run, calm)
    halved = gap[worst:] <= gap[worst] / 2 + ROUNDING
    if not gap[worst] >= LEAST or not halved.any():
        return float("nan")
    return float(worst + np.argmax(halved) - shock)


@paired("0 or 1", "DEFINITIONS C", needs=CALM, reads=READS, bounds=SHARE)
def recovered(run: Record, calm: Record) -> float:
    """Whether the gap in cooperation to the calm twin closes to 0.01 for six months; NaN where it never was 0.02."""
    _, gap, worst = _gap(run, calm)
    if not gap[worst] >= LEAST:
        return float("nan")
    return float(not np.isnan(held(gap[worst:] <= TOLERANCE + ROUNDING, RECOVERED)))


def _gap(run: Record, calm: Record) -> tuple[int, np.ndarray, int]:
    """Month of the shock; how much lower cooperation is than in the calm twin, mean of up to 12 months to each month,
    shape (steps + 1,), 0 before the shock; and the month in which that is worst."""
    shock = shock_of(run)
    missing = calm.series["cooperation"] - run.series["cooperation"]
    gap = np.zeros(len(missing))
    for month in range(shock, len(missing) if shock else 0):
        gap[month] = missing[max(1, month - MEMORY + 1) : month + 1].mean()
    return shock, gap, int(np.argmax(gap))


def shock_of(run: Record) -> int:
    """Month of the shock; 0 where there is none within the run."""
    shock = int(run.settings["shock_step"])
    return shock if 0 < shock <= run.steps else 0


@paired("welfare months", "DEFINITIONS C; Bruneau et al. 2003", needs=BOTH_CALM, reads=("welfare_mean",))
def loss_area(run: Record, calm: Record, none: Record, none_calm: Record) -> float:
    """Welfare lost after the shock against the calm twin, added up over months, less the same of none."""
    return _lost(run, calm) - _lost(none, none_calm)


def _lost(run: Record, calm: Record) -> float:
    shock = shock_of(run)
    missing = calm.series["welfare_mean"] - run.series["welfare_mean"]
    return float(np.maximum(0, missing[shock:]).sum()) if shock else 0.0


@final("months", "Kaplan & Meier 1958", timed_from="joining")
def commitment_half_life(record: Record, late: bool) -> float:
    """Months after which half of the memberships have ended, notice not counted; NaN without any, or beyond."""
    return kaplan_meier_median(*record.spells())
