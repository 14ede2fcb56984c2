"""Worlds: complete, as their data say, the same for the same seed, and undisturbed by one actor more."""

import numpy as np
import pytest

from agents import KINDS
from agents.city import City
from agents.state import State
from model import luck
from model.build import _built
from model.earth import states_table, table
from model.params import BadInput
from model.tie_layers import COMPATRIOT, COMPATRIOTS, broadcast_ties, domestic_ties
from model.ties import LAYERS
from model.westphalia import Westphalia
from model.world import World
from tests.unit.worlds import fingerprint, world


@pytest.fixture(scope="module")
def earth() -> World:
    return world()


@pytest.fixture(scope="module")
def one_more() -> World:
    return world(actors=1001)


def same_ties(layer: str, a: World, b: World) -> float:
    """Share of the actors known in both worlds that have the same ties in both."""
    row = {name: i for i, name in enumerate(b.names)}
    known = [(i, row[name]) for i, name in enumerate(a.names) if name in row and a.names.count(name) == 1]
    same = [
        {a.names[k] for k in a.layers[layer].of(i)} == {b.names[k] for k in b.layers[layer].of(j)} for i, j in known
    ]
    return float(np.mean(same))


# -- earth --


def test_earth_has_its_states_cities_and_a_society_of_every_kind(earth):
    kinds = np.bincount(earth.rows["kind"], minlength=len(KINDS))
    assert len(earth.rows) == len(earth.names) == len(earth.place) == 1000
    assert earth.n_states == kinds[State.code] == 195
    assert 280 <= kinds[City.code] <= 320
    assert (kinds > 30).all()


def test_the_states_come_first_and_each_leads_its_home(earth):
    assert (earth.rows["home"][:195] == np.arange(195)).all()
    for s in range(195):
        actors = earth.homes.actor[earth.homes.start[s] : earth.homes.start[s + 1]]
        assert actors[0] == s
        assert sorted(actors) == np.flatnonzero(earth.rows["home"] == s).tolist()


def test_some_actors_of_the_right_kinds_have_no_home(earth):
    roaming = earth.rows[earth.rows["home"] < 0]
    allowed = [kind.code for kind in KINDS if kind.transnational_share > 0]
    assert 20 < len(roaming) < 100
    assert set(roaming["kind"]) == set(allowed)


def test_all_four_layers_of_ties_are_there_and_make_up_the_whole(earth):
    assert tuple(earth.layers) == LAYERS
    assert all(len(t.to) > 500 for t in earth.layers.values())
    assert earth.ties.weight.sum() == pytest.approx(sum(t.weight.sum() for t in earth.layers.values()))
    assert (np.diff(earth.ties.start.astype(int)) > 0).all()


def test_each_layer_ties_whom_it_says(earth):
    home, kind = earth.rows["home"], earth.rows["kind"]

    def ends(layer):
        t = earth.layers[layer]
        return np.repeat(np.arange(1000), np.diff(t.start.astype(int))), t.to

    a, b = ends("state")
    assert max(a.max(), b.max()) < 195
    a, b = ends("domestic")
    assert (home[a] == home[b]).all()
    a, b = ends("transnational")
    assert min(a.min(), b.min()) >= 195
    assert not ((home[a] == home[b]) & (home[a] >= 0)).any()
    a, b = ends("media")
    assert all(KINDS[k].follows_media for k in set(kind[a]))
    assert all(KINDS[k].broadcasts for k in set(kind[b]))


def test_endowment_is_the_clipped_root_of_income_and_society_has_its_homes(earth):
    states, raw = states_table(), table("states")
    per_head = states["gdp"] / states["population"]
    expected = np.clip(np.sqrt(per_head / per_head.median()), 0.25, 4).to_numpy()
    known = raw["gdp_musd"].notna().to_numpy()
    assert (per_head[known] == (raw["gdp_musd"] * 1e6 / raw["pop"])[known]).all()
    np.testing.assert_allclose(earth.rows["endowment"][:195], expected)
    settled = earth.rows["home"] >= 0
    np.testing.assert_allclose(earth.rows["endowment"][settled], expected[earth.rows["home"][settled]])
    assert (earth.rows["rich"] == (earth.rows["endowment"] >= 1)).all()


