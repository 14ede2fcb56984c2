"""Firms wait: they commit only if a commitment returns about twice its cost, but they end one without waiting.

Dixit & Pindyck 1994, "Investment under uncertainty", and Dixit 1992: the value of waiting puts the hurdle near twice
the cost. So a firm that would have to begin contributing counts the cost a second time; one that would stop does not.
"""

import numpy as np
import pandas as pd

from agents.actor import Actor, Row, advantage, fermi, rule


class Firm(Actor):
    """A company or business association."""

    presence_share = 0.3
    means_share = 0.3  # of its nation's means; assumed: as much as the government
    transnational_share = 0.1
    unelected = True

    @staticmethod
    def presence(states: pd.DataFrame) -> np.ndarray:
        """Numbers grow with the root of the economy (assumed form; Axtell 2001: few large, many small)."""
        return np.sqrt(states["gdp"].to_numpy())

    @rule
    def appraise(me: Row, other: Row, surround: float, p: Row) -> float:
        hurdle = p.cost * (other.strategy > 0 and me.strategy == 0)
        return fermi(advantage(me, other) - hurdle, p.imitation_strength)
