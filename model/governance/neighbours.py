"""How much of a state's neighbourhood has done something, by the weight of its ties with other states."""

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from model.world import World


class Shares(NamedTuple):
    """The ties between the states of a world, each state's adding up to 1, as compressed lists."""

    start: np.ndarray  # shape (states + 1,)
    to: np.ndarray
    weight: np.ndarray


def shares(world: World) -> Shares:
    """How each state's ties with other states divide among these."""
    ties, n = world.layers["state"], world.n_states
    weight = np.bincount(ties.sources, ties.weight, n)[:n]
    table = csr_array((ties.weight / weight[ties.sources], (ties.sources, ties.to)), (n, n))
    return Shares(table.indptr, table.indices, table.data)


def share_with(which: np.ndarray, among: Shares) -> np.ndarray:
    """Share of each state's ties, by weight, that are with those of `which` (bool); shape (states,)."""
    n = len(which)
    return np.asarray(csr_array((among.weight, among.to, among.start), (n, n)) @ which.astype(float))
