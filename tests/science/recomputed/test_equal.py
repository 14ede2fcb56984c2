"""The engine equals its definitions: what it does and what the recomputation does are the same, month by month."""

import pytest

from .cases import PLAYED, SETTINGS, drawn, possible
from .compare import first_difference

ALL = [(name, how) for name in PLAYED for how in SETTINGS if possible(PLAYED[name], SETTINGS[how])]
QUICK = [(n, h) for n, h in ALL if h in ("defaults", "lively") or n == "hybrid"]


@pytest.mark.parametrize(("name", "how"), QUICK)
def test_every_arm_and_body_equals_the_engine(name, how):
    assert first_difference(PLAYED[name], SETTINGS[how]) == []


@pytest.mark.parametrize("how", [how for how in SETTINGS if possible(PLAYED["crowd"], SETTINGS[how])])
def test_all_bodies_at_once_equal_the_engine(how):
    assert first_difference(PLAYED["crowd"], SETTINGS[how], seed=2, replica=1) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", [3, 4, 5])
@pytest.mark.parametrize(("name", "how"), ALL)
def test_every_body_under_all_settings(name, how, seed):
    assert first_difference(PLAYED[name], SETTINGS[how], seed=seed) == []


@pytest.mark.long
@pytest.mark.parametrize("number", range(400))
def test_drawn_settings_and_bodies(number):
    names, settings, seed, replica = drawn(number)
    assert first_difference(names, settings, seed=seed, replica=replica) == []


@pytest.mark.parametrize("by", ["gdp", "co2"])
def test_the_earth_with_actors_that_no_state_is_home_to(by):
    assert first_difference((), {"actors": 400, "means_by": by}, months=3, where="earth") == []


@pytest.mark.long
@pytest.mark.parametrize("name", ["hybrid", "g8", "crowd"])
def test_the_earth(name):
    settings = SETTINGS["lively"] | {"actors": 200}
    assert first_difference(PLAYED[name], settings, months=8, where="earth") == []
