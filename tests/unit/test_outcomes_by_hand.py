"""Outcomes, each against a figure found by hand or by another way."""

from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

from agents import ACTOR
from model.governance.formal_body import FormalBody
from model.governance.state_pact import StatePact
from model.outcomes import achievement, belonging, deciding, response
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


def under_notice(issue) -> np.ndarray:
    """Who has given notice, alone or with its home, and is still bound; bool, shape (institutions, actors)."""
    book, home = issue.agreements, issue.rows["home"]
    out = book.leaving >= 0
    for institution in issue.institutions:
        if isinstance(institution, StatePact):
            out[institution.slot] |= (institution.notice_ends >= 0)[home] & (home >= 0)
    return out & (book.binding >= 0)


def test_spells_are_counted_from_joining_to_notice_or_to_the_end_of_the_run():
    months = 60
    model = Westphalia(
        "random", EVERYTHING, 3,
        LIVELY | {"exit_notice": 4, "coalition_notice": 2, "exit_propensity": 0.2, "review_rate": 0.5},
    )  # fmt: skip
    record, book, open_, ended, notices = Record(model.issues[0], months, {}), model.issues[0].agreements, {}, [], 0
    for month in range(1, months + 1):
        model.step()
        record.observe()
        noticed = under_notice(model.issues[0])
        now = {}
        for at in zip(*np.nonzero(book.binding >= 0), strict=True):
            spell = (*at, int(book.binding[*at]), int(book.since[*at]))
            joined, notice = open_.get(spell, (month, None))
            now[spell] = (joined, (month if notice is None else notice) if noticed[*at] else None)
        for spell, (joined, notice) in open_.items():
            if spell not in now:
                ended.append((month if notice is None else notice) - joined)
                notices += notice is not None
        open_ = now
    found, cut_off = record.spells()
    assert len(ended) > 20
    assert notices > 10
    assert sorted(found.tolist()) == sorted(ended)
    assert sorted(cut_off.tolist()) == sorted(
        (months if notice is None else notice) - joined for joined, notice in open_.values()
    )


# -- the shock, against the calm twin --


def story(steps=100, shock=20, **series) -> Record:
    record = Record.__new__(Record)
    record.steps, record.settings = steps, {"shock_step": shock}
    record.series = {name: np.array([f(t) for t in range(steps + 1)], float) for name, f in series.items()}
    return record


def test_the_response_is_the_time_until_half_of_the_worst_gap_to_the_calm_twin_is_closed():
    calm = story(cooperation=lambda _: 0.8)
    run = story(cooperation=lambda t: 0.8 if t < 20 else 0.2 if t < 32 else 0.8)
    # the mean of 12 months is .6 short from month 31 on, 11/12 of it in month 32, half of it in month 37
    assert response.response(run, calm) == 37 - 20
    assert response.recovered(run, calm) == 1
    lost = story(cooperation=lambda t: 0.8 if t < 20 else 0.2)
    assert np.isnan(response.response(lost, calm))
    assert response.recovered(lost, calm) == 0


def test_recovery_takes_six_months_in_which_the_gap_is_closed():
    calm = story(cooperation=lambda _: 0.8)
    lasting, ends = (story(steps, cooperation=lambda t: 0.4 if 20 <= t < 32 else 0.8) for steps in (48, 47))
    assert response.recovered(lasting, story(48, cooperation=lambda _: 0.8)) == 1  # closed from month 43 to 48
    assert response.recovered(ends, story(47, cooperation=lambda _: 0.8)) == 0
    near = story(cooperation=lambda t: 0.8 if t < 20 else 0.788)
    assert np.isnan(response.recovered(near, calm))  # never .02 apart: there is nothing to recover from
    assert np.isnan(response.response(near, calm))


def test_the_loss_to_a_shock_is_what_is_missing_to_the_calm_twin_less_what_none_misses_to_its_own():
    calm, none_calm = story(welfare_mean=lambda _: 0.9), story(welfare_mean=lambda _: 0.7)
    run = story(welfare_mean=lambda t: 0.9 if t < 20 else 0.5 if t < 30 else 1.0)
    none = story(welfare_mean=lambda t: 0.7 if t < 20 else 0.6 if t < 30 else 0.7)
    assert response.loss_area(run, calm, none, none_calm) == pytest.approx(10 * 0.4 - 10 * 0.1)
    assert response.loss_area(none, none_calm, none, none_calm) == 0


@pytest.mark.parametrize("shock", [0, 101])
def test_without_a_shock_nothing_is_lost_and_nothing_is_missing(shock):
    run, calm = (
        story(shock=shock, cooperation=lambda t, k=k: k * t / 100, welfare_mean=lambda t, k=k: -k * t)
        for k in (0.1, 0.9)
    )
    assert np.isnan(response.response(run, calm))
    assert np.isnan(response.recovered(run, calm))
    assert response.loss_area(run, calm, calm, run) == 0


# -- who decides --


def rows_of(**columns) -> np.ndarray:
    rows = np.zeros(len(next(iter(columns.values()))), ACTOR)
    for name, values in columns.items():
        rows[name] = values
    return rows


