"""The world's threshold (DEFINITIONS D7a), expected compliance, evidence and the outside rate (D8)."""

import numpy as np
import pytest
from scipy.stats import kstest, truncnorm

from agents import ACTOR
from model.governance.expectation import expected_of, learned, observed, rest_point, seen_in
from model.issue import Issue
from model.memory import circles, note_outside
from model.settings import as_row, checked
from model.threshold import chance_missed, drawn_threshold
from tests.unit import byhand
from tests.unit.playing import run
from tests.unit.worlds import world

MIDDLES = [(0.5, 0.1), (0.1, 0.1), (0.9, 0.3), (0.5, 0.5), (0.0, 0.2)]


def cut_normal(middle, spread):
    return truncnorm((0.05 - middle) / spread, (0.95 - middle) / spread, middle, spread)


def given(**settings) -> np.void:
    return as_row(checked(settings))[0]


# -- the world's threshold --


@pytest.mark.parametrize(("middle", "spread"), MIDDLES)
def test_the_threshold_is_drawn_from_the_normal_distribution_cut_to_what_can_be(middle, spread):
    draws = np.linspace(0, 1, 101)[:-1]
    found = [drawn_threshold(middle, spread, u) for u in draws]
    np.testing.assert_allclose(found, cut_normal(middle, spread).ppf(draws), atol=1e-9)
    assert min(found) >= 0.05
    assert max(found) <= 0.95


@pytest.mark.parametrize(("middle", "spread"), MIDDLES)
def test_what_is_expected_follows_the_same_distribution(middle, spread):
    p = given(global_threshold=middle, global_uncertainty=spread)
    shares = np.linspace(0, 1, 101)
    found = [chance_missed(share, p) for share in shares]
    np.testing.assert_allclose(found, cut_normal(middle, spread).sf(shares), atol=1e-9)
    assert (np.diff(found)[shares[1:] < 0.9] <= 0).all()


@pytest.mark.parametrize("middle", [0.0, 0.02, 0.5, 0.99, 1.0])
def test_a_certain_threshold_is_as_given_and_uncut_and_expectations_are_a_step(middle):
    p = given(global_threshold=middle, global_uncertainty=0)
    assert {drawn_threshold(middle, 0.0, u) for u in (0, 0.3, 0.999)} == {middle}
    assert chance_missed(middle, p) == 0
    if middle:
        assert chance_missed(middle - 1e-6, p) == 1


@pytest.mark.parametrize(("middle", "edge"), [(0.0, 0.05), (1.0, 0.95)])
def test_a_threshold_almost_certainly_outside_the_cut_lies_at_its_edge(middle, edge):
    p = given(global_threshold=middle, global_uncertainty=1e-3)
    assert drawn_threshold(middle, 1e-3, 0.4) == pytest.approx(edge)
    assert (chance_missed(edge - 0.01, p), chance_missed(edge + 0.01, p)) == (1, 0)


def test_seeds_draw_thresholds_that_every_arm_and_replica_shares():
    built = world("random", 1, actors=10)
    settings = checked({"actors": 10})
    drawn = [Issue(built, settings, seed, []).environment.world_needs for seed in range(120)]
    assert kstest(drawn, cut_normal(0.5, 0.1).cdf).pvalue > 0.01
    other_luck = Issue(built, settings, 7, [], replica=3)
    assert other_luck.environment.world_needs == drawn[7]


# -- the rest point --


@pytest.mark.parametrize("mu", [1e-6, 0.01, 0.3, 1.0])
@pytest.mark.parametrize("pull", [-2.0, -0.1, -1e-9, 0.0, 1e-9, 0.04, 0.17, 3.0])
@pytest.mark.parametrize("beta", [0.0, 1.0, 10.0, 100.0])
def test_the_rest_point_balances_imitation_and_mutation(mu, pull, beta):
    x = rest_point(pull, beta, mu)
    balance = (1 - mu) * x * (1 - x) * np.tanh(beta * pull / 2) + mu * (1 - 2 * x)
    assert abs(balance) < 1e-12
    assert 0 <= x <= 1
    assert x == pytest.approx(byhand.rest_point(pull, beta, mu), abs=1e-9)


@pytest.mark.parametrize(("pull", "share"), [(0.2, 1), (-0.2, 0), (0.0, 0.5)])
def test_without_mutation_the_sign_of_the_pull_decides(pull, share):
    assert rest_point(pull, 10.0, 0.0) == share


def test_a_member_that_neither_gains_nor_loses_by_complying_is_as_likely_to_as_not():
    assert rest_point(0.0, 10.0, 0.01) == 0.5
    assert rest_point(0.2, 0.0, 0.01) == 0.5  # nobody copies
    assert rest_point(5.0, 100.0, 1.0) == 0.5  # everybody tries at random


