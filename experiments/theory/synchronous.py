"""Exact chains in which several actors may reconsider in the same month.

The papers' chains move one actor a step. In the laboratory each actor reconsiders with probability phi, all on the same
payoffs; who does mutates with probability mu to one of the other strategies, else draws a model among those it is tied
to and adopts its strategy with probability 1 / (1 + exp(-beta (model's payoff - own payoff))). Given the state the
actors move independently, so that a row of the transition matrix is a product (where all are alike: a convolution).
"""

import numpy as np
from scipy.signal import convolve2d
from scipy.special import expit
from scipy.stats import binom

from experiments.theory.chains import Array, simplex

Figures = dict[str, float]


def stationary_of(matrix: Array) -> Array:
    """Stationary distribution of a transition matrix (rows sum to 1) with one recurrent class."""
    balance = matrix.T - np.eye(len(matrix))
    balance[-1] = 1.0
    ones = np.zeros(len(matrix))
    ones[-1] = 1.0
    return np.asarray(np.linalg.solve(balance, ones))


def counted(Z: int, gain: float, beta: float, mu: float, phi: float) -> float:
    """Long-run share of contributors among Z actors, all tied, for a constant gain from contributing."""
    matrix = np.zeros((Z + 1, Z + 1))
    for k in range(Z + 1):
        up = phi * (mu + (1 - mu) * k / (Z - 1) * expit(beta * gain))
        down = phi * (mu + (1 - mu) * (Z - k) / (Z - 1) * expit(-beta * gain))
        stay, come = (
            binom.pmf(np.arange(k + 1), k, 1 - min(down, 1.0)),
            binom.pmf(np.arange(Z - k + 1), Z - k, min(up, 1.0)),
        )
        matrix[k] = np.convolve(stay, come)
    return float(stationary_of(matrix) @ np.arange(Z + 1) / Z)


def one_group(
    Z: int, M: int, c: float, r: float, beta: float, mu: float, phi: float = 0.0, n_local: int = 0,
    pit: float = 0.0, pif: float = 0.0,
) -> Figures:  # fmt: skip
    """Long-run figures where all Z actors share one group and are tied to one another.

    :param phi: chance to reconsider in a month, 0 for 1/Z; n_local: sponsors at which the group fines, 0 for none
    """
    counts = simplex(Z) if n_local else np.array([(Z - k, k, 0) for k in range(Z + 1)])
    strategies = 3 if n_local else 2
    index = {tuple(n): k for k, n in enumerate(counts)}
    matrix = np.zeros((len(counts), len(counts)))
    for k, n in enumerate(counts):
        payoff = _payoffs_in_one(n, M, c, r, n_local, pit, pif)
        moves = _moves(n, payoff, beta, mu, phi or 1 / Z, strategies)
        for j, s in zip(*np.nonzero(moves), strict=True):
            matrix[k, index[(Z - j - s, j, s)]] += moves[j, s]
    weight = stationary_of(matrix)
    given = counts[:, 1] + counts[:, 2]
    figures = {
        "coop": weight @ given / Z, "eta_G": weight @ (given >= M), "nobody": weight @ (given == 0),
        "everybody": weight @ (given == Z), "P": weight @ counts[:, 2] / Z,
        "eta_I": weight @ ((counts[:, 2] >= n_local) & (n_local > 0)),
    }  # fmt: skip
    return {key: float(value) for key, value in figures.items()}


def _payoffs_in_one(n: Array, M: int, c: float, r: float, n_local: int, pit: float, pif: float) -> Array:
    """Payoff of one who withholds, contributes, sponsors, where n do so; shape (3,)."""
    kept = 1.0 - r * (n[1] + n[2] < M)
    fined = pif if n_local and n[2] >= n_local else 0.0
    return np.array([kept - fined, kept - c, kept - c - pit])


def _moves(n: Array, payoff: Array, beta: float, mu: float, phi: float, strategies: int) -> Array:
    """Probability of (contributors, sponsors) next month, shape (Z + 1, Z + 1)."""
    total = np.ones((1, 1))
    for old in range(strategies):
        turn = np.zeros(3)
        for new in set(range(strategies)) - {old}:
            copied = n[new] / (n.sum() - 1) * expit(beta * (payoff[new] - payoff[old]))
            turn[new] = phi * (mu / (strategies - 1) + (1 - mu) * copied)
        turn[old] = 1.0 - turn.sum()
        one = np.array([[turn[0], turn[2]], [turn[1], 0.0]])
        for _ in range(int(n[old])):
            total = convolve2d(total, one)
    return total


def ring(Z: int, N: int, M: int, c: float, r: float, beta: float, mu: float, phi: float = 0.0) -> Figures:
    """Long-run figures of Z actors on a ring, each tied to (N - 1) / 2 on either side; a group is an actor and ties.

    An actor's loss is r times the share of its groups (its own and those its neighbours head) that fail.
    """
    reach, phi = N // 2, phi or 1 / Z
    around = [d for d in range(-reach, reach + 1) if d]
    gives = (np.arange(2**Z)[:, None] >> np.arange(Z)) & 1  # shape (states, Z)
    failed = np.sum([np.roll(gives, d, axis=1) for d in (0, *around)], axis=0) < M  # of the group that each actor heads
    lost = sum(np.roll(failed, d, axis=1) for d in (0, *around)) / N
    payoff = 1.0 - r * lost - c * gives
    turns = np.zeros(gives.shape)  # chance that each actor's strategy changes
    for d in around:
        other, theirs = np.roll(gives, d, axis=1), np.roll(payoff, d, axis=1)
        turns += (other != gives) * expit(beta * (theirs - payoff)) / len(around)
    turns = phi * (mu + (1 - mu) * turns)
    matrix = np.ones((2**Z, 2**Z))
    for i in range(Z):
        changes = gives[:, None, i] != gives[None, :, i]
        matrix *= np.where(changes, turns[:, None, i], 1 - turns[:, None, i])
    weight = stationary_of(matrix)
    figures = {
        "coop": gives.mean(1), "eta_G": 1 - failed.mean(1), "alike": (gives == np.roll(gives, 1, axis=1)).mean(1),
        "nobody": gives.sum(1) == 0, "everybody": gives.sum(1) == Z,
    }  # fmt: skip
    return {key: float(weight @ value) for key, value in figures.items()}
