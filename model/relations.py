"""Who attends to whom on one issue: the world's ties, as media grow, exchange is paid for, and blocs close up.

By default ties are the world's, and stay. The stakes groups are drawn from those at the start in every arm (D1).
"""

import numpy as np

from agents import KINDS
from model.compiled import loop
from model.scene import Scene

TIE_PRICE = 0.001  # share of its endowment a month for each unit of tie weight that a government pays for (assumed)
STRONGEST = 10.0  # a tie is at most so many times what it was, and at least the inverse (assumed)
MONTHS = 12.0  # a year


class Relations:
    """The ties of one scene. `ties` are shared with the world until something moves them."""

    def __init__(self, scene: Scene, subsidised: str) -> None:
        self.scene, self.ties = scene, scene.world.ties
        p = scene.figures
        self.moves = bool(p["media_growth"] or p["tie_closure"])
        if self.moves or p["tie_subsidy"]:
            abroad = self.exchanges(subsidised)
            self.start = self.ties.weight + p["tie_subsidy"] * abroad
            self.ties = self.ties._replace(weight=self.start.copy())
            self.bill = TIE_PRICE * p["tie_subsidy"] * self.per_government(abroad)
            self.media = scene.world.weight_in("media")
            self.closeness = np.ones(len(self.start))

    def exchanges(self, circle: str) -> np.ndarray:
        """Weight of the ties abroad within a circle (cities, organisations, people), or of all; shape (ties,)."""
        world = self.scene.world
        abroad = world.weight_in("transnational")
        if circle == "all":
            return abroad
        inside = np.array([kind.circle == circle for kind in KINDS])[world.rows["kind"]]
        return abroad * inside[world.ties.sources] * inside[world.ties.to]

    def per_government(self, weight: np.ndarray) -> np.ndarray:
        """Weight of ties added up over the actors at each home, shape (states,)."""
        world = self.scene.world
        home = world.rows["home"][world.ties.sources]
        return np.bincount(home[home >= 0], weight[home >= 0], world.n_states)

    def act(self, blocs: np.ndarray | None) -> None:
        """One month: what is subsidised is paid for, attention to media grows, blocs (where they are given) close."""
        scene, p = self.scene, self.scene.figures
        if p["tie_subsidy"]:
            scene.rows["outlay"][scene.world.governments] += self.bill
        if blocs is not None:
            close_ranks(self.ties.start, self.ties.to, self.closeness, blocs, p["tie_closure"] / MONTHS)
        if self.moves:
            grown = self.start + p["media_growth"] * scene.month / MONTHS * self.media
            self.ties.weight[:] = grown * self.closeness


@loop
def close_ranks(start: np.ndarray, to: np.ndarray, closeness: np.ndarray, blocs: np.ndarray, rate: float) -> None:
    """Ties between partners strengthen, and those between members of different blocs fade (McPherson et al. 2001)."""
    for i in range(len(start) - 1):
        for position in range(start[i], start[i + 1]):
            mine, other = blocs[i], blocs[to[position]]
            if mine >= 0 and other >= 0:
                change = 1.0 + rate if mine == other else 1.0 / (1.0 + rate)
                closeness[position] = min(STRONGEST, max(1.0 / STRONGEST, closeness[position] * change))
