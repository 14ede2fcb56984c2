"""Samplers: one function each, from a number of factors to points of the unit cube, found by decorator."""

from collections.abc import Callable, Sequence
from itertools import product
from math import prod

import numpy as np

from model.params import BadInput

Sampler = Callable[[Sequence[int], int, int], np.ndarray]
SAMPLERS: dict[str, Sampler] = {}
POINTS = "points"  # the points are a file's
MOST_POINTS = 1_000_000  # a larger design is a slip of the pen
MORRIS_LEVELS = 4  # Campolongo et al. 2007
BLOCK = {"sobol": 2, "morris": 1}  # points beyond one a factor that follow one another and share coordinates


def sampler(function: Sampler) -> Sampler:
    """Register `f(levels, size, seed)`, which returns shares of the ranges, shape (points, factors).

    `levels` holds each factor's number of values, 0 where it is continuous.
    """
    SAMPLERS[function.__name__] = function
    return function


@sampler
def grid(levels: Sequence[int], size: int, seed: int) -> np.ndarray:  # noqa: ARG001
    """Every combination of `size` values of each factor, ends included; all values of one that has fewer."""
    axes = []
    for number in levels:
        chosen = np.linspace(0, 1, size) if size > 1 else np.array([0.5])
        axes.append((np.arange(number) + 0.5) / number if 0 < number <= size else chosen)
    if prod(map(len, axes)) > MOST_POINTS:
        raise BadInput("sampler.size", size, f"a grid of at most {MOST_POINTS} points")
    return np.array(list(product(*axes)))


@sampler
def latin_hypercube(levels: Sequence[int], size: int, seed: int) -> np.ndarray:
    """`size` points, each factor's range evenly covered (McKay, Beckman & Conover 1979)."""
    from scipy.stats import qmc

    return np.asarray(qmc.LatinHypercube(len(levels), rng=np.random.default_rng(seed)).random(size))


@sampler
def sobol(levels: Sequence[int], size: int, seed: int) -> np.ndarray:
    """`size` base points, a power of two, and Saltelli's D + 1 others for each (Saltelli et al. 2010)."""
    if size < 2 or size & (size - 1):
        raise BadInput("sampler.size", size, "a power of two, 2 or more, for sobol")
    from SALib.sample import sobol as saltelli

    return np.asarray(saltelli.sample(unit_cube(len(levels)), size, calc_second_order=False, seed=seed))


@sampler
def morris(levels: Sequence[int], size: int, seed: int) -> np.ndarray:
    """`size` trajectories of D + 1 points that differ in one factor at a time (Morris 1991)."""
    from SALib.sample import morris as trajectories

    return np.asarray(trajectories.sample(unit_cube(len(levels)), size, num_levels=MORRIS_LEVELS, seed=seed))


def unit_cube(factors: int) -> dict[str, object]:
    """SALib's description of so many factors between 0 and 1."""
    return {"num_vars": factors, "names": [f"x{k}" for k in range(factors)], "bounds": [[0.0, 1.0]] * factors}
