"""Every outcome, found by registration: it says what it is, is never a silent 0, and is right where counted by hand."""

from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

from agents import ACTOR
from experiments.kept import Kept
from model.outcomes import OUTCOMES, achievement, adverse, belonging, columns, response
from model.record import Record
from model.statistics import inequality, kaplan_meier_median
from model.westphalia import Westphalia

REQUIRED = {
    "cooperation", "group_achievement", "global_achievement", "welfare_mean", "welfare_gini", "adverse_share",
    "adverse_size", "response_latency", "commitment_half_life", "representation_gap", "exclusivity", "mismatch",
}  # fmt: skip
WITHOUT_AGREEMENTS = {"representation_gap", "mismatch", "commitment_half_life", "refused_share"}
AFTER_A_SHOCK = {"response_latency", "responded", "return_time", "loss_area"}
EVERYTHING = ("formal_body", "local_institution", "coalitions", "subcommittee")
LIVELY = {
    "actors": 100, "heterogeneity": 0.05, "treaty_fine": 0.6, "meeting_interval": 3, "ratification_hazard": 0.5,
    "proposal_rate": 0.1, "shock_step": 20,
}  # fmt: skip


def play(institutions, steps=40, **settings) -> Record:
    model = Westphalia("random", institutions, 3, LIVELY | settings)
    record = Record(model.issues[0], steps, OUTCOMES)
    for _ in range(steps):
        model.step()
        record.observe()
    return record


@pytest.fixture(scope="module")
def none() -> Record:
    return play(())


@pytest.fixture(scope="module")
def governed() -> Record:
    return play(EVERYTHING)


# -- every outcome --


@pytest.mark.parametrize("name", OUTCOMES)
def test_each_outcome_says_what_it_is_in_which_unit_and_where_from(name):
    outcome = OUTCOMES[name]
    assert outcome.doc.strip()
    assert outcome.unit
    assert outcome.source
    assert sum(f is not None for f in (outcome.monthly, outcome.final, outcome.paired)) == 1


def test_all_outcomes_that_were_promised_are_there_and_columns_are_told_apart():
    assert set(OUTCOMES) >= REQUIRED
    assert len(set(columns())) == len(columns())
    assert {"cooperation_last", "welfare_mean_last", "welfare_gini_last", "mismatch_last"} <= set(columns())


def test_every_column_is_a_number_or_missing(none, governed):
    for record in (none, governed):
        found = Kept().of(record, none)
        assert list(found) == columns()
        assert all(isinstance(x, float) and not np.isinf(x) for x in found.values())
    assert {c for c, x in Kept().of(governed, none).items() if not np.isnan(x)} >= REQUIRED - {"response_latency"}


def test_what_is_undefined_is_missing_and_not_zero(none):
    found = Kept().of(none, none)
    missing = {c for c, x in found.items() if np.isnan(x)}
    assert missing >= WITHOUT_AGREEMENTS | {f"{c}_last" for c in ("representation_gap", "mismatch")} | {"adverse_size"}
    assert not missing & {"cooperation", "group_achievement", "global_achievement", "welfare_mean", "welfare_gini"}
    assert found["exclusivity"] == 1
    assert found["adverse_share"] == 0


def test_without_a_shock_there_is_no_response_to_one():
    record = play((), 15, shock_step=0)
    assert {c for c, x in Kept().of(record, record).items() if np.isnan(x)} >= AFTER_A_SHOCK


def test_monthly_values_are_means_over_all_months_but_the_start_and_over_the_last_sixty():
    record = Record.__new__(Record)
    record.steps = 100
    record.series = {"x": np.append(999.0, np.arange(1.0, 101)), "y": np.full(101, np.nan)}
    assert (record.mean("x", False), record.mean("x", True)) == (50.5, 70.5)
    assert np.isnan(record.mean("y", False))
    record.series["x"][50:] = np.nan
    assert record.mean("x", True) == np.mean(np.arange(41, 50))


def test_welfare_is_each_actors_mean_payoff_over_its_endowment():
    model = Westphalia("random", (), 3, LIVELY)
    record, seen = Record(model.issues[0], 70, {}), []
    for _ in range(70):
        model.step()
        record.observe()
        seen.append(model.rows["payoff"] / model.rows["endowment"])
    np.testing.assert_allclose(record.welfare(False), np.mean(seen, axis=0))
    np.testing.assert_allclose(record.welfare(True), np.mean(seen[-60:], axis=0))


def test_the_placebo_begins_as_the_reference_does_and_differs_only_in_who_reconsiders_when():
    real, placebo = (Westphalia("random", (), 3, LIVELY | {"threshold_noise": 0.5}, replica=k) for k in (0, 1))
    assert real.rows.tobytes() == placebo.rows.tobytes()
    assert (real.issues[0].groups.failed == placebo.issues[0].groups.failed).all()
    for _ in range(6):
        real.step()
        placebo.step()
    assert (real.rows["strategy"] != placebo.rows["strategy"]).any()


# -- by hand --


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
