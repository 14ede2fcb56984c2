"""Exact stationary distributions of imitation chains in finite, well-mixed populations.

One rule makes every chain (pairwise comparison; Traulsen, Nowak & Pacheco 2006, Phys. Rev. E 74, 011909). Each step one
actor is drawn. With probability mu it mutates, uniformly to one of the *other* strategies. Otherwise it draws a model
among the Z - 1 others and adopts the model's strategy with probability 1 / (1 + exp(-beta (payoff of model - own
payoff))). Payoffs are expected payoffs at the present composition; no move is made twice and no actor compares itself
with itself.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Array = NDArray[np.float64]
Counts = NDArray[np.int64]


def stationary(source: Counts, target: Counts, rate: Array, size: int) -> Array:
    """Stationary distribution of an irreducible chain given its moves between different states.

    State reduction without subtractions (Grassmann, Taksar & Heyman 1985, Oper. Res. 33, 1107), so that every
    probability keeps full relative precision even when mutation is rare. Moves may not reach further than a band of
    states, whose width sets the cost: size x width^2.

    :param source, target: state indices, shape (moves,), a pair at most once; rate: probability a step, shape (moves,)
    :returns: probabilities, shape (size,)
    :raises ValueError: when some state cannot be left, as without mutation.
    """
    width = int(np.abs(target - source).max())
    band = np.zeros((size, 2 * width + 1))
    band[source, target - source + width] = rate
    square = _as_matrix(band, width)
    for k in range(size - 1, 0, -1):
        low = max(0, k - width)
        leaving = square[k, low:k].sum()
        if not leaving > 0:
            raise ValueError("the chain has no unique stationary distribution: mutation must be above 0")
        square[low:k, k] /= leaving
        square[low:k, low:k] += np.outer(square[low:k, k], square[k, low:k])
    return _weights(square, width)


def _as_matrix(band: Array, width: int) -> Array:
    """View of a banded store, shape (size, 2 width + 1), as the matrix [i, j]; valid where |i - j| <= width."""
    row, column = band.strides
    shape = (len(band), len(band))
    return np.lib.stride_tricks.as_strided(band.ravel()[width:], shape, (row - column, column))


def _weights(square: Array, width: int) -> Array:
    """Probabilities from the reduced chain; rescaled on the way so that none overflows."""
    size = len(square)
    weight = np.zeros(size)
    weight[0] = 1.0
    for k in range(1, size):
        low = max(0, k - width)
        weight[k] = weight[low:k] @ square[low:k, k]
        if weight[k] > 1e200:
            weight[: k + 1] /= weight[k]
    return weight / weight.sum()


def two_strategies(payoffs: Array, beta: float, mu: float) -> Array:
    """Distribution of the number of contributors i = 0..Z, by detailed balance (Santos & Pacheco 2011).

    :param payoffs: expected payoff of a withholder (row 0) and a contributor (row 1) at each i, shape (2, Z + 1)
    :param beta: strength of imitation; mu: mutation probability in (0, 1]
    :returns: probabilities, shape (Z + 1,)
    """
    _check_mutation(mu)
    Z = payoffs.shape[1] - 1
    i = np.arange(Z + 1)
    gain = payoffs[1] - payoffs[0]
    up = (Z - i) / Z * ((1 - mu) * i / (Z - 1) * expit(beta * gain) + mu)
    down = i / Z * ((1 - mu) * (Z - i) / (Z - 1) * expit(-beta * gain) + mu)
    log_weight = np.concatenate([[0.0], np.cumsum(np.log(up[:-1]) - np.log(down[1:]))])
    weight = np.exp(log_weight - log_weight.max())
    return np.asarray(weight / weight.sum())


def simplex(Z: int) -> Counts:
    """All counts (withhold, contribute, sponsor) of Z actors, shape ((Z + 1)(Z + 2) / 2, 3); sponsors vary slowest."""
    return np.array([(Z - j - k, j, k) for k in range(Z + 1) for j in range(Z + 1 - k)])


def three_strategies(payoffs: Array, Z: int, beta: float, mu: float) -> Array:
    """Distribution over :func:`simplex` states of three competing strategies (Vasconcelos et al. 2013, Methods).

    :param payoffs: expected payoff of each strategy in each state, shape (states, 3)
    :returns: probabilities in the order of ``simplex(Z)``, shape (states,)
    """
    _check_mutation(mu)
    counts = simplex(Z)
    index = np.full((Z + 2, Z + 2), -1)
    index[counts[:, 1], counts[:, 2]] = np.arange(len(counts))
    moves = list(_exchanges(counts, payoffs, index, beta, mu))
    source, target, rate = (np.concatenate(part) for part in zip(*moves, strict=True))
    return stationary(source, target, rate, len(counts))


def _exchanges(
    counts: Counts, payoffs: Array, index: Counts, beta: float, mu: float
) -> Iterator[tuple[Counts, Counts, Array]]:
    """Moves (source, target, rate) of one actor from each strategy to each other."""
    Z = int(counts[0].sum())
    for old in range(3):
        for new in {0, 1, 2} - {old}:
            source = np.flatnonzero(counts[:, old])
            have, copied = counts[source, old], counts[source, new]
            adopt = expit(beta * (payoffs[source, new] - payoffs[source, old]))
            rate = have / Z * ((1 - mu) * copied / (Z - 1) * adopt + mu / 2)
            moved = counts[source].copy()
            moved[:, old] -= 1
            moved[:, new] += 1
            yield source, index[moved[:, 1], moved[:, 2]], rate


def two_classes(payoffs: Array, beta: float, mu: float, h: float) -> Array:
    """Distribution of contributors among rich and poor (Vasconcelos et al. 2014, Methods).

    An actor of class k meets a model of its own class with weight 1 and of the other class with weight 1 - h, so a
    given model of the own class is drawn with probability 1 / (Z_k - 1 + (1 - h) Z_l). Payoffs are compared as they
    are, not per endowment; the class itself is never copied.

    :param payoffs: expected payoff by class (0 poor, 1 rich), strategy (0 withhold, 1 contribute) and contributors,
        shape (2, 2, ZP + 1, ZR + 1)
    :param h: homophily in [0, 1]
    :returns: probabilities of (poor, rich) contributors, shape (ZP + 1, ZR + 1)
    """
    _check_mutation(mu)
    shape = payoffs.shape[2:]
    sizes = (shape[0] - 1, shape[1] - 1)
    index = np.arange(shape[0] * shape[1]).reshape(shape)
    contributors = np.indices(shape)
    source, target, rate = [], [], []
    for k, step in ((0, shape[1]), (1, 1)):
        for new in (0, 1):
            flow = _class_rate(payoffs, contributors, sizes, k, new, beta, mu, h)
            start = index[flow > 0]
            source.append(start)
            target.append(start + (step if new else -step))
            rate.append(flow[flow > 0])
    probability = stationary(np.concatenate(source), np.concatenate(target), np.concatenate(rate), index.size)
    return probability.reshape(shape)


def _class_rate(
    payoffs: Array, contributors: Counts, sizes: tuple[int, int], k: int, new: int, beta: float, mu: float, h: float
) -> Array:
    """Probability a step that an actor of class k turns to strategy ``new``, shape of the state grid."""
    having = np.stack([contributors[x] if new else sizes[x] - contributors[x] for x in (0, 1)])
    own, other = payoffs[k, 1 - new], 1 - k
    models = sizes[k] - 1 + (1 - h) * sizes[other]
    copied = having[k] * expit(beta * (payoffs[k, new] - own))
    copied = copied + (1 - h) * having[other] * expit(beta * (payoffs[other, new] - own))
    imitation = copied / models if models > 0 else 0.0 * copied
    return np.asarray((sizes[k] - having[k]) / sum(sizes) * (mu + (1 - mu) * imitation))


def _check_mutation(mu: float) -> None:
    if not 0 < mu <= 1:
        raise ValueError(f"mu={mu}: allowed above 0 up to 1")
