"""A lever is connected to what it names: moved, it changes what happens where its institution works, and only there.

`test_laws` shows that no lever of an institution matters without institutions; here each one matters with it.
"""

from functools import cache
from typing import Any

import numpy as np
import pytest

from experiments.ask.arms import ARMS
from experiments.play.world import play

# A small world where a treaty comes into force within a year, coalitions come and go, and a shock strikes.
LIVELY: dict[str, Any] = {
    "actors": 200, "risk": 0.6, "heterogeneity": 0.1, "threshold": 0.5, "quota": 0.3, "ratification_hazard": 0.5,
    "meeting_interval": 4, "subcommittee_interval": 2, "proposal_rate": 0.2, "contact_rate": 0.5, "review_rate": 0.5,
    "shock_step": 18, "exit_notice": 2, "initial_cooperation": 0.3,
    "procedure_hazard": 0.9, "exit_propensity": 0.9,
}  # fmt: skip
TREATY, COALITIONS, CLUB = ("formal_body",), ("coalitions",), ("subcommittee",)
G7, FORUMS = ("g7",), ("formal_body", "subcommittee")
NOBODY: tuple[str, ...] = ()

# lever, value, institutions with which it matters, institutions with which it does not
MATTERS = [
    ("elite_weight", 1.0, TREATY, None),
    ("nsa_weight", 0.0, TREATY, NOBODY),
    ("openness", 0.0, COALITIONS, None),
    ("soft_power_gain", 0.2, COALITIONS, None),
    ("quota", 1.0, TREATY, COALITIONS),
    ("meeting_interval", 12, TREATY, COALITIONS),
    ("ratification_hazard", 0.01, TREATY, COALITIONS),
    ("exit_notice", 60, TREATY, COALITIONS),
    ("monitoring", 0.1, TREATY, COALITIONS),
    ("treaty_fine", 0.0, TREATY, COALITIONS),
    ("treaty_dues", 0.1, TREATY, COALITIONS),
    ("bind_all", 1, TREATY, COALITIONS),
    ("subcommittee_size", 2, CLUB, TREATY),
    ("subcommittee_interval", 12, CLUB, TREATY),
    ("proposal_rate", 0.001, COALITIONS, TREATY),
    ("admission_tolerance", 0.02, COALITIONS, TREATY),
    ("transparency", 0.0, COALITIONS, TREATY),
    ("coalition_notice", 24, COALITIONS, TREATY),
    ("coalition_dues", 0.1, COALITIONS, TREATY),
    ("club_good", 0.2, COALITIONS, TREATY),
    ("crowding_out", 1.0, ARMS["hybrid"], TREATY),
    ("local_trigger", 1.0, ("local_institution",), TREATY),
    ("drift", 0.05, TREATY, None),
    ("shock_size", 0.0, NOBODY, None),
    ("shock_defection", 1.0, NOBODY, None),
    ("polarisation", 1.0, TREATY, NOBODY),
    ("estimate_noise", 0.5, COALITIONS, NOBODY),
    ("exposed_by", "economy", NOBODY, None),
    ("media_weight", 1.0, COALITIONS, NOBODY),
    ("media_growth", 1.0, NOBODY, None),
    ("tie_closure", 1.0, COALITIONS, TREATY),
    ("tie_subsidy", 1.0, NOBODY, None),
    ("bilateral_gain", 0.3, NOBODY, None),
    ("trust_weight", 1.0, TREATY, NOBODY),
    ("rivalry", 1.0, TREATY, COALITIONS),
    ("affected_weight", 5.0, TREATY, COALITIONS),
    ("closed_doors", 1.0, TREATY, COALITIONS),
    ("legitimacy_weight", 1.0, TREATY, COALITIONS),
    ("unelected_cost", 1.0, TREATY, COALITIONS),
    ("panel_experts", 50, ("coalitions", "panel"), COALITIONS),
    ("expulsion_bar", 1.0, G7, CLUB),
    ("outsider_sanction", 0.3, G7, CLUB),
    ("open_to_others", 0, COALITIONS, TREATY),
    ("shared_intelligence", 1.0, COALITIONS, TREATY),
    ("forum_choice", 1, FORUMS, TREATY),
    ("agenda", "same", NOBODY, None),
    ("elite_insulation", 1.0, TREATY, NOBODY),
    ("own_gain_weight", 1.0, NOBODY, None),
    ("global_uncertainty", 0.4, TREATY, None),
    ("power_diffusion", 0.2, TREATY, None),
    ("entry_quota", 0.9, TREATY, COALITIONS),
    ("entry_means", 0.9, TREATY, COALITIONS),
    ("procedure_hazard", 0.01, TREATY, COALITIONS),
    ("readiness_spread", 1.5, TREATY, COALITIONS),
    ("peer_pull", 10.0, TREATY, COALITIONS),
    ("exit_propensity", 0.0002, TREATY, COALITIONS),
    ("tailoring", 1.0, TREATY, COALITIONS),
    ("tailoring", 1.0, CLUB, COALITIONS),
    ("local_consent", "all", ("local_institution",), TREATY),
    ("term", 1, TREATY, NOBODY),
    ("term", 1, COALITIONS, NOBODY),
    ("prior_months", 0.0, COALITIONS, ("local_institution",)),
    ("choice_strength", 1000.0, COALITIONS, NOBODY),
    ("burn_fines", 1, TREATY, NOBODY),
]


