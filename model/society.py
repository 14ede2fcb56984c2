"""The actors of a world: a government for each state, its cities, and the rest by their own kind's rule of presence.

The rest are shared out among kinds by `presence_share`, and within a kind among states by `presence` (largest
remainders, Hamilton's method), less a `transnational_share` that no state is home to.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from agents import ACTOR, KINDS
from agents.city import City
from agents.state import State
from model import luck

CITY_SHARE = 300 / 805  # of the non-state actors, as in the default world of 1,000 (195 states)


class Person(NamedTuple):
    """One actor before it has a row; home -1 is none. (A legal person, mostly.)"""

    kind: int
    home: int
    name: str
    host: int  # the state where it sits, which a transnational actor has too
    lat: float
    lon: float


def apportioned(seats: int, weight: np.ndarray) -> np.ndarray:
    """Whole numbers that add up to `seats`, in proportion to the weights (Hamilton)."""
    exact = seats * weight / weight.sum()
    whole = np.floor(exact).astype(int)
    spare = np.argsort(-(exact - whole), kind="stable")[: seats - whole.sum()]
    whole[spare] += 1
    return whole


def governments(states: pd.DataFrame) -> list[Person]:
    named = zip(states["name"], states["lat"], states["lon"], strict=True)
    return [Person(State.code, s, name, s, lat, lon) for s, (name, lat, lon) in enumerate(named)]


def others(states: pd.DataFrame, number: int) -> list[Person]:
    """The non-state actors that are not cities, kind by kind."""
    kinds = [k for k in KINDS if k.presence_share > 0]
    quotas = apportioned(number, np.array([k.presence_share for k in kinds]))
    out = []
    for kind, quota in zip(kinds, quotas, strict=True):
        roaming = round(quota * kind.transnational_share)
        presence = kind.presence(states)
        for s, count in enumerate(apportioned(quota - roaming, presence)):
            out += [_member(kind, states, s, s, n) for n in range(count)]
        for s, count in enumerate(apportioned(roaming, presence)):
            out += [_member(kind, states, -1, s, n) for n in range(count)]
    return out


def _member(kind: type, states: pd.DataFrame, home: int, host: int, n: int) -> Person:
    label = kind.label.replace("_", " ")  # type: ignore[attr-defined]
    across = "transnational " if home < 0 else ""
    name = f"{across}{label} {n + 1}, {states['name'].iloc[host]}"
    return Person(kind.code, home, name, host, states["lat"].iloc[host], states["lon"].iloc[host])  # type: ignore[attr-defined]


def cities(named: Iterable[tuple[str, int, float, float]]) -> list[Person]:
    return [Person(City.code, s, name, s, lat, lon) for name, s, lat, lon in named]


def as_rows(people: list[Person], states: pd.DataFrame, seed: int, ids: np.ndarray) -> np.ndarray:
    """The actors' rows with all traits set; conduct is blank (ACTOR records, shape (actors,))."""
    rows = np.zeros(len(people), ACTOR)
    rows["id"] = ids
    rows["kind"] = [person.kind for person in people]
    rows["home"] = [person.home for person in people]
    host = np.array([person.host for person in people])
    rows["endowment"] = states["endowment"].to_numpy()[host]
    rows["rich"] = rows["endowment"] >= 1
    factor = np.array([kind.exposure_factor for kind in KINDS])
    rows["exposure"] = states["exposure"].to_numpy()[host] * factor[rows["kind"]]
    rows["soft_power"] = 1.0
    bend(rows, seed)
    rows["bias"] = _normals(seed, luck.BIAS, rows["id"])
    return rows


def bend(rows: np.ndarray, seed: int) -> None:
    """What fits each home, and each actor within its home, by the luck of this seed: z and zeta, standard normal."""
    bent = _normals(seed, luck.BENT, rows["id"])
    rows["home_bent"] = np.where(rows["home"] >= 0, bent[rows["home"]], 0.0)
    rows["own_bent"] = np.where(rows["home"] == np.arange(len(rows)), 0.0, bent)


def places(people: list[Person], seed: int, ids: np.ndarray) -> np.ndarray:
    """Latitude and longitude; those without a place of their own sit near the middle of their host, by luck."""
    at = np.array([(person.lat, person.lon) for person in people], np.float32)
    anywhere = np.array([person.kind not in (State.code, City.code) for person in people])
    at[:, 0] += np.where(anywhere, 1.5 * _normals(seed, luck.PLACE, ids), 0)
    at[:, 1] += np.where(anywhere, 1.5 * _normals(seed, luck.TRAIT, ids), 0)
    return np.clip(at, [-85, -180], [85, 180]).astype(np.float32)


def _normals(seed: int, purpose: int, ids: np.ndarray) -> np.ndarray:
    return luck.normals(np.uint64(luck.stream(seed, purpose, 0)), ids)
