"""The Security Council: fifteen seats, nine votes, five vetoes, and decisions that all members must carry out.

UN Charter art. 23 (five permanent and ten elected seats), 25 (decisions bind all members), 27(3) (nine of fifteen, the
concurring votes of the permanent members) and 28 (it can meet at any time). No state leaves the UN because of one.
"""

import numpy as np

from model import luck
from model.governance.council import Council
from model.governance.formal_body import Seating

ELECTED, QUOTA, PERMANENT = 10, 9 / 15, 5


class SecurityCouncil(Council):
    """Decides for all; a world of fewer than fifteen states sits whole."""

    stage = "formal"

    def seated(self) -> Seating:
        world = self.issue.world
        table = np.zeros(world.n_states, bool)
        table[world.veto_order[:PERMANENT]] = True
        others = np.flatnonzero(~table)
        draws = luck.uniforms(self.issue.lasting(luck.SEAT), self.issue.rows["id"][others])
        table[others[np.argsort(draws)[:ELECTED]]] = True
        return Seating(table, QUOTA, world.veto_order[:PERMANENT])

    def meets(self) -> bool:
        """Whenever nothing is decided yet; afterwards at every conference."""
        return not self.adopted or super().meets()
