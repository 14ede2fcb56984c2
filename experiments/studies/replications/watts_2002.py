"""Whether one actor can set off a cascade depends on how many ties actors have.

Watts 2002, "A simple model of global cascades on random networks", PNAS 99, 5766. Who has so few ties that one of them
tips it is vulnerable; cascades happen where the vulnerable percolate. The product's own threshold rule says who is.
"""

import random
from collections.abc import Mapping
from math import isnan, nan
from typing import Any

import igraph
import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.stats import poisson

from agents import ACTOR
from experiments.studies.replications.case import SEED, Measured, replicates, symbol
from model.norms import NEW, cascade, tipped
from model.params import DEFAULTS, BadInput
from model.settings import as_row
from model.ties import both_ways, ties

MOST_TIES = 2000
UNSET = -1.0
GLOBAL = 0.1  # share of all actors that makes a cascade a global one


def whole_or_unset(values: Mapping[str, Any]) -> None:
    """Raise BadInput for a mean number of ties below 0 that is not the mark of none."""
    if UNSET < values["z"] < 0:
        raise BadInput("z", values["z"], "-1, or 0..100")


@replicates(
    __doc__, symbol("phi", 0.18, 0.001, 1, "threshold, share of ties"),
    symbol("z", UNSET, -1, 100, "mean ties; -1: the window only"), symbol("n", 2000, 50, 100_000, "actors"), SEED,
    symbol("networks", 100, 5, 10_000, "random networks"), limits=whole_or_unset,
)  # fmt: skip
def watts_2002(phi: float, z: float, n: int, seed: int, networks: int) -> dict[str, Measured]:
    """Edges of the cascade window; with z also the reach of the vulnerable and how often a cascade is global."""
    vulnerable = np.array([k for k in range(1, MOST_TIES) if tipped(1.0, float(k), phi)])
    low, high = window(vulnerable)
    figures = {"z_low": Measured(low), "z_high": Measured(high)}
    figures = {name: figure for name, figure in figures.items() if not isnan(figure.value)}
    if z == UNSET:
        return figures
    share = np.mean([cascades(phi, z, n, seed + k) for k in range(networks)])
    error = np.sqrt(max(share * (1 - share), 1 / networks) / networks)
    return figures | {"condition": Measured(reach(z, vulnerable)), "global_cascades": Measured(float(share), error)}


def reach(z: float, vulnerable: np.ndarray) -> float:
    """New vulnerable actors behind each one reached: sum of k (k - 1) p_k / z over them, Poisson p_k."""
    return float((vulnerable * (vulnerable - 1) * poisson.pmf(vulnerable, z)).sum() / z) if z > 0 else 0.0


def window(vulnerable: np.ndarray) -> tuple[float, float]:
    """Mean ties between which the vulnerable percolate; NaN where they never do."""
    if not len(vulnerable) or vulnerable[-1] < 2:
        return nan, nan
    top = float(vulnerable[-1])
    peak = minimize_scalar(lambda z: -reach(z, vulnerable), bounds=(1e-9, top + 1), method="bounded").x
    if reach(peak, vulnerable) <= 1:
        return nan, nan
    ends = ((1e-9, peak), (peak, 3 * top + 30))
    return tuple(brentq(lambda z: reach(z, vulnerable) - 1, *end, xtol=1e-12) for end in ends)


def cascades(phi: float, z: float, n: int, seed: int) -> bool:
    """Whether one actor, picked first, sets off a global cascade on a random network."""
    return spread_from_one(n, z, phi, seed) >= GLOBAL * n


def spread_from_one(n: int, z: float, threshold: float, seed: int) -> int:
    """How many hold the new norm in the end, by the engine's rule, after one took it up on a Poisson random network."""
    igraph.set_random_number_generator(random.Random(seed))
    graph = igraph.Graph.Erdos_Renyi(n, p=min(1.0, z / (n - 1)))
    edges = np.array(graph.get_edgelist(), np.int64).reshape(-1, 2)
    network = ties(n, both_ways((edges[:, 0], edges[:, 1], np.ones(len(edges)))))
    rows, settings = np.zeros(n, ACTOR), as_row(DEFAULTS | {"norm_threshold": threshold})
    rows["norm"][0] = NEW
    size = 0
    while (rows["norm"] == NEW).sum() > size:
        size = int((rows["norm"] == NEW).sum())
        cascade(rows, network, settings, np.uint64(0), np.uint64(0))
    return size