def test_trials_of_the_default_treaty_expect_nearly_all_to_comply():
    assert rest_point(0.9 * 0.3 - 0.1, 10.0, 0.01) == pytest.approx(0.985, abs=0.003)


# -- evidence --


@pytest.mark.parametrize(
    ("months", "prior", "expected"), [(-5, 120, 0.9), (0, 120, 0.9), (12, 108, 0.84), (60, 120, 0.7), (1e12, 10, 0.3)]
)
def test_evidence_counts_as_it_comes_in(months, prior, expected):
    assert learned(0.9, 0.3, float(months), float(prior)) == pytest.approx(expected)


def test_without_a_prior_the_first_month_of_evidence_is_believed():
    assert learned(0.9, 0.3, 1.0, 0.0) == pytest.approx(0.3)
    assert learned(0.9, 0.3, 0.0, 0.0) == pytest.approx(0.9)


def test_conduct_is_evidence_once_a_treaty_is_thirteen_months_old():
    issue = run(1, ("formal_body",)).issues[0]
    body = issue.institutions[0]
    body.draft(body.everyone)
    body.enter_into_force()
    me, terms, p = issue.rows[0], body.terms, issue.p
    for age in (0, 12, 13, 40):
        month = int(terms["founded"]) + age
        by_text, seen = byhand.complies(issue, 0, terms), 0.2
        months = max(0, age - 12)
        expected = (120 * by_text + months * seen) / (120 + months)
        found = expected_of(me, terms, seen, month, p)
        assert found == pytest.approx(expected, abs=1e-12)
        assert expected_of(me, terms, np.nan, month, p) == pytest.approx(by_text, abs=1e-12)


def test_only_members_bound_for_a_year_are_evidence_and_the_rich_count_more():
    issue = run(1, ("formal_body",)).issues[0]
    rows, book, a = issue.rows, issue.agreements, issue.institutions[0].agreement
    book.binding[0, :] = -1
    book.binding[0, :4], book.since[0, :4] = a, [10, 11, 12, 13]
    rows["recent"][:4], rows["endowment"][:4] = [1.0, 0.5, 0.0, 0.25], [3.0, 1.0, 2.0, 4.0]
    seen, mean = np.empty(len(book.row)), pytest.approx((3 * 1.0 + 1 * 0.5) / 6)
    observed(book, 0, rows, 24, seen)
    assert (seen[a], seen_in(a, book, 0, rows, 24)) == (mean, mean)
    observed(book, 0, rows, 21, seen)
    assert np.isnan(seen).all()
    assert np.isnan(seen_in(a, book, 0, rows, 21))


# -- the outside rate --


def actors(kinds_and_regions, recent) -> tuple[np.ndarray, np.ndarray]:
    rows = np.zeros(len(recent), ACTOR)
    rows["recent"] = recent
    return rows, np.array(kinds_and_regions, np.int64)


@pytest.mark.parametrize(("unbound", "told_by"), [(10, "circle"), (9, "home")])
def test_ten_unbound_actors_of_a_kind_and_region_tell_what_one_would_do_outside(unbound, told_by):
    rows, circle = actors([0] * 12 + [1] * 12, [0.9] * 2 + [0.25] * 10 + [0.6] * 12)
    bound = np.arange(24) < 12 - unbound
    rows["recent"][2:4] = 0.75
    at_home, before, out = np.linspace(0.1, 0.2, 24), np.linspace(0.3, 0.4, 24), np.empty(24)
    home = before.copy()
    note_outside(bound, at_home, rows, circle, home, out)
    assert (home == np.where(bound, before, at_home)).all()
    here = rows["recent"][:12][~bound[:12]].mean() if told_by == "circle" else home[:12]
    np.testing.assert_allclose(out[:12], here)
    np.testing.assert_allclose(out[12:], 0.6)


def test_a_circle_is_a_kind_in_a_region_and_those_without_a_state_are_one_of_their_own():
    earth = world("earth")
    rows, regions = earth.rows, earth.states["region"].to_numpy()
    region = np.where(rows["home"] >= 0, regions[rows["home"]], "of no state")
    found = circles(earth, rows)
    assert len(set(region)) > 4
    pairs = list(zip(rows["kind"].tolist(), region.tolist(), strict=True))
    names = dict(zip(pairs, found.tolist(), strict=True))
    assert [names[pair] for pair in pairs] == found.tolist()
    assert len(set(names.values())) == len(names) == found.max() + 1
