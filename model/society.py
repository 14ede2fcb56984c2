"""The actors of a world: a government for each state, its cities, and the rest by their own kind's rule of presence.

The rest are shared out among kinds by `presence_share`, and within a kind among states by `presence` (largest
remainders, Hamilton's method), less a `transnational_share` that no state is home to.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from agents import ACTOR, KINDS, Actor
from agents.city import City
from agents.state import State
from model import luck

CITY_SHARE = 300 / 805  # of the non-state actors, as in the default world of 1,000 (195 states)


class People(NamedTuple):
    """Actors before they have rows, one column each, all of shape (actors,). (Legal persons, mostly.)"""

    kind: np.ndarray
    home: np.ndarray  # state, or -1 for none; int32
    host: np.ndarray  # the state where it sits, which a transnational actor has too; int32
    number: np.ndarray  # of its kind there, from 1; int32
    lat: np.ndarray
    lon: np.ndarray


class Names(Sequence[str]):
    """What the actors are called: the first by their known names, the others "firm 2, Kenya".

    Each name is made when it is asked for: a million strings would take a second and 100 MB.
    """

    def __init__(self, people: People, states: pd.DataFrame, known: list[str]) -> None:
        self.people, self.states, self.known = people, states["name"].to_numpy(), known

    def __len__(self) -> int:
        return len(self.people.kind)

    def __getitem__(self, row: Any) -> Any:
        if isinstance(row, slice):
            return [self[i] for i in range(*row.indices(len(self)))]
        row = range(len(self))[row]  # a negative row counts from the end; one beyond it raises IndexError
        if row < len(self.known):
            return self.known[row]
        across = "transnational " if self.people.home[row] < 0 else ""
        label = KINDS[self.people.kind[row]].label.replace("_", " ")
        label = label.capitalize() if self.people.kind[row] == City.code else label
        return f"{across}{label} {self.people.number[row]}, {self.states[self.people.host[row]]}"


def joined_people(parts: Iterable[People]) -> People:
    return People(*map(np.concatenate, zip(*parts, strict=True)))


def apportioned(seats: int, weight: np.ndarray) -> np.ndarray:
    """Whole numbers that add up to `seats`, in proportion to the weights (Hamilton)."""
    exact = seats * weight / weight.sum()
    whole = np.floor(exact).astype(int)
    spare = np.argsort(-(exact - whole), kind="stable")[: seats - whole.sum()]
    whole[spare] += 1
    return whole


def governments(states: pd.DataFrame) -> People:
    return of_kind(State, states, np.ones(len(states), int))


def others(states: pd.DataFrame, number: int) -> People:
    """The non-state actors that are not cities, kind by kind."""
    kinds = [k for k in KINDS if k.presence_share > 0]
    quotas = apportioned(number, np.array([k.presence_share for k in kinds]))
    out = []
    for kind, quota in zip(kinds, quotas, strict=True):
        roaming = round(quota * kind.transnational_share)
        presence = kind.presence(states)
        out.append(of_kind(kind, states, apportioned(quota - roaming, presence)))
        out.append(of_kind(kind, states, apportioned(roaming, presence), across=True))
    return joined_people(out)


def of_kind(kind: type[Actor], states: pd.DataFrame, counts: np.ndarray, across: bool = False) -> People:
    """So many actors of one kind in each state; no state is home to those across."""
    host = np.repeat(np.arange(len(states), dtype=np.int32), counts)
    number = 1 + np.arange(len(host)) - np.repeat(np.cumsum(counts) - counts, counts)
    home = np.full_like(host, -1) if across else host
    at = (states[side].to_numpy(float)[host] for side in ("lat", "lon"))
    return People(np.full(len(host), kind.code, np.uint8), home, host, number.astype(np.int32), *at)


def as_rows(people: People, states: pd.DataFrame, seed: int, ids: np.ndarray) -> np.ndarray:
    """The actors' rows with all traits set; conduct is blank (ACTOR records, shape (actors,))."""
    rows = np.zeros(len(ids), ACTOR)
    rows["id"] = ids
    rows["kind"], rows["home"], host = people.kind, people.home, people.host
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


def places(people: People, seed: int, ids: np.ndarray) -> np.ndarray:
    """Latitude and longitude; those without a place of their own sit near the middle of their host, by luck."""
    at = np.stack([people.lat, people.lon], 1).astype(np.float32)
    anywhere = ~np.isin(people.kind, (State.code, City.code))
    at[:, 0] += np.where(anywhere, 1.5 * _normals(seed, luck.PLACE, ids), 0)
    at[:, 1] += np.where(anywhere, 1.5 * _normals(seed, luck.TRAIT, ids), 0)
    return np.clip(at, [-85, -180], [85, 180]).astype(np.float32)


def _normals(seed: int, purpose: int, ids: np.ndarray) -> np.ndarray:
    return luck.normals(np.uint64(luck.stream(seed, purpose, 0)), ids)
