"""Luck, as the engine deals it: one number for a purpose, a month and an actor."""

import numpy as np

from model import luck

OTHER_LUCK = 1 << 32  # a replica's luck in revising is that of a seed so much higher
OTHER_ISSUE = 1 << 40  # and a further issue's luck in everything that of one so much higher still


def key(problem, purpose, step=None, seed=None):
    """The month's key for one purpose."""
    seed = problem.seed if seed is None else seed
    step = problem.month if step is None else step
    return np.uint64(luck.stream(seed, luck.purpose(purpose), step))


def uniform(problem, purpose, who, step=None):
    """A number in [0, 1) for the actor with this id."""
    return float(luck.uniform(key(problem, purpose, step), np.uint64(who)))


def pair(problem, purpose, who, other):
    """A number in [0, 1) for an ordered pair of ids."""
    return float(luck.pair_uniform(key(problem, purpose), np.uint64(who), np.uint64(other)))


def normal(problem, purpose, who, step=None):
    """A standard normal number for the actor with this id."""
    return float(luck.normal(key(problem, purpose, step), np.uint64(who)))


def revising(problem, purpose, who):
    """Luck in revising, the only luck in which a replica differs."""
    seed = problem.seed + OTHER_LUCK * problem.replica
    return float(luck.uniform(key(problem, purpose, seed=seed), np.uint64(who)))
