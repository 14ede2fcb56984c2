"""Shares of the own endowment, means, groups, what elites feel, and fines (DEFINITIONS D0, D1a, D3, D6, D7, D11)."""

import numpy as np
import pytest

from agents.affected_community import AffectedCommunity
from agents.city import City
from agents.state import State
from model.groups import Groups
from model.memory import home_conduct
from model.stakes import hand_back
from model.ties import inverse
from model.westphalia import Westphalia
from tests.unit.playing import run


def treaty(**settings):
    """A treaty that binds all, of actors who differ in wealth; nobody contributes and there are no local rules."""
    issue = Westphalia("random", ("formal_body",), 3, {"actors": 100, "shock_step": 0} | settings).issues[0]
    body = issue.institutions[0]
    body.draft(body.everyone)
    body.enter_into_force()
    body.parties[:] = True
    body.bind(np.flatnonzero(body.parties))
    issue.agreements.row["levy"] = 0
    issue.rows["endowment"] = np.random.default_rng(1).uniform(0.25, 4, 100)
    issue.rows["strategy"] = 0
    return issue, body


def fares(issue) -> np.ndarray:
    issue.count_success()
    issue.pay()
    return issue.rows["payoff"].copy()


# -- shares (D0) --


@pytest.mark.parametrize(
    ("field", "amount", "strategy", "change"),
    [("fine", 0.4, 0, -0.36), ("fine", 0.4, 1, 0), ("dues", 0.05, 0, -0.05), ("dues", 0.05, 1, -0.05),
     ("club", 0.02, 0, 0.02), ("levy", 0.03, 1, -0.03)],
)  # fmt: skip
def test_rich_and_poor_pay_and_receive_the_same_share_of_what_they_have(field, amount, strategy, change):
    issue, body = treaty(treaty_fine=0, treaty_dues=0)
    issue.rows["strategy"] = strategy
    before = fares(issue)
    issue.agreements.row[field][body.agreement] = amount
    bound = issue.rows["home"] >= 0
    np.testing.assert_allclose(fares(issue) - before, np.where(bound, change, 0), atol=1e-12)


def test_cost_and_mismatch_are_shares_too():
    issue, body = treaty(treaty_fine=0, treaty_dues=0, mismatch_cost=2, cost=0.2)
    withheld = fares(issue)
    rows = issue.rows
    issue.rows["strategy"] = 1
    gained = fares(issue) - withheld - rows["risk"]  # now nothing fails, and before everything did
    misfit = np.where(rows["home"] >= 0, (body.terms["policy"] - rows["optimum"]) ** 2, 0)
    np.testing.assert_allclose(gained, -0.2 - 2 * misfit, atol=1e-12)


def test_rebates_are_by_endowment_and_bring_back_what_was_paid():
    issue, body = treaty(treaty_dues=0)
    rows = issue.rows
    rows["strategy"] = np.arange(100) % 3 > 0
    fares(issue)
    b, fine = rows["endowment"], 0.3 * 0.9
    settled = rows["home"] >= 0
    paid = fine * b[settled & (rows["strategy"] == 0)].sum()
    assert body.terms["purse"] == pytest.approx(paid)
    hand_back(rows, issue.groups, issue.agreements, issue.settings)
    assert body.terms["rebate"] == pytest.approx(paid / b[settled].sum())  # the same share for each
    assert body.terms["purse"] == 0
    issue.settings["burn_fines"] = 1
    fares(issue)
    hand_back(rows, issue.groups, issue.agreements, issue.settings)
    assert body.terms["rebate"] == 0


def test_local_fines_come_back_to_the_group_that_levied_them():
    issue = run(8, ("local_institution",), burn_fines=0, local_consent="none", choice_strength=5).issues[0]
    issue.rows["endowment"] = np.random.default_rng(2).uniform(0.25, 4, len(issue.rows))
    issue.month += 1
    issue.count_success()
    issue.act("local")
    issue.agreements.row["purse"] = 0
    issue.pay()
    rows, groups, book = issue.rows, issue.groups, issue.agreements.row
    free = np.flatnonzero(rows["strategy"] == 0)
    paid = (rows["sanction"][free] * rows["endowment"][free]).sum()
    assert book["purse"].sum() == pytest.approx(paid)
    assert paid > 0
    g = int(np.argmax(book["purse"]))
    members = groups.to[groups.start[g] : groups.start[g + 1]]
    purse = float(book["purse"][g])
    hand_back(rows, groups, issue.agreements, issue.settings)
    assert book["rebate"][g] * rows["endowment"][members].sum() == pytest.approx(purse)


# -- who decides success (D1a, D6) --


def test_the_world_succeeds_by_means_and_groups_by_endowment():
    issue, _ = treaty(global_uncertainty=0, global_threshold=0.5)
    rows, one = issue.rows, 7
    rows["strategy"] = np.arange(100) == one
    rows["means"] = np.where(np.arange(100) == one, 0.5, 0.5 / 99)
    rows["endowment"] = np.where(np.arange(100) == one, 0.01, 1.0)
    issue.count_success()
    assert issue.global_failure == 0
    assert issue.groups.failed.all()
    rows["means"], rows["endowment"] = rows["endowment"] / rows["endowment"].sum(), np.where(rows["strategy"], 100.0, 1)
    issue.count_success()
    assert issue.global_failure == 1
    inside = [one in issue.groups.to[issue.groups.start[g] : issue.groups.start[g + 1]] for g in range(100)]
    assert (issue.groups.failed == 0).tolist() == inside