@cache
def welfare(institutions: tuple[str, ...], *changed: tuple[str, Any]) -> bytes:
    """Every actor's welfare over three years, to the last bit."""
    return play("random", institutions, 1, 36, LIVELY | dict(changed)).welfare(False).tobytes()


@pytest.mark.parametrize(("lever", "value", "with_", "without"), MATTERS, ids=[f"{row[0]}-{row[2]}" for row in MATTERS])
def test_a_lever_matters_where_its_institution_works_and_only_there(
    lever: str, value: Any, with_: tuple[str, ...], without: tuple[str, ...] | None
) -> None:
    assert welfare(with_, (lever, value)) != welfare(with_)
    if without is not None:
        assert welfare(without, (lever, value)) == welfare(without)


def test_a_crisis_meeting_is_called_only_if_the_body_may() -> None:
    rare = (("meeting_interval", 30),)
    assert welfare(TREATY, *rare, ("crisis_convening", 0)) != welfare(TREATY, *rare, ("crisis_convening", 1))
    assert welfare(NOBODY, *rare, ("crisis_convening", 0)) == welfare(NOBODY, *rare, ("crisis_convening", 1))


def test_a_veto_matters_where_who_holds_it_would_lose() -> None:
    """Among states far apart a veto stops what the majority would have."""
    far = LIVELY | {"heterogeneity": 0.5, "quota": 0.3, "bind_all": 1}
    stopped = 0
    for seed in range(1, 9):
        free, bound = (play("random", TREATY, seed, 24, far | {"vetoes": n}).series["exclusivity"] for n in (0, 5))
        stopped += bool(free[-1] < 1 and bound[-1] == 1)
    assert stopped >= 1


@pytest.mark.parametrize("rule", ["naming_game", "best_response"])
def test_committed_actors_carry_a_norm_and_the_norm_changes_conduct(rule: str) -> None:
    def cooperation(**changed: Any) -> float:
        norm = {"norm_dynamics": rule, "norm_discount": 0.5, "norm_memory": 5}
        runs = (play("random", (), seed, 60, LIVELY | norm | changed) for seed in range(1, 5))
        return float(np.mean([run.mean("cooperation", True) for run in runs]))

    assert cooperation(norm_committed=0.4) > cooperation(norm_committed=0.0) + 0.02
    assert cooperation(norm_committed=0.4, norm_discount=0.0) == cooperation(norm_committed=0.0, norm_discount=0.0)


def test_earth_gives_the_vetoes_to_the_permanent_five() -> None:
    from model.build import build
    from model.params import DEFAULTS

    world = build("earth", 1, DEFAULTS)
    assert set(world.states["code"].to_numpy()[world.veto_order[:5]]) == {"CHN", "FRA", "GBR", "RUS", "USA"}
