"""Means and persons (DEFINITIONS D1a): shares of the right whole, split as each kind's file declares."""

from time import perf_counter

import numpy as np
import pytest

from agents import ACTOR, KINDS, Actor
from agents.state import State
from model.means import means_by_figure, persons_by_home
from model.params import PARAMETERS
from model.settings import preset_settings
from model.westphalia import Westphalia

CHOICES = PARAMETERS["means_by"].choices
SHARE = np.array([kind.means_share for kind in KINDS])


@pytest.fixture(scope="module")
def earth():
    return {by: Westphalia("earth", (), 1, {"means_by": by}) for by in CHOICES}


def of(homes, kinds) -> np.ndarray:
    """Rows of actors at these homes, of kinds given by their labels."""
    codes = {kind.label: kind.code for kind in KINDS}
    rows = np.zeros(len(homes), ACTOR)
    rows["home"], rows["kind"] = homes, [codes[label] for label in kinds]
    return rows


def by_home(rows, trait, states) -> np.ndarray:
    settled = rows["home"] >= 0
    return np.bincount(rows["home"][settled], rows[trait][settled], states)


# -- a kind without means --


@pytest.mark.parametrize("world", ["earth", "random"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.label)
def test_the_others_at_home_hold_the_means_of_a_kind_without(world, kind):
    before, after = (
        Westphalia(world, (), 1, {"kind_without_means": name, "actors": 1000}).rows for name in ("nobody", kind.label)
    )
    own = after["kind"] == kind.code
    left = np.bincount(after["home"] + 1, ~own)[after["home"] + 1] > 0
    assert (after["means"][own & left] == 0).all()
    assert (after["means"][own & ~left] == before["means"][own & ~left]).all()
    at_home = [np.bincount(rows["home"] + 1, rows["means"]) for rows in (before, after)]
    np.testing.assert_allclose(at_home[1], at_home[0], rtol=1e-12)
    ratio = after["means"][~own] / before["means"][~own]
    assert (ratio >= 1 - 1e-12).all()
    for home in np.unique(after["home"][~own]):
        there = ratio[after["home"][~own] == home]
        np.testing.assert_allclose(there, there[0])


# -- earth --


@pytest.mark.parametrize("by", CHOICES)
def test_a_states_actors_hold_its_share_of_the_figure(earth, by):
    rows, states = earth[by].rows, earth[by].world.states
    assert rows["means"].sum() == pytest.approx(1)
    assert (rows["means"] > 0).all()
    held = by_home(rows, "means", 195)
    np.testing.assert_allclose(held / held.sum(), states[by] / states[by].sum())


def test_no_two_choices_give_the_same_means(earth):
    assert len({model.rows["means"].tobytes() for model in earth.values()}) == len(CHOICES)
    assert (Westphalia("earth", (), 1).rows["means"] == earth["gdp"].rows["means"]).all()


def test_everybody_is_spoken_for_once(earth):
    rows, states = earth["gdp"].rows, earth["gdp"].world.states
    np.testing.assert_allclose(by_home(rows, "persons", 195), states["population"])
    for s in (0, 42, 194):
        assert len(set(rows["persons"][rows["home"] == s])) == 1
    assert (rows["persons"][rows["home"] < 0] == 0).all()


@pytest.mark.parametrize("by", CHOICES)
def test_within_a_state_means_follow_the_shares_of_the_kinds_that_are_there(earth, by):
    rows = earth[by].rows
    for s in range(195):
        here = rows[rows["home"] == s]
        kinds, members = np.unique(here["kind"], return_counts=True)
        held = np.bincount(here["kind"], here["means"])[kinds]
        np.testing.assert_allclose(held / held.sum(), SHARE[kinds] / SHARE[kinds].sum())
        for kind, count in zip(kinds, members, strict=True):
            np.testing.assert_allclose(here["means"][here["kind"] == kind], held[kinds == kind][0] / count)


@pytest.mark.parametrize("by", CHOICES)
def test_a_transnational_actor_has_the_mean_means_of_its_kind(earth, by):
    rows = earth[by].rows
    for roaming in rows[rows["home"] < 0]:
        mine = rows[(rows["kind"] == roaming["kind"]) & (rows["home"] >= 0)]
        assert roaming["means"] == pytest.approx(mine["means"].mean())


def test_internet_users_are_people_and_emissions_are_in_millions_of_tonnes(earth):
    states = earth["gdp"].world.states.set_index("code")
    assert (states["internet_users"] <= states["population"]).all()
    assert 30_000 < states["co2"].sum() < 45_000  # about 37,000 Mt a year
    assert states["co2"].idxmax() == "CHN"
    same_group = states["co2"] / states["population"]
    assert same_group["VAT"] == pytest.approx(same_group["VEN"])  # neither has an income group
    assert same_group["MHL"] == same_group["TUV"]  # both of the upper middle group, and missing


def test_means_are_of_an_issue_and_not_of_the_world():
    model = Westphalia("earth", (), 1, {"preset": "climate", "agenda": "pandemic+peace"})
    assert (model.world.rows["means"] == 0).all()
    assert (model.world.rows["persons"] == 0).all()
    states = model.world.states
    for issue, by in zip(model.issues, ("co2", "population", "gdp"), strict=True):
        held = by_home(issue.rows, "means", 195)
        np.testing.assert_allclose(held / held.sum(), states[by] / states[by].sum())


def test_presets_say_what_means_follow():
    named = {"climate": "co2", "pandemic": "population", "cyber": "internet_users"}
    for preset in PARAMETERS["preset"].choices:
        assert preset_settings(preset).get("means_by") == named.get(preset)
    assert PARAMETERS["means_by"].default == "gdp"


# -- random --


@pytest.mark.parametrize("by", CHOICES)
def test_on_random_means_follow_endowment_and_everyone_is_one_person(by):
    rows = Westphalia("random", (), 3, {"actors": 100, "means_by": by}).rows
    np.testing.assert_allclose(rows["means"], rows["endowment"] / rows["endowment"].sum())
    assert (rows["persons"] == 1).all()


# -- any world --


def test_a_small_world_by_hand():
    rows = of([0, 1, 0, 0, 0, -1, -1], ["state", "state", "firm", "firm", "city", "firm", "cultural_body"])
    figure = np.array([6.0, 2.0])
    at_home = np.array([0.75 * 0.3 / 0.8, 0.25, 0.75 * 0.15 / 0.8, 0.75 * 0.15 / 0.8, 0.75 * 0.2 / 0.8])
    abroad = [at_home[2], at_home.mean()]  # of its kind; of all, since no cultural body has a home
    expected = np.array([*at_home, *abroad])
    np.testing.assert_allclose(means_by_figure(rows, figure), expected / expected.sum())
    assert persons_by_home(rows["home"], np.array([100.0, 7.0])).tolist() == [25, 7, 25, 25, 25, 0, 0]


def test_every_kind_declares_its_share_and_together_they_hold_all():
    ours = [kind for kind in KINDS if kind.__module__.startswith("agents.")]
    assert all("means_share" in vars(kind) for kind in ours)
    assert sum(kind.means_share for kind in ours) == pytest.approx(1)
    assert 0 < Actor.means_share < State.means_share


def test_the_cost_grows_no_faster_than_the_number_of_actors():
    """A million actors take a fraction of a second; a loop over pairs would take hours."""
    draw = np.random.default_rng(1)
    rows = np.zeros(1_000_000, ACTOR)
    rows["home"], rows["kind"] = draw.integers(-1, 200, len(rows)), draw.integers(0, 7, len(rows))
    began = perf_counter()
    means = means_by_figure(rows, draw.random(200))
    persons_by_home(rows["home"], draw.random(200))
    assert perf_counter() - began < 5
    assert means.sum() == pytest.approx(1)
