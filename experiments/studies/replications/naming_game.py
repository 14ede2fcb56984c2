"""A committed minority turns a society that agrees on another name.

Xie, Sreenivasan, Korniss, Zhang, Lim & Szymanski 2011, "Social consensus through the influence of committed
minorities", Physical Review E 84, 011130: about 9.8 % are enough. With N=inf the mean change over one meeting of the
product's own rule is followed to where the old agreement ceases to be a resting point; with N that many actors talk.
"""

from itertools import product
from typing import Any

import numpy as np
from scipy.optimize import root

from agents.compiled import compiled_to_arrays
from experiments.studies.replications.case import SEED, Measured, replicates, symbol
from model import luck
from model.norms import BOTH, NEW, OLD, met

INFINITE = "inf"
UNSET = -1.0
KINDS = ((OLD, False), (BOTH, False), (NEW, False), (NEW, True))


@replicates(
    __doc__, symbol("N", INFINITE, 10, 100_000, "actors", words=(INFINITE,)),
    symbol("p", UNSET, -1, 1, "committed share; -1: look for the critical one only"), SEED,
    symbol("rounds", 1000, 1, 10**6, "rounds of N meetings"), symbol("starts", 20, 2, 1000, "societies"),
)  # fmt: skip
def naming_game(N: int | str, p: float, seed: int, rounds: int, starts: int) -> dict[str, Measured]:
    """Critical committed share; with p also the shares of the norms that a society ends with."""
    figures = {"critical_mass": Measured(fold())}
    if p >= 0:
        figures |= talked_out(10_000 if N == INFINITE else int(N), p, seed, rounds, starts)
    return figures


def change(state: np.ndarray, p: float) -> np.ndarray:
    """Mean change of the shares (NEW, OLD) of the uncommitted over one meeting of two actors drawn at random."""
    new, old = state
    share = (old, 1 - new - old - p, new, p)
    drift = np.zeros(2)
    for (a, (speaker, sure)), (b, (hearer, hearer_sure)) in product(enumerate(KINDS), enumerate(KINDS)):
        for draw in (0.25, 0.75):
            after = met(speaker, hearer, sure, hearer_sure, draw)
            for before, then, held in ((speaker, after[0], sure), (hearer, after[1], hearer_sure)):
                if not held:
                    drift += 0.5 * share[a] * share[b] * (np.array([then == NEW, then == OLD]) * 1.0)
                    drift -= 0.5 * share[a] * share[b] * (np.array([before == NEW, before == OLD]) * 1.0)
    return drift


def fold() -> float:
    """Committed share at which the state that agrees on the old norm stops being at rest.

    There the drift is zero and so is the determinant of its derivative, taken by central differences of the rule.
    """

    def conditions(unknown: np.ndarray) -> list[float]:
        state, p, h = unknown[:2], float(unknown[2]), 1e-5
        columns = [(change(state + h * e, p) - change(state - h * e, p)) / (2 * h) for e in np.eye(2)]
        return [*change(state, p), float(np.linalg.det(np.stack(columns, 1)))]

    return float(root(conditions, [0.1, 0.65, 0.1], tol=1e-12).x[2])


def talked_out(N: int, p: float, seed: int, rounds: int, starts: int) -> dict[str, Measured]:
    """Shares of the norms after so many rounds, over societies that begin agreed on the old one."""
    ends = np.array(
        [society(N, round(p * N), rounds, np.uint64(luck.stream(seed, luck.NORM, s))) for s in range(starts)]
    )
    spread = ends.std(axis=0, ddof=1) / np.sqrt(starts)
    return {
        name: Measured(float(m) / N, float(e) / N)
        for name, m, e in zip(("n_B", "n_AB", "n_A"), ends.mean(0), spread, strict=True)
    }


@compiled_to_arrays
def society(N: int, committed: int, rounds: int, key: np.uint64) -> Any:
    """N actors talk in pairs drawn at random; returns how many of the uncommitted hold old, both and new."""
    norm = np.zeros(N, np.uint8)
    norm[:committed] = NEW
    for meeting in range(rounds * N):
        own = luck.mixed(key + np.uint64(meeting) * np.uint64(0x9E3779B97F4A7C15))
        a = int(luck.uniform(own, np.uint64(0)) * N)
        b = int(luck.uniform(own, np.uint64(1)) * (N - 1))
        b += b >= a
        norm[a], norm[b] = met(norm[a], norm[b], a < committed, b < committed, luck.uniform(own, np.uint64(2)))
    held = np.zeros(3)
    for i in range(committed, N):
        held[norm[i]] += 1
    return held
