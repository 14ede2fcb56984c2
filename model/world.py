"""A world: its states, the actors in them, who is tied to whom. Built once a seed and shared by every arm."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from agents import KINDS
from model import luck
from model.compiled import loop
from model.groups import Groups, groups_of
from model.ties import Homes, Ties

SHAPE = (
    "actors",
    "actors_per_state",
    "ties",
    "mean_ties",
    "openness",
    "soft_power_gain",
)  # settings a world depends on


EXPOSED = {"refugees": "refugees", "online": "internet", "economy": "gdp"}  # column of the states by kind of exposure


@dataclass
class World:
    """What does not change during a run. Rows 0..n_states-1 are the governments, in the order of `states`."""

    name: str
    states: pd.DataFrame  # one row a state: code, name, lat, lon, population, gdp, endowment, internet, exposure ...
    names: Sequence[str]  # of the actors
    rows: np.ndarray  # ACTOR records, with traits set and conduct blank
    place: np.ndarray  # latitude and longitude, float32, shape (actors, 2)
    layers: dict[str, Ties]  # by layer of ties
    ties: Ties  # all layers together
    homes: Homes
    veto_order: np.ndarray  # states in the order in which they hold vetoes
    host: np.ndarray  # the state where each actor sits; its home, unless it is transnational
    measured: bool = False  # the states' figures are data, not luck: means and persons follow them (model.means)
    _groups: dict[tuple[int, int], Groups] = field(default_factory=dict)
    _once: dict[Callable[..., Any], Any] = field(default_factory=dict, init=False)

    @property
    def n_states(self) -> int:
        return len(self.states)

    @property
    def governments(self) -> np.ndarray:
        return np.arange(self.n_states)

    def once[T](self, function: "Callable[[World], T]") -> T:
        """What a function makes of this world, made once for all runs on it; never written to."""
        if function not in self._once:
            self._once[function] = function(self)
        return self._once[function]

    def groups_of_size(self, size: int, seed: int) -> Groups:
        """The stakes groups of this size, drawn once; each caller gets success counts of its own."""
        if (size, seed) not in self._groups:
            key = np.uint64(luck.stream(seed, luck.GROUPS, 0))
            self._groups[size, seed] = groups_of(self.ties, self.rows["id"], size, key)
        drawn = self._groups[size, seed]
        blank = [np.zeros_like(column) for column in drawn[4:]]
        return Groups(*drawn[:4], *blank)

    def vote_shares(self, rows: np.ndarray, p: Any, parties: np.ndarray | None = None) -> np.ndarray:
        """Each actor's share in a decision of the given states (all, if none are named); sums to 1, shape (actors,).

        The derivative of the state's V by the actor's gain, times the state's one vote (DEFINITIONS C).
        """
        voters = np.ones(self.n_states, bool) if parties is None else parties
        return np.asarray(divided(rows["voice"], rows["home"], voters, float(p["elite_weight"])))

    def weight_in(self, layer: str) -> np.ndarray:
        """How much of each tie's weight is of one layer, in the order of `ties`; shape (ties,)."""
        n, some = len(self.rows), self.layers[layer]
        out = np.zeros(len(self.ties.to))
        out[np.searchsorted(_pairs(self.ties, n), _pairs(some, n))] = some.weight
        return out

    def exposure(self, to: str) -> np.ndarray:
        """Exposure to another kind of problem: 0.5 for the first state to 1.5 for the last in what counts there
        (EXPOSED, assumed form), 1 for all where nothing does, times the kind's own factor; shape (actors,)."""
        factor = np.array([kind.exposure_factor for kind in KINDS])[self.rows["kind"]]
        if to not in EXPOSED:
            return factor
        return factor * (0.5 + self.states[EXPOSED[to]].rank(pct=True).to_numpy())[self.host]


def voice_weights(rows: np.ndarray, p: Any) -> np.ndarray:
    """Each actor's weight in its state's vote: governments 1 (DEFINITIONS D12), shape (actors,)."""
    bears_harm = np.array([kind.bears_harm for kind in KINDS])[rows["kind"]]
    other = p["nsa_weight"] * np.where(bears_harm, p["affected_weight"], 1.0)
    return np.where(rows["home"] == np.arange(len(rows)), 1.0, other)


@loop
def divided(voice: np.ndarray, home: np.ndarray, voters: np.ndarray, elite: float) -> np.ndarray:
    """Each actor's share where every voter has one vote, of which its government alone holds a share `elite`."""
    total, share = np.zeros(len(voters)), np.zeros(len(home))
    for i in range(len(home)):
        if home[i] >= 0:
            total[home[i]] += voice[i]
    for i in range(len(home)):
        if home[i] >= 0:
            share[i] = (1.0 - elite) * voice[i] / total[home[i]] * voters[home[i]]
    for s in range(len(voters)):
        share[s] += elite * voters[s]
    return share / max(voters.sum(), 1)


def _pairs(ties: Ties, n: int) -> np.ndarray:
    """One number for each tie, ascending."""
    return ties.sources * n + ties.to


def homes_of(home: np.ndarray, n_states: int) -> Homes:
    """The actors of each state; governments come first because they have the lowest rows."""
    order = np.argsort(home, kind="stable")
    counts = np.bincount(home[home >= 0], minlength=n_states)
    start = np.concatenate([[0], np.cumsum(counts)])
    return Homes(start.astype(np.uint32), order[(home < 0).sum() :].astype(np.uint32))
