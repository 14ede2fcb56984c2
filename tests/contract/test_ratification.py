"""How states enter and leave: two stages, readiness, the pull of neighbours, sticky membership, entry into force."""

import numpy as np
import pytest

from model import luck
from model.agreement import obligation
from model.governance.forecast import amendments
from model.governance.neighbours import share_with
from model.governance.procedure import readiness
from model.westphalia import Westphalia
from tests.contract.negotiating import at, body, bound, formal
from tests.unit.byhand import complies, vote


def draws(body, stage) -> np.ndarray:
    """This month's luck of each state at one stage."""
    return luck.uniforms(body.issue.key(f"{stage} {body.name}"), body.issue.rows["id"][: len(body.parties)])


def adopted(**settings):
    """An adopted text that nobody has taken up, of 40 states."""
    found = body("formal_body", "random", 3, actors=200, **settings)
    found.adopted, found.issue.month = True, 13
    return found


# -- two stages (D10a) --


def test_a_government_takes_a_text_up_and_is_a_party_once_its_procedure_has_ended():
    treaty = adopted(ratification_hazard=0.3, procedure_hazard=0.2, readiness_spread=0, peer_pull=0, quota=1)
    started = first = None
    for month in range(13, 40):
        treaty.issue.month = month
        before, started_before = treaty.parties.copy(), treaty.taken_up.copy()
        started = started_before | (~before & (draws(treaty, "ratify") < 0.3))
        joined = started & (draws(treaty, "procedure") < 0.2)
        treaty.ratify()
        assert treaty.parties.tolist() == (before | joined).tolist()
        assert treaty.taken_up.tolist() == (started & ~joined).tolist()
        first = first or (month if joined.any() else None)
        if treaty.in_force:
            break
    assert (started & ~joined).any() or treaty.parties.all()
    assert first


@pytest.mark.parametrize("hazard", [0.1, 0.6])
def test_with_a_sure_procedure_like_states_and_no_pull_one_hazard_is_left(hazard):
    treaty = adopted(ratification_hazard=hazard)  # 1, 0 and 0 by `negotiating.PLAIN`
    expected = draws(treaty, "ratify") < hazard
    treaty.ratify()
    assert treaty.parties.tolist() == expected.tolist()
    assert not treaty.taken_up.any()
    assert 0 < expected.sum() < 40


def test_both_stages_ask_for_consent_again():
    treaty = adopted(ratification_hazard=1, procedure_hazard=0.01)
    treaty.before[:5] = -1
    treaty.ratify()
    waiting = np.flatnonzero(treaty.taken_up)
    assert set(waiting) <= set(range(5, 40))
    assert len(waiting) + treaty.parties.sum() == 35
    treaty.issue.settings["procedure_hazard"] = 1  # all procedures end, but some governments have come to say no
    treaty.before[10:20] = -1
    inside = treaty.parties[10:20].copy()
    treaty.issue.month += 1
    treaty.ratify()
    assert treaty.parties[10:20].tolist() == inside.tolist()
    assert treaty.parties[20:].all()


@pytest.mark.parametrize("spread", [0.0, 0.5, 1.5])
def test_each_state_is_as_ready_as_it_is_for_good(spread):
    world = {"actors": 2000, "readiness_spread": spread}
    issue, other_luck = (Westphalia("random", (), 1, world, replica=replica).issues[0] for replica in (0, 1))
    found, z = readiness(issue), luck.normals(issue.lasting("readiness"), issue.rows["id"][:400])
    np.testing.assert_allclose(found, np.exp(spread * z))
    assert (found == readiness(other_luck)).all()
    issue.month = 50
    assert (found == readiness(issue)).all()
    assert np.log(found).std() == pytest.approx(spread, rel=0.15)
    assert abs(np.log(found).mean()) <= 0.15 * spread


def test_ready_states_and_those_among_parties_take_a_text_up_sooner():
    treaty = adopted(ratification_hazard=0.05, procedure_hazard=0.01, readiness_spread=1.0, peer_pull=6.0)
    inside = np.arange(40) < 15
    treaty.parties[:] = inside
    ties, around = treaty.issue.world.layers["state"], np.zeros(40)
    for s in range(40):
        of = slice(ties.start[s], ties.start[s + 1])
        total = ties.weight[of].sum()
        around[s] = (ties.weight[of] * inside[ties.to[of]]).sum() / total if total else 0
    assert len(set(around)) > 5
    np.testing.assert_allclose(share_with(inside, treaty.capitals.neighbours), around)
    assert treaty.capitals.readiness.std() > 0.5
    hits = 0
    for month in range(13, 60):
        treaty.issue.month = month
        treaty.taken_up[:] = False
        treaty.parties[:] = inside
        expected = ~inside & (draws(treaty, "ratify") < 0.05 * treaty.capitals.readiness * (1 + 6 * around))
        treaty.ratify()
        joined = expected & (draws(treaty, "procedure") < 0.01)
        assert treaty.taken_up.tolist() == (expected & ~joined).tolist()
        hits += expected.sum()
    assert hits > 50


