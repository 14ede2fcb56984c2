"""Who knows what fits, who has a say, who is in the room: and what comes of it."""

import numpy as np
import pytest

from agents import KINDS
from agents.state import State
from model.governance.panel import FEE
from model.outcomes import OUTCOMES
from model.westphalia import Westphalia
from model.world import voice_weights

SMALL = {"actors": 200, "shock_step": 0}
SCALE = np.array([kind.misreading for kind in KINDS])
LABEL = [kind.label for kind in KINDS]


def errors(months: int = 400, **settings) -> np.ndarray:
    """What each kind misreads, month by month, shape (months, kinds)."""
    issue = Westphalia("random", (), 1, SMALL | {"estimate_noise": 0.3} | settings).issues[0]
    out = []
    for issue.month in range(months):
        out.append(issue.environment.misread())
    return np.array(out)


def test_who_lives_with_a_problem_misreads_least() -> None:
    spread = errors().std(axis=0)
    assert spread == pytest.approx(0.3 * SCALE, rel=0.15)  # 4 standard errors of a standard deviation
    assert LABEL[int(np.argmin(SCALE))] == "affected_community"


def test_those_of_a_kind_err_together_and_kinds_apart() -> None:
    issue = Westphalia("random", (), 1, SMALL | {"estimate_noise": 0.3}).issues[0]
    issue.month = 5
    issue.environment.settle(issue.strain())
    off = issue.rows["reported"] - issue.rows["optimum"]
    for kind in range(len(KINDS)):
        assert np.ptp(off[issue.rows["kind"] == kind]) < 1e-12
    correlation = np.corrcoef(errors().T)
    assert np.abs(correlation - np.eye(len(KINDS))).max() < 0.2


def test_a_diverse_body_is_less_far_off_than_one_of_governments() -> None:
    off = errors()
    assert off.mean(axis=1).std() < 0.5 * off[:, State.code].std()


def test_without_noise_everybody_knows() -> None:
    issue = Westphalia("random", (), 1, SMALL).issues[0]
    assert (issue.rows["reported"] == issue.rows["optimum"]).all()


def test_a_text_is_drafted_from_what_is_reported() -> None:
    treaty = Westphalia("random", ("formal_body",), 1, SMALL).issues[0].institutions[0]
    before = treaty.proposal(treaty.everyone)
    treaty.issue.rows["reported"] += 0.2
    assert treaty.proposal(treaty.everyone) == pytest.approx(before + 0.2)


@pytest.mark.parametrize("experts", [0, 1, 9])
def test_a_panel_divides_what_is_misread_and_makes_decisions_dearer(experts: int) -> None:
    noisy = SMALL | {"estimate_noise": 0.3, "panel_experts": experts}
    alone = Westphalia("random", ("coalitions",), 1, noisy).issues[0]
    advised = Westphalia("random", ("coalitions", "panel"), 1, noisy).issues[0]
    for name in ("estimate_noise", "perception_noise"):
        assert advised.p[name] == pytest.approx(alone.p[name] / (1 + experts))
    assert advised.p["decision_cost"] == pytest.approx(alone.p["decision_cost"] * (1 + FEE * experts))
    advised.month = alone.month = 3
    assert advised.environment.misread() * (1 + experts) == pytest.approx(alone.environment.misread())


def test_policy_error_is_the_distance_from_what_fits_those_bound() -> None:
    issue = Westphalia("random", ("coalitions",), 1, SMALL).issues[0]
    measure = OUTCOMES["policy_error"].monthly
    assert np.isnan(measure(issue))
    a = len(issue.agreements.row) - 1
    issue.agreements.row["in_force"][a], issue.agreements.row["policy"][a] = 1, 0.5
    issue.agreements.binding[0, [3, 4]] = a
    issue.rows["optimum"][[3, 4]] = [0.0, 0.4]
    assert measure(issue) == pytest.approx(0.3)