def test_the_worlds_own_draw_decides_and_not_what_is_expected():
    issue, _ = treaty(global_threshold=0.5, global_uncertainty=0.2)
    needs = issue.environment.world_needs
    assert needs != 0.5
    rows = issue.rows
    rows["strategy"] = np.arange(100) == 0
    for given, failed in ((needs + 1e-6, 0), (needs - 1e-6, 1)):
        rows["means"] = np.where(np.arange(100) == 0, given, (1 - given) / 99)
        issue.count_success()
        assert issue.global_failure == failed


def test_conduct_at_home_counts_by_endowment():
    issue, _ = treaty()
    rows = issue.rows
    rows["recent"] = np.linspace(0, 1, 100)
    found = home_conduct(rows, issue.world.homes)
    for s in range(issue.world.n_states):
        here = rows["home"] == s
        np.testing.assert_allclose(found[here], np.average(rows["recent"][here], weights=rows["endowment"][here]))
    assert (found[rows["home"] < 0] == rows["recent"][rows["home"] < 0]).all()


# -- what elites feel (D7) --


@pytest.mark.parametrize("insulation", [0.0, 0.5, 1.0])
def test_a_government_feels_only_part_of_its_nations_risk(insulation):
    issue, _ = treaty(elite_insulation=insulation, perception_noise=0.2)
    me, p = issue.rows[0], issue.p
    me["risk"] = 0.4
    nation = 0.4 * (1 + 0.2 * me["bias"])
    assert State.perceive(me, p) == pytest.approx((1 - insulation) * nation)
    assert City.perceive(me, p) == pytest.approx(nation)
    me["failure"] = 0.5
    assert AffectedCommunity.perceive(me, p) == pytest.approx(0.4 * (1 + 0.2 * 0.5))
    me["bias"] = 100.0
    assert State.perceive(me, p) == pytest.approx(1 - insulation)  # of a risk of 1 at most


def among_compatriots(issue):
    """The same actors, each state a stakes group of its own that each of them heads."""
    home, n = issue.rows["home"], len(issue.rows)
    members = [np.flatnonzero(home == home[i]) if home[i] >= 0 else np.array([i]) for i in range(n)]
    start = np.concatenate([[0], np.cumsum([len(m) for m in members])]).astype(np.uint32)
    to = np.concatenate(members).astype(np.uint32)
    issue.groups = Groups(start, to, *inverse(start, to, n), np.zeros(n), np.zeros(n), np.zeros(n))


@pytest.mark.parametrize(("insulation", "differs"), [(0.0, False), (0.5, True)])
def test_among_like_actors_the_elite_weight_changes_votes_only_where_elites_are_insulated(insulation, differs):
    alike = {"local_heterogeneity": 0, "perception_noise": 0, "initial_cooperation": 0, "exposed_by": "alike"}
    issue, body = treaty(elite_insulation=insulation, **alike)
    among_compatriots(issue)
    rows = issue.rows
    rows["risk"] = rows["risk"][0]
    rows["recent"] = issue.agreements.outside[0] = 0.2
    for i in range(len(rows)):
        perceive = State.perceive if rows["kind"][i] == State.code else City.perceive
        rows["perceived_risk"][i] = perceive(rows[i], issue.p)
    rows["optimum"] = rows["reported"] = np.where(rows["home"] >= 0, 0.1 * (rows["home"] % 3), 0)
    states, votes = np.arange(issue.world.n_states), []
    for e in (0.0, 0.5, 1.0):
        issue.settings["elite_weight"] = e
        votes.append(body.support(states, body.everyone, 1.0))
    moved = np.abs(np.array(votes) - votes[0]).max(axis=1)
    assert (moved[1:] > 1e-3).all() == differs
    assert (moved[1:] > 1e-12).any() == differs


# -- sanctions (D3) --


@pytest.mark.parametrize("chi", [0.0, 0.5, 1.0])
def test_crowding_out_takes_local_rules_at_most_and_no_sanction_is_below_zero(chi):
    issue = run(10, ("formal_body", "local_institution", "labs", "g20"), crowding_out=chi, treaty_fine=0).issues[0]
    local = issue.agreements.row[: len(issue.rows)]
    local["in_force"], local["fine"], local["reward"] = 1, 0.3, 0.1
    for slot in range(4):  # three formal bodies bind everyone at once
        body = issue.institutions[slot]
        if body.stage == "formal":
            body.lapse()
            body.draft(body.everyone)
            body.enter_into_force()
            body.bind(np.flatnonzero(body.everyone))
    issue.pay()
    rows = issue.rows
    np.testing.assert_allclose(rows["sanction"][rows["home"] >= 0], 0.3 * max(0, 1 - 3 * chi), atol=1e-12)
    assert (rows["sanction"] >= 0).all()
    assert (issue.agreements.row["purse"] >= 0).all()
