"""Intervals stay within what an outcome can be, hold the truth as often as they say, and own that n is too small."""

from math import inf, isnan, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from experiments.ask.outcomes import outcome_of
from experiments.judge.estimate import (
    Estimate,
    bootstrap,
    difference_of,
    ends,
    half_width,
    interval,
    mean_of,
    median_of,
    middle,
    resampled,
)
from experiments.judge.times import restricted, to_the_end
from model.outcomes import columns

SHARES = arrays(float, st.integers(2, 12), elements=st.floats(0, 1))


@pytest.mark.parametrize("bounds", [(0.0, 1.0), (0.0, inf), (-inf, 1.0), (-0.5, 1.0), (-inf, inf)])
@given(values=SHARES)
def test_an_interval_holds_its_mean_and_stays_within_the_bounds(bounds: tuple[float, float], values: np.ndarray):
    low, top = max(bounds[0], -20), min(bounds[1], 20)
    found = mean_of(low + (top - low) * values, bounds)
    assert bounds[0] <= found.low <= found.high <= bounds[1]
    assert found.low - 1e-9 <= found.value <= found.high + 1e-9


@given(values=SHARES)
def test_an_interval_that_student_keeps_within_is_students(values: np.ndarray):
    mean, half = values.mean(), half_width(values.std(ddof=1), len(values))
    if mean - half >= 0 and mean + half <= 1:
        assert mean_of(values, (0, 1))[:4] == mean_of(values)[:4]
    else:
        assert mean_of(values, (0, 1))[1:3] != mean_of(values)[1:3]


def test_the_logit_and_the_log_by_hand():
    low, high = interval(0.1, 0.2, (0, 1))
    assert np.log(high / (1 - high)) == pytest.approx(np.log(1 / 9) + 0.2 / 0.09)
    assert np.log(low / (1 - low)) == pytest.approx(np.log(1 / 9) - 0.2 / 0.09)
    assert interval(2.0, 3.0, (0, inf)) == pytest.approx((2 / np.exp(1.5), 2 * np.exp(1.5)))
    assert interval(-2.0, 3.0, (-inf, 0)) == pytest.approx((-2 * np.exp(1.5), -2 / np.exp(1.5)))
    several = interval(np.array([0.1, 0.5, 1.0]), np.array([0.2, 0.1, 0.0]), (0, 1))
    np.testing.assert_allclose(several, [[low, 0.4, 1], [high, 0.6, 1]])


@pytest.mark.parametrize("n", [3, 5])
@pytest.mark.parametrize("kind", ["shares", "times"])
def test_where_student_leaves_the_bounds_the_interval_covers_and_a_bootstrap_would_not(n: int, kind: str):
    """Skewed shares (beta, mean 0.1) and times (exponential, mean 1): as often as 95 % promises, but for simulation."""
    luck, held, resampled_held = np.random.default_rng(1), [], []
    truth, bounds = (0.1, (0, 1)) if kind == "shares" else (1.0, (0, inf))
    for _ in range(1500):
        values = luck.beta(0.5, 4.5, n) if kind == "shares" else luck.exponential(1, n)
        plain, found = mean_of(values), mean_of(values, bounds)
        if plain.low < 0 or plain.high > bounds[1]:
            held.append(found.low <= truth <= found.high)
            means = values[luck.integers(n, size=(200, n))].mean(axis=1)
            low, high = ends(means)
            resampled_held.append(low <= truth <= high)
    assert len(held) > 500
    assert np.mean(held) > 0.93
    assert np.mean(resampled_held) < 0.9


def test_bounds_that_the_values_refute_are_not_heeded():
    values = np.array([1.5, 1.7, 1.9])
    assert mean_of(values, (0, 1))[:4] == mean_of(values)[:4]


def test_a_difference_keeps_students_interval_cut_off_where_no_difference_can_be():
    found = difference_of(np.array([1.0, 0.9, 0.1]), np.array([0.1, 0.0, 0.0]), (0, 1))
    low, high = stats.t.interval(0.95, 2, *(f([0.9, 0.9, 0.1]) for f in (np.mean, stats.sem)))
    assert high > 1
    assert found[:5] == (pytest.approx(1.9 / 3), pytest.approx(low), 1, 3, (-1, 1))
    assert difference_of(np.array([1.0, nan]), np.array([0.0, 0.0])).n == 1


