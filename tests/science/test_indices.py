"""Samplers and analyses together return the indices that are known in closed form."""

import numpy as np
import pytest

from experiments.ask.samplers import SAMPLERS
from experiments.judge.sensitivity import ANALYSES, TOO_SMALL, Index

A = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])  # Saltelli & Sobol 1995


def ishigami(x: np.ndarray) -> np.ndarray:
    x1, x2, x3 = (2 * np.pi * x.T) - np.pi
    return np.sin(x1) + 7 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1)


def ishigami_indices() -> tuple[list[float], list[float]]:
    """Ishigami & Homma 1990, a = 7, b = 0.1."""
    a, b, pi = 7.0, 0.1, np.pi
    v1, v2, v13 = 0.5 * (1 + b * pi**4 / 5) ** 2, a**2 / 8, b**2 * pi**8 * 8 / 225
    v = v1 + v2 + v13
    return [v1 / v, v2 / v, 0.0], [(v1 + v13) / v, v2 / v, v13 / v]


def sobol_g(x: np.ndarray) -> np.ndarray:
    return np.prod((np.abs(4 * x - 2) + A) / (1 + A), axis=1)


def sobol_g_indices() -> tuple[list[float], list[float]]:
    """Sobol 1993."""
    part = 1 / (3 * (1 + A) ** 2)
    whole = np.prod(1 + part)
    return list(part / (whole - 1)), list(part * whole / (1 + part) / (whole - 1))


def indices(sampler: str, factors: int, size: int, y: object, seed: int = 1) -> dict[str, list[Index]]:
    """By measure, in the order of the factors."""
    names = [f"x{k}" for k in range(factors)]
    shares = SAMPLERS[sampler]([0] * factors, size, seed)
    found = ANALYSES[sampler](names, shares, y(shares))  # type: ignore[operator]
    return {m: [row for row in found if row.measure == m] for m in dict.fromkeys(row.measure for row in found)}


@pytest.mark.parametrize(
    ("function", "exact"), [(ishigami, ishigami_indices), (sobol_g, sobol_g_indices)], ids=["ishigami", "sobol_g"]
)
def test_sobol_indices_are_the_analytic_ones(function, exact):
    first, total = exact()
    found = indices("sobol", len(first), 4096, function)
    for measure, wanted in (("first", first), ("total", total)):
        values = np.array([row.value for row in found[measure]])
        np.testing.assert_allclose(values, wanted, atol=0.02)
        within = [row.low <= w <= row.high for row, w in zip(found[measure], wanted, strict=True)]
        assert sum(within) >= len(wanted) - 1  # 95 % intervals
    assert {row.n for row in found["total"]} == {4096}


def test_morris_effects_of_a_linear_function_are_its_slopes():
    found = indices("morris", 3, 12, lambda x: 5 * x[:, 0] - 2 * x[:, 1] + 1)
    np.testing.assert_allclose([row.value for row in found["mu_star"]], [5, 2, 0], atol=1e-9)
    np.testing.assert_allclose([row.value for row in found["mu"]], [5, -2, 0], atol=1e-9)
    np.testing.assert_allclose([row.value for row in found["sigma"]], 0, atol=1e-9)
    assert all(np.isnan(row.low) for row in found["mu"])


def test_morris_tells_interaction_by_the_spread_of_effects():
    found = indices("morris", 3, 40, lambda x: x[:, 0] * x[:, 1])
    assert [row.value > 0.1 for row in found["sigma"]] == [True, True, False]


def test_an_undefined_value_costs_its_base_point_alone():
    def patchy(x):
        y = ishigami(x)
        y[[3, 4, 777]] = np.nan  # two base points of five points each
        return y

    found = indices("sobol", 3, 1024, patchy)
    assert {row.n for row in found["first"]} == {1022}
    np.testing.assert_allclose([row.value for row in found["first"]], ishigami_indices()[0], atol=0.05)


@pytest.mark.parametrize("y", [lambda x: np.full(len(x), 0.3), lambda x: np.full(len(x), np.nan)])
@pytest.mark.parametrize("sampler", ["sobol", "morris"])
def test_what_does_not_vary_has_no_indices(sampler, y):
    for rows in indices(sampler, 3, 8, y).values():
        assert all(np.isnan(row.value) for row in rows)


def test_too_small_a_sample_has_no_interval_and_says_so():
    rows = [row for seed in range(1, 9) for row in indices("sobol", 3, 8, ishigami, seed)["total"]]
    small = [row for row in rows if row.warning]
    assert small
    assert all(row.warning == TOO_SMALL and np.isnan(row.low) and np.isfinite(row.value) for row in small)
    assert all(row.high - row.low <= 1 for row in rows if not row.warning)
    assert not any(row.warning for row in indices("sobol", 3, 1024, ishigami)["total"])


def test_the_interval_of_a_mean_absolute_effect_is_above_0():
    rows = [r for seed in range(1, 9) for r in indices("morris", 3, 4, lambda x: x[:, 0] * x[:, 1], seed)["mu_star"]]
    assert all(0 <= row.low <= row.value <= row.high for row in rows)
