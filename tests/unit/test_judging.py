"""How claims are judged: on data whose verdict is known, and which another rule would judge otherwise."""

from math import inf, isnan, nan

import numpy as np
import pandas as pd
import pytest

from experiments.judge.estimate import Estimate
from experiments.judge.points import holm, mean_finding
from experiments.judge.rule import above, all_of, below, inside
from experiments.judge.times import restricted
from experiments.studies.claim.curves import auc, by_point, crossing, matched, total_shares
from experiments.studies.claim.run import worlds_together
from experiments.studies.diagnose.instruments import rise
from model.statistics import held

LUCK = np.random.default_rng(1)
S, R, U, N = "supported", "refuted", "undetermined", "not testable here"


# -- rules and intervals --


@pytest.mark.parametrize(
    ("rule", "interval", "verdict"),
    [
        (above(0.9, 0.5), (0.91, 0.95), S), (above(0.9, 0.5), (0.89, 0.95), U), (above(0.9, 0.5), (0.45, 0.8), U),
        (above(0.9, 0.5), (0.6, 0.8), U), (above(0.9, 0.5), (0.2, 0.49), R),
        (below(-6), (-9, -6.1), S), (below(-6), (-9, -5), U), (below(-6), (-5.9, 2), R),
        (inside(0.05, 0.15), (0.06, 0.14), S), (inside(0.05, 0.15), (0.04, 0.14), U),
        (inside(0.05, 0.15), (0.16, inf), R), (inside(0.05, 0.15), (-inf, 0.04), R),
        (inside(0.05, 0.15), (-inf, inf), U),
        (above(0), (0, 0), U), (above(0), (nan, nan), N),
    ],
)  # fmt: skip
def test_a_rule_asks_the_whole_interval(rule, interval, verdict):
    assert rule.verdict(Estimate(0.0, *interval, 9)) == verdict


def test_verdicts_together():
    assert all_of([S, S]) == S
    assert all_of([S, U]) == U
    assert all_of([S, U, R]) == R
    assert all_of([N, N]) == N
    assert all_of([N, S]) == all_of([N, U]) == U
    assert worlds_together({"random": S, "earth": S}) == (S, [])
    for one, other in ((S, R), (S, U), (R, U)):
        verdict, (note,) = worlds_together({"random": one, "earth": other})
        assert verdict == U
        assert note == f"the worlds differ: {one} on random, {other} on earth"


def test_the_interval_is_over_points_however_many_runs_each_has():
    values = LUCK.normal(0.1, 1, 40)
    once = mean_finding("x", values).estimate
    table = pd.DataFrame({"point": np.repeat(np.arange(40), 25), "x": np.repeat(values, 25)})
    often = mean_finding("x", by_point(table["x"], table)).estimate
    assert (often.value, often.low, often.high) == pytest.approx((once.value, once.low, once.high))
    assert once.n == often.n == 40
    assert once.high - once.low == pytest.approx(2 * 1.96 * values.std() / np.sqrt(40), rel=0.1)


def test_intervals_hold_the_truth_nineteen_times_of_twenty():
    inside_ = [(p := mean_finding("x", LUCK.normal(0, 1, 60)).estimate).low < 0 < p.high for _ in range(200)]
    assert 180 <= sum(inside_) <= 199


def test_undefined_points_are_left_out_and_counted():
    assert mean_finding("x", np.array([1.0, nan, 1.0])).estimate.n == 2
    assert isnan(mean_finding("x", np.array([1.0])).estimate.low)


def test_holm_asks_more_of_the_many():
    z = LUCK.normal(0, 1, 400)
    z = (z - z.mean()) / z.std()
    borderline, clear = -2.2 / 20 + z, -6 / 20 + z  # p near .03, and near 0
    assert holm({"a": borderline}, below(0))[0].verdict == S
    parts = holm({"a": borderline, "b": borderline, "c": clear, "d": -clear}, below(0))
    assert [p.verdict for p in parts] == [U, U, S, R]


# -- curves, times, scores --


def test_crossing_of_a_falling_curve():
    x = np.array([0.01, 0.1, 0.2])
    assert crossing(x, np.array([1.0, 0.5, 0.0]), 0.75) == pytest.approx(0.055)
    assert crossing(x, np.array([0.4, 0.6, 0.0]), 0.25) == pytest.approx(0.15)  # a rise is levelled out to .5
    assert crossing(x, np.array([1.0, 0.5, 0.0]), 2) == -inf
    assert crossing(x, np.array([1.0, 0.5, 0.2]), 0.1) == inf


def test_held_and_restricted():
    series = np.array([0, 1, 1, 0, 1, 1, 1, 0])
    assert held(series >= 0.9, 2) == 1
    assert held(series >= 0.9, 3) == 4
    assert isnan(held(series >= 0.9, 4))
    assert (restricted(nan, 240), restricted(300, 240), restricted(7, 240)) == (240, 240, 7)


def test_auc_counts_ties_half():
    assert auc(np.array([2, 3]), np.array([0, 1])) == 1
    assert auc(np.array([1, 1]), np.array([1, 1])) == 0.5
    assert auc(np.array([0.0]), np.array([1.0])) == 0


def test_a_process_that_slows_down_rises_in_both_signs():
    def ar1(to: float, n: int) -> np.ndarray:
        x = np.zeros(n)
        for t in range(1, n):
            x[t] = to * t / n * x[t - 1] + LUCK.normal()
        return x

    assert np.mean([rise(ar1(0.97, 200), 100) for _ in range(5)], axis=0).min() > 0.3
    assert np.abs(np.mean([rise(ar1(0.0, 120), 60) for _ in range(20)], axis=0)).max() < 0.35


def test_total_shares_are_those_of_a_linear_function():
    a, b = LUCK.random((2, 20_000, 2))
    y = [3 * x[:, 0] + x[:, 1] for x in (a, np.stack([b[:, 0], a[:, 1]], 1), np.stack([a[:, 0], b[:, 1]], 1), b)]
    np.testing.assert_allclose(total_shares(np.stack(y, axis=1)), [0.9, 0.1], atol=0.02)


def test_matched_makes_as_many_pairs_as_can_be():
    rows, columns = matched(np.array([[1, 1, 0], [1, 0, 0], [0, 0, 0]], bool))
    assert dict(zip(rows, columns, strict=True)) == {0: 1, 1: 0}
    assert not len(matched(np.zeros((2, 0), bool))[0])