def test_missing_figures_are_filled_and_the_rest_left_alone():
    states, raw = states_table(), table("states")
    assert not states.isna().any().any()
    assert raw[["refugees", "internet_pct"]].isna().any().any()
    for filled, column in (("refugees", raw["refugees"]), ("internet", raw["internet_pct"] / 100)):
        np.testing.assert_allclose(states[filled][column.notna()], column.dropna())
    assert (states["refugees"][raw["refugees"].isna()] == 0).all()
    assert states["internet"].between(0, 1).all()


def test_every_actor_has_luck_of_its_own(earth):
    assert len(np.unique(earth.rows["id"])) == 1000


def test_traits_are_in_their_ranges(earth):
    rows = earth.rows
    for name in ("endowment", "exposure", "soft_power"):
        assert (rows[name] > 0).all()
    assert (rows["home_bent"][rows["home"] < 0] == 0).all()
    assert (rows["home_bent"][195:] == np.where(rows["home"] < 0, 0, rows["home_bent"][rows["home"]])[195:]).all()
    assert rows["home_bent"][:195].std() == pytest.approx(1, abs=0.2)
    assert rows["own_bent"][195:].std() == pytest.approx(1, abs=0.1)
    assert np.isfinite(earth.place).all()


@pytest.mark.parametrize("name", ["earth", "random"])
def test_a_seed_is_a_world(name):
    settings = {"actors": 200}
    first = fingerprint(world(name, **settings))
    _built.cache_clear()
    assert fingerprint(world(name, **settings)) == first
    assert fingerprint(world(name, seed=2, **settings)) != first


def test_another_seed_draws_other_ties_but_the_same_states(earth):
    other = world(seed=2)
    assert (other.layers["state"].weight == earth.layers["state"].weight).all()
    assert (other.rows["id"] == earth.rows["id"]).all()
    assert not np.array_equal(other.layers["transnational"].to, earth.layers["transnational"].to)


def test_one_actor_more_leaves_the_others_their_luck(earth, one_more):
    row = {actor: i for i, actor in enumerate(one_more.rows["id"])}
    here = np.array([i for i, actor in enumerate(earth.rows["id"]) if actor in row])
    there = np.array([row[actor] for actor in earth.rows["id"][here]])
    assert len(here) >= 998
    for trait in ("kind", "home", "endowment", "home_bent", "own_bent", "bias"):
        assert (earth.rows[trait][here] == one_more.rows[trait][there]).all(), trait


@pytest.mark.parametrize(
    ("layer", "least"), [("state", 1), ("domestic", 0.98), ("transnational", 0.95), ("media", 0.97)]
)
def test_one_actor_more_leaves_nearly_all_others_their_ties(earth, one_more, layer, least):
    assert same_ties(layer, earth, one_more) >= least


def test_one_more_broadcaster_takes_listeners_but_moves_no_one_between_the_others(earth):
    rows, n = earth.rows, len(earth.rows)
    host = np.maximum(rows["home"], 0).tolist()
    internet = states_table()["internet"].to_numpy()
    newcomer = rows[[next(i for i in range(n) if KINDS[rows["kind"][i]].broadcasts)]].copy()
    newcomer["id"] = luck.named("a newcomer")
    more = np.concatenate([rows, newcomer])
    before, after = (broadcast_ties(r, internet, h, 1, 1.0) for r, h in ((rows, host), (more, [*host, 0])))
    old = {(int(a), int(b)) for a, b, _ in zip(*before, strict=True)}
    new = {(int(a), int(b)) for a, b, _ in zip(*after, strict=True) if a < n and b < n}
    assert new <= old


def test_a_closed_world_lends_no_soft_power():
    closed = world(openness=0.0)
    assert len(closed.layers["transnational"].to) == 0
    assert (closed.rows["soft_power"] == 1).all()


