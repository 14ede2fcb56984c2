"""The laboratory itself, stepped month by month, against exact chains and closed forms."""

import numpy as np
import pytest

from experiments.studies.replications import CASES
from experiments.studies.replications.barrett_dannenberg_2012 import FULL_COMPLIANCE, gains
from experiments.studies.replications.laboratory import everyone, laboratory, ring
from experiments.studies.validation import theory_of
from experiments.theory import synchronous, thresholds
from model.params import BadInput


def _agrees(case: str, point: dict[str, object], *keys: str) -> None:
    values = CASES[case].checked(point)
    measured, theory = CASES[case].measure(**values), theory_of(case, values)
    for key in keys:
        value, se = measured[key]
        assert abs(value - theory[key]) <= 4 * se + 1e-6, (key, value, se, theory[key])


POINTS = [
    ("one_group", {"phi": 0.3}, ("coop", "eta_G", "nobody")),
    ("one_group", {"Z": 10, "M": 3, "mu": 0.3, "beta": 3, "phi": 1}, ("coop", "eta_G")),
    ("one_group", {"phi": 0.3, "n_local": 2}, ("coop", "P", "eta_G", "eta_I")),
    ("one_group", {"Z": 11, "phi": 0.5, "n_local": 4, "pit": 0.1, "pif": 0.6, "mu": 0.2}, ("coop", "P", "eta_I")),
    ("ring", {"phi": 0.5}, ("coop", "eta_G", "alike", "nobody", "everybody")),
    ("ring", {"N": 5, "M": 4, "r": 1.0, "phi": 0.3, "mu": 0.2}, ("coop", "eta_G", "alike")),
    ("rest_point", {"Z": 30, "mu": 0.05, "fine": 0.05}, ("coop", "expected")),
    ("rest_point", {"Z": 30, "mu": 0.05, "fine": 0.25, "phi": 1}, ("coop", "expected")),
]


@pytest.mark.parametrize(("case", "point", "keys"), POINTS)
def test_a_short_run_agrees(case: str, point: dict[str, object], keys: tuple[str, ...]) -> None:
    _agrees(case, point | {"months": 4000}, *keys)


@pytest.mark.long
@pytest.mark.parametrize(("case", "point", "keys"), POINTS)
def test_a_long_run_agrees(case: str, point: dict[str, object], keys: tuple[str, ...]) -> None:
    _agrees(case, point | {"months": 100_000, "seed": 7}, *keys)


@pytest.mark.long
@pytest.mark.parametrize("fine", [0.2, 0.3])
def test_what_is_expected_of_members_holds_on_networks_with_a_stake(fine: float) -> None:
    """Where the sanction exceeds the cost by .1 or more; below, D8 expects far too little (docs, validation)."""
    for ties in ("small_world", "scale_free"):
        gap = CASES["rest_point"].run({"Z": 400, "ties": ties, "r": 0.3, "fine": fine})["gap"]
        assert abs(gap.value) <= 0.005


def test_a_group_is_an_actor_and_those_it_is_tied_to() -> None:
    model = laboratory({"actors": 10, "group_size": 5}, [], ring(10, 2), 3)
    groups = model.issues[0].groups
    for i in range(10):
        members = groups.to[groups.start[i] : groups.start[i + 1]]
        assert set(members) == {(i + d) % 10 for d in range(-2, 3)}


def test_slow_revision_comes_to_the_chain_that_moves_one_actor() -> None:
    """Where hardly ever two reconsider at once, the papers' chain is the limit (M = Z - 1 never binds here)."""
    from experiments.theory.chains import two_strategies

    payoffs = np.array([np.full(13, 1.0), np.full(13, 0.9)])
    one_by_one = two_strategies(payoffs, 10, 0.1) @ np.arange(13) / 12
    assert synchronous.counted(12, -0.1, 10, 0.1, 1e-4) == pytest.approx(one_by_one, abs=1e-4)
    assert synchronous.one_group(12, 6, 0.1, 0.3, 10, 0.1, 0.4)["coop"] == pytest.approx(
        synchronous.counted(12, -0.1, 10, 0.1, 0.4), abs=1e-12
    )


def test_the_closed_form_is_the_limit_of_many_actors() -> None:
    expected = thresholds.balance(0.1, 0.15, 10, 0.05)
    gaps = [abs(synchronous.counted(Z, 0.05, 10, 0.05, 0.2) - expected) for Z in (20, 80, 320)]
    assert gaps[0] > 2 * gaps[1] > 4 * gaps[2] / 2
    assert gaps[2] < 1e-3


@pytest.mark.parametrize("sigma", [0.0, 0.01, 0.03, 0.05, 0.051, 0.0524, 0.1, 0.4])
@pytest.mark.parametrize("threshold", [0.3, 0.5])
def test_votes_on_accession_follow_the_chance_to_be_decisive(sigma: float, threshold: float) -> None:
    settings = {"actors": 20, "cost": 0.1, "risk": 0.3, "global_threshold": threshold, "global_uncertainty": sigma}
    model = laboratory(settings | FULL_COMPLIANCE, ["formal_body"], everyone(20), 1)
    expected = thresholds._gains(20, 0.1, 0.3, threshold, sigma)
    assert gains(model) == pytest.approx(expected, abs=1e-6)


def test_cooperation_collapses_where_the_threshold_is_uncertain() -> None:
    case = CASES["barrett_dannenberg_2012"]
    brief = {"worlds": 100}
    certain, wide = case.run(brief | {"sigma": 0}), case.run(brief | {"sigma": 0.1})
    assert (certain["k_star"].value, certain["missed"].value) == (10, 0)
    assert (wide["k_star"].value, wide["missed"].value) == (0, 1)
    assert certain["sigma_star"].value == pytest.approx(theory_of(case.name, case.checked({}))["sigma_star"], abs=2e-6)


@pytest.mark.long
def test_a_shift_from_local_to_global_is_no_faster_than_both_at_once() -> None:
    """Of the three orders in the abstract of Karatayev et al. 2021 the laboratory shows one; this says so."""
    early, late = (CASES["karatayev_2021"].run({"seeds": 32, "seed": 101, "t_star": t}) for t in (0.05, 0.3))
    for figures in (early, late):
        assert figures["saved_over_local"].value > 3 * figures["saved_over_local"].se
        assert figures["saved_over_both"].value < 3 * figures["saved_over_both"].se
    assert late["saved_over_global"].value < -3 * late["saved_over_global"].se
    assert late["months_shift"].value > early["months_shift"].value


def test_a_shift_from_local_to_global_is_faster_than_local_alone() -> None:
    figures = CASES["karatayev_2021"].run({"seeds": 4})
    assert figures["saved_over_local"].value > 0


def test_groups_on_a_ring_have_a_middle() -> None:
    with pytest.raises(BadInput, match="N=4"):
        CASES["ring"].run({"N": 4})
