"""The G8: the seven and Russia, which the seven expelled in 2014 (Kirton 2015 on the G8 and Russia)."""

import numpy as np

from model.governance.club import Club

EIGHTH = "RUS"


class G8(Club):
    """The G7 with its eighth member: in a world without history, the state among the strongest least like the seven."""

    stage = "organ"
    bit = 4
    body = "G7"

    def members(self) -> np.ndarray:
        seven, world, rows = super().members(), self.issue.world, self.issue.rows
        eighth = (world.states["code"] == EIGHTH).to_numpy(copy=True)
        if not eighth.any():
            great = [s for s in world.veto_order[: 2 * seven.sum() + 1] if not seven[s]]
            mean = rows["home_bent"][world.governments][seven].mean()
            eighth[max(great, key=lambda s: abs(rows["home_bent"][s] - mean))] = True
        return seven | eighth
