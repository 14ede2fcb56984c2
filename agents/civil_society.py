"""Civil society follows those who bear the harm.

Keck & Sikkink 1998, "Activists beyond borders": advocacy networks carry the claims of affected people past closed
governments (the boomerang). So attention follows exposure, not success.
"""

import numpy as np
import pandas as pd

from agents.actor import Actor, Row, notice, rule


class CivilSociety(Actor):
    """A civil-society organisation: charity, movement, women's group, union, watchdog."""

    presence_share = 0.3
    means_share = 0.05  # of its nation's means; assumed, near its share of GDP (Salamon et al. 2013: 4.5 %)
    transnational_share = 0.15
    broadcasts = True
    unelected = True
    misreading = 0.5  # works with those concerned (Keck & Sikkink 1998; size assumed)

    @staticmethod
    def presence(states: pd.DataFrame) -> np.ndarray:
        """Numbers grow with the root of population and with those who can meet online (Putnam 1993; assumed form)."""
        return np.sqrt(states["population"].to_numpy()) * states["internet"].to_numpy()

    @rule
    def attention(me: Row, other: Row, tie: float, p: Row) -> float:
        return notice(me, other, tie, p) * other.exposure