def test_governments_alone_keep_others_out_of_coalitions() -> None:
    for open_, least, most in ((0, 0.0, 0.0), (1, 0.1, 1.0)):
        lively = SMALL | {"proposal_rate": 0.5, "contact_rate": 0.5, "risk": 0.8, "open_to_others": open_}
        model = Westphalia("random", ("coalitions",), 1, lively)
        for _ in range(18):
            model.step()
        inside = model.rows[model.issues[0].blocs() >= 0]
        assert len(inside)
        assert least <= (inside["kind"] != State.code).mean() <= most


def test_members_spare_one_another_part_of_the_loss() -> None:
    issue = Westphalia("random", ("coalitions",), 1, SMALL).issues[0]
    a = len(issue.agreements.row) - 1
    issue.rows["strategy"] = 0
    issue.count_success()
    issue.pay()
    alone = issue.rows["payoff"][7]
    issue.agreements.row["in_force"][a], issue.agreements.row["members"][a] = 1, 4
    issue.agreements.row["shield"][a], issue.agreements.binding[0, 7] = 0.4, a
    issue.pay()
    me = issue.rows[7]
    assert me["payoff"] - alone == pytest.approx(0.4 * 0.75 * me["risk"] * me["failure"])


def test_the_affected_weigh_as_much_as_they_are_given() -> None:
    rows = Westphalia("earth", (), 1).rows
    weight = voice_weights(rows, {"nsa_weight": 0.5, "affected_weight": 3.0})
    affected = rows["kind"] == LABEL.index("affected_community")
    assert (weight[rows["kind"] == State.code] == 1).all()
    assert set(weight[affected]) == {1.5}
    assert set(weight[~affected & (rows["kind"] != State.code)]) == {0.5}


def test_votes_and_shares_use_the_same_voices() -> None:
    issue = Westphalia("earth", ("formal_body",), 1, {"affected_weight": 5.0}).issues[0]
    plain = Westphalia("earth", ("formal_body",), 1).issues[0]
    affected = issue.rows["kind"] == LABEL.index("affected_community")
    at_home = affected & (issue.rows["home"] >= 0)
    gap = issue.institutions[0].shares - plain.institutions[0].shares
    assert (gap[at_home] > 0).all()
    assert issue.institutions[0].shares.sum() == pytest.approx(1)


def test_behind_closed_doors_elites_decide_and_ratification_stays_open() -> None:
    def supports(closed: float) -> tuple[np.ndarray, np.ndarray]:
        issue = Westphalia("earth", ("formal_body",), 1, {"closed_doors": closed, "risk": 0.6}).issues[0]
        treaty = issue.institutions[0]
        issue.agreements.row["fine"][treaty.agreement] = 0.3
        states = issue.world.governments
        return treaty.willing(states, treaty.behind_doors), treaty.willing(states)

    (seen, at_home), (hidden, still) = supports(0.0), supports(1.0)
    elites = Westphalia("earth", ("formal_body",), 1, {"elite_weight": 1.0, "risk": 0.6}).issues[0].institutions[0]
    elites.issue.agreements.row["fine"][elites.agreement] = 0.3
    assert (seen == at_home).all()
    assert (still == at_home).all()
    assert hidden == pytest.approx(elites.willing(elites.issue.world.governments))
    assert (hidden != seen).any()


def test_unelected_hands_cost_a_treaty_its_authority() -> None:
    def monitoring(**settings: float) -> float:
        treaty = Westphalia("earth", ("formal_body",), 1, settings).issues[0].institutions[0]
        treaty.draft(treaty.everyone)
        return float(treaty.terms["monitoring"])

    assert monitoring(unelected_cost=1.0) < monitoring(unelected_cost=0.5) < monitoring()
    assert monitoring(unelected_cost=1.0, nsa_weight=0.0) == pytest.approx(monitoring(nsa_weight=0.0))


def test_the_share_in_unelected_hands_is_told_where_something_is_decided() -> None:
    issue = Westphalia("earth", ("formal_body",), 1).issues[0]
    share = OUTCOMES["unelected_share"].monthly
    assert np.isnan(share(issue))
    issue.institutions[0].in_force = True
    unelected = np.array([kind.unelected for kind in KINDS])[issue.rows["kind"]]
    assert share(issue) == pytest.approx(issue.institutions[0].shares[unelected].sum())
    assert 0 < share(issue) < 1
