"""Lines of a month that Python enters once each: to enter compiled code takes longer than many of its loops do.

What they are made of lies where it belongs; here it is called in order, with this month's keys of luck.
"""

import numpy as np

from model import luck
from model.agreement import Agreements
from model.attention import Attention
from model.compiled import loop
from model.groups import Groups
from model.memory import Memory, carry_out
from model.revision import plan, thrown
from model.standing import reputation
from model.success import count_success
from model.ties import Homes


@loop
def succeed(
    rows: np.ndarray, groups: Groups, settings: np.ndarray, world_needs: float, seed: int, month: int
) -> float:  # fmt: skip
    """Which groups fall short; returns 1 where the world does."""
    return count_success(rows, groups, settings, world_needs, luck.stream(seed, luck.NOISE, month))


@loop
def reconsider(
    rows: np.ndarray, watch: Attention, strategies: int, settings: np.ndarray, seed: int, month: int
) -> None:  # fmt: skip
    """The plans of all actors."""
    plan(0, len(rows), rows, watch, thrown(seed, month), strategies, settings)


@loop
def close(
    rows: np.ndarray, memory: Memory, homes: Homes, agreements: Agreements, bound: np.ndarray, settings: np.ndarray,
    month: int,
) -> None:  # fmt: skip
    """Plans become conduct, and conduct is remembered and makes names; `bound` says whom each institution binds."""
    carry_out(rows, memory, homes, agreements, bound, month)
    reputation(rows, agreements, settings)
