"""Luck is an argument: every draw is a function of (seed, purpose, step, actor id) or of a pair of ids.

So the same seed gives the same world in every arm, the same numbers serial, parallel and on a cluster, and adding an
actor leaves the others' draws alone. The mixer is the finaliser of SplitMix64 (Steele, Lea & Flood 2014).
"""

import hashlib
from functools import cache

import numpy as np

from agents.compiled import compiled, compiled_to_arrays

#: The purposes of the first edition keep their numbers, and so every published run its draws.
_FIRST = (
    "groups", "bent", "bias", "start", "drift", "shock", "noise", "revise", "mutate", "model", "copy", "ratify",
    "propose", "apply", "choose", "review", "order", "tie", "place", "trait", "norm", "word", "seat", "pilot",
    "estimate", "forum",
)  # fmt: skip


def named(text: str) -> int:
    """A stable 64-bit number for a name, so that an actor keeps its luck in any company."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


@cache
def purpose(name: str) -> int:
    """The number of what a draw is for: no two purposes share a draw. Any name will do, a plug-in's own too."""
    return _FIRST.index(name) if name in _FIRST else named(f"purpose {name}") >> 1  # 63 bits: a compiled int has a sign


(
    GROUPS, BENT, BIAS, START, DRIFT, SHOCK, NOISE, REVISE, MUTATE, MODEL, COPY, RATIFY,
    PROPOSE, APPLY, CHOOSE, REVIEW, ORDER, TIE, PLACE, TRAIT, NORM, WORD, SEAT, PILOT,
    ESTIMATE, FORUM,
) = map(purpose, _FIRST)  # fmt: skip
JOIN = purpose("join")

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_A, _B = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_UNIT = 1.0 / (1 << 53)


@compiled
def mixed(z: np.uint64) -> np.uint64:
    z = (z ^ (z >> _S30)) * _A
    z = (z ^ (z >> _S27)) * _B
    return z ^ (z >> _S31)


@compiled
def stream(seed: int, purpose: int, step: int) -> np.uint64:
    """The key of one purpose in one month; draws take it with an id."""
    z = mixed(np.uint64(seed) + _GOLDEN)
    z = mixed(z + _GOLDEN * (np.uint64(purpose) + np.uint64(1)))
    return mixed(z + _GOLDEN * (np.uint64(step) + np.uint64(1)))


@compiled
def uniform(key: np.uint64, who: np.uint64) -> float:
    """A number in [0, 1) for one actor."""
    return (mixed(np.uint64(key) + _GOLDEN * (np.uint64(who) + np.uint64(1))) >> _S11) * _UNIT


@compiled
def pair_uniform(key: np.uint64, who: np.uint64, other: np.uint64) -> float:
    """A number in [0, 1) for an ordered pair of actors."""
    return uniform(mixed(np.uint64(key) + _GOLDEN * (np.uint64(who) + np.uint64(1))), other)


@compiled
def normal(key: np.uint64, who: np.uint64) -> float:
    """A standard normal number for one actor (Box & Muller 1958)."""
    inner = mixed(np.uint64(key) + _GOLDEN * (np.uint64(who) + np.uint64(1)))
    u, v = uniform(inner, np.uint64(0)), uniform(inner, np.uint64(1))
    return np.sqrt(-2.0 * np.log(1.0 - u)) * np.cos(2.0 * np.pi * v)


@compiled_to_arrays
def uniforms(key: np.uint64, ids: np.ndarray) -> np.ndarray:
    """One number in [0, 1) for each id, shape (n,)."""
    out = np.empty(len(ids))
    for i in range(len(ids)):
        out[i] = uniform(key, ids[i])
    return out


@compiled_to_arrays
def normals(key: np.uint64, ids: np.ndarray) -> np.ndarray:
    """One standard normal number for each id, shape (n,)."""
    out = np.empty(len(ids))
    for i in range(len(ids)):
        out[i] = normal(key, ids[i])
    return out
