"""Three ways of failing against the same world without institutions: inert, harmful, fragile (DEFINITIONS C).

Each run is exactly one of better, inert and harmful, by welfare in its last 60 months on the mean of two lucks. What
chance alone makes of each stands beside it: none under two other lucks in the arm's place.
"""

import numpy as np

from model.outcomes import TWICE, paired, placebo
from model.record import LATE, Record

TIE = 0.005  # of welfare: within it nothing has changed
ONCE = 0.02  # of welfare: by so much it was better before
READS = ("welfare_mean",)
SOURCE = "DEFINITIONS C"


@placebo
@paired("0 or 1", SOURCE, needs=TWICE, reads=READS)
def better(*runs: Record) -> float:
    """Whether welfare in the last 60 months is above that without institutions by more than 0.005."""
    return float(gain(*runs) > TIE)


@placebo
@paired("0 or 1", SOURCE, needs=TWICE, reads=READS)
def inert(*runs: Record) -> float:
    """Whether welfare in the last 60 months is within 0.005 of that without institutions."""
    return float(abs(gain(*runs)) <= TIE)


@placebo
@paired("0 or 1", SOURCE, needs=TWICE, reads=READS)
def harmful(*runs: Record) -> float:
    """Whether welfare in the last 60 months is below that without institutions by more than 0.005."""
    return float(gain(*runs) < -TIE)


@placebo
@paired("0 or 1", SOURCE, needs=TWICE, reads=READS)
def fragile(run: Record, again: Record, none: Record, none_again: Record) -> float:
    """Whether it was above by over 0.02 in some earlier 60 months under both lucks, and is not better in the last."""
    both = np.minimum(windows(run) - windows(none), windows(again) - windows(none_again))
    return float((both[:-1] > ONCE).any() and gain(run, again, none, none_again) <= TIE)


def gain(run: Record, again: Record, none: Record, none_again: Record) -> float:
    """Welfare of the last 60 months less that without institutions, mean of both lucks."""
    pairs = ((run, none), (again, none_again))
    return sum(a.mean("welfare_mean", True) - b.mean("welfare_mean", True) for a, b in pairs) / 2


def windows(record: Record) -> np.ndarray:
    """Mean welfare in every window of 60 months, from the first to the last; shape (windows,)."""
    return np.lib.stride_tricks.sliding_window_view(record.series["welfare_mean"][1:], min(LATE, record.steps)).mean(1)
