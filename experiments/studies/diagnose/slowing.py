"""Early warning: do variance and autocorrelation rise before a turn? (Scheffer et al. 2009; Dakos et al. 2012)"""

import numpy as np

from experiments.studies.diagnose.instruments import Rise, onset, rise

WINDOW = 0.5  # of the series (Dakos et al. 2012)
SETTLING = 24  # months after the start that are left out
BEFORE = 6  # months before a collapse begins at which the series ends (DEFINITIONS D, T8)
LEAST = 30  # months below which nothing is reported
NOTHING = Rise(float("nan"), float("nan"))


def trend(series: np.ndarray) -> Rise:
    """How both signs of slowing down move through a series; NaN where it is short or constant."""
    return NOTHING if len(series) < LEAST else rise(series, round(WINDOW * len(series)))


def before_shock(cooperation: np.ndarray, shock: int) -> Rise:
    """The signs up to the shock, which comes from outside and so should not be announced."""
    return trend(cooperation[SETTLING:shock]) if 0 < shock < len(cooperation) else NOTHING


def before_collapse(cooperation: np.ndarray, coverage: np.ndarray) -> Rise:
    """The signs up to six months before coverage begins to collapse; NaN where it does not, or too early."""
    month = onset(np.nan_to_num(coverage))
    return NOTHING if np.isnan(month) else trend(cooperation[SETTLING : max(SETTLING, int(month) - BEFORE)])
