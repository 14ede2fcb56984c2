"""How much of a state's neighbourhood has done something, by the weight of its ties with other states."""

import numpy as np

from model.world import World


def share_of_neighbours(world: World, which: np.ndarray) -> np.ndarray:
    """Share of each state's ties with states, by weight, that are with those of `which` (bool); shape (states,)."""
    ties, n = world.layers["state"], world.n_states
    weight = np.bincount(ties.sources, ties.weight, n)[:n]
    inside = np.bincount(ties.sources, ties.weight * which[ties.to], n)[:n]
    return np.asarray(inside / np.maximum(weight, np.finfo(float).tiny))
