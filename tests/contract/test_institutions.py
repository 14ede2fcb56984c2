"""Every institution, found by registration: it matters, acts through payoffs alone, keeps its books and its rules."""

import numpy as np
import pytest

from experiments.ask.arms import ARMS
from model.governance import INSTITUTIONS
from model.westphalia import Westphalia
from tests.contract.negotiating import TERMS, at, bound

LIVELY = {
    "actors": 120, "heterogeneity": 0.05, "treaty_fine": 0.6, "meeting_interval": 3, "ratification_hazard": 0.5,
    "proposal_rate": 0.1, "exit_notice": 2, "shock_step": 20, "subcommittee_interval": 1, "risk": 0.4,
    "procedure_hazard": 1, "exit_propensity": 1, "choice_strength": 1000,
}  # fmt: skip
#: settings under which an institution that is switched on has nothing to do
NO_CONFERENCE = {"meeting_interval": 120, "crisis_convening": 0}
IDLE = {
    "formal_body": NO_CONFERENCE,
    "labs": NO_CONFERENCE,
    "g20": NO_CONFERENCE,
    "sequence": {"sequence_coverage": 1},
    "local_institution": {"mutation": 0},
    "coalitions": {"proposal_rate": 0},
    "subcommittee": {"subcommittee_interval": 120},
    "g7": {"subcommittee_interval": 120},
    "alliance": {"subcommittee_interval": 120},
}
#: what else it takes for an institution to act on this world
EASY = {"risk": 1, "cost": 0.01, "treaty_dues": 0}
WORKS = {"sequence": {"sequence_coverage": 0}, "general_assembly": EASY, "g20": EASY}
EVERYTHING = tuple(INSTITUTIONS)


def each_institution(test):
    return pytest.mark.parametrize("name", INSTITUTIONS)(test)


def made(names, **settings) -> Westphalia:
    return Westphalia("random", names, 3, LIVELY | settings)


def run(names, months=24, **settings) -> Westphalia:
    model = made(names, **settings)
    for _ in range(months):
        model.step()
    return model


def test_each_institution_says_in_its_own_words_what_it_does():
    assert all(kind.words for kind in INSTITUTIONS.values())
    assert len({kind.words for kind in INSTITUTIONS.values()}) == len(INSTITUTIONS)


# -- each matters, and only when it is switched on --


@each_institution
def test_an_institution_changes_what_happens(name):
    works = WORKS.get(name, {})
    assert (run((name,), **works).rows != run((), **works).rows).any()


@pytest.mark.parametrize("name", IDLE)
def test_an_institution_without_anything_to_do_changes_nothing(name):
    with_, without = run((name,), **IDLE[name]), run((), **IDLE[name])
    assert with_.rows.tobytes() == without.rows.tobytes()


@pytest.mark.parametrize("arm", ARMS)
def test_a_regime_without_its_institutions_is_the_world_without_any(arm):
    left = [name for name in ARMS[arm] if name not in INSTITUTIONS]
    assert run(left, 6).rows.tobytes() == run((), 6).rows.tobytes()
    assert {x.name for x in made(ARMS[arm]).issues[0].institutions} == set(ARMS[arm])


# -- no fiat (D4), and honest books (for those of money see tests/laws) --


@each_institution
def test_an_institution_never_writes_to_an_actor(name):
    model, calls = made(EVERYTHING), 0
    institution = next(x for x in model.issues[0].institutions if x.name == name)
    act = institution.act

    def watched() -> None:
        nonlocal calls
        before = model.rows.tobytes()
        act()
        calls += 1
        assert model.rows.tobytes() == before

    institution.act = watched
    for _ in range(24):
        model.step()
    assert calls == 24


def test_members_are_those_who_are_bound_and_bind_themselves_to_what_is_in_force():
    model = made(EVERYTHING)
    book, closed = model.issues[0].agreements, 0
    was = book.row["in_force"].copy()
    for _ in range(48):
        model.step()
        bound = book.binding[book.binding >= 0]
        assert (np.bincount(bound, minlength=len(book.row)) == book.row["members"]).all()
        assert book.row["in_force"][bound].all()
        assert (book.leaving[book.binding < 0] == -1).all()
        ended = np.flatnonzero(was > book.row["in_force"])
        ended = ended[ended >= len(model.rows)]  # local institutions come and go with their sponsors
        closed += len(ended)
        for field in TERMS:
            assert (book.row[field][ended] == 0).all(), field
        was = book.row["in_force"].copy()
    assert closed > 3


