"""Laws of order: neither the order of arms, nor that of institutions, nor who lives elsewhere decides anything."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from experiments.ask.arms import ARMS
from model.build import build
from model.governance import INSTITUTIONS
from model.governance.consent import When
from model.governance.local_consent import asked
from model.governance.procedure import readiness
from model.params import DEFAULTS
from model.ties import Ties
from model.westphalia import Westphalia
from tests.laws.examples import law
from tests.laws.test_engine_laws import LIVELY

LOCAL = ("local_institution",)
ACTORS = {"actors": 60}


def played(world, institutions, months=8, seed=1, **settings) -> np.ndarray:
    model = Westphalia(world, institutions, seed, LIVELY | settings)
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


@law
@given(order=st.permutations(sorted(ARMS)), seed=st.integers(0, 99), months=st.integers(1, 14))
def test_arms_may_be_played_in_any_order_on_one_world(order, seed, months):
    shared, found = build("random", seed, DEFAULTS | ACTORS), {}
    for arm in order:
        found[arm] = played(shared, ARMS[arm], months, seed).tobytes()
    for arm in order:
        assert found[arm] == played("random", ARMS[arm], months, seed).tobytes(), arm


@law
@given(
    order=st.lists(st.sampled_from(sorted(INSTITUTIONS)), min_size=2, unique=True),
    seed=st.integers(0, 99), months=st.integers(1, 14),
)  # fmt: skip
def test_institutions_may_be_named_in_any_order(order, seed, months):
    found, usual = (played("random", names, months, seed) for names in (order, sorted(order)))
    assert found.tobytes() == usual.tobytes()


@law
@given(
    order=st.permutations(["formal_body", "local_institution", "coalitions", "subcommittee"]), seed=st.integers(0, 99)
)
def test_institutions_may_act_from_any_place_in_the_book(order, seed):
    kinds = [INSTITUTIONS[name] for name in order]
    found, usual = played("random", kinds, seed=seed), played("random", sorted(order), seed=seed)
    assert (found["strategy"] == usual["strategy"]).all()
    np.testing.assert_allclose(found["payoff"], usual["payoff"], atol=1e-12)


@law
@given(stranger=st.integers(1000, 2**40), at=st.integers(0, 11))
def test_who_lives_elsewhere_changes_nothing_where_nothing_is_shared(stranger, at):
    apart = {"global_share": 0, "local_consent": "majority", "mutation": 0.2}
    other = islands().rows["home"] != at
    usual, found = (played(w, LOCAL, **apart) for w in (islands(), islands(stranger, at)))
    assert (usual["id"][~other] != found["id"][~other]).all()
    assert usual[other].tobytes() == found[other].tobytes()
    assert (usual["strategy"][~other] != found["strategy"][~other]).any() or len(usual[~other]) < 8


@law
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
