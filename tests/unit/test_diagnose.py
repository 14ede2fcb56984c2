"""The instruments on synthetic data whose answer is known, and the command that applies them to a comparison."""

from types import SimpleNamespace

import igraph
import numpy as np
import pytest

from experiments.studies.diagnose import hysteresis
from experiments.studies.diagnose.cascades import Law, cascade_sizes, drawn, power_law
from experiments.studies.diagnose.cascades import tail as fitted
from experiments.studies.diagnose.flows import between_whole_and_members, flow
from experiments.studies.diagnose.hysteresis import area, cooperation_under, loop
from experiments.studies.diagnose.instruments import onset
from experiments.studies.diagnose.slowing import before_collapse, before_shock, trend
from model.params import DEFAULTS
from model.westphalia import Westphalia

LUCK = np.random.default_rng


# -- early warning --


def autoregressive(keep: np.ndarray, seed: int) -> np.ndarray:
    """x' = keep x + noise, with a coefficient for each month."""
    series, noise = np.zeros(len(keep)), LUCK(seed).normal(size=len(keep))
    for t in range(1, len(keep)):
        series[t] = keep[t] * series[t - 1] + noise[t]
    return series


def test_slowing_down_is_seen_and_nothing_is_seen_in_steady_noise() -> None:
    slowing = np.array([trend(autoregressive(np.linspace(0, 0.98, 300), seed)) for seed in range(20)])
    steady = np.array([trend(autoregressive(np.full(300, 0.5), seed)) for seed in range(40)])
    assert (slowing.mean(axis=0) > 0.6).all()
    assert (slowing > 0).mean() > 0.9
    assert (np.abs(steady.mean(axis=0)) < 0.3).all()
    fading = np.array([trend(autoregressive(np.linspace(0.98, 0, 300), seed)) for seed in range(20)])
    assert (fading.mean(axis=0) < -0.6).all()


def test_nothing_is_told_of_short_or_constant_series() -> None:
    assert np.isnan(trend(np.arange(10.0))).all()
    assert np.isnan(trend(np.full(100, 0.2))[1])
    assert np.isnan(before_shock(LUCK(1).normal(size=240), 0)).all()
    assert np.isnan(before_shock(LUCK(1).normal(size=100), 120)).all()


def test_only_what_comes_before_the_shock_is_read() -> None:
    series = autoregressive(np.linspace(0, 0.98, 240), 3)
    other = series.copy()
    other[150:] = 99
    assert before_shock(series, 150) == before_shock(other, 150)


def test_a_collapse_is_found_in_the_month_in_which_it_begins() -> None:
    coverage = np.concatenate([np.zeros(50), np.full(100, 0.8), np.linspace(0.8, 0.2, 13), np.full(20, 0.2)])
    month = int(onset(coverage))
    assert month == 150
    assert np.isnan(onset(np.linspace(0.8, 0.2, 100)))  # too slow for one
    assert np.isnan(onset(np.zeros(100)))
    cooperation = autoregressive(np.linspace(0, 0.98, len(coverage)), 5)
    assert before_collapse(cooperation, coverage) == trend(cooperation[24 : month - 6])
    assert np.isnan(before_collapse(cooperation, np.full(len(coverage), 0.8))).all()


# -- avalanches --


def chain(actors: int) -> tuple[np.ndarray, np.ndarray]:
    """Each actor attends to the one before it."""
    return np.concatenate([[0], np.arange(actors)]).astype(np.uint32), np.arange(actors - 1, dtype=np.uint32)


def test_avalanches_are_counted_along_ties_and_time() -> None:
    start, to = chain(6)
    conduct = np.zeros((7, 6), np.int8)
    for i in range(3):
        conduct[1 + i :, i] = 1  # 0, 1, 2 take it up month after month: one avalanche of three
    conduct[2:, 5] = 1  # alone
    conduct[6:, 0] = 0  # alone, the other way
    assert sorted(cascade_sizes(conduct, start, to)) == [1, 1, 3]
    assert sorted(cascade_sizes(conduct[::-1], start, to)) == [1] * 5  # backwards nothing follows along a tie
    assert not len(cascade_sizes(np.ones((5, 6), np.int8), start, to))


def test_changes_in_opposite_directions_do_not_hang_together() -> None:
    start, to = chain(2)
    conduct = np.array([[0, 1], [1, 1], [1, 0]], np.int8)
    assert sorted(cascade_sizes(conduct, start, to)) == [1, 1]


@pytest.mark.parametrize("exponent", [1.8, 2.5])
def test_the_exponent_of_a_power_law_is_recovered_as_igraph_does(exponent: float) -> None:
    sizes = LUCK(4).zipf(exponent, 2000)
    law, peer = power_law(sizes), igraph.power_law_fit(sizes.tolist(), method="discrete", p_precision=0.4)
    assert law.exponent == pytest.approx(exponent, abs=0.1)
    assert law.p > 0.1
    assert law[:3] == pytest.approx((peer.alpha, peer.xmin, peer.D), rel=1e-3)
    assert power_law(sizes) == law


