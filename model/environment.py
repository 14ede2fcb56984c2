"""The problem itself: what fits where, how that drifts, and the shock (odd.md 7; DEFINITIONS D7, D15)."""

import numpy as np

from agents import KINDS
from model import luck
from model.compiled import loop
from model.events import Event
from model.scene import Scene
from model.threshold import drawn_threshold

LEAST = 0.1  # of what a government began with stays with it (D18)
HALF_LIFE = 12  # months in which the risk added by a shock halves (D15)


class Environment:
    """Writes each actor's optimum and true risk into its row."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.common = 0.0  # B: what fits the world on average
        self.before = {trait: scene.rows[trait].copy() for trait in ("means", "soft_power", "voice")}
        self.scale = np.array([kind.misreading for kind in KINDS])
        self.exact = np.zeros(len(self.scale))
        draw = luck.uniform(scene.lasting("threshold"), np.uint64(0))
        self.world_needs = drawn_threshold(scene.figures["global_threshold"], scene.figures["global_uncertainty"], draw)

    def settle(self, strain: np.ndarray) -> None:
        """What fits and what is at risk this month; `strain` (actors,) is what other problems add to the risk."""
        scene = self.scene
        settle(scene.rows, self.common, self.added_risk(), strain, self.misread(), scene.settings)

    def misread(self) -> np.ndarray:
        """How far each kind is off this month in what it takes to fit, shape (kinds,).

        Those of a kind err together, so that it takes several kinds, not many of one, to see straight (Hong & Page
        2004); those who live with the problem err less.
        """
        if not self.scene.figures["estimate_noise"]:
            return self.exact
        which = np.arange(len(self.scale), dtype=np.uint64)
        return self.scene.figures["estimate_noise"] * self.scale * luck.normals(self.scene.key(luck.ESTIMATE), which)

    def added_risk(self) -> float:
        """What the shock has left on the risk this month."""
        shock = self.scene.figures["shock_step"]
        since = self.scene.month - shock
        if not shock or since < 0:
            return 0.0
        return float(self.scene.figures["shock_size"] * 0.5 ** (since / HALF_LIFE))

    def move(self, strain: np.ndarray) -> None:
        """One month of drift; in the shock's month a share of the contributors reverts, the same in every arm."""
        scene, p = self.scene, self.scene.figures
        if p["drift"]:
            self.common += p["drift"] * luck.normal(scene.key(luck.DRIFT), np.uint64(0))
        if p["power_diffusion"]:
            self.diffuse()
        self.settle(strain)
        if p["shock_step"] and scene.month == p["shock_step"]:
            hit = luck.uniforms(scene.key(luck.SHOCK, 0), scene.rows["id"]) < p["shock_defection"]
            stopping = np.flatnonzero(hit & (scene.rows["strategy"] > 0))
            reason = {"risk_added": float(p["shock_size"]), "stopped": len(stopping)}
            scene.book.tell(Event(scene.month, "shock", "", "", stopping, float(p["shock_size"]), reason))
            scene.rows["strategy"][hit] = 0

    def diffuse(self) -> None:
        """Governments keep (1 - delta) of means, soft power and voice each year, and never less than a tenth; the rest
        passes to the others (D18)."""
        rows, states = self.scene.rows, self.scene.world.governments
        kept = max(LEAST, (1.0 - self.scene.figures["power_diffusion"]) ** (self.scene.month / 12))
        for trait, before in self.before.items():
            passed = (1.0 - kept) * before[states].sum()
            others = before.sum() - before[states].sum()
            rows[trait] = before * (1.0 + passed / others) if others > 0 else before
            rows[trait][states] = before[states] * kept if others > 0 else before[states]


@loop
def settle(
    rows: np.ndarray, common: float, added_risk: float, strain: np.ndarray, misread: np.ndarray, settings: np.ndarray
) -> None:
    """theta = B + H z + h zeta; true risk r e / mean e, at most 1 (odd.md 7, DEFINITIONS D7).

    Polarisation moves z towards the pole of its sign, 1 or -1: as far from the mean as z is on average.
    """
    p = settings[0]
    exposure = 0.0
    for i in range(len(rows)):
        exposure += rows[i].exposure / len(rows)
    for i in range(len(rows)):
        me = rows[i]
        bent = (1.0 - p.polarisation) * me.home_bent + p.polarisation * np.sign(me.home_bent)
        me.optimum = common + p.heterogeneity * bent + p.local_heterogeneity * me.own_bent
        me.reported = me.optimum + misread[me.kind]
        me.risk = min(1.0, (p.risk + added_risk) * me.exposure / exposure * (1.0 + strain[i]))
