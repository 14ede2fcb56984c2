"""Worlds of luck: every builder of ties, and the same in every process."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from model.random_world import BUILDERS
from model.society import apportioned
from model.ties import LAYERS
from tests.unit.worlds import fingerprint, world

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("ties", BUILDERS)
@pytest.mark.parametrize(("actors", "mean_ties"), [(120, 8), (10, 8), (60, 64)])
def test_every_builder_makes_a_whole_world(ties, actors, mean_ties):
    w = world("random", ties=ties, actors=actors, mean_ties=mean_ties)
    assert len(w.rows) == actors
    assert w.n_states == max(2, actors // 5)
    assert (np.diff(w.ties.start.astype(int)) > 0).mean() > 0.9
    assert tuple(sorted(w.layers)) == tuple(sorted(LAYERS))


def test_the_builders_differ():
    prints = {
        ties: fingerprint(world("random", ties=ties, actors=120)) for ties in ("small_world", "scale_free", "random")
    }
    assert len(set(prints.values())) == 3


def test_a_random_world_is_the_same_in_another_process():
    here = fingerprint(world("random", 7, actors=60))
    code = "from tests.unit.worlds import world, fingerprint; print(fingerprint(world('random', 7, actors=60)))"
    command = [sys.executable, "-c", code]
    out = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == here


def test_seats_are_shared_out_whole_and_in_proportion():
    assert apportioned(10, np.array([1.0, 1.0, 3.0])).tolist() == [2, 2, 6]
    weight = np.random.default_rng(1).lognormal(size=40)
    seats = apportioned(333, weight)
    assert seats.sum() == 333
    assert (np.abs(seats - 333 * weight / weight.sum()) < 1).all()
