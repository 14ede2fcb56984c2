"""The limits in which closed forms hold, and that the replication of the backfire window sets all of them (D16)."""

import numpy as np
import pytest

from experiments.studies.replications.backfire_window import FULL_COMPLIANCE, SHARP, assembled
from model.governance.expectation import rest_point

RULES = {"quota": 0.6, "risk": 0.5, "cost": 0.1, "global_share": 0.0, "treaty_dues": 0.02, "mismatch_cost": 1.0}
NOTHING = (
    "elite_weight", "vetoes", "peer_pull", "elite_insulation", "global_uncertainty", "readiness_spread",
    "local_heterogeneity", "tailoring", "entry_means", "mutation", "perception_noise", "crowding_out", "trust_weight",
)  # fmt: skip


@pytest.fixture(scope="module")
def body():
    return assembled(40, 1, 2.0, RULES, contributing=False)


@pytest.mark.parametrize("name", NOTHING)
def test_what_the_closed_forms_leave_out_is_off(body, name):
    assert body.issue.p[name] == 0


def test_one_stage_binds_all_by_the_sign_of_the_gain(body):
    p = body.issue.p
    assert (p["bind_all"], p["ratification_hazard"], p["procedure_hazard"], p["term"]) == (1, 1, 1, 1)
    assert p["choice_strength"] == SHARP
    assert body.expected_coverage() == 1
    assert (body.capitals.readiness == 1).all()
    states = np.arange(40)
    gains = np.where(states % 2, 1e-9, -1e-9)
    assert (body.says_yes(states, gains) == (gains > 0)).all()
    assert len(body.with_veto) == 0


def test_compliance_is_full_and_failure_certain_without_the_text(body):
    p, rows = body.issue.p, body.issue.rows
    assert rest_point(FULL_COMPLIANCE, p["imitation_strength"], p["mutation"]) == 1
    body.draft(body.everyone)
    states = np.arange(40)
    theta = rows["reported"][:40]
    expected = 0.5 - 0.1 - 0.02 - (body.terms["policy"] - theta) ** 2  # r P_fail - c - tax - kappa (u - theta)^2
    np.testing.assert_allclose(body.support(states, body.everyone, 1.0), expected, atol=1e-9)