def test_a_bootstrap_is_repeatable_and_may_be_infinite():
    values = np.array([1.0, 2.0, inf, 4.0])
    found = bootstrap(lambda who: values[who].max(axis=-1), 4)
    assert found == bootstrap(lambda who: values[who].max(axis=-1), 4)
    assert found.value == found.high == inf
    peer = stats.bootstrap((np.arange(40.0),), np.mean, n_resamples=4000, method="percentile", rng=1)
    mine = bootstrap(lambda who: np.arange(40.0)[who].mean(axis=-1), 40)
    assert mine[1:3] == pytest.approx(tuple(peer.confidence_interval), abs=0.35)
    assert resampled(lambda who: who, 3).shape == (4000, 3)


# -- too few --


def test_too_few_values_are_said_and_give_no_interval():
    few = median_of(np.array([3.0, 4.0, 5.0]))
    assert few.value == 4
    assert isnan(few.low)
    assert isnan(few.high)
    assert few.warning("seed") == "3 seeds are too few for an interval of a median"
    assert median_of(np.arange(6.0)).warning() == median_of(np.full(6, nan)).warning() == ""
    assert median_of(np.arange(6.0))[1:3] == (0, 4)
    assert mean_of(np.array([1.0])).warning("seed") == "1 seed is too few for an interval of a mean"
    assert mean_of(np.zeros(0)).too_few
    assert bootstrap(lambda who: who[:, 0], 1).warning("point") == "1 point is too few for an interval of a statistic"
    assert Estimate(0.0, 0.0, 0.0, 9).warning() == ""


def test_six_values_are_the_fewest_that_can_hold_a_median_nineteen_times_of_twenty():
    luck = np.random.default_rng(2)
    spans = {n: np.mean([np.ptp(np.sign(luck.normal(size=n))) > 0 for _ in range(4000)]) for n in (5, 6)}
    assert spans[5] < 0.95 < spans[6]


@given(arrays(float, st.integers(1, 9), elements=st.floats(0, 9)))
def test_the_middle_is_the_lower_median(values: np.ndarray):
    assert middle(values) == np.quantile(values, 0.5, method="inverted_cdf")


# -- what outcomes declare --


def test_bounds_and_directions_of_outcomes():
    assert (
        outcome_of("cooperation_last").bounds
        == outcome_of("harmed_placebo").bounds
        == outcome_of("inert").bounds
        == (0, 1)
    )
    assert (
        outcome_of("welfare_mean").bounds == outcome_of("harm").bounds == outcome_of("loss_area").bounds == (-inf, inf)
    )
    assert outcome_of("harmed").bounds == (-1, 1)
    assert outcome_of("response").bounds == outcome_of("mismatch").bounds == (0, inf)
    better = {column for column in columns() if outcome_of(column).more_is_better}
    assert better >= {"cooperation", "welfare_mean_last"}
    assert "welfare_gini" not in better


def test_a_time_is_cut_off_by_what_it_is_timed_from():
    run = {"steps": 100, "shock_step": 40, "norm_dynamics": "off", "exclusivity": 0.5, "recovered": 0.0}
    assert [outcome_of(o).timed_from for o in ("response", "commitment_half_life", "cooperation")] == [
        "shock",
        "joining",
        "",
    ]
    assert to_the_end("response", run) == 60
    assert to_the_end("response", run | {"response": 7.0}) == 7
    assert to_the_end("commitment_half_life", run) == 100
    for missing in ({"shock_step": 0}, {"recovered": nan}, {"status": "error"}):
        assert isnan(to_the_end("response", run | missing))
    assert isnan(to_the_end("norm_consensus_time", run))
    assert to_the_end("norm_consensus_time", run | {"norm_dynamics": "on"}) == 100
    assert isnan(to_the_end("cooperation", run))
    assert (restricted(nan, 240), restricted(300, 240), restricted(7, 240)) == (240, 240, 7)