def test_soft_power_grows_with_the_ties_of_the_own_society_abroad(earth):
    ties, home = earth.layers["transnational"], earth.rows["home"]
    ends = np.repeat(home, np.diff(ties.start.astype(int)))
    counts = np.bincount(ends[ends >= 0], minlength=195)
    assert stats_of_rank(counts, earth.rows["soft_power"][:195]) > 0.95
    assert (earth.rows["soft_power"][195:] == 1).all()


def stats_of_rank(a, b) -> float:
    return float(np.corrcoef(np.argsort(np.argsort(a)), np.argsort(np.argsort(b)))[0, 1])


@pytest.mark.parametrize("actors", [194, 5001])
def test_earth_refuses_a_number_of_actors_it_cannot_have(actors):
    with pytest.raises(BadInput, match=rf"^actors={actors}: allowed 195\.\.5000 on earth$"):
        world(actors=actors)


def test_an_unknown_world_is_refused():
    with pytest.raises(BadInput, match=r"^world=mars: allowed earth random$"):
        world("mars")


def test_names_are_a_list_like_any_other(earth):
    names = list(earth.names)
    assert names[0] == earth.states["name"][0]
    assert names[195] == "Shanghai"
    assert earth.names[-1] == names[-1] == "transnational knowledge body 1, United States of America"
    assert earth.names[190:200] == names[190:200]
    assert world("random", actors=60).names[12] == "City 1, State 8"
    with pytest.raises(IndexError):
        earth.names[1000]


def test_compatriots_are_those_who_arrive_first_among_all_at_home():
    rows = world(actors=400).rows
    drawn = {(int(a), int(b)) for a, b, weight in zip(*domestic_ties(rows, 1), strict=True) if weight == COMPATRIOT}
    key, ids, expected = np.uint64(luck.stream(1, luck.TIE, 0)), rows["id"], set()
    for i in range(195, 400):
        others = [j for j in range(195, 400) if j != i and rows["home"][j] == rows["home"][i] >= 0]
        arrivals = sorted((luck.pair_uniform(key, ids[i], ids[j]), j) for j in others)
        expected |= {pair for _, j in arrivals[:COMPATRIOTS] for pair in ((i, j), (j, i))}
    assert drawn == expected


# -- what happens to it --


def test_what_fits_and_what_threatens_follow_from_traits_and_drift(earth):
    model = Westphalia(earth, (), 1, {"heterogeneity": 0.4, "local_heterogeneity": 0.1, "drift": 0.02, "risk": 0.8})
    for _ in range(3):
        model.step()
    rows, common = model.rows, model.issues[0].environment.common
    keys = [np.uint64(luck.stream(1, luck.DRIFT, month)) for month in (1, 2, 3)]
    drawn = [luck.normal(key, np.uint64(0)) for key in keys]
    assert common == pytest.approx(0.02 * sum(drawn))
    np.testing.assert_allclose(rows["optimum"], common + 0.4 * rows["home_bent"] + 0.1 * rows["own_bent"])
    np.testing.assert_allclose(rows["risk"], np.minimum(1, 0.8 * rows["exposure"] / rows["exposure"].mean()))
    assert rows["risk"].max() == 1


def test_a_shock_raises_the_risk_halves_in_a_year_and_reverts_the_same_people_under_every_regime(earth):
    shock = {"shock_step": 5, "risk": 0.1, "initial_cooperation": 0.5, "shock_defection": 0.3, "revision_rate": 0.001}
    for institutions in ((), ("local_institution", "formal_body")):
        model, share, fell = Westphalia(earth, institutions, 1, shock), [], None
        for month in range(1, 30):
            before = model.rows["strategy"].copy()
            model.step()
            share.append(np.median(model.rows["risk"] / model.rows["exposure"]) * model.rows["exposure"].mean())
            fell = (before > 0) & (model.rows["strategy"] == 0) if month == 5 else fell
        np.testing.assert_allclose([share[3], share[4], share[16], share[28]], [0.1, 0.4, 0.25, 0.175])
        hit = luck.uniforms(np.uint64(luck.stream(1, luck.SHOCK, 0)), earth.rows["id"]) < 0.3
        assert 0.25 < fell.sum() / 500 < 0.35
        assert (fell <= hit).mean() > 0.99
