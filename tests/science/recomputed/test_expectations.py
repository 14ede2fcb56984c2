"""Expectations: closed forms and limits, without an engine."""

import numpy as np
import pytest
from scipy import stats

from . import expectations as d


def test_the_threshold_is_a_normal_that_is_cut():
    ends = [(end - 0.5) / 0.1 for end in d.CUT]
    known = stats.truncnorm(*ends, loc=0.5, scale=0.1)
    for x in (0.06, 0.3, 0.5, 0.62, 0.94):
        assert d.d7a_below(x, 0.5, 0.1) == pytest.approx(known.cdf(x), abs=1e-12)
    for u in (0.001, 0.2, 0.5, 0.9):
        assert d.d7a_drawn(u, 0.5, 0.1) == pytest.approx(known.ppf(u), abs=1e-9)


def test_draws_stay_within_the_cut_even_where_the_middle_lies_outside():
    drawn = [d.d7a_drawn(u, 1.0, 0.3) for u in np.linspace(0, 0.9999, 50)]
    assert min(drawn) >= 0.05
    assert max(drawn) <= 0.95
    assert drawn == sorted(drawn)


def test_without_uncertainty_the_threshold_is_as_given_and_expectations_are_a_step():
    assert d.d7a_drawn(0.3, 0.99, 0.0) == 0.99
    assert [d.d7a_misses(x, 0.5, 0.0) for x in (0.0, 0.499, 0.5, 1.0)] == [1.0, 1.0, 0.0, 0.0]


def test_a_miss_is_certain_below_the_cut_impossible_above_and_the_share_of_worlds_between():
    assert d.d7a_misses(0.0, 0.5, 0.1) == 1.0
    assert d.d7a_misses(1.0, 0.5, 0.1) == 0.0
    assert d.d7a_misses(0.5, 0.5, 0.1) == pytest.approx(0.5)
    worlds = [d.d7a_drawn(u, 0.5, 0.1) for u in (np.arange(2000) + 0.5) / 2000]
    assert d.d7a_misses(0.55, 0.5, 0.1) == pytest.approx(np.mean([t > 0.55 for t in worlds]), abs=1e-3)
    assert d.d7a_misses(0.6, 0.5, 1e-6) == pytest.approx(d.d7a_misses(0.6, 0.5, 0.0))


@pytest.mark.parametrize("mu", [1e-6, 0.01, 0.3, 1.0])
@pytest.mark.parametrize("pull", [-2.0, -0.05, 0.0, 1e-9, 0.05, 0.2])
def test_the_rest_point_is_where_imitation_and_mutation_balance(mu, pull):
    x = d.d8_rest_point(pull, 10.0, mu)
    assert 0 <= x <= 1
    assert (1 - mu) * x * (1 - x) * np.tanh(10.0 * pull / 2) + mu * (1 - 2 * x) == pytest.approx(0, abs=1e-12)


def test_the_rest_point_without_mutation_or_without_pull():
    assert [d.d8_rest_point(pull, 10.0, 0.0) for pull in (-0.1, 0.0, 0.1)] == [0.0, 0.5, 1.0]
    assert d.d8_rest_point(0.0, 10.0, 0.01) == 0.5
    assert d.d8_rest_point(0.3, 10.0, 1.0) == 0.5
    assert d.d8_rest_point(0.1, 10.0, 0.01) + d.d8_rest_point(-0.1, 10.0, 0.01) == pytest.approx(1.0)


def test_the_rest_point_is_where_a_population_comes_to_rest():
    x, mu, beta, pull = 0.1, 0.01, 10.0, 0.12
    for _ in range(20_000):  # a revision in a hundred, well mixed
        x += 0.01 * ((1 - mu) * x * (1 - x) * np.tanh(beta * pull / 2) + mu * (1 - 2 * x))
    assert d.d8_rest_point(pull, beta, mu) == pytest.approx(x, abs=1e-9)


def test_evidence_counts_as_it_comes_in():
    assert d.d8_updated(0.9, 0.3, 0, 120) == 0.9
    assert d.d8_updated(0.9, 0.3, -5, 120) == 0.9
    assert d.d8_updated(0.9, 0.3, 120, 120) == pytest.approx(0.6)
    assert d.d8_updated(0.9, 0.3, 10**9, 120) == pytest.approx(0.3)
    assert d.d8_updated(0.9, None, 50, 120) == 0.9
    assert d.d8_updated(0.9, 0.3, 1, 0) == pytest.approx(0.3)
    assert d.d8_grounded([0.1, 0.2, 0.3], [11, 12, 40]) == [0.2, 0.3]


def test_the_outside_rate_is_that_of_ten_alike_else_of_the_home():
    assert d.d8_outside([0.5] * 10, 0.1) == 0.5
    assert d.d8_outside([0.5] * 9, 0.1) == 0.1


def test_a_group_falls_short_as_a_binomial_does():
    for rate in (0.0, 0.3, 1.0):
        assert d.d9_falls_short(4, 3, rate) == pytest.approx(stats.binom.cdf(2, 4, rate))
    assert d.d9_falls_short(4, 5, 0.7) == pytest.approx(1.0)


def test_a_gain_without_any_change_of_conduct_is_money_alone():
    assert d.d9_safety(0.3, (0.6, 0.6), (1.0, 1.0)) == 0.0
    assert d.d9_gain(0.0, 0.1, (1.0, 1.0), 0.0, 0.27, -0.01) == pytest.approx(-0.01)
    assert d.d9_gain(0.3 * d.d9_safety(1.0, (1, 1), (1, 0)), 0.1, (1, 0), 0.02, 0.3, 0.0) == pytest.approx(0.18)
