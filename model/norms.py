"""Norms: how a new convention spreads through ties, and what holding it changes (odd.md 7).

Three rules, of which a run uses one. A committed minority holds the new norm whatever it hears: norm entrepreneurs and
bridge actors (Finnemore & Sikkink 1998). By default no norm is at stake, and holding one changes nothing.
"""

import numpy as np

from agents import KINDS
from agents.compiled import compiled
from model import luck
from model.compiled import loop
from model.events import NOBODY, Event
from model.scene import Scene
from model.ties import Ties
from model.world import World

OLD, BOTH, NEW = 0, 1, 2
HALF = 0.5  # beyond which a norm counts as that of the world
BRIDGES = 0.1  # share of actors that count as bridges (assumed)


@compiled
def met(speaker: int, hearer: int, speaker_committed: bool, hearer_committed: bool, draw: float) -> tuple[int, int]:
    """One meeting of the naming game (Xie et al. 2011): agreement makes both drop the other norm, surprise adds it."""
    word = speaker if speaker != BOTH else (OLD if draw < 0.5 else NEW)
    if hearer not in (BOTH, word):
        return speaker, hearer if hearer_committed else BOTH
    return NEW if speaker_committed else word, NEW if hearer_committed else word


@compiled
def best_response(new_heard: int, memory: int, draw: float) -> int:
    """What to play after so many of the last `memory` meetings were with the new norm; a tie by coin (Centola 2018)."""
    if 2 * new_heard == memory:
        return NEW if draw < 0.5 else OLD
    return NEW if 2 * new_heard > memory else OLD


@compiled
def tipped(active: float, ties: float, threshold: float) -> bool:
    """Whether the share of ties that hold the norm reaches the threshold (Watts 2002)."""
    return active >= threshold * ties - 1e-9 * ties


@compiled
def remembered(heard: int, new: bool, memory: int) -> int:
    """The last `memory` meetings as bits, the latest lowest."""
    return ((heard << 1) | new) & ((1 << memory) - 1)


@compiled
def count_bits(bits: int) -> int:
    count = 0
    while bits > 0:
        count += bits & 1
        bits >>= 1
    return count


class Norms:
    """The norm on one issue: who holds it, by the rule of this run."""

    def __init__(self, scene: Scene, rule: str, entrepreneurs: str = "all") -> None:
        self.scene, self.spread = scene, SPREAD[rule]
        self.has_tipped = False
        if self.spread:
            draws = luck.uniforms(scene.lasting(luck.NORM), scene.rows["id"])
            among = candidates(scene.world, scene.rows, entrepreneurs)
            share = scene.figures["norm_committed"] * len(among) / max(1, among.sum())  # as many, whoever they are
            scene.rows["committed"] = among & (draws < share)
            scene.rows["norm"] = np.where(scene.rows["committed"], NEW, OLD)

    def act(self, ties: Ties) -> None:
        """One month of talk, and how much of each actor's attention is now on those who hold the norm."""
        if self.spread:
            scene = self.scene
            self.spread(scene.rows, ties, scene.settings, scene.key(luck.NORM), scene.key(luck.WORD))
            look_around(scene.rows, ties)
            self.watch()

    def watch(self) -> None:
        """Tell of the first month in which more than half of all actors hold the new norm alone."""
        rows = self.scene.rows
        share = float((rows["norm"] == NEW).mean())
        if share > HALF and not self.has_tipped:
            self.has_tipped = True
            reason = {"share": share, "committed": float(rows["committed"].mean())}
            self.scene.book.tell(Event(self.scene.month, "norm_tipped", "", "", NOBODY, share, reason))


def candidates(world: World, rows: np.ndarray, whom: str) -> np.ndarray:
    """Among whom the committed are found: all, one kind, or the tenth that bridges most; bool, shape (actors,)."""
    if whom == "all":
        return np.ones(len(world.rows), bool)
    if whom == "bridges":
        spans = bridging(world, rows)
        return np.asarray(spans >= np.quantile(spans, 1.0 - BRIDGES))
    return np.asarray(world.rows["kind"] == [kind.label for kind in KINDS].index(whom))


def bridging(world: World, rows: np.ndarray) -> np.ndarray:
    """How far each actor stands between the two camps (homes on either side of the mean of what fits): the weight of
    its ties to the camp to which it has fewer (Granovetter 1973; Burt 1992 on brokers). Shape (actors,)."""
    camp = np.sign(rows["home_bent"])[world.ties.to]
    of, weight, n = world.ties.sources, world.ties.weight, len(rows)
    return np.minimum(np.bincount(of, weight * (camp < 0), n), np.bincount(of, weight * (camp > 0), n))


@loop
def naming_game(rows: np.ndarray, ties: Ties, settings: np.ndarray, whom: np.uint64, word: np.uint64) -> None:
    """Each actor speaks to one of its ties, one after the other."""
    for i in range(len(rows)):
        j = _partner(i, rows, ties, whom)
        if j >= 0:
            draw = luck.uniform(word, rows[i].id)
            rows[i].norm, rows[j].norm = met(
                rows[i].norm, rows[j].norm, rows[i].committed > 0, rows[j].committed > 0, draw
            )


@loop
def memory_game(rows: np.ndarray, ties: Ties, settings: np.ndarray, whom: np.uint64, word: np.uint64) -> None:
    """Each actor sees what one of its ties does, remembers it, and answers what it remembers best."""
    p = settings[0]
    for i in range(len(rows)):
        j = _partner(i, rows, ties, whom)
        if j >= 0:
            rows[i].heard = remembered(rows[i].heard, rows[j].norm == NEW, p.norm_memory)
    for i in range(len(rows)):
        if not rows[i].committed:
            rows[i].norm = best_response(count_bits(rows[i].heard), p.norm_memory, luck.uniform(word, rows[i].id))


@loop
def cascade(rows: np.ndarray, ties: Ties, settings: np.ndarray, whom: np.uint64, word: np.uint64) -> None:
    """Those with enough of their ties in the new norm take it up for good."""
    before = rows["norm"].copy()
    for i in range(len(rows)):
        active = 0.0
        for position in range(ties.start[i], ties.start[i + 1]):
            active += before[ties.to[position]] == NEW
        if active > 0 and tipped(active, ties.start[i + 1] - ties.start[i], settings[0].norm_threshold):
            rows[i].norm = NEW


@compiled
def _partner(i: int, rows: np.ndarray, ties: Ties, key: np.uint64) -> int:
    """One of the actor's ties, each alike; -1 where it has none."""
    count = ties.start[i + 1] - ties.start[i]
    if count == 0:
        return -1
    return int(ties.to[ties.start[i] + int(luck.uniform(key, rows[i].id) * count)])


@loop
def look_around(rows: np.ndarray, ties: Ties) -> None:
    """Share of each actor's ties, by weight, that hold the new norm alone."""
    for i in range(len(rows)):
        total = held = 0.0
        for position in range(ties.start[i], ties.start[i + 1]):
            total += ties.weight[position]
            held += ties.weight[position] * (rows[ties.to[position]].norm == NEW)
        rows[i].norm_around = held / total if total > 0 else 0.0


SPREAD = {"off": None, "naming_game": naming_game, "best_response": memory_game, "threshold": cascade}
