"""The rivals of the benchmarks play the game that ours does; nothing here is timed."""

import shutil

import numpy as np
import pytest

from benchmarks import common
from benchmarks.agreement import RIVALS, agreement
from benchmarks.targets import targets

needs_c = pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")


@needs_c
@pytest.mark.parametrize("rival", RIVALS)
def test_a_rival_plays_the_same_game(rival):
    found = agreement(rival, seeds=8, actors=200, months=25)
    assert found.holds, found
    assert 0.1 < found.ours < 0.9


@needs_c
def test_c_by_our_rules_does_what_each_actor_does():
    from benchmarks.rivals.in_c import RulesFloor

    model = common.ours(300, seed=2)
    issue = model.issues[0]
    floor = RulesFloor(issue)
    floor.play(30)
    common.rewind(model)
    common.play_ours(model, 30)
    assert (floor.x == issue.rows["strategy"]).all()
    np.testing.assert_allclose(floor.recent, issue.rows["recent"], atol=1e-12)
    np.testing.assert_allclose(floor.name, issue.rows["reputation"], atol=1e-12)


def test_rewinding_plays_the_same_months():
    model = common.ours(200)
    common.play_ours(model, 12)
    common.rewind(model)
    first = common.play_ours(model, 12), model.rows.copy()
    common.rewind(model)
    assert common.play_ours(model, 12) == first[0]
    assert (model.rows == first[1]).all()


def test_a_target_says_whether_it_is_met():
    row = {"actors": 10_000, "ratio_c_rules": 1.7, "c_rules_ns": 80.0, "c_ns": 40.0, "ratio_mesa": 120.0}
    assert [t.met for t in targets({"step": [row]})] == [False, True, True]