def test_a_decision_weighs_by_the_persons_it_binds_and_local_institutions_and_coalitions_share_equally():
    rows = rows_of(risk=[0.1, 0.1, 0.2, 0.4], persons=[1, 2, 3, 4])
    treaty = SimpleNamespace(
        stage="formal", decision_weights=lambda: [np.array([3.0, 1, 0, 0])], bound=lambda: np.array([1, 1, 1, 0], bool)
    )
    coalitions = SimpleNamespace(stage="coalition", slot=0)
    local = SimpleNamespace(stage="local", decision_weights=list)
    in_force = np.zeros(4, [("in_force", int)])
    in_force["in_force"] = [0, 1, 0, 0]
    issue = SimpleNamespace(
        rows=rows,
        institutions=[local, treaty, coalitions],
        groups=SimpleNamespace(
            failed=np.zeros(4), start=np.array([0, 2, 4, 6, 8]), to=np.array([0, 1, 1, 3, 0, 2, 0, 3])
        ),
        agreements=SimpleNamespace(row=in_force, binding=np.array([[5, -1, 5, -1]])),
    )
    by_treaty = 6 * np.array([0.75, 0.25, 0, 0])  # binds 1 + 2 + 3 persons
    by_coalition = 4 * np.array([0.5, 0, 0.5, 0])  # of the first and the third: 1 + 3
    by_group = 6 * np.array([0, 0.5, 0, 0.5])  # the second group is that of the second and the last: 2 + 4
    expected = (by_treaty + by_coalition + by_group) / 16
    np.testing.assert_allclose(deciding.deciding(issue), expected)
    harm_ = np.array([0.1, 0.2, 0.6, 1.6]) / 2.5
    assert deciding.representation_gap(issue) == pytest.approx(0.5 * np.abs(expected - harm_).sum())
    issue.institutions = []
    assert np.isnan(deciding.representation_gap(issue))


def test_a_vote_is_shared_within_a_state_by_voice_and_elite_weight():
    p = {"elite_weight": 0.4, "nsa_weight": 0.5, "affected_weight": 1.0}
    issue = Westphalia("random", (), 3, {"actors": 40, **p}).issues[0]
    world = issue.world
    share = world.vote_shares(issue.rows, p)
    assert share.sum() == pytest.approx(1)
    assert (share[world.rows["home"] < 0] == 0).all()
    for s in range(world.n_states):
        home = np.flatnonzero(world.rows["home"] == s)
        total = 1 + 0.5 * (len(home) - 1)
        assert share[s] == pytest.approx((0.6 / total + 0.4) / world.n_states)
        np.testing.assert_allclose(share[home[1:]], 0.6 * 0.5 / total / world.n_states)


def test_mismatch_weighs_the_contributions_of_those_bound_and_exclusivity_persons():
    rows = rows_of(
        bonds=[1, 2, 0, 1], strategy=[1, 2, 1, 0], misfit=[0.1, 0.4, 9, 9], endowment=[1, 2, 5, 5], persons=[1, 2, 5, 2]
    )
    rows["payoff"] = [0.1, 0.2, 0.4, 0.8]
    issue = SimpleNamespace(rows=rows)
    assert belonging.mismatch(issue) == pytest.approx(0.3)
    assert belonging.exclusivity(issue) == 0.5
    assert achievement.cooperation(issue) == 0.75
    assert achievement.welfare_mean(issue) == pytest.approx((0.1 + 0.4 + 2.0 + 1.6) / 10)


def test_the_reluctant_are_the_parties_that_would_gain_by_being_outside():
    def pact(gains, parties, in_force=True):
        made = FormalBody.__new__(FormalBody)
        made.parties, made.in_force = np.array(parties, bool), in_force
        made.worth = lambda states: np.array(gains)[states]
        return made

    pacts = [pact([-1, 2, -3], [1, 1, 0]), pact([1, -1, 1], [1, 1, 1]), pact([-1, -1, -1], [1, 1, 1], in_force=False)]
    issue = SimpleNamespace(institutions=[*pacts, SimpleNamespace(stage="local")])
    assert belonging.reluctant(issue) == pytest.approx(0.4)
    assert np.isnan(belonging.reluctant(SimpleNamespace(institutions=pacts[2:])))


def test_what_is_paid_and_received_is_what_payoff_has_beside_stake_conduct_and_dealings():
    settings = LIVELY | {"treaty_dues": 0.01, "reward_share": 0.5, "sponsor_cost": 0.02, "local_trigger": 0.25}
    model = Westphalia("random", EVERYTHING, 3, settings)
    for _ in range(40):
        model.step()
    issue = model.issues[0]
    rows, p = issue.rows.copy(), issue.p
    issue.pay()
    now = issue.rows
    stake = 1 - now["risk"] * now["failure"]
    given = (now["strategy"] > 0) * (p["cost"] * (1 - p["norm_discount"] * (now["norm"] == 2)) + now["burden"])
    np.testing.assert_allclose(
        now["payoff"] + now["paid"] - now["received"], stake - given + now["exchange"], atol=1e-12
    )
    assert rows["paid"].max() > 0
    assert rows["received"].max() > 0
