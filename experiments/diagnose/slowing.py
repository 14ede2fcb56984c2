"""Early warning: do variance and autocorrelation rise before a turn? (Scheffer et al. 2009; Dakos et al. 2012)"""

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy.stats import kendalltau

from experiments.diagnostics import early_warning

WINDOW = 0.5  # of the series (Dakos et al. 2012)
SETTLING = 24  # months after the start that are left out
BEFORE = 6  # months before a collapse at which the series ends (DEFINITIONS D, T8)
FALL, WITHIN = 0.5, 24  # a collapse loses this share of the highest coverage within so many months (T8)
LEAST = 30  # months below which nothing is told


class Rise(NamedTuple):
    """Kendall's tau of variance and lag-1 autocorrelation with time: 1 always rising, -1 always falling."""

    variance: float
    ac1: float


NOTHING = Rise(float("nan"), float("nan"))


def rise(series: np.ndarray) -> Rise:
    """How both signs of slowing down move through a series; NaN where it is short or constant."""
    if len(series) < LEAST:
        return NOTHING
    windows = sliding_window_view(np.asarray(series, float), round(WINDOW * len(series)))
    signs = np.array([early_warning(window) for window in windows])
    variance, ac1 = (float(kendalltau(np.arange(len(signs)), column).statistic) for column in signs.T)
    return Rise(variance, ac1)


def collapse(coverage: np.ndarray) -> int | None:
    """First month by which half of the highest coverage so far was lost within two years; none without such."""
    for month in range(1, len(coverage)):
        before = np.nanmax(coverage[max(0, month - WITHIN) : month])
        highest = np.nanmax(coverage[:month])
        if highest > 0 and before - coverage[month] >= FALL * highest:
            return month
    return None


def before_shock(cooperation: np.ndarray, shock: int) -> Rise:
    """The signs up to the shock, which comes from outside and so should not be announced."""
    return rise(cooperation[SETTLING:shock]) if 0 < shock < len(cooperation) else NOTHING


def before_collapse(cooperation: np.ndarray, coverage: np.ndarray) -> Rise:
    """The signs up to six months before a collapse of coverage; NaN where there is none, or too early."""
    month = collapse(coverage)
    return NOTHING if month is None else rise(cooperation[SETTLING : max(SETTLING, month - BEFORE)])
