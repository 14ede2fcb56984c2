"""At which scale do ties inform most? Effective information of actors, states and blocs (Klein & Hoel 2020)."""

from random import Random
from typing import NamedTuple

import igraph
import numpy as np

from experiments.judge.estimate import DRAW_SEED
from experiments.studies.diagnose.instruments import effective_information
from model.world import World


class Scale(NamedTuple):
    """Nodes at this scale, bits, and bits as a share of the most that so many nodes could have."""

    nodes: int
    bits: float
    effectiveness: float


def scale(weights: np.ndarray) -> Scale:
    """Effective information of ties, rows normalised; shape (nodes, nodes)."""
    bits = effective_information(weights)
    return Scale(len(weights), bits, bits / np.log2(len(weights)) if len(weights) > 1 else float("nan"))


def coarse(weights: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Ties between groups: the mean of their members' normalised ties, summed by the group they lead to."""
    total = weights.sum(1, keepdims=True)
    out = np.divide(weights, total, out=np.zeros(weights.shape), where=total > 0)
    member = np.eye(int(group.max()) + 1)[group]
    return np.asarray(member.T @ out @ member / member.sum(0)[:, None])


def scales(world: World) -> dict[str, Scale]:
    """From all actors to the blocs that ties themselves make (Leiden: Traag et al. 2019)."""
    n, ties = len(world.rows), world.ties
    weights = np.zeros((n, n))
    weights[np.repeat(np.arange(n), np.diff(ties.start.astype(int))), ties.to] = ties.weight
    home, kind = world.rows["home"], world.rows["kind"].astype(int)
    region = np.append(world.states["region"].to_numpy(str), "")[home]
    groups = {"states": np.where(home >= 0, home, world.n_states), "regions": region, "kinds": kind}
    groups["blocs"] = np.array(blocs(weights))
    told = {name: np.unique(group, return_inverse=True)[1] for name, group in groups.items()}
    coarser = {name: scale(coarse(weights, group)) for name, group in told.items() if group.max() > 0}
    return {"actors": scale(weights)} | coarser


def blocs(weights: np.ndarray) -> list[int]:
    """The division of highest modularity that Leiden finds, ties taken both ways."""
    igraph.set_random_number_generator(Random(DRAW_SEED))
    graph = igraph.Graph.Weighted_Adjacency(weights + weights.T, mode="undirected")
    return list(graph.community_leiden("modularity", weights="weight", n_iterations=-1).membership)
