"""Power diffusion: what it moves, whence, whither, and where it stops (DEFINITIONS D18)."""

import numpy as np
import pytest

from model.governance.consent import weighed_gains
from model.westphalia import Westphalia

MOVED = ("means", "soft_power", "voice")


def after(months, rate, world="random"):
    """An issue before and after so many months of diffusion."""
    issue = Westphalia(world, (), 1, {"actors": 200, "power_diffusion": rate, "nsa_weight": 0.5}).issues[0]
    before = issue.rows.copy()
    for month in range(1, months + 1):
        issue.month = month
        issue.environment.diffuse()
    return issue, before


@pytest.mark.parametrize(("months", "kept"), [(12, 0.9), (24, 0.81), (6, 0.9**0.5), (263, 0.1), (2400, 0.1)])
def test_governments_keep_a_share_of_what_they_began_with_and_never_less_than_a_tenth(months, kept):
    issue, before = after(months, 0.1)
    n = issue.world.n_states
    for trait in MOVED:
        np.testing.assert_allclose(issue.rows[trait][:n], kept * before[trait][:n], rtol=1e-12)


@pytest.mark.parametrize("world", ["random", "earth"])
def test_what_governments_lose_others_gain_in_proportion_and_nothing_is_lost(world):
    issue, before = after(36, 0.2, world)
    n = issue.world.n_states
    for trait in MOVED:
        assert issue.rows[trait].sum() == pytest.approx(before[trait].sum())
        growth = issue.rows[trait][n:] / before[trait][n:]
        np.testing.assert_allclose(growth, growth[0])
        assert growth[0] > 1


def test_it_moves_means_soft_power_and_voice_and_nothing_else():
    issue, before = after(60, 0.2)
    for trait in issue.rows.dtype.names:
        changed = (issue.rows[trait] != before[trait]).all()
        assert changed == (trait in MOVED), trait
    assert (issue.rows["endowment"] == before["endowment"]).all()


def test_each_month_starts_from_what_was_there_at_first_so_that_it_does_not_compound():
    (issue, _), (once, _) = after(100, 0.1), after(0, 0.1)
    once.month = 100
    once.environment.diffuse()
    for trait in MOVED:
        np.testing.assert_allclose(issue.rows[trait], once.rows[trait])


def test_a_government_without_a_society_keeps_all():
    model = Westphalia("random", (), 1, {"actors": 10, "actors_per_state": 1, "power_diffusion": 0.2})
    before = model.rows.copy()
    for _ in range(24):
        model.step()
    for trait in MOVED:
        assert (model.rows[trait] == before[trait]).all()


def test_voice_that_has_passed_counts_in_votes():
    """V of a state is the mean of its actors' gains by voice; a government's falls to a tenth."""
    issue, _ = after(2400, 0.2)
    gains = np.where(np.arange(len(issue.rows)) < issue.world.n_states, 1.0, 0.0)
    found = weighed_gains(issue.rows, issue.world.homes, gains, issue.settings)
    voice, home, e = issue.rows["voice"], issue.rows["home"], issue.p["elite_weight"]
    for s in range(issue.world.n_states):
        here = voice[home == s]
        assert found[s] == pytest.approx((1 - e) * voice[s] / here.sum() + e)
