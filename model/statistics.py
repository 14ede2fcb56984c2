"""Measures of a sample: inequality, distance of two divisions, and the median of what is partly cut off."""

import numpy as np

from model.compiled import loop


def inequality(welfare: np.ndarray) -> float:
    """Gini index; the mean absolute difference where any value is negative (DEFINITIONS C)."""
    ordered, n = np.sort(welfare), len(welfare)
    difference = 2 * ((2 * np.arange(1, n + 1) - n - 1) * ordered).sum() / n**2
    return float(difference if ordered[0] < 0 else difference / (2 * ordered.mean()) if ordered.mean() > 0 else 0.0)


def kaplan_meier_median(ended: np.ndarray, cut_off: np.ndarray) -> float:
    """Time by which half have ended, where some were cut off before; NaN if fewer than half are seen to end."""
    times, events = np.unique(ended, return_counts=True)
    at_risk = len(ended) + len(cut_off) - np.searchsorted(np.sort(np.concatenate([ended, cut_off])), times)
    below = np.cumprod(1 - events / at_risk) <= 0.5 + 1e-9  # one half, whatever the rounding
    return float(times[np.argmax(below)]) if below.any() else float("nan")


def held(when: np.ndarray, months: int) -> float:
    """The first month from which a condition (bool, shape (months,)) holds for so many; NaN if it never does."""
    runs = np.convolve(when, np.ones(months), "valid") >= months
    return float(np.argmax(runs)) if runs.any() else float("nan")


def distance(deciding: np.ndarray, affected: np.ndarray) -> float:
    """Half the sum of |share - share| of two divisions, each made to add up to 1 (Loosemore & Hanby 1971).

    NaN where either is 0 throughout.
    """
    decide, bear = deciding.sum(), affected.sum()
    if decide == 0.0 or bear == 0.0:
        return float("nan")
    return float(0.5 * np.abs(deciding / decide - affected / bear).sum())


@loop
def share_of(weight: np.ndarray, where: np.ndarray) -> float:
    """Share of all weight that lies where a condition (bool) holds; NaN where there is no weight at all."""
    found = whole = 0.0
    for i in range(len(weight)):
        whole += weight[i]
        if where[i]:
            found += weight[i]
    return found / whole if whole != 0.0 else np.nan


@loop
def variance_within(bloc: np.ndarray, values: np.ndarray) -> float:
    """Mean over members of (value - mean of its bloc)^2; `bloc` (actors,) is -1 outside. NaN without a member."""
    members, total = np.zeros(bloc.max() + 1), np.zeros(bloc.max() + 1)
    for i in range(len(bloc)):
        if bloc[i] >= 0:
            members[bloc[i]] += 1.0
            total[bloc[i]] += values[i]
    squares = 0.0
    for i in range(len(bloc)):
        if bloc[i] >= 0:
            squares += (values[i] - total[bloc[i]] / members[bloc[i]]) ** 2
    return squares / members.sum() if len(members) > 0 else np.nan


@loop
def mixed_pairs(bloc: np.ndarray, kind: np.ndarray, one: int) -> float:
    """Share of pairs within blocs that join one kind and another; `bloc` (actors,) is -1 outside. NaN without pairs."""
    members, ones = np.zeros(bloc.max() + 1), np.zeros(bloc.max() + 1)
    for i in range(len(bloc)):
        if bloc[i] >= 0:
            members[bloc[i]] += 1.0
            ones[bloc[i]] += kind[i] == one
    mixed = (ones * (members - ones)).sum()
    pairs = (members * (members - 1.0) / 2.0).sum()
    return mixed / pairs if pairs > 0.0 else np.nan


@loop
def modularity(start: np.ndarray, to: np.ndarray, weight: np.ndarray, blocs: np.ndarray, count: int) -> float:
    """Newman & Girvan 2004, for weighted directed ties (Leicht & Newman 2008); NaN without a bloc.

    `blocs` (actors,) are below `count`; who is in none, -1, stands alone.
    """
    if blocs.max() < 0:
        return np.nan
    inside = whole = 0.0
    sent, received = np.zeros(count + len(blocs)), np.zeros(count + len(blocs))
    for i in range(len(blocs)):
        own = blocs[i] if blocs[i] >= 0 else count + i
        for position in range(start[i], start[i + 1]):
            j, w = to[position], weight[position]
            other = blocs[j] if blocs[j] >= 0 else count + j
            whole += w
            sent[own] += w
            received[other] += w
            if own == other:
                inside += w
    chance = 0.0
    for bloc in range(len(sent)):
        chance += sent[bloc] * received[bloc]
    return inside / whole - chance / (whole * whole)