# -- the subcommittee --


def test_the_subcommittee_binds_the_willing_of_those_most_at_stake_and_they_may_leave():
    settings = {"actors": 60, "subcommittee_size": 4, "subcommittee_interval": 3, "subcommittee_notice": 2}
    settings |= {"exit_propensity": 1}
    organ = Westphalia("random", ("subcommittee",), 3, settings).issues[0].institutions[0]
    rows, opinion = organ.issue.rows, np.ones(12)
    organ.support, organ.consent = (lambda states, *_: opinion[states]), (lambda states: opinion[states])
    loss = [(rows["risk"] * rows["endowment"])[rows["home"] == s].sum() for s in range(12)]
    invited = np.argsort(loss)[::-1][:4]
    opinion[invited[1:]] = -1
    assert bound(at(organ, 1, 2, 3)) == set()  # one alone is no pact
    opinion[invited[1]] = 1
    assert bound(at(organ, 4, 5)) == set()
    assert bound(at(organ, 6)) == set(invited[:2])
    opinion[invited[2:]] = 1
    assert bound(at(organ, 9)) == set(invited)
    opinion[invited[0]] = -1
    assert bound(at(organ, 12, 13)) == set(invited)
    assert bound(at(organ, 14)) == set(invited[1:])


# -- coalitions --


def test_coalitions_admit_the_like_minded_only_and_keep_to_what_fits_their_members():
    given = {"heterogeneity": 0.25, "admission_tolerance": 0.15, "minimum_participation": 3, "proposal_rate": 0.2}
    model, joined = made(("coalitions",), **given, contact_rate=0.5, review_rate=0.3, amendment_interval=5), 0
    book, rows = model.issues[0].agreements, model.rows
    for month in range(1, 31):
        policy = book.row["policy"].copy()
        model.step()
        for a in np.unique(book.binding[book.binding >= 0]):
            members, age = np.flatnonzero(book.binding[0] == a), month - book.row["founded"][a]
            assert len(members) >= 3
            if age % 5 == 0:
                assert book.row["policy"][a] == pytest.approx(rows["optimum"][members].mean())
            new = members[book.since[0, members] == month] if age else []
            assert (np.abs(rows["optimum"][new] - policy[a]) < 0.15).all()
            joined += len(new)
    assert joined > 10


def club(leaving=-1, **settings):
    """A coalition of rows 20 and 21 that no member gains by: its policy fits nobody, and fines are lost."""
    quiet = {"actors": 60, "proposal_rate": 0, "contact_rate": 0, "review_rate": 1, "choice_strength": 1000}
    settings = quiet | {"burn_fines": 1} | settings
    institution = Westphalia("random", ("coalitions",), 3, settings).issues[0].institutions[0]
    book, terms = institution.issue.agreements, {"in_force": 1, "members": 2, "policy": 9, "fine": 1, "monitoring": 1}
    book.binding[0, [20, 21]], book.leaving[0, [20, 21]] = 61, leaving
    for field, value in (terms | {"purse": 7, "rebate": 7}).items():
        book.row[field][61] = value
    return institution


@pytest.mark.parametrize("notice", [0, 1, 3])
def test_a_member_that_would_be_better_off_outside_leaves_when_its_notice_ends(notice):
    coalitions = club(coalition_notice=notice)
    book = coalitions.issue.agreements
    for month in range(5, 6 + notice):
        assert (book.binding[0, [20, 21]] == 61).all(), month
        at(coalitions, month)
    assert (book.binding == -1).all()
    assert all(book.row[field][61] == 0 for field in TERMS)


def test_a_new_coalition_does_not_inherit_what_a_dissolved_one_had_to_give():
    coalitions = at(club(leaving=5, proposal_rate=1, choice_strength=0), 5)
    row = coalitions.issue.agreements.row[61:]
    assert (row["in_force"] == 1).sum() > 2
    assert (row["rebate"] + row["purse"] == 0).all()
    assert coalitions.tally[3] == 1
