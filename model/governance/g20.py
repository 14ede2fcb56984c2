"""The G20: the largest economies decide by consensus, for themselves (Cooper & Thakur 2013, "The Group of Twenty")."""

import numpy as np

from model.governance.council import Council
from model.governance.formal_body import Seating
from model.governance.seats import seats


class G20(Council):
    """Nineteen states with a seat, each of which can block; members may leave."""

    stage = "formal"
    may_leave = True
    binds_unasked = False  # it decides for those at the table alone

    def seated(self) -> Seating:
        return super().seated()._replace(table=seats(self.issue.world, "G20"), quota=1.0)

    def reach(self) -> np.ndarray:
        return self.table