# -- membership is sticky (D10b) --


@pytest.mark.parametrize("propensity", [0.0002, 0.3, 1])
def test_of_those_who_would_rather_be_outside_some_give_notice(propensity):
    treaty = at(formal(exit_propensity=propensity, actors=200), 12)
    assert treaty.parties.all()
    treaty.after[:30] = -1
    treaty.issue.month = 24
    expected = (draws(treaty, "exit") < propensity) & (treaty.after < 0)
    at(treaty, 24)
    assert (treaty.notice_ends >= 0).tolist() == expected.tolist()
    assert (treaty.notice_ends[expected] == 36).all()
    treaty.after[:5] = 1  # some think again
    at(treaty, *range(25, 36))
    assert treaty.parties.all()
    treaty.issue.month = 36
    treaty.departures()
    assert set(np.flatnonzero(~treaty.parties)) == set(np.flatnonzero(expected & (treaty.after < 0)))


@pytest.mark.parametrize(("propensity", "left"), [(0.0002, False), (1, True)])
def test_an_organ_that_states_opt_into_is_as_sticky(propensity, left):
    organ = at(body("subcommittee", exit_propensity=propensity, subcommittee_notice=0), 3)
    assert organ.parties.any()
    organ.after[:] = -1
    assert at(organ, 6).parties.any() != left


def test_coalitions_are_fluid_whatever_the_propensity():
    fluid = {"review_rate": 1, "coalition_notice": 0, "proposal_rate": 0.2, "exit_propensity": 0.0002}
    model = Westphalia("random", ("coalitions",), 3, fluid | {"actors": 80, "heterogeneity": 0.05, "contact_rate": 0})
    for _ in range(5):
        model.step()
    issue = model.issues[0]
    old = np.unique(issue.agreements.binding[0][issue.agreements.binding[0] >= 0])
    assert len(old)
    issue.agreements.row["dues_each"][old] = 10.0
    issue.settings["proposal_rate"] = 0
    issue.month += 1
    issue.act("coalition")
    assert not np.isin(issue.agreements.binding[0], old).any()


# -- entry into force (D14a) --


@pytest.mark.parametrize(("entry", "parties"), [(0, 9), (0.25, 3), (0.5, 6), (1, 12)])
def test_a_treaty_enters_into_force_at_a_quota_of_its_own(entry, parties):
    treaty = formal(entry_quota=entry)
    treaty.adopted = True
    treaty.parties[: parties - 1] = True
    assert not treaty.enters()
    treaty.parties[parties - 1] = True
    assert treaty.enters()
    treaty.coverage = treaty.expected_coverage()
    assert treaty.coverage >= (entry or 0.67)


def test_parties_must_hold_means_for_entry_into_force_too():
    treaty = formal(entry_means=0.55, entry_quota=0.25)
    rows = treaty.issue.rows
    rows["means"] = 0.45 / (rows["home"] != 0).sum()
    rows["means"][rows["home"] == 0] = 0.55 / (rows["home"] == 0).sum()
    treaty.parties[1:] = True
    assert not treaty.enters()
    treaty.parties[:] = False
    treaty.parties[:3] = True
    assert treaty.enters()
    treaty.issue.settings["entry_means"] = 0.7
    assert not treaty.enters()
    treaty.adopted = True
    assert bound(at(treaty, 13)) == set(range(12))  # all take it up, and the means suffice


# -- tailored obligations (D14) --


@pytest.mark.parametrize("nu", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("name", ["formal_body", "subcommittee"])
def test_a_text_follows_what_fits_each_party_at_a_price_in_monitoring(name, nu):
    drafted = body(name, "random", 3, actors=60, tailoring=nu, monitoring=0.8)
    drafted.draft(np.ones(12, bool))
    terms, rows = drafted.terms, drafted.issue.rows
    assert terms["monitoring"] == pytest.approx(0.8 * (1 - 0.5 * nu))
    for me in rows[:20]:
        mean, own = terms["policy"], me["reported"]
        assert obligation(terms, own) == pytest.approx((1 - nu) * mean + nu * own)
        assert abs(obligation(terms, own) - own) <= abs(mean - own) + 1e-12


def test_a_tailored_amendment_moves_only_what_is_common_to_all():
    treaty = formal(tailoring=0.5)
    treaty.draft(treaty.everyone)
    issue, u, new = treaty.issue, float(treaty.terms["policy"]), float(treaty.terms["policy"]) + 0.1
    found = amendments(treaty.talks(issue.settings), new)
    p, rows = issue.p, issue.rows
    for s in range(12):
        gains = {}
        for i in np.flatnonzero(rows["home"] == s):
            theta = rows["reported"][i]
            saved = 0.25 * ((u - theta) ** 2 - (new - theta) ** 2)
            gains[i] = complies(issue, i, treaty.terms) * p["mismatch_cost"] * saved
        assert found[s] == pytest.approx(vote(issue, s, gains), abs=1e-10)