def test_a_tail_is_found_above_other_sizes_and_a_sample_follows_its_law() -> None:
    tail = drawn(Law(2.5, 10, 0, 0), 3000, LUCK(8))
    assert tail.min() == 10
    assert fitted(*np.unique(tail, return_counts=True)).exponent == pytest.approx(2.5, abs=0.08)  # three errors
    mixed = power_law(np.concatenate([LUCK(9).integers(1, 10, 3000), tail]))
    assert mixed.least == pytest.approx(10, abs=2)
    assert mixed.exponent == pytest.approx(2.5, abs=0.15)


def test_what_is_no_power_law_is_told_from_one() -> None:
    sizes = LUCK(4).geometric(0.2, 4000)
    law = power_law(sizes)
    assert law.exponent > 4 or law.p < 0.1
    assert np.isnan(power_law(sizes[:20])).all()
    assert np.isnan(power_law(np.ones(500, int))).all()


# -- who informs whom --


def coins(seed: int, pairs: int = 5, months: int = 400) -> np.ndarray:
    return LUCK(seed).integers(0, 2, (pairs, months))


def test_uncoupled_series_inform_nobody_and_a_driver_informs_one_way() -> None:
    driver = coins(1)
    driven = np.where(LUCK(2).random(driver.shape) < 0.2, coins(3), np.roll(driver, 1, axis=1))
    there, back = flow(driver, driven), flow(driven, driver)
    assert there.p <= 0.01
    assert there.bits - there.chance > 0.3
    assert back.p > 0.05
    assert abs(back.bits - back.chance) < 0.02
    by_chance = np.array([flow(coins(seed), coins(seed + 100), 39).p for seed in range(30)])
    assert (by_chance < 0.05).mean() < 0.2
    assert 0.3 < by_chance.mean() < 0.7


def test_members_who_follow_the_whole_are_told_from_a_whole_that_follows_them() -> None:
    luck, months = LUCK(6), 400
    crowd = np.zeros((months, 40), int)
    crowd[0] = luck.integers(0, 2, 40)
    for t in range(1, months):  # the first 20 toss coins together now and then; the others follow their last move
        swing = luck.random() < 0.5
        crowd[t, :20] = luck.integers(0, 2) if swing else crowd[t - 1, :20]
        rose = np.sign(crowd[t - 1].sum() - crowd[max(t - 2, 0)].sum())
        crowd[t, 20:] = crowd[t - 1, 20:] if rose == 0 else rose > 0
    whole_to, to_whole = between_whole_and_members(crowd, np.arange(20, 30))
    assert whole_to.p <= 0.01
    assert whole_to.bits > 2 * to_whole.bits


# -- hysteresis --


def bistable(steps: int = 2000) -> "SimpleNamespace":
    """x' = x - x^3 + h by small steps: two states between the folds at |h| = 2 / (3 sqrt 3)."""
    state = SimpleNamespace(x=-1.0)

    def respond(h: float) -> float:
        for _ in range(steps):
            state.x += 0.05 * (state.x - state.x**3 + h)
        return state.x

    return SimpleNamespace(respond=respond)


def test_the_loop_of_a_bistable_map_has_its_area_and_a_monotone_one_has_none() -> None:
    levels = np.linspace(-0.8, 0.8, 161)
    fold = 2 / (3 * np.sqrt(3))
    inside = levels[np.abs(levels) < fold]
    roots = np.array([np.sort(np.roots([-1, 0, 1, h]).real) for h in inside])
    expected = np.trapezoid(roots[:, 2] - roots[:, 0], inside) / 1.6
    found = area(loop(bistable().respond, levels), levels)
    assert found == pytest.approx(expected, rel=0.03)
    assert area(loop(lambda h: h**3 + h, levels), levels) == 0


def test_the_model_is_moved_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hysteresis, "SETTLING", 5)
    seen: list[tuple[float, float]] = []
    step = Westphalia.step

    def spy(model: Westphalia) -> None:
        step(model)
        seen.append((float(model.issues[0].p["risk"]), float(model.rows["risk"].mean())))

    monkeypatch.setattr(Westphalia, "step", spy)
    respond = cooperation_under("random", (), 1, {**DEFAULTS, "actors": 60}, 3)
    assert len(seen) == 5
    assert 0 <= respond(0.4) <= 1
    respond(0.1)
    assert [risk for risk, _ in seen] == [0.0] * 5 + [0.4] * 3 + [0.1] * 3
    assert all(true == pytest.approx(risk, rel=0.05) for risk, true in seen)
    assert DEFAULTS["risk"] == 0.3
