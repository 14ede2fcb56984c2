"""The game every actor plays: stakes shared in groups, contributions, sanctions. Scalars in, scalars out.

The same functions serve the explicit groups of a world and the mean over all groups of a well-mixed population (where
failure is a hypergeometric probability), because a stake is linear in the chance of failure.
"""

from math import ceil, lgamma

import numpy as np

from agents.compiled import compiled

_ROUNDING = 1e-12  # sums of contributions are compared with sums of endowments in floating point


@compiled
def fails(contributed: float, needed: float) -> float:
    """1 when a group's contributions fall short of what it needs (Santos & Pacheco 2011: k < M)."""
    return 1.0 if contributed < needed * (1.0 - _ROUNDING) else 0.0


@compiled
def stake(risk: float, global_share: float, local_failure: float, global_failure: float) -> float:
    """Share that is left of an endowment at risk, part of it hanging on the world as a whole (odd.md 7)."""
    return 1.0 - risk * loss_share(global_share, local_failure, global_failure)


@compiled
def loss_share(global_share: float, local_failure: float, global_failure: float) -> float:
    """Share of the stake lost: (1 - Lambda) F_g + Lambda F_glob."""
    return (1.0 - global_share) * local_failure + global_share * global_failure


@compiled
def conduct(
    strategy: int, contribution: float, burden: float, sponsor_cost: float, sanction: float, reward: float
) -> float:
    """What an actor's own conduct brings: costs and rewards of contributing, or the sanction for withholding.

    All in one unit: shares of its endowment in the model (D0), payoffs as they are where a paper has them so.

    Vasconcelos, Santos & Pacheco 2013 (sponsors pay, free-riders are fined); Sun et al. 2021 (rewards).
    """
    if strategy == 0:
        return -sanction
    return reward - contribution - burden - (sponsor_cost if strategy == 2 else 0.0)


@compiled
def enforcement(sponsors: float, needed: float, budget: float, reward_share: float) -> tuple[float, float]:
    """Fine and reward under local enforcement that `needed` sponsors activate (Sun et al. 2021: alpha)."""
    active = 1.0 if sponsors >= needed - _ROUNDING else 0.0
    return active * (1.0 - reward_share) * budget, active * reward_share * budget


@compiled
def mismatch(kappa: float, policy: float, optimum: float) -> float:
    """Cost of contributing under a policy that does not fit (Oates 1972; Alesina & Spolaore 1997)."""
    return kappa * (policy - optimum) * (policy - optimum)


@compiled
def short_of(members: int, needed: int, rate: float) -> float:
    """P(Bin(members, rate) < needed): the chance that a group fails when each contributes at this rate."""
    if rate <= 0.0:
        return 1.0 if needed > 0 else 0.0
    if rate >= 1.0:
        return 1.0 if needed > members else 0.0
    total, term = 0.0, (1.0 - rate) ** members
    for k in range(min(needed, members + 1)):
        total += term
        term *= (members - k) / (k + 1.0) * rate / (1.0 - rate)
    return min(1.0, total)


@compiled
def needed_members(threshold: float, members: int) -> int:
    """Smallest whole number of contributors that meets the threshold among equals."""
    return ceil(threshold * members - _ROUNDING * members)


@compiled
def log_choose(n: float, k: float) -> float:
    """Natural logarithm of n over k; minus infinity outside 0..n."""
    if k < 0 or k > n:
        return -np.inf
    return lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0)
