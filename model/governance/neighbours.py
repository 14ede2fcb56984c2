"""How much of a state's neighbourhood has done something, by the weight of its ties with other states."""

import numpy as np
from scipy.sparse import csr_array

from model.world import World


class Neighbours:
    """The ties between the states of a world, each state's adding up to 1."""

    def __init__(self, world: World) -> None:
        ties, n = world.layers["state"], world.n_states
        weight = np.bincount(ties.sources, ties.weight, n)[:n]
        shares = ties.weight / weight[ties.sources]
        self.ties = csr_array((shares, (ties.sources, ties.to)), (n, n))

    def share(self, which: np.ndarray) -> np.ndarray:
        """Share of each state's ties, by weight, that are with those of `which` (bool); shape (states,)."""
        return np.asarray(self.ties @ which.astype(float))
