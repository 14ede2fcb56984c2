"""Boxes are found where they are, with the coverage and density that they have, and not where there are none."""

import numpy as np
import pandas as pd
import pytest

from experiments.judge.boxes import boxes, held_out, inside


@pytest.fixture
def points() -> pd.DataFrame:
    draw = np.random.default_rng(1)
    names = pd.Series(draw.choice(["blocks", "random", "rope"], 600))
    return pd.DataFrame({"a": draw.random(600), "b": draw.random(600), "n": draw.integers(0, 6, 600), "ties": names})


def test_a_corner_is_found_with_its_limits(points: pd.DataFrame) -> None:
    wins = ((points.a > 0.6) & (points.b < 0.4)).to_numpy()
    first = boxes(points, wins)[0]
    assert set(first.limits) == {"a", "b"}
    assert first.limits["a"][0] == pytest.approx(0.6, abs=0.06)
    assert first.limits["b"][1] == pytest.approx(0.4, abs=0.06)
    assert first.density > 0.9
    assert first.coverage > 0.8
    within = inside(points, first.limits)
    assert first.points == within.sum()
    assert first.density == wins[within].mean()
    assert first.coverage == wins[within].sum() / wins.sum()
    assert all(chance < 0.001 for chance in first.chance.values())


def test_names_and_whole_numbers_are_limits_too(points: pd.DataFrame) -> None:
    wins = ((points.ties != "rope") & (points.n >= 4)).to_numpy()
    limits = boxes(points, wins)[0].limits
    assert limits == {"ties": ("blocks", "random"), "n": (4.0, 5.0)}


def test_two_regions_are_two_boxes(points: pd.DataFrame) -> None:
    wins = ((points.a > 0.75) | ((points.b < 0.3) & (points.n >= 3))).to_numpy()
    found = boxes(points, wins)
    assert len(found) >= 2
    assert [set(box.limits) for box in found[:2]] == [{"a"}, {"b", "n"}]
    assert sum(box.coverage for box in found[:2]) > 0.9
    assert all(box.density > 0.8 for box in found[:2])


def test_a_majority_that_wins_hides_no_box(points: pd.DataFrame) -> None:
    wins = (points.a > 0.25).to_numpy()
    (first, *_) = boxes(points, wins)
    assert first.limits["a"][0] == pytest.approx(0.25, abs=0.06)
    assert first.density > 0.95


def test_what_wins_less_often_than_the_whole_is_no_box(points: pd.DataFrame) -> None:
    now_and_then = np.random.default_rng(3).random(len(points)) < 0.2
    rare = (points.b < 0.3) & now_and_then
    assert [set(box.limits) for box in boxes(points, ((points.a > 0.7) | rare).to_numpy())] == [{"a"}]
    (alone, *_) = boxes(points[points.a <= 0.7], rare[points.a <= 0.7].to_numpy())
    assert "b" in alone.limits  # among the rest it does win more often


@pytest.mark.parametrize("all_win", [True, False])
def test_where_all_or_nothing_wins_there_is_no_box(points: pd.DataFrame, all_win: bool) -> None:
    assert boxes(points, np.full(len(points), all_win)) == []
    assert all(np.isnan(held_out(points, np.full(len(points), all_win), np.arange(len(points)))))


def test_boxes_made_of_luck_do_not_hold_out(points: pd.DataFrame) -> None:
    by_luck = np.random.default_rng(5).random(len(points)) < 0.4
    real = (points.a > 0.6).to_numpy()
    alone = np.arange(len(points))
    density = held_out(points, by_luck, alone).density
    assert np.isnan(density) or density < 0.5
    coverage, density, own_coverage, own_density = held_out(points, real, alone)
    assert coverage > 0.9
    assert density > 0.9
    assert own_density > 0.9
    assert own_coverage > 0.9


def test_copies_of_a_point_are_held_out_together() -> None:
    """Luck alone decides who wins, but each point comes eight times: only whole blocks show that nothing was found."""
    apart, mixed, found = np.mean([above_the_whole(seed) for seed in range(12)], axis=0)
    assert abs(apart) < 0.03
    assert mixed > 0.1
    assert found > 0.1


def above_the_whole(seed: int) -> tuple[float, float, float]:
    """Density of boxes beyond that of all: held out by block, held out by copy, on the points they were found on."""
    draw = np.random.default_rng(seed)
    base = pd.DataFrame({"a": draw.random(60), "b": draw.random(60)})
    points, blocks = base.loc[base.index.repeat(8)].reset_index(drop=True), np.repeat(np.arange(60), 8)
    wins = np.repeat(draw.random(60) < 0.3, 8)
    apart, mixed = held_out(points, wins, blocks), held_out(points, wins, np.arange(len(points)))
    return apart.density - wins.mean(), mixed.density - wins.mean(), apart.found_density - wins.mean()
