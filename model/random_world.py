"""World `random`: any number of states and actors, with a tie builder of the reader's choice.

States get means, size and openness to the net by luck (log-normal, with the spread seen on earth), each a government
and a society by the same rules of presence as on earth.
"""

import random
from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from agents.city import City
from model import luck
from model.earth import finished, lend_soft_power
from model.society import (
    CITY_SHARE,
    Names,
    apportioned,
    as_rows,
    governments,
    joined_people,
    of_kind,
    others,
    places,
)
from model.tie_layers import broadcast_ties, domestic_ties
from model.ties import Pairs, both_ways, joined
from model.world import World

SPREAD_OF_WEALTH = 1.4  # standard deviation of log GDP per head among the 195 states (model/data/states.csv)
SPREAD_OF_SIZE = 2.1  # the same of log population
TIE = 0.5  # weight of a built tie
REWIRED = 0.1  # share of small-world ties that are rewired (Watts & Strogatz 1998)
INSIDE = 0.8  # share of a block's ties that stay inside it


def states_table(number: int, seed: int) -> pd.DataFrame:
    """Synthetic states, spread evenly over the globe (Fibonacci lattice)."""
    ids = np.arange(number, dtype=np.uint64)

    def draw(k: int) -> np.ndarray:
        return luck.normals(np.uint64(luck.stream(seed, luck.TRAIT, k)), ids)

    per_head = 6000 * np.exp(SPREAD_OF_WEALTH * draw(1))
    population = 8e6 * np.exp(SPREAD_OF_SIZE * draw(2))
    turn = ids * (np.sqrt(5) - 1) / 2
    return pd.DataFrame(
        {
            "code": [f"S{i:03d}" for i in ids],
            "name": [f"State {i + 1}" for i in range(number)],
            "lat": np.degrees(np.arcsin(1 - (2 * ids + 1.0) / number)),
            "lon": 360 * (turn % 1) - 180,
            "region": "",
            "population": population,
            "gdp": per_head * population,
            "endowment": np.clip(np.sqrt(per_head / np.median(per_head)), 0.25, 4),
            "internet": 1 / (1 + np.exp(-0.8 * draw(1) - 0.7)),
            "refugees": 0.0,
            "exposure": 1 + 0.5 * np.maximum(0.0, draw(3)),
        }
    )


def build(seed: int, shape: Mapping[str, Any]) -> World:
    """A world of this size, its ties drawn by the named builder with the luck of this seed."""
    actors = shape["actors"]
    states = states_table(max(2, actors // shape["actors_per_state"]), seed)
    rest = actors - len(states)
    settled = apportioned(round(rest * CITY_SHARE), states["population"].to_numpy())
    towns = of_kind(City, states, settled)
    everyone = joined_people([governments(states), towns, others(states, rest - len(towns.kind))])
    ids = np.arange(actors, dtype=np.uint64)
    rows, place = as_rows(everyone, states, seed, ids), places(everyone, seed, ids)
    layers = _by_layer(rows, BUILDERS[shape["ties"]](rows, shape["mean_ties"], seed), shape["openness"])
    layers["domestic"] = joined([layers["domestic"], domestic_ties(rows, seed)])
    internet = states["internet"].to_numpy()
    layers["media"] = broadcast_ties(rows, internet, everyone.host, seed, shape["openness"])
    richest = np.argsort(-states["gdp"].to_numpy(), kind="stable")
    lend_soft_power(rows, layers["transnational"], shape["soft_power_gain"])
    names = Names(everyone, states, states["name"].tolist())
    return finished(states, names, rows, place, layers, richest, "random")


def _by_layer(rows: np.ndarray, edges: np.ndarray, openness: float) -> dict[str, Pairs]:
    """Sort built ties into layers by the homes of their ends; openness thins those of society abroad."""
    a, b, home = edges[:, 0], edges[:, 1], rows["home"]
    states = (home[a] == a) & (home[b] == b)
    domestic = (home[a] == home[b]) & (home[a] >= 0)
    layers = {}
    for name, chosen, weight in (
        ("state", states, TIE),
        ("domestic", domestic, TIE),
        ("transnational", ~states & ~domestic, TIE * openness),
    ):
        layers[name] = both_ways((a[chosen], b[chosen], np.full(chosen.sum(), weight)))
    return layers


def _drawn(graph: Callable[[Any], Any], order: np.ndarray, seed: int) -> np.ndarray:
    """Edges of a seeded igraph graph, its vertices dealt to the actors in this order; shape (edges, 2)."""
    import igraph  # loads matplotlib, which the world `earth` can do without

    igraph.set_random_number_generator(random.Random(seed))
    built = graph(igraph.Graph)
    to = np.fromiter(chain.from_iterable(map(built.neighbors, range(len(order)))), np.uint32, 2 * built.ecount())
    from_ = np.repeat(np.arange(len(order), dtype=np.uint32), built.degree())
    once = from_ < to
    return order.astype(np.uint32)[np.stack([from_[once], to[once]], 1)]


def _by_state(rows: np.ndarray) -> np.ndarray:
    """Rows in the order of their homes, so that neighbours on a ring are compatriots first."""
    return np.argsort(rows["home"], kind="stable")


def small_world(rows: np.ndarray, mean_ties: int, seed: int) -> np.ndarray:
    n = len(rows)
    return _drawn(lambda graph: graph.Watts_Strogatz(1, n, max(1, mean_ties // 2), REWIRED), _by_state(rows), seed)


def scale_free(rows: np.ndarray, mean_ties: int, seed: int) -> np.ndarray:
    n = len(rows)
    return _drawn(lambda graph: graph.Barabasi(n, max(1, mean_ties // 2)), np.arange(n), seed)


def random_ties(rows: np.ndarray, mean_ties: int, seed: int) -> np.ndarray:
    n = len(rows)
    return _drawn(lambda graph: graph.Erdos_Renyi(n, m=min(n * mean_ties // 2, n * (n - 1) // 2)), np.arange(n), seed)


def blocks(rows: np.ndarray, mean_ties: int, seed: int) -> np.ndarray:
    """Ten blocs of states; most ties stay inside a bloc (stochastic block model, Holland et al. 1983)."""
    n = len(rows)
    order, count = _by_state(rows), min(10, len(rows) // 2)
    sizes = apportioned(n, np.ones(count))
    inside = min(1.0, INSIDE * mean_ties / (n / count))
    across = min(1.0, (1 - INSIDE) * mean_ties / (n - n / count)) if count > 1 else 0.0
    chances = np.where(np.eye(count, dtype=bool), inside, across).tolist()
    return _drawn(lambda graph: graph.SBM(pref_matrix=chances, block_sizes=sizes.tolist()), order, seed)


BUILDERS = {"small_world": small_world, "scale_free": scale_free, "random": random_ties, "blocks": blocks}
