"""Who informs whom: transfer entropy between the whole and its members (Schreiber 2000), beyond what chance makes."""

from typing import NamedTuple

import numpy as np

from experiments.judge.estimate import DRAW_SEED
from experiments.studies.diagnose.instruments import transfer_entropy

SAMPLED, SURROGATES = 20, 99


class Flow(NamedTuple):
    """Mean transfer entropy in bits, its mean over surrogates, and the share of these that reach it."""

    bits: float
    chance: float
    p: float


def flow(sources: np.ndarray, targets: np.ndarray, surrogates: int = SURROGATES) -> Flow:
    """From each source to its target, shape (pairs, months), symbols as small whole numbers.

    Surrogates shift all sources by one and the same number of months, round the end: each keeps its own dynamics, and
    loses its place beside the target (Quian Quiroga et al. 2002).
    """
    months = sources.shape[1]
    luck = np.random.default_rng(DRAW_SEED)
    shifts = luck.integers(months // 10, months - months // 10, surrogates)
    bits = _mean(sources, targets)
    by_chance = np.array([_mean(np.roll(sources, shift, axis=1), targets) for shift in shifts])
    p = (1 + (by_chance >= bits - 1e-12).sum()) / (1 + surrogates)
    return Flow(bits, float(by_chance.mean()), float(p))


def _mean(sources: np.ndarray, targets: np.ndarray) -> float:
    return float(np.mean([transfer_entropy(s, t) for s, t in zip(sources, targets, strict=True)]))


def between_whole_and_members(contributing: np.ndarray, members: np.ndarray) -> tuple[Flow, Flow]:
    """From the whole to these members, and from them to the whole; `contributing` (months, actors) are 0 or 1.

    The whole's symbol is whether the share of contributors among all others fell, stayed or rose in the month.
    """
    actors = contributing.shape[1]
    others = contributing.sum(axis=1, keepdims=True) - contributing[:, members].astype(int)
    whole = np.sign(np.diff(others / (actors - 1), axis=0)).astype(int).T + 1
    own = contributing[1:, members].astype(int).T
    return flow(whole, own), flow(own, whole)


def sampled(rows_of: np.ndarray, seed: int) -> np.ndarray:
    """A few of the actors, the same for the same seed."""
    return np.random.default_rng(seed).choice(rows_of, min(SAMPLED, len(rows_of)), replace=False)
