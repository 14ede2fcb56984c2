"""Outcomes, each against a figure found by hand or by another way."""

from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

from agents import ACTOR
from model.outcomes import achievement, adverse, belonging, response
from model.record import Record
from model.statistics import inequality, kaplan_meier_median
from model.westphalia import Westphalia

EVERYTHING = ("formal_body", "local_institution", "coalitions", "subcommittee")


LIVELY = {
    "actors": 100, "heterogeneity": 0.05, "treaty_fine": 0.6, "meeting_interval": 3, "ratification_hazard": 0.5,
    "proposal_rate": 0.1, "shock_step": 20,
}  # fmt: skip


@pytest.mark.parametrize(
    ("welfare", "expected"),
    [([1, 1, 1, 1], 0), ([0, 0, 0, 1], 0.75), ([1, 2, 3, 4], 0.25), ([4, 1, 3, 2], 0.25), ([-1, 1], 1), ([-3, -3], 0)],
)
def test_inequality_is_the_gini_index_or_the_mean_difference_below_zero(welfare, expected):
    assert inequality(np.array(welfare, float)) == pytest.approx(expected)


def by_fractions(ended, cut_off) -> float:
    survival = Fraction(1)
    for t in np.unique(ended):
        at_risk = int((np.array(ended) >= t).sum() + (np.array(cut_off) >= t).sum())
        survival *= 1 - Fraction(int((np.array(ended) == t).sum()), at_risk)
        if survival <= Fraction(1, 2):
            return float(t)
    return float("nan")


@pytest.mark.parametrize(
    ("ended", "cut_off", "median"),
    [
        ([1, 2, 2, 4, 6], [3, 5, 7], 4),  # 7/8, 5/8, (3 cut off), 15/32
        ([3, 5], [], 3),
        ([2, 4, 4, 5, 5, 8, 9, 10], [7, 11], 5),  # exactly one half: 9/10 7/9 5/7
        ([1], [2, 3, 4], float("nan")),  # three quarters go on
        ([], [4, 5], float("nan")),
        ([], [], float("nan")),
    ],
)
def test_half_life_is_the_kaplan_meier_median(ended, cut_off, median):
    assert by_fractions(ended, cut_off) == pytest.approx(median, nan_ok=True)
    found = kaplan_meier_median(np.array(ended, int), np.array(cut_off, int))
    assert found == pytest.approx(median, nan_ok=True)


def test_half_life_agrees_with_exact_fractions_on_many_samples():
    rng = np.random.default_rng(0)
    for _ in range(300):
        ended, cut_off = rng.integers(1, 25, rng.integers(0, 30)), rng.integers(1, 25, rng.integers(0, 30))
        assert kaplan_meier_median(ended, cut_off) == pytest.approx(by_fractions(ended, cut_off), nan_ok=True)


def test_spells_are_counted_from_joining_to_leaving_or_to_the_end_of_the_run():
    model = Westphalia("random", EVERYTHING, 3, LIVELY | {"exit_notice": 1, "review_rate": 0.5})
    record, book, open_, ended = Record(model.issues[0], 40, {}), model.issues[0].agreements, {}, []
    for month in range(1, 41):
        model.step()
        now = {
            (*at, book.binding[*at], book.since[*at]): month for at in zip(*np.nonzero(book.binding >= 0), strict=True)
        }
        ended += [month - joined for spell, joined in open_.items() if spell not in now]
        open_ = {spell: open_.get(spell, month) for spell in now}
    found, cut_off = record.spells()
    assert len(ended) > 20
    assert sorted(found.tolist()) == sorted(ended)
    assert sorted(cut_off.tolist()) == sorted(40 - joined for joined in open_.values())


def story(steps=100, shock=20, **series) -> Record:
    record = Record.__new__(Record)
    record.steps, record.settings = steps, {"shock_step": shock}
    record.series = {name: np.array([f(t) for t in range(steps + 1)], float) for name, f in series.items()}
    return record


