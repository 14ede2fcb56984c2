"""Laws of order: neither the order of arms, nor that of institutions, nor who lives elsewhere decides anything."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.ask.arms import ARMS
from model.build import build
from model.governance import INSTITUTIONS
from model.governance.consent import When
from model.governance.formal_body import readiness
from model.governance.local_consent import asked
from model.params import DEFAULTS
from model.ties import Ties
from model.westphalia import Westphalia
from tests.laws.test_engine_laws import LIVELY, few

LOCAL = ("local_institution",)
ACTORS = {"actors": 60}


def played(world, institutions, months=8, **settings) -> np.ndarray:
    model = Westphalia(world, institutions, 1, LIVELY | settings)
    for _ in range(months):
        model.step()
    return model.rows


def only_at_home(ties: Ties, home: np.ndarray) -> Ties:
    """The ties within states alone."""
    keep = home[ties.sources] == home[ties.to]
    count = np.bincount(ties.sources[keep], minlength=len(home))
    start = np.concatenate([[0], np.cumsum(count)]).astype(np.uint32)
    return Ties(start, ties.to[keep], ties.weight[keep])


def islands(stranger: int = 0, at: int = -1):
    """A world of states without ties between them; in state `at` everybody bears another name."""
    built = build("random", 1, DEFAULTS | ACTORS)
    rows, home = built.rows.copy(), built.rows["home"]
    rows["id"][home == at] += np.uint64(stranger)
    layers = {name: only_at_home(ties, home) for name, ties in built.layers.items()}
    return replace(built, rows=rows, layers=layers, ties=only_at_home(built.ties, home), _groups={})


@settings(max_examples=5, deadline=None, derandomize=True)
@given(order=st.permutations(sorted(ARMS)))
def test_arms_may_be_played_in_any_order_on_one_world(order):
    shared, settings_ = build("random", 1, DEFAULTS | ACTORS), {}
    for arm in order:
        settings_[arm] = played(shared, ARMS[arm]).tobytes()
    for arm in order:
        assert settings_[arm] == played("random", ARMS[arm]).tobytes(), arm


@few(6)
@given(order=st.permutations(["formal_body", "local_institution", "coalitions", "subcommittee", "g7", "brics"]))
def test_institutions_may_be_named_in_any_order(order):
    assert played("random", order).tobytes() == played("random", sorted(order)).tobytes()


@pytest.mark.long
@few(200)
@given(order=st.permutations(sorted(INSTITUTIONS)), seed=st.integers(0, 50))
def test_all_institutions_may_be_named_in_any_order(order, seed):
    assert played("random", order, 4).tobytes() == played("random", sorted(order), 4).tobytes()


@few(6)
@given(order=st.permutations(["formal_body", "local_institution", "coalitions", "subcommittee"]))
def test_institutions_may_act_from_any_place_in_the_book(order):
    kinds = [INSTITUTIONS[name] for name in order]
    found, usual = played("random", kinds), played("random", sorted(order))
    assert (found["strategy"] == usual["strategy"]).all()
    np.testing.assert_allclose(found["payoff"], usual["payoff"], atol=1e-12)


@few(10)
@given(stranger=st.integers(1000, 2**40), at=st.integers(0, 11))
def test_who_lives_elsewhere_changes_nothing_where_nothing_is_shared(stranger, at):
    apart = {"global_share": 0, "local_consent": "majority", "mutation": 0.2}
    other = islands().rows["home"] != at
    usual, found = (played(w, LOCAL, **apart) for w in (islands(), islands(stranger, at)))
    assert (usual["id"][~other] != found["id"][~other]).all()
    assert usual[other].tobytes() == found[other].tobytes()
    assert (usual["strategy"][~other] != found["strategy"][~other]).any() or len(usual[~other]) < 8


@few(200)
@given(stranger=st.integers(1000, 2**40), at=st.integers(0, 11), month=st.integers(0, 500))
def test_a_decision_hangs_on_ones_own_name_alone(stranger, at, month):
    issue, there = BODY.issue, np.flatnonzero(BODY.issue.rows["home"] == at)
    states, own = np.arange(12), np.delete(np.arange(12), at)
    issue.month, names = month, issue.rows["id"].copy()
    before = BODY.says_yes(states, np.zeros(12)), readiness(issue), local_wishes(issue)
    issue.rows["id"][there] += np.uint64(stranger)
    after = BODY.says_yes(states, np.zeros(12)), readiness(issue), local_wishes(issue)
    issue.rows["id"] = names
    assert (before[0][own] == after[0][own]).all()
    assert (before[1][own] == after[1][own]).all()
    elsewhere = issue.rows["home"] != at
    assert (before[2][elsewhere] == after[2][elsewhere]).all()


BODY = Westphalia("random", ("formal_body",), 1, LIVELY).issues[0].institutions[0]


def local_wishes(issue) -> np.ndarray:
    terms, outside = issue.agreements.row[:1], issue.agreements.outside[0]
    return asked(issue.rows, issue.groups, outside, terms, When(1, issue.month), issue.settings)
