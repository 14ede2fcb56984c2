"""The world's threshold: drawn once, known to nobody (DEFINITIONS D7a; Barrett & Dannenberg 2012).

Normal around `global_threshold` with spread `global_uncertainty`, cut to [0.05, 0.95]. What happens follows the draw;
what is expected follows the distribution. Without uncertainty the threshold is as given, and expectations are a step.
"""

from math import erf

import numpy as np
from scipy.special import ndtr, ndtri

from agents.actor import Row
from agents.compiled import compiled
from model.game import fails

LOWEST, HIGHEST = 0.05, 0.95


def drawn_threshold(middle: float, spread: float, draw: float) -> float:
    """The threshold at this draw in [0, 1), as a share of the world's means."""
    if not spread:
        return middle
    low, high = ndtr((np.array([LOWEST, HIGHEST]) - middle) / spread)
    if high - low < 1e-12:  # the middle lies far outside
        return min(max(middle, LOWEST), HIGHEST)
    return float(np.clip(middle + spread * ndtri(low + draw * (high - low)), LOWEST, HIGHEST))


@compiled
def below(x: float, middle: float, spread: float) -> float:
    """Normal distribution function."""
    return 0.5 * (1.0 + erf((x - middle) / (spread * np.sqrt(2.0))))


@compiled
def chance_missed(share: float, p: Row) -> float:
    """G: the chance that a contribution of this share of the world's means misses the threshold."""
    middle, spread = p.global_threshold, p.global_uncertainty
    if spread <= 0.0:
        return fails(share, middle)
    low, high = below(LOWEST, middle, spread), below(HIGHEST, middle, spread)
    if high - low < 1e-12:
        return fails(share, min(max(middle, LOWEST), HIGHEST))
    return 1.0 - min(1.0, max(0.0, (below(share, middle, spread) - low) / (high - low)))
