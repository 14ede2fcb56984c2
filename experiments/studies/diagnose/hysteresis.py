"""Hysteresis: what is moved up by steps and down again; does the answer take the same way back?"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from model.westphalia import Westphalia

MOVED, LEVELS = "risk", tuple(np.round(np.linspace(0, 1, 11), 3))
SETTLING = 240  # months at the lowest level before anything is moved: growing up is no memory
HOLDS = (12, 48)  # months at each level: a loop that shrinks when time is given is a lag, and no memory


class Loop(NamedTuple):
    """The answer at each level on the way up, and at the same levels on the way down."""

    up: np.ndarray
    down: np.ndarray


def loop(respond: Callable[[float], float], levels: Sequence[float]) -> Loop:
    """Move through the levels, up and then down; `respond` sets a level and gives the state that it leads to."""
    up = [respond(level) for level in levels]
    down = [respond(level) for level in reversed(levels)]
    return Loop(np.array(up), np.array(down[::-1]))


def area(found: Loop, levels: Sequence[float]) -> float:
    """The area between the way down and the way up, over the whole range of levels; 0 without memory."""
    span = levels[-1] - levels[0]
    return float(np.trapezoid(found.down - found.up, levels) / span)


def cooperation_under(
    world: str, institutions: Sequence[str], seed: int, settings: Mapping[str, object], hold: int
) -> Callable[[float], float]:
    """Cooperation in the model, in the second half of so many months at a level; no other shock falls.

    It has had twenty years at the lowest level before.
    """
    model = Westphalia(world, institutions, seed, {**settings, "shock_step": 0, MOVED: LEVELS[0]})
    issue = model.issues[0]
    for _ in range(SETTLING):
        model.step()

    def respond(level: float) -> float:
        issue.settings[MOVED] = level  # what the environment reads each month
        shares = []
        for _ in range(hold):
            model.step()
            shares.append((issue.rows["strategy"] > 0).mean())
        return float(np.mean(shares[hold // 2 :]))

    return respond
