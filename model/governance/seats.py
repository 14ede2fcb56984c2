"""Who has a seat where: a body's members today, or, in a world without history, as many of the strongest states."""

import numpy as np

from model.earth import members
from model.world import World


def seats(world: World, body: str) -> np.ndarray:
    """The states with a seat in a body of model/data/memberships.csv, shape (states,)."""
    codes = members(body)
    mask = world.states["code"].isin(codes).to_numpy(copy=True)
    if not mask.any():
        mask[world.veto_order[: len(codes)]] = True
    return mask
