"""Bodies with a seat list, clubs, an alliance, a sequence and labs: who decides, by how many, for whom."""

from types import MappingProxyType

import numpy as np
import pytest

from model.earth import members
from model.governance import INSTITUTIONS
from model.governance.labs import Labs
from model.governance.security_council import SecurityCouncil
from model.governance.sequence import Sequence
from model.issue import Issue
from model.settings import checked
from model.westphalia import Westphalia
from tests.contract.negotiating import at, body

EASY = {"risk": 1.0, "cost": 0.01, "heterogeneity": 0.01, "threshold": 0.5, "treaty_dues": 0.0, "shock_step": 0}


def codes(found, mask) -> set[str]:
    return set(found.issue.world.states["code"][mask])


def bound_states(found) -> np.ndarray:
    n = found.issue.world.n_states
    return found.issue.agreements.binding[found.slot, :n] >= 0


# -- the Security Council --


def test_the_security_council_has_fifteen_seats_and_luck_elects_ten():
    council, other = body("security_council"), Westphalia("earth", ("security_council",), 2).issues[0].institutions[0]
    assert council.table.sum() == 15
    assert set(members("P5")) <= codes(council, council.table)
    assert (council.table != other.table).any()


@pytest.mark.parametrize(("against", "adopted"), [(6, True), (7, False)])
def test_nine_of_fifteen_bind_all_at_once(against, adopted):
    council = body("security_council")
    elected = np.flatnonzero(council.table & ~np.isin(np.arange(195), council.with_veto))
    council.before[:] = -1
    council.before[council.table] = 1
    council.before[elected[:against]] = -1
    assert at(council, 1).adopted is adopted
    assert bound_states(council).all() == adopted == bound_states(council).any()


def test_each_permanent_member_blocks_alone():
    for state in body("security_council").with_veto:
        council = body("security_council")
        council.before[state] = -1
        assert not at(council, 1).adopted
        assert codes(council, [state]) < set(members("P5"))


def test_nobody_leaves_what_the_council_decided():
    council = at(body("security_council", exit_notice=0), 1)
    council.after[:] = -1
    assert bound_states(at(council, *range(2, 40))).all()


# -- the General Assembly and the G20 --


def test_the_assembly_needs_more_than_half_and_fines_nobody():
    assembly = body("general_assembly")
    assembly.before[: 195 - 97] = -1
    assert not at(assembly, 12).adopted
    assembly.before[0] = 1
    assert at(assembly, 24).adopted
    assert assembly.terms["fine"] == 0
    assert bound_states(assembly).all()


def test_the_g20_decides_by_consensus_for_itself():
    group = body("g20", exit_notice=0)
    assert codes(group, group.table) == set(members("G20"))
    one = np.flatnonzero(group.table)[3]
    group.before[one] = -1
    assert not at(group, 12).adopted
    group.before[one] = 1
    assert at(group, 24).adopted
    assert (bound_states(group) == group.table).all()
    group.after[one] = -1
    assert not bound_states(at(group, 36, 37))[one]


# -- clubs --


@pytest.mark.parametrize(("name", "list_"), [("g7", "G7"), ("brics", "BRICS"), ("alliance", "NATO")])
def test_a_club_is_for_its_members(name, list_):
    club = at(body(name), 3)
    assert codes(club, bound_states(club)) == set(members(list_))


def test_two_blocs_have_policies_of_their_own():
    model = Westphalia("earth", ("g7", "brics"), 1, EASY | {"heterogeneity": 0.3, "treaty_fine": 1})
    for _ in range(6):
        model.step()
    policies = [x.terms["policy"] for x in model.issues[0].institutions if x.in_force]
    assert len(policies) == 2
    assert policies[0] != policies[1]


def test_an_alliance_keeps_its_members_and_a_club_does_not():
    for name, left in (("alliance", False), ("g7", True)):
        club = at(body(name, subcommittee_notice=0), 3)
        club.after[:] = -1
        assert bound_states(at(club, 4, 5, 6, 7)).any() != left


