"""Several problems at once: each its own, fed by the others' failure, under the same institutions."""

from itertools import pairwise

import numpy as np
import pytest

from experiments.play.world import play
from model.outcomes.standing import overlap
from model.params import DEFAULTS, BadInput
from model.presets import NAMES, coupling_matrix
from model.settings import agenda, checked, preset_settings
from model.westphalia import Westphalia

SMALL = {"actors": 120, "shock_step": 0}


def test_a_preset_is_a_setting_that_sets_others_and_yields_to_what_is_given() -> None:
    assert checked({"preset": "pandemic"})["threshold"] == 0.67
    assert checked({"preset": "pandemic", "threshold": 0.4})["threshold"] == 0.4
    assert checked(checked({"preset": "pandemic"})) == checked({"preset": "pandemic"})
    assert preset_settings("own") == {}


def test_a_further_problem_has_its_own_figures_and_the_same_institutions() -> None:
    settings = checked({"preset": "cyber", "agenda": "gender_norm+same", "quota": 0.4, "revision_rate": 0.5})
    cyber, norm, again = agenda(settings)
    assert cyber == settings
    assert norm["norm_dynamics"] == "best_response"
    assert norm["drift"] == DEFAULTS["drift"] != cyber["drift"] == again["drift"]
    assert {p["quota"] for p in (cyber, norm, again)} == {0.4}
    assert {p["revision_rate"] for p in (cyber, norm, again)} == {0.5}
    assert [p["preset"] for p in (cyber, norm, again)] == ["cyber", "gender_norm", "same"]


@pytest.mark.parametrize("value", ["war", "climate+war", "climate,peace", ""])
def test_a_problem_that_is_not_declared_is_refused(value: str) -> None:
    with pytest.raises(BadInput, match="agenda="):
        checked({"agenda": value})


def test_issues_share_their_people_and_nothing_of_their_luck() -> None:
    first, second = Westphalia("random", ("coalitions",), 1, SMALL | {"agenda": "same"}).issues
    assert (first.rows["endowment"] == second.rows["endowment"]).all()
    assert abs(np.corrcoef(first.rows["home_bent"], second.rows["home_bent"])[0, 1]) < 0.5
    assert (first.rows["strategy"] != second.rows["strategy"]).any()
    assert (first.groups.to != second.groups.to).any()


def test_uncoupled_issues_leave_each_other_alone() -> None:
    alone = Westphalia("random", ("formal_body", "coalitions"), 1, SMALL)
    beside = Westphalia("random", ("formal_body", "coalitions"), 1, SMALL | {"agenda": "same"})
    for _ in range(20):
        alone.step()
        beside.step()
    assert alone.rows.tobytes() == beside.rows.tobytes()


def test_failure_of_one_issue_feeds_the_risk_of_the_other_by_j() -> None:
    model = Westphalia("random", (), 1, SMALL | {"agenda": "same", "coupling": 0.5, "risk": 0.3})
    first, second = model.issues
    failure = second.rows["failure"].copy()
    assert failure.max() > 0
    model.step()
    fed = 0.3 * first.rows["exposure"] / first.rows["exposure"].mean() * (1 + 0.5 * failure)
    assert first.rows["risk"] == pytest.approx(np.minimum(1, fed))


def test_who_feeds_whom_is_declared() -> None:
    j = coupling_matrix(["climate", "migration", "gender_norm"], 0.4)
    assert (np.diag(j) == 0).all()
    assert j[1, 0] == 0.4  # climate drives migration
    assert j[0, 1] == 0  # and not the other way round
    assert coupling_matrix(["own", "same"], 0.4).tolist() == [[0, 0.4], [0.4, 0]]
    assert (coupling_matrix(NAMES, 1.0).sum(axis=0) > 0).sum() >= 5  # most of them feed another


def test_coupled_failures_cost_welfare() -> None:
    def welfare(coupling: float) -> float:
        return play("random", (), 1, 24, SMALL | {"agenda": "same", "coupling": coupling}).mean("welfare_mean", True)

    apart, close, closer = welfare(0.0), welfare(0.5), welfare(1.5)
    assert apart > close + 0.02 > closer + 0.04


def test_outcomes_are_means_over_issues() -> None:
    record = play("random", ("coalitions",), 1, 12, SMALL | {"agenda": "peace"})
    first, second = record.agenda
    now = [float((issue.rows["strategy"] > 0).mean()) for issue in (first, second)]
    assert record.series["cooperation"][-1] == pytest.approx(np.mean(now))
    assert now[0] != now[1]


def test_overlap_is_the_share_of_pairs_that_meet_elsewhere() -> None:
    blocs = np.array([5, 5, 5, 9, 9, -1])
    assert overlap(blocs, np.array([1, 1, -1, 2, 2, 2])) == 2 / 4  # of three pairs and one, one and one
    assert overlap(blocs, blocs) == 1
    assert overlap(blocs, np.full(6, -1)) == 0
    assert np.isnan(overlap(np.full(6, -1), blocs))


def test_coalitions_are_of_one_issue() -> None:
    lively = SMALL | {"proposal_rate": 0.3, "agenda": "same", "risk": 0.6}
    shared = play("random", ("coalitions",), 1, 24, lively).series["partner_overlap"]
    assert 0 <= np.nanmean(shared) < 0.5
    assert np.isnan(play("random", ("coalitions",), 1, 6, SMALL).series["partner_overlap"]).all()


def test_exposure_follows_the_kind_of_problem() -> None:
    def exposure(to: str) -> np.ndarray:
        return Westphalia("earth", (), 1, {"exposed_by": to}).rows["exposure"]

    states = Westphalia("earth", (), 1).world.states
    by_refugees = exposure("refugees")[: len(states)]
    order = np.argsort(states["refugees"].to_numpy())
    assert by_refugees[order[-1]] == pytest.approx(1.5)
    assert all(a <= b for a, b in pairwise(by_refugees[order]))
    assert len(set(exposure("alike")[: len(states)])) == 1
    assert len({exposure(to).tobytes() for to in ("vulnerability", "refugees", "online", "economy", "alike")}) == 5


def test_polarisation_leaves_two_camps_and_their_spread() -> None:
    def fits(share: float) -> np.ndarray:
        model = Westphalia("earth", (), 1, {"polarisation": share, "heterogeneity": 0.4, "local_heterogeneity": 0})
        return model.rows["optimum"][:195]

    assert np.unique(np.abs(fits(1.0))).tolist() == pytest.approx([0.4])
    assert (np.sign(fits(1.0)) == np.sign(fits(0.0))).all()
    assert fits(1.0).std() == pytest.approx(fits(0.0).std(), rel=0.15)
