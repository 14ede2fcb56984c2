"""The stakes groups (DEFINITIONS D1): who shares a stake with whom, the same in every arm."""

from typing import NamedTuple

import numpy as np

from model.ties import Ties, drawn_groups, inverse


class Groups(NamedTuple):
    """The stakes groups (DEFINITIONS D1): who is in which, and how each fares this month."""

    start: np.ndarray  # members of group g: to[start[g]:start[g+1]], uint32
    to: np.ndarray
    own_start: np.ndarray  # groups of actor i: own[own_start[i]:own_start[i+1]], uint32
    own: np.ndarray
    contributed: np.ndarray  # endowment of the contributors, shape (groups,)
    needed: np.ndarray  # endowment that must contribute
    failed: np.ndarray  # 1 where it fell short


def groups_of(ties: Ties, ids: np.ndarray, size: int, key: np.uint64) -> Groups:
    """Each actor heads one group of itself and size - 1 ties; the same in every arm."""
    n = len(ids)
    start, to = drawn_groups(*ties, ids, size, key)
    return Groups(start, to, *inverse(start, to, n), np.zeros(n), np.zeros(n), np.zeros(n))
