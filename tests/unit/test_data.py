"""The tables of the real world as shipped: complete, consistent with each other, and what the extraction writes."""

import json
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT / "model" / "data"
CURRENT_MEMBERS = {
    "UN": 193,
    "P5": 5,
    "NATO": 32,
    "EU": 27,
    "G7": 7,
    "G20": 19,  # the European Union and the African Union are no states
    "BRICS": 10,
    "OECD": 38,
    "AOSIS": 37,  # of 39: the Cook Islands and Niue are not among the 195
    "AU": 54,  # of 55: nor is the Sahrawi Republic
    "ASEAN": 11,
    "OPEC": 11,
    "WTO": 162,  # of 166: nor are the EU, Hong Kong, Macao and Taiwan
}


@cache
def table(name: str) -> pd.DataFrame:
    """Namibia's alpha-2 is 'NA', so only an empty cell means missing."""
    return pd.read_csv(DATA / f"{name}.csv", keep_default_na=False, na_values=[""])


@pytest.fixture(scope="module")
def states() -> set[str]:
    return set(table("states")["iso3"])


def members(body: str) -> set[str]:
    """The states still in a body."""
    spells = table("memberships")
    return set(spells.loc[(spells["body"] == body) & spells["left"].isna(), "iso3"])


@pytest.mark.parametrize(
    ("name", "rows", "key"),
    [
        ("states", 195, ["iso3"]),
        ("states", 195, ["iso2"]),
        ("states", 195, ["name"]),
        ("trade", 1888, ["iso3", "partner", "flow"]),
        ("borders", 314, ["a", "b"]),
        ("cities", 520, ["city", "iso3", "lat", "lon"]),
        ("memberships", 619, ["iso3", "body", "joined"]),
    ],
)
def test_rows_and_keys(name: str, rows: int, key: list[str]) -> None:
    assert len(table(name)) == rows
    assert not table(name).duplicated(key).any()
    assert table(name)[key].notna().all(axis=None)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("trade", "iso3"),
        ("trade", "partner"),
        ("borders", "a"),
        ("borders", "b"),
        ("cities", "iso3"),
        ("memberships", "iso3"),
    ],
)
def test_every_state_named_is_one_of_the_195(name: str, column: str, states: set[str]) -> None:
    assert set(table(name)[column]) <= states


def test_namibia_survives_reading() -> None:
    namibia = table("states").set_index("iso3").loc["NAM"]
    assert namibia["iso2"] == "NA"
    assert namibia["name"] == "Namibia"


def test_what_is_missing_is_what_provenance_says() -> None:
    missing = table("states").isna().sum()
    assert missing[missing > 0].to_dict() == {
        "wb_income": 2,
        "un_since": 2,
        "oecd_since": 157,
        "gdp_musd": 1,
        "gdp_year": 1,
        "gdp_ppp_musd": 1,
        "co2_mt": 8,
        "co2_year": 8,
        "internet_pct": 1,
        "milex_pct": 31,
        "exports_musd": 3,
        "refugees": 28,
    }


def test_magnitudes_of_states() -> None:
    world = table("states")
    assert world["pop"].sum() == pytest.approx(8.1e9, rel=0.03)
    assert world["gdp_musd"].sum() == pytest.approx(110e6, rel=0.05)
    assert world["internet_pct"].dropna().between(0, 100).all()
    assert world["milex_pct"].dropna().between(0, 100).all()
    assert (world[["pop", "gdp_musd", "gdp_ppp_musd", "co2_mt", "exports_musd", "refugees"]].min() >= 0).all()
    assert world.set_index("iso3").loc["USA", "gdp_musd"] == 29_185_000


@pytest.mark.parametrize("name", ["states", "cities"])
def test_coordinates_are_on_the_map(name: str) -> None:
    assert table(name)["lat"].between(-90, 90).all()
    assert table(name)["lon"].between(-180, 180).all()


@pytest.mark.parametrize(
    ("iso3", "lat", "lon"), [("PRT", 39, -8), ("MYS", 2, 112), ("NZL", -41, 174), ("FJI", -18, 175), ("USA", 38, -97)]
)
def test_centroids_that_one_source_misplaces(iso3: str, lat: float, lon: float) -> None:
    state = table("states").set_index("iso3").loc[iso3]
    assert (state["lat"], state["lon"]) == pytest.approx((lat, lon), abs=1)


