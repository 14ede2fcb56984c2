"""Estimates over seeds agree with textbook statistics, and undefined stays undefined."""

import json

import numpy as np
import pytest
from scipy import stats

from experiments.ask.outcomes import outcome_columns
from experiments.ask.question import Question
from experiments.judge.summary import as_json, interaction, mean_of, median_of, never_in_force, run_as_json, summarise
from experiments.play.row import Row
from model.statistics import kaplan_meier_median

NAN = float("nan")


def test_a_mean_has_a_student_interval() -> None:
    values = np.array([0.2, 0.5, 0.4, 0.9])
    found = mean_of(values)
    low, high = stats.t.interval(0.95, 3, values.mean(), stats.sem(values))
    assert found[:4] == pytest.approx((values.mean(), low, high, 4))


def test_undefined_values_are_left_out_of_a_mean() -> None:
    assert mean_of(np.array([1.0, NAN, 3.0])) == mean_of(np.array([1.0, 3.0]))
    assert mean_of(np.array([2.0, NAN]))[:1] == (2.0,)
    assert np.isnan(mean_of(np.array([2.0, NAN])).low)
    assert np.isnan(mean_of(np.array([NAN])).value)
    assert mean_of(np.array([NAN])).n == 0


@pytest.mark.parametrize("beyond", [0, 1, 4, 5, 6, 10])
def test_a_censored_median_is_that_of_kaplan_and_meier(beyond: int) -> None:
    times = np.array([3.0, 7.0, 7.0, 12.0, 1.0, 30.0, 31.0, 8.0, 9.0, 44.0])
    times[:beyond] = NAN
    seen = times[~np.isnan(times)]
    expected = kaplan_meier_median(seen, np.full(beyond, 120.0))
    found = median_of(times)
    np.testing.assert_equal(found.value, expected)
    assert found.n == 10 - beyond


def test_the_interval_of_a_median_is_repeatable_and_may_be_open() -> None:
    times = np.array([5.0, 6.0, 7.0, 8.0, NAN, NAN, NAN])
    first, again = median_of(times), median_of(times)
    np.testing.assert_equal(tuple(first), tuple(again))
    assert first.low <= first.value == 8.0
    assert np.isnan(first.high)  # many resamples have their median beyond the horizon


def test_the_bootstrap_interval_covers_as_often_as_it_says() -> None:
    luck = np.random.default_rng(1)
    true = 10 * np.log(2)
    found = [median_of(luck.exponential(10, 40)) for _ in range(200)]
    covered = np.mean([estimate.low <= true <= estimate.high for estimate in found])
    assert 0.88 <= covered <= 0.99


def question(*arms: str) -> Question:
    sets = {"none": (), "some": ("coalitions",)}
    return Question("compare", "random", {arm: sets[arm] for arm in arms}, (1, 2, 3), 12, {"actors": 60})


def run(**known: float) -> Row:
    return Row(dict.fromkeys(outcome_columns(), NAN) | known)


def test_differences_are_paired_with_the_same_luck() -> None:
    families = {
        seed: {"none": run(cooperation=base), "some": run(cooperation=base + 0.1 * seed, mismatch=1.0)}
        for seed, base in zip((1, 2, 3), (0.1, 0.5, 0.9), strict=True)
    }
    found = summarise(question("some"), families)
    assert list(found.arms) == list(found.differences) == ["some"]
    assert found.differences["some"]["cooperation"][:4] == pytest.approx(mean_of(np.array([0.1, 0.2, 0.3]))[:4])
    assert found.differences["some"]["mismatch"].n == 0  # none has no agreement to fit or misfit
    assert found.arms["some"]["mismatch"].value == 1.0


def test_a_mixture_is_held_against_the_best_of_its_parts_under_each_luck() -> None:
    arms = {"none": (), "a": ("formal_body",), "b": ("coalitions",), "both": ("formal_body", "coalitions")}
    asked = Question("compare", "random", arms, (1, 2, 3), 12, {"actors": 60})
    welfare = {"none": (0.9, 0.9, 0.9), "a": (0.5, 0.1, 0.3), "b": (0.2, 0.6, 0.3), "both": (0.6, 0.8, 0.6)}
    families = {s: {arm: run(welfare_mean=values[s - 1]) for arm, values in welfare.items()} for s in (1, 2, 3)}
    found = interaction(asked, families)
    assert list(found) == ["both"]  # none is no part of anything: it has no institution
    assert found["both"]["welfare_mean"][:4] == pytest.approx(mean_of(np.array([0.1, 0.2, 0.3]))[:4])
    assert found["both"]["cooperation"].n == 0
    del arms["b"]
    assert interaction(Question("compare", "random", arms, (1,), 12, {"actors": 60}), families) == {}


@pytest.mark.parametrize(("outside", "idle"), [((1.0, 1.0, 1.0), ["some"]), ((1.0, 0.99, 1.0), [])])
def test_institutions_that_never_bound_anybody_are_named(outside: tuple[float, ...], idle: list[str]) -> None:
    asked = question("none", "some")
    families = {s: {"none": run(exclusivity=1.0), "some": run(exclusivity=outside[s - 1])} for s in (1, 2, 3)}
    assert never_in_force(asked, summarise(asked, families)) == idle


def test_who_never_recovers_is_not_left_out_of_the_difference() -> None:
    asked = Question("compare", "random", {"some": ("coalitions",)}, (1, 2, 3), 60, {"shock_step": 20})
    times = {1: (10.0, NAN), 2: (30.0, NAN), 3: (20.0, 10.0)}  # under none, and with the institution
    families = {
        s: {"none": run(response=a, recovered=1.0), "some": run(response=b, recovered=0.0)}
        for s, (a, b) in times.items()
    }
    found = summarise(asked, families)
    assert found.differences["some"]["response"][:4] == pytest.approx(mean_of(np.array([30.0, 10.0, -10.0]))[:4])
    assert found.arms["some"]["response"].n == 1


def test_a_run_that_failed_counts_nowhere() -> None:
    families = {seed: {"none": run(response=4.0), "some": run(response=9.0)} for seed in (1, 2, 3)}
    families[2] = {"none": run(response=4.0), "some": Row(error="ValueError: lost")}
    found = summarise(question("none", "some"), families)
    assert found.arms["some"]["response"][::3] == (9.0, 2)
    assert found.arms["none"]["response"].n == 3
    assert found.differences["some"]["response"].n == 2


def test_json_has_null_for_what_is_undefined() -> None:
    families = {1: {"none": run(cooperation=0.25)}}
    text = json.dumps(as_json(summarise(question("none"), families)), allow_nan=False)
    told = json.loads(text)["arms"]["none"]
    assert told["cooperation"] == {"mean": 0.25, "low": None, "high": None, "n": 1}
    assert told["mismatch"] == {"mean": None, "low": None, "high": None, "n": 0}


def test_one_run_as_json() -> None:
    one = Question("run", "random", {"some": ("coalitions",)}, (7,), 12, {"actors": 60})
    told = run_as_json(one, {7: {"none": run(cooperation=0.25), "some": run(cooperation=0.75, mismatch=0.5)}})
    assert (told["arm"], told["seed"]) == ("some", 7)
    assert told["outcomes"]["mismatch"] == 0.5
    assert told["differences"]["cooperation"] == 0.5
    assert told["differences"]["mismatch"] is None
