"""Shared by the coalition games: like countries enter and leave by the engine's rules of membership.

What a paper gives is the payoff of a member and of an outsider at each size; who joins, gives notice and leaves is the
product's own (`model.governance.consent`), at a strength of choice so high that only the sign of the gain counts.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from agents.compiled import compiled_to_arrays
from experiments.studies.replications.case import SEED, Measured, no_more, symbol
from model import luck
from model.governance.consent import says_yes

SHARP = 1e12  # strength of choice: best response
MONTHS_EACH = 200  # months for each country; enough for the coin tosses of the indifferent to have come up
COUNTRIES = symbol("n", 10, 1, 1000, "like countries")
BENEFIT = symbol("b", 1.0, 1e-6, 1e6, "marginal benefit")
COST = symbol("c", 1.0, 1e-6, 1e6, "slope of marginal cost")
CONTROL = (SEED,)


def gains_of(
    members: Sequence[Any] | np.ndarray, outsiders: Sequence[Any] | np.ndarray, minimum: int = 1
) -> np.ndarray:
    """What a member of k = 1..n gains by staying, shape (n,): its payoff less an outsider's beside k - 1.

    Below `minimum` members there is no coalition, and all fare as with none (minimum participation). Differences of the
    size of rounding count as none.
    """
    n = len(members) - 1
    value = [outsiders[0] if k < minimum else members[k] for k in range(n + 1)]
    beside = [outsiders[0] if k < minimum else outsiders[k] for k in range(n + 1)]
    scale = 1e-12 * max(1e-300, *(abs(float(v)) for v in [*value[1:], *beside]))
    gain = np.array([float(value[k] - beside[k - 1]) for k in range(1, n + 1)])
    return np.where(np.abs(gain) <= scale, 0.0, gain)


@compiled_to_arrays
def settled(size: int, gain: np.ndarray, months: int, key: np.uint64) -> np.ndarray:
    """Sizes of the coalition in the second half of the months, one country deciding at a time; bool, shape (n + 1,).

    Who is indifferent tosses a coin, in and out.
    """
    n = len(gain)
    lasting = np.zeros(n + 1, np.bool_)
    for month in range(months):
        inside = luck.uniform(key, np.uint64(3 * month)) * n < size
        draw = luck.uniform(key, np.uint64(3 * month + 1))
        if inside and size > 0:
            size -= not says_yes(gain[size - 1], SHARP, draw)
        elif not inside and size < n:
            size += says_yes(gain[size], SHARP, draw)
        if 2 * month >= months:
            lasting[size] = True
    return lasting


def resting_sizes(gain: np.ndarray, seed: int) -> list[int]:
    """The sizes among which coalitions that begin at each size come to rest."""
    n = len(gain)
    key = np.uint64(luck.stream(seed, luck.CHOOSE, 0))
    begin = range(1, n + 1) if n <= 50 else sorted({1, 2, 3, n // 2, n - 1, n})
    lasting = np.any([settled(size, gain, MONTHS_EACH * n, key) for size in begin], axis=0)
    return [int(size) for size in np.flatnonzero(lasting)]


def unmoved(gain: np.ndarray) -> list[int]:
    """Sizes at which no country is strictly better off for moving."""
    n = len(gain)
    return [k for k in range(1, n + 1) if gain[k - 1] >= 0 and (k == n or gain[k] <= 0)]


def sizes(gain: np.ndarray, seed: int) -> dict[str, Measured]:
    """The largest size that coalitions settle at (0 where they dissolve), and the smallest where nobody would move.

    Gains are taken in units of the largest, so that choice is sharp however small the stakes are.
    """
    gain = gain / max(1e-300, np.abs(gain).max())
    still = unmoved(gain)
    rest = set(resting_sizes(gain, seed)).intersection(still)
    return {"k_star": Measured(max(rest, default=0)), "k_smallest": Measured(min(still, default=0))}


def linear_quadratic_payoffs(n: int, b: float, c: float) -> tuple[list[Fraction], list[Fraction]]:
    """Payoffs at each size 0..n of a member and of an outsider: benefit b a unit abated by anyone, own cost c q^2 / 2.

    An outsider abates b / c; a member of k abates k b / c, which is best for the members together. Exact, because what
    decides is a small difference of large payoffs.
    """
    benefit, cost = Fraction(str(b)), Fraction(str(c))
    theirs = benefit / cost
    totals = [k * k * theirs + (n - k) * theirs for k in range(n + 1)]
    members = [benefit * totals[k] - cost * (k * theirs) ** 2 / 2 for k in range(n + 1)]
    return members, [benefit * total - cost * theirs**2 / 2 for total in totals]


def rule_limits(values: Mapping[str, Any]) -> None:
    no_more(values, "m", "n")
