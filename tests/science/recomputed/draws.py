"""Luck, as the engine deals it: one number for a purpose, a month and an actor."""

import numpy as np

from model import luck

OTHER_LUCK = 1 << 32  # a replica's monthly luck is that of a seed so much higher
OTHER_ISSUE = 1 << 40  # and a further issue's luck in everything that of one so much higher still


def key(problem, purpose, step=None):
    """The month's key for one purpose: all monthly luck is the replica's own."""
    seed, step = problem.seed + OTHER_LUCK * problem.replica, problem.month if step is None else step
    return np.uint64(luck.stream(seed, luck.purpose(purpose), step))


def uniform(problem, purpose, who, step=None):
    """A number in [0, 1) for the actor with this id."""
    return float(luck.uniform(key(problem, purpose, step), np.uint64(who)))


def normal(problem, purpose, who):
    """A standard normal number for the actor with this id."""
    return float(luck.normal(key(problem, purpose), np.uint64(who)))


def lasting(problem, purpose, who):
    """A number in [0, 1) that stays for the run, the same in every replica."""
    return float(luck.uniform(for_good(problem, purpose), np.uint64(who)))


def lasting_normal(problem, purpose, who):
    """A standard normal number of that sort."""
    return float(luck.normal(for_good(problem, purpose), np.uint64(who)))


def for_good(problem, purpose):
    """The key of luck that stays."""
    return np.uint64(luck.stream(problem.seed, luck.purpose(purpose), 0))


def of_text(problem, name, written, who, term):
    """The number that is kept for this text and this term of office."""
    text = luck.mixed(np.uint64(name) + np.uint64(written))
    return float(luck.pair_uniform(key(problem, "consent", term), np.uint64(text), np.uint64(who)))


def named(text):
    """The number of a name."""
    return luck.named(text)
