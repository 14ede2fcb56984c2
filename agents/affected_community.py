"""Affected communities change their conduct after they have been hurt, and know the risk from experience.

Scott 1976, "The moral economy of the peasant", safety first: those who are safe do not experiment. Weber 2006 and
Hertwig et al. 2004: a risk that was experienced is judged by what happened, not by what was announced.
"""

import numpy as np
import pandas as pd

from agents.actor import Actor, Row, advantage, fermi, rule


class AffectedCommunity(Actor):
    """Those who bear the harm most: islanders, refugees, delta and dryland dwellers; some without a state."""

    presence_share = 0.1
    means_share = 0.05  # of its nation's means; assumed
    transnational_share = 0.1
    exposure_factor = 2.0  # assumed: twice the home's mean
    circle = "people"
    misreading = 0.25  # knows what fits at first hand (Chambers 1997, "Whose reality counts?"; size assumed)
    bears_harm = True

    @staticmethod
    def presence(states: pd.DataFrame) -> np.ndarray:
        """Numbers grow with exposure, with the root of population, and with refugees hosted (assumed form)."""
        people = np.sqrt(states["population"].to_numpy() + 10 * states["refugees"].to_numpy())
        return people * states["exposure"].to_numpy()

    @rule
    def appraise(me: Row, other: Row, surround: float, p: Row) -> float:
        return me.failure * fermi(advantage(me, other), p.imitation_strength)

    @rule
    def perceive(me: Row, p: Row) -> float:
        return min(1.0, me.risk * (1.0 + p.perception_noise * me.failure))
