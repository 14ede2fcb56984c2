"""What each actor could contribute to a problem, and how many people it stands for (DEFINITIONS D1a).

Where a world's states have real figures (`earth`), a state's share of the figure that counts for the problem is split
among the kinds at home there by their `means_share`, and evenly within a kind; its people are split evenly among all
its actors. Elsewhere means follow endowment, and everyone is one person.
"""

import numpy as np

from agents import KINDS
from model.world import World


def share_out(rows: np.ndarray, world: World, by: str) -> None:
    """Write `means` (share of the world's, sum 1) and `persons` (people) into one issue's rows, shape (actors,).

    `by` is a choice of `means_by`: a column of the measured world's states.
    """
    if world.measured:
        rows["means"] = means_by_figure(rows, world.states[by].to_numpy())
        rows["persons"] = persons_by_home(rows["home"], world.states["population"].to_numpy())
    else:
        rows["means"] = rows["endowment"] / rows["endowment"].sum()
        rows["persons"] = 1.0


def hand_over(rows: np.ndarray, label: str) -> None:
    """Give the means of one kind to the other kinds at home there, in proportion to what each holds.

    The transnational actors count as one more home. A home that has no other kind keeps its means.
    """
    own = rows["kind"] == [kind.label for kind in KINDS].index(label)
    total, given = (np.bincount(rows["home"] + 1, rows["means"] * some) for some in (1.0, own))
    left = total - given
    factor = np.divide(total, left, out=np.ones(len(total)), where=left > 0)
    taken = np.where(left > 0, 0.0, 1.0)
    rows["means"] *= np.where(own, taken[rows["home"] + 1], factor[rows["home"] + 1])


def means_by_figure(rows: np.ndarray, figure: np.ndarray) -> np.ndarray:
    """Each actor's share of the world's means, shape (actors,), sum 1; `figure` is the states', shape (states,).

    Transnational actors have the mean means of their kind at home; of everyone at home, where the kind has no home.
    """
    home, kind = rows["home"], rows["kind"].astype(np.intp)
    settled = home >= 0
    out = np.zeros(len(rows))
    out[settled] = each_at_home(home[settled], kind[settled], figure)[home[settled], kind[settled]]
    out[~settled] = mean_by_kind(kind[settled], out[settled])[kind[~settled]]
    return out / out.sum()


def each_at_home(home: np.ndarray, kind: np.ndarray, figure: np.ndarray) -> np.ndarray:
    """What one actor of a kind holds in a state, as a share of all states' figure; shape (states, kinds).

    Kinds that are not there leave their share to those that are, in proportion.
    """
    shape = (len(figure), len(KINDS))
    members = np.bincount(home * shape[1] + kind, minlength=shape[0] * shape[1]).reshape(shape)
    held = np.array([k.means_share for k in KINDS]) * (members > 0)
    held /= held.sum(axis=1, keepdims=True)
    return held * (figure / figure.sum())[:, None] / np.maximum(members, 1)


def mean_by_kind(kind: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Mean means of the actors of each kind, of all actors for a kind without any; shape (kinds,)."""
    members = np.bincount(kind, minlength=len(KINDS))
    total = np.bincount(kind, means, minlength=len(KINDS))
    return np.where(members > 0, total / np.maximum(members, 1), means.mean())


def persons_by_home(home: np.ndarray, population: np.ndarray) -> np.ndarray:
    """People that each actor stands for: its state's, split evenly; 0 for a transnational actor. Shape (actors,)."""
    settled = home >= 0
    actors = np.bincount(home[settled], minlength=len(population))
    out = np.zeros(len(home))
    out[settled] = (population / np.maximum(actors, 1))[home[settled]]
    return out
