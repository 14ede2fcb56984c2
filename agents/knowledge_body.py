"""Knowledge bodies look ahead instead of copying success, and perceive the true risk.

Haas 1992, "Epistemic communities and international policy coordination". When a knowledge body observes a
practice, it estimates what it would bring here: the chance to be pivotal in its own groups, against cost, misfit and
sanction.
"""

import numpy as np
import pandas as pd

from agents.actor import Actor, Row, fermi, rule


class KnowledgeBody(Actor):
    """A university, academy or panel of experts."""

    presence_share = 0.15
    means_share = 0.05  # of its nation's means; assumed
    transnational_share = 0.1
    broadcasts = True
    unelected = True
    misreading = 0.5  # studies it (Haas 1992; size assumed)

    @staticmethod
    def presence(states: pd.DataFrame) -> np.ndarray:
        """Numbers grow with the root of population and with income per head (assumed form)."""
        return np.sqrt(states["population"].to_numpy()) * states["endowment"].to_numpy()

    @rule
    def appraise(me: Row, other: Row, surround: float, p: Row) -> float:
        averted = me.risk * (1.0 - p.global_share) * me.pivotal
        gain = averted - p.cost + me.sanction - me.burden
        step = int(other.strategy > 0) - int(me.strategy > 0)
        return fermi(step * gain, p.imitation_strength)

    @rule
    def perceive(me: Row, p: Row) -> float:
        return me.risk