@pytest.mark.parametrize(("before", "after"), [(0.2, 0.8), (0.8, 0.2)])
def test_latency_is_the_time_to_nine_tenths_of_the_lasting_change(before, after):
    gone = lambda t: before if t < 20 else before + (after - before) * min(1, (t - 19) / 10)  # noqa: E731
    record = story(cooperation=gone)
    assert response.response_latency(record, False) == 8  # the ninth of ten equal steps, the first at the shock itself
    assert response.responded(record, False) == 1


def test_too_small_a_change_is_no_response():
    record = story(cooperation=lambda t: 0.2 if t < 20 else 0.24)
    assert np.isnan(response.response_latency(record, False))
    assert response.responded(record, False) == 0


def test_return_is_the_first_of_six_months_near_the_level_before_and_loss_adds_up_what_was_missing():
    near = [0.5] * 5 + [0.995] * 5 + [0.98] + [1.005] * 75
    record = story(welfare_mean=lambda t: 1.0 if t < 20 else near[t - 20] if t < 100 else 1.005, cooperation=float)
    assert response.return_time(record, False) == 11
    assert response.loss_area(record, False) == pytest.approx(5 * 0.5 + 5 * 0.005 + 0.02)
    never = story(welfare_mean=lambda t: 1.0 if t < 20 else 1.5, cooperation=float)
    assert np.isnan(response.return_time(never, False))
    assert response.loss_area(never, False) == 0


def test_adverse_is_who_loses_more_than_a_hundredth_and_by_how_much():
    def lives(*welfare):
        return SimpleNamespace(welfare=lambda late: np.array(welfare) if late else np.full(4, np.nan))

    here, there = lives(1.0, 0.9, 0.5, 0.8), lives(1.0, 0.905, 0.6, 0.6)
    assert adverse.adverse_share(here, there) == 0.25
    assert adverse.adverse_size(here, there) == pytest.approx(0.1)
    assert np.isnan(adverse.adverse_size(there, there))


def rows_of(**columns) -> np.ndarray:
    rows = np.zeros(len(next(iter(columns.values()))), ACTOR)
    for name, values in columns.items():
        rows[name] = values
    return rows


def test_the_representation_gap_is_half_the_distance_between_deciding_and_being_affected():
    rows = rows_of(risk=[0.1, 0.3, 0.2], endowment=[2, 1, 2.5])  # harm 0.2, 0.3, 0.5
    decisions = [np.array([0.5, 0.5, 0]), np.array([1.0, 0, 0])]  # together 0.75, 0.25, 0
    issue = SimpleNamespace(rows=rows, institutions=[SimpleNamespace(decision_weights=lambda: decisions)])
    assert belonging.representation_gap(issue) == pytest.approx(0.5 * (0.55 + 0.05 + 0.5))


def test_a_vote_is_shared_within_a_state_by_voice_and_elite_weight():
    world = Westphalia("random", (), 3, {"actors": 40}).world
    p = {"elite_weight": 0.4, "nsa_weight": 0.5, "affected_weight": 1.0}
    share = world.vote_shares(p)
    assert share.sum() == pytest.approx(1)
    assert (share[world.rows["home"] < 0] == 0).all()
    for s in range(world.n_states):
        home = np.flatnonzero(world.rows["home"] == s)
        total = 1 + 0.5 * (len(home) - 1)
        assert share[s] == pytest.approx((0.6 / total + 0.4) / world.n_states)
        np.testing.assert_allclose(share[home[1:]], 0.6 * 0.5 / total / world.n_states)


def test_mismatch_weighs_the_contributions_of_those_bound():
    rows = rows_of(bonds=[1, 2, 0, 1], strategy=[1, 2, 1, 0], misfit=[0.1, 0.4, 9, 9], endowment=[1, 2, 5, 5])
    issue = SimpleNamespace(rows=rows)
    assert belonging.mismatch(issue) == pytest.approx(0.3)
    assert belonging.exclusivity(issue) == 0.25
    assert achievement.cooperation(issue) == 0.75
