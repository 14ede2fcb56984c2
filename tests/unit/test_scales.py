"""How much more is told by the whole than by its parts, and who has influence beyond what others at home do."""

import numpy as np
import pytest

from experiments.play.world import play
from experiments.studies.diagnose.influence import Watch, at_home, slope
from experiments.studies.diagnose.instruments import effective_information
from experiments.studies.diagnose.scales import coarse, scale, scales
from model.build import build
from model.params import DEFAULTS

LUCK = np.random.default_rng


def test_effective_information_of_known_networks() -> None:
    ring = np.roll(np.eye(8), 1, axis=1)
    assert scale(ring) == pytest.approx((8, 3.0, 1.0))
    assert scale(np.ones((8, 8))).bits == pytest.approx(0)
    two = np.kron(np.array([[0, 1], [1, 0]]), np.ones((4, 4)))  # two blocs that point at each other, noise within
    groups = np.repeat([0, 1], 4)
    np.testing.assert_allclose(coarse(two, groups), [[0, 1], [1, 0]])
    assert scale(two).effectiveness == pytest.approx(1 / 3)
    assert scale(coarse(two, groups)).effectiveness == pytest.approx(1)  # more is known at the higher scale


def test_the_scales_of_a_world() -> None:
    world = build("earth", 1, DEFAULTS)
    told = scales(world)
    assert told["actors"].nodes == len(world.rows)
    assert told["states"].nodes == world.n_states + 1
    assert all(0 < one.effectiveness < 1 for one in told.values())
    assert scales(world) == told
    n, ties = len(world.rows), world.ties
    weights = np.zeros((n, n))
    for i in range(n):
        weights[i, ties.to[ties.start[i] : ties.start[i + 1]]] = ties.weight[ties.start[i] : ties.start[i + 1]]
    assert told["actors"].bits == pytest.approx(effective_information(weights))


def test_the_slope_of_influence_holds_other_actors_constant() -> None:
    luck = LUCK(7)
    civil, others = luck.poisson(3, 200), luck.poisson(5, 200)
    noise = 0.1 * luck.normal(size=200)
    assert slope(np.log1p(civil) + noise, civil, others) == pytest.approx(0.98, abs=0.03)
    assert abs(slope(np.log1p(others) + noise, civil, others)) < 0.05
    assert abs(slope(luck.normal(size=200), civil, others)) < 0.2
    assert np.isnan(slope(np.ones(200), civil, others))
    assert np.isnan(slope(np.full(200, np.nan), civil, others))


def test_influence_is_seen_only_where_decisions_are_in_force() -> None:
    watch, settings = Watch(), {**DEFAULTS, "actors": 60}
    record = play("random", (), 1, 6, settings, watch=lambda m: watch.see(m.issues[0]))
    assert not watch.months
    assert np.isnan(watch.mean(12).weight).all()
    treaty = {**settings, "quota": 0.01, "risk": 1.0, "cost": 0.0, "treaty_dues": 0.0, "ratification_hazard": 1.0,
              "meeting_interval": 2}  # fmt: skip
    record = play("random", ("formal_body",), 1, 6, treaty, watch=lambda m: watch.see(m.issues[0]))
    issue, seen = record.issue, watch.mean(record.issue.world.n_states)
    assert watch.months
    civil, others = at_home(issue)
    assert civil.sum() + others.sum() + issue.world.n_states == (issue.rows["home"] >= 0).sum()
    assert 0 < seen.weight.sum() < 1  # the rest is the governments'
    assert (seen.weight[civil + others == 0] == 0).all()
    assert (seen.distance[~np.isnan(seen.distance)] >= 0).all()
