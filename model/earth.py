"""World `earth`: 195 states as they are, their largest cities, and a society for each drawn from its data.

Tables and their sources: `model/data/PROVENANCE.md`. Where a figure is missing, the rule is in `states_table`.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from agents import KINDS
from agents.city import City
from agents.state import State
from model import luck
from model.params import BadInput
from model.society import CITY_SHARE, Names, People, as_rows, governments, joined_people, others, places
from model.tie_layers import broadcast_ties, domestic_ties, partner_ties
from model.ties import Pairs, both_ways, joined, merged, ties
from model.world import World, homes_of

DATA = Path(__file__).parent / "data"
MOST_ACTORS = 5000  # ties abroad are drawn among all pairs


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / f"{name}.csv", keep_default_na=False, na_values=[""])  # Namibia's code is NA


@lru_cache(maxsize=1)
def states_table() -> pd.DataFrame:
    """One row a state, nothing missing.

    Missing GDP and CO2 (Mt): the median per head of its income group times population; missing internet share: the
    same median. States without an income group are a group of their own. Missing refugees: none recorded, 0. Internet
    users (people) are the internet share times population. Endowment is the clipped root of GDP per head
    (DEFINITIONS D7). Exposure: 1, and 1 more for a small island developing state, 0.5 for a least developed country
    (assumed, in the order of UN vulnerability indices).
    """
    raw = table("states")
    group = raw["wb_income"].fillna("")

    def filled(column: pd.Series) -> pd.Series:
        return column.fillna(column.groupby(group).transform("median")).fillna(column.median())

    per_head = filled(raw["gdp_musd"] * 1e6 / raw["pop"])
    internet = filled(raw["internet_pct"]) / 100
    endowment = np.clip(np.sqrt(per_head / per_head.median()), 0.25, 4)
    return pd.DataFrame(
        {
            "code": raw["iso3"],
            "name": raw["name"],
            "lat": raw["lat"],
            "lon": raw["lon"],
            "region": raw["region"],
            "population": raw["pop"].astype(float),
            "gdp": per_head * raw["pop"],
            "endowment": endowment,
            "internet": internet,
            "internet_users": internet * raw["pop"],
            "co2": filled(raw["co2_mt"] / raw["pop"]) * raw["pop"],
            "refugees": raw["refugees"].fillna(0),
            "exposure": 1 + 1.0 * raw["sids"] + 0.5 * raw["ldc"],
        }
    )


def members(body: str) -> np.ndarray:
    """Codes of the states that are in a body today."""
    spells = table("memberships")
    return spells.loc[(spells["body"] == body) & spells["left"].isna(), "iso3"].to_numpy()


@lru_cache(maxsize=1)
def state_pairs() -> Pairs:
    """Ties between governments: trade shares of the main partners, a shared border, shared bodies.

    A partner's weight is its share of the state's exports plus that of its imports (of 1 each). A border adds 0.05 and
    each shared body but the universal ones 0.02 (assumed: of the order of a middling trade partner).
    """
    row = {code: s for s, code in enumerate(states_table()["code"])}
    trade, borders = table("trade"), table("borders")
    trade = trade[trade["iso3"].isin(row) & trade["partner"].isin(row)]
    layers = [_pairs(row, trade["iso3"], trade["partner"], trade["pct"].to_numpy() / 100)]
    layers.append(_pairs(row, borders["a"], borders["b"], np.full(len(borders), 0.05)))
    for body in table("memberships")["body"].unique():
        if body not in ("UN", "WTO"):
            inside = np.array([row[code] for code in np.unique(members(body)) if code in row])
            a, b = np.triu_indices(len(inside), 1)
            layers.append((inside[a], inside[b], np.full(len(a), 0.02)))
    return both_ways(joined(layers))


def _pairs(row: dict[str, int], a: pd.Series, b: pd.Series, weight: np.ndarray) -> Pairs:
    return a.map(row).to_numpy(), b.map(row).to_numpy(), weight


def largest_cities(number: int) -> tuple[list[str], People]:
    """The most populous cities, at most as many as the data holds."""
    row = {code: s for s, code in enumerate(states_table()["code"])}
    known = table("cities")
    known = known[known["iso3"].isin(row)].sort_values(["pop", "city"], ascending=[False, True])[:number]
    host = known["iso3"].map(row).to_numpy(np.int32)
    kind, no_number = np.full(len(host), City.code, np.uint8), np.zeros_like(host)
    return known["city"].tolist(), People(kind, host, host, no_number, known["lat"].to_numpy(), known["lon"].to_numpy())


def people(actors: int) -> tuple[People, Names]:
    """Everyone in a world of this many actors, governments first."""
    states = states_table()
    rest = actors - len(states)
    towns, cities = largest_cities(round(rest * CITY_SHARE))
    everyone = joined_people([governments(states), cities, others(states, rest - len(towns))])
    return everyone, Names(everyone, states, [*states["name"], *towns])


@lru_cache(maxsize=4)
def _population(actors: int) -> tuple[People, Names, np.ndarray]:
    """Everyone, and a stable id for each by name and place (there are two Suzhous): the same luck in any company."""
    everyone, names = people(actors)
    each = zip(everyone.kind, names, everyone.host, everyone.lat, everyone.lon, strict=True)
    ids = [luck.named(f"{KINDS[kind].label}:{name}:{host}:{lat}:{lon}") for kind, name, host, lat, lon in each]
    return everyone, names, np.array(ids, np.uint64)


def build(seed: int, shape: Mapping[str, Any]) -> World:
    """The real world with the luck of this seed; raises BadInput for a number of actors it cannot have."""
    states, actors = states_table(), shape["actors"]
    if not len(states) <= actors <= MOST_ACTORS:
        raise BadInput("actors", actors, f"{len(states)}..{MOST_ACTORS} on earth")
    everyone, names, ids = _population(actors)
    rows = as_rows(everyone, states, seed, ids)
    place = places(everyone, seed, ids)
    layers = {
        "state": state_pairs(),
        "domestic": domestic_ties(rows, seed),
        "transnational": partner_ties(rows, place, seed, shape["openness"]),
        "media": broadcast_ties(rows, states["internet"].to_numpy(), everyone.host, seed, shape["openness"]),
    }
    lend_soft_power(rows, layers["transnational"], shape["soft_power_gain"])
    world = finished(states, names, rows, place, layers, permanent_five(), "earth")
    return replace(world, measured=True)


def permanent_five() -> np.ndarray:
    """States in the order of vetoes: the Security Council's permanent members first, then by economy."""
    states = states_table()
    rank = np.where(states["code"].isin(members("P5")), np.inf, states["gdp"])
    return np.argsort(-rank, kind="stable")


def finished(
    states: pd.DataFrame,
    names: Names,
    rows: np.ndarray,
    place: np.ndarray,
    layers: dict[str, Pairs],
    veto_order: np.ndarray,
    name: str,
) -> World:
    """The world from its parts; takes the pairs out of `layers`, which are large."""
    n = len(rows)
    built = {layer: ties(n, layers.pop(layer)) for layer in list(layers)}
    homes = homes_of(rows["home"], len(states))
    whole = merged(n, built.values())
    return World(name, states, names, rows, place, built, whole, homes, veto_order, names.people.host)


def lend_soft_power(rows: np.ndarray, abroad: Pairs, gain: float) -> None:
    """Ties abroad lend a government soft power (Nye 2004; odd.md 7).

    sigma = 1 + gain x the cross-border ties of its country's independent organisations.
    """
    home = rows["home"][np.asarray(abroad[0])[np.asarray(abroad[2]) > 0]]
    counts = np.bincount(home[home >= 0], minlength=int(rows["home"].max()) + 1)
    states = rows["kind"] == State.code
    rows["soft_power"][states] = 1.0 + gain * counts[rows["home"][states]]
