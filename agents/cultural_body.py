"""Cultural bodies follow the majority: they adopt what most of those they observe already do.

Boyd & Richerson 1985, "Culture and the evolutionary process", conformist transmission: the majority's practice is
adopted more often than its share alone would imply. Henrich & Gil-White 2001: attention goes to prestige, so soft
power counts twice.
"""

import numpy as np
import pandas as pd

from agents.actor import Actor, Row, notice, rule


class CulturalBody(Actor):
    """A club, festival, artist, broadcaster, faith community or sports body."""

    presence_share = 0.15
    means_share = 0.05  # of its nation's means; assumed
    broadcasts = True
    circle = "people"
    unelected = True

    @staticmethod
    def presence(states: pd.DataFrame) -> np.ndarray:
        """Numbers grow with the root of population (assumed form)."""
        return np.sqrt(states["population"].to_numpy())

    @rule
    def attention(me: Row, other: Row, tie: float, p: Row) -> float:
        return notice(me, other, tie, p) * other.soft_power

    @rule
    def appraise(me: Row, other: Row, surround: float, p: Row) -> float:
        share = surround if other.strategy > 0 else 1.0 - surround
        return share * share / (share * share + (1.0 - share) * (1.0 - share))