def test_trade_shares() -> None:
    trade = table("trade")
    assert set(trade["flow"]) == {"X", "M"}
    assert (trade["iso3"] != trade["partner"]).all()
    assert trade["pct"].between(0, 100).all()
    assert (trade.groupby(["iso3", "flow"])["pct"].sum() <= 100).all()
    assert (trade.groupby(["iso3", "flow"]).size() <= 5).all()
    assert set(table("states")["iso3"]) - set(trade["iso3"]) == {"LIE", "MCO", "VAT"}


def test_a_border_is_listed_once_and_never_with_oneself() -> None:
    """a < b in every row, so the relation is symmetric by reading each row both ways."""
    assert (table("borders")["a"] < table("borders")["b"]).all()


def test_borders_that_exist_and_that_do_not() -> None:
    pairs = set(table("borders").itertuples(index=False, name=None))
    assert {("EGY", "PSE"), ("IRQ", "KWT"), ("BRA", "FRA"), ("ITA", "VAT")} <= pairs
    assert not {("AFG", "IND"), ("BTN", "MMR"), ("IRN", "KWT"), ("MAR", "MRT"), ("CUB", "USA")} & pairs


def test_cities_are_large_ranked_and_no_quarters() -> None:
    cities = table("cities")
    assert (cities["pop"] >= 1_000_000).all()
    assert cities["pop"].is_monotonic_decreasing
    assert not {"Brooklyn", "Pudong", "Soweto"} & set(cities["city"])
    excluded = table("cities_excluded")
    assert not excluded.duplicated("geonameid").any()
    assert set(excluded["part_of"].dropna()) <= set(cities["city"])


@pytest.mark.parametrize(("body", "number"), CURRENT_MEMBERS.items())
def test_members_today(body: str, number: int) -> None:
    assert len(members(body)) == number


def test_bodies_and_sources() -> None:
    assert set(table("memberships")["body"]) == set(CURRENT_MEMBERS)
    assert table("memberships")["source"].notna().all()


def test_spells_begin_before_they_end_and_do_not_overlap() -> None:
    spells = table("memberships").sort_values(["body", "iso3", "joined"])
    assert spells["joined"].between(1945, 2026).all()
    ended = spells.dropna(subset="left")
    assert (ended["joined"] < ended["left"]).all()
    earlier_end = spells.groupby(["body", "iso3"])["left"].shift()
    again = spells.groupby(["body", "iso3"]).cumcount() > 0
    assert (earlier_end[again] <= spells.loc[again, "joined"]).all()


@pytest.mark.parametrize(
    ("iso3", "body", "spells"),
    [
        ("RUS", "G7", [(1998, 2014)]),
        ("GBR", "EU", [(1973, 2020)]),
        ("MAR", "AU", [(1963, 1984), (2017, None)]),
        ("IDN", "OPEC", [(1962, 2009), (2016, 2017)]),
        ("GAB", "OPEC", [(1975, 1995), (2016, None)]),
        ("ECU", "OPEC", [(1973, 1992), (2007, 2020)]),
        ("CHN", "P5", [(1971, None)]),
        ("TLS", "ASEAN", [(2025, None)]),
    ],
)
def test_known_spells(iso3: str, body: str, spells: list[tuple[int, int | None]]) -> None:
    found = table("memberships").query("iso3 == @iso3 and body == @body")
    left = found["left"].astype(object).where(found["left"].notna(), None)
    assert list(zip(found["joined"], left, strict=True)) == spells


@pytest.mark.parametrize(
    ("body", "column"), [("UN", "un_since"), ("OECD", "oecd_since"), ("EU", "eu"), ("G7", "g7"), ("AOSIS", "aosis")]
)
def test_memberships_agree_with_the_states_table(body: str, column: str) -> None:
    world = table("states")
    assert set(world.loc[world[column].fillna(0) > 0, "iso3"]) == members(body)


@pytest.mark.parametrize(("body", "column"), [("UN", "un_since"), ("OECD", "oecd_since")])
def test_years_agree_with_the_states_table(body: str, column: str) -> None:
    spells = table("memberships").query("body == @body").set_index("iso3")["joined"]
    years = table("states").set_index("iso3")[column].dropna()
    assert years.astype(int).to_dict() == spells.to_dict()


def test_land_is_closed_rings_on_the_map_and_small() -> None:
    path = DATA / "land.json"
    assert path.stat().st_size < 60_000
    rings = json.loads(path.read_text(encoding="utf-8"))
    assert len(rings) > 100
    for ring in rings:
        assert len(ring) >= 4
        assert ring[0] == ring[-1]
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring)