def test_a_world_without_history_seats_as_many_of_the_strongest():
    club = body("g7", "random", actors=200)
    assert (np.flatnonzero(club.invited) == np.sort(club.issue.world.veto_order[:7])).all()


# -- sequence and labs --


def test_a_sequence_waits_for_local_coverage_and_then_goes_on():
    later = body("sequence", sequence_coverage=0.5)
    groups = len(later.issue.groups.failed)
    active = later.issue.agreements.row["in_force"]
    active[: groups // 2 - 5] = 1
    assert not at(later, 12).adopted
    active[: groups // 2 + 5] = 1
    assert at(later, 24).adopted
    active[:groups] = 0
    assert later.meets()  # what has begun does not stop


def test_labs_put_the_most_acceptable_pilot_to_the_vote_at_its_cost():
    settings = {"heterogeneity": 0.4, "mismatch_cost": 4, "lab_spread": 0.3, "treaty_fine": 0.6, "risk": 0.6}
    settings |= {"polarisation": 1, "choice_strength": 1000}  # between two camps the mean fits nobody
    labs = Westphalia("earth", ("labs",), 1, settings).issues[0].institutions[0]
    labs.issue.month = 12
    labs.draft(labs.table)
    chosen = float(labs.terms["policy"])
    accepted = {float(policy): labs.acceptance(policy, labs.table) for policy in labs.pilots()}
    assert len(accepted) == 6
    assert accepted[chosen] == max(accepted.values()) > accepted[float(labs.pilots()[0])]
    labs.decide()
    assert labs.terms["levy"] == pytest.approx(6 * labs.issue.p["decision_cost"])


def test_bodies_compose():
    """Labs and a sequence are parts of any body: here of a Security Council, which keeps its seats and its reach."""

    class Piloted(Sequence, Labs, SecurityCouncil):
        pass

    council, world = body("security_council"), body("security_council").issue.world
    settings = checked({"labs": 3, "sequence_coverage": 0.5})
    piloted = Issue(world, settings, 1, [Piloted]).institutions[0]
    assert (piloted.table == council.table).all()
    assert (piloted.quota, len(piloted.with_veto)) == (9 / 15, 5)
    piloted.support = lambda states, *_: np.ones(len(states))
    assert not at(piloted, 1).adopted  # a council could meet, were it not for the sequence
    piloted.issue.agreements.row["in_force"][: len(piloted.issue.groups.failed)] = 1
    assert at(piloted, 2).adopted
    assert bound_states(piloted).all()
    assert piloted.terms["levy"] == pytest.approx(4 * piloted.issue.p["decision_cost"])


@pytest.mark.parametrize("name", ["formal_body", "general_assembly", "security_council", "g20", "labs", "sequence"])
def test_who_sits_can_be_asked_without_changing_anything(name):
    asked = body(name, "random", 3)
    asked.issue.month = 7
    before = {key: np.copy(value) for key, value in vars(asked).items() if isinstance(value, (np.ndarray, bool, float))}
    table, quota, vetoes = asked.seated()
    for key, value in before.items():
        assert (getattr(asked, key) == value).all(), key
    assert (table == asked.table).all()
    assert (vetoes == asked.with_veto).all()
    assert quota == asked.quota


def test_a_panel_is_heard_without_anything_being_written():
    settings = MappingProxyType(checked({"estimate_noise": 0.3}))
    assert INSTITUTIONS["panel"].informs(settings)["estimate_noise"] == pytest.approx(0.05)
    assert settings["estimate_noise"] == 0.3


# -- legitimacy --


def test_a_treaty_that_ignores_the_affected_is_complied_with_less():
    for weight, voice in ((0.0, 1.0), (0.5, 1.0), (0.5, 0.0)):
        treaty = body("formal_body", legitimacy_weight=weight, nsa_weight=voice)
        treaty.draft(treaty.table)
        rows = treaty.issue.rows
        harm, say = rows["risk"] * rows["persons"], treaty.shares
        gap = 0.5 * np.abs(say / say.sum() - harm / harm.sum()).sum()
        assert treaty.terms["monitoring"] == pytest.approx(0.9 * (1 - weight * gap))
    assert gap > 0.5
