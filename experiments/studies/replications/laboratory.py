"""Shared by the cases that play the laboratory itself: a small world of like states, and long runs of it.

States are alone (a government without society), equally rich and equally exposed, and nothing moves but what they do.
A world is tied and grouped by its ties alone: where every state has exactly N - 1 ties, its stakes group is itself and
those it is tied to, whatever the luck.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from experiments.studies.replications.case import Measured
from model.build import build
from model.random_world import TIE
from model.settings import checked
from model.ties import both_ways, ties
from model.westphalia import Westphalia
from model.world import World

BATCHES = 20
SETTLING = 0.1  # share of a run that is left out at its start
ALIKE: dict[str, Any] = {
    "actors_per_state": 1, "ties": "random", "heterogeneity": 0, "local_heterogeneity": 0, "mismatch_cost": 0,
    "perception_noise": 0, "elite_weight": 0, "elite_insulation": 0, "soft_power_gain": 0, "global_uncertainty": 0,
    "shock_step": 0, "initial_cooperation": 0.5, "burn_fines": 1, "decision_cost": 0, "global_share": 0,
}  # fmt: skip


def ring(actors: int, reach: int) -> np.ndarray:
    """Each actor and its nearest on either side, as far as `reach`; shape (actors * reach, 2)."""
    first = np.repeat(np.arange(actors), reach)
    return np.stack([first, (first + np.tile(np.arange(1, reach + 1), actors)) % actors], axis=1)


def everyone(actors: int) -> np.ndarray:
    """All pairs of actors, shape (pairs, 2)."""
    return np.stack(np.triu_indices(actors, 1), axis=1)


def like_states(settings: Mapping[str, Any], pairs: np.ndarray | None, seed: int) -> World:
    """A world of like states, tied by these pairs, or as its settings say."""
    world = build("random", seed, checked(settings))
    rows = world.rows.copy()
    rows["endowment"], rows["exposure"], rows["rich"] = 1.0, 1.0, 1
    if pairs is None:
        return replace(world, rows=rows, _groups={})
    a, b = pairs.T
    tied = ties(len(rows), both_ways((a, b, np.full(len(a), TIE))))
    nobody = ties(len(rows), (a[:0], b[:0], np.zeros(0)))
    layers = {name: tied if name == "state" else nobody for name in world.layers}
    return replace(world, rows=rows, ties=tied, layers=layers, _groups={})


def laboratory(settings: Mapping[str, Any], institutions: list[str], pairs: np.ndarray | None, seed: int) -> Westphalia:
    """The laboratory on a world of like states, all else as `ALIKE` says."""
    own = ALIKE | dict(settings)
    return Westphalia(like_states(own, pairs, seed), institutions, seed, own)


def over_time(model: Westphalia, months: int, look: Callable[[Westphalia], dict[str, float]]) -> dict[str, Measured]:
    """Long-run means of what is looked at each month, with standard errors from the means of batches."""
    for _ in range(int(SETTLING * months)):
        model.step()
    seen = []
    for _ in range(months // BATCHES * BATCHES):
        model.step()
        seen.append(look(model))
    return {key: batch_mean(np.array([each[key] for each in seen])) for key in seen[0]}


def batch_mean(values: np.ndarray) -> Measured:
    """The mean of a series that is correlated in time, and its standard error (method of batch means).

    An error is never smaller than what one visit more to a state would make of its share.
    """
    means = values.reshape(BATCHES, -1).mean(axis=1)
    return Measured(float(means.mean()), max(float(means.std(ddof=1)) / BATCHES**0.5, 1 / len(values)))
