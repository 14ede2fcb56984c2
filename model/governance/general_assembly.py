"""The General Assembly: one state one vote, a simple majority, and recommendations that nobody enforces.

UN Charter art. 10 (it recommends), 18(3) (a majority of the members present and voting).
"""

import numpy as np

from model.governance.council import Council
from model.governance.formal_body import Seating


class GeneralAssembly(Council):
    """A resolution names a policy and binds in honour only: no fine, and no way out of having been told."""

    stage = "formal"

    def seated(self) -> Seating:
        return super().seated()._replace(quota=float(np.nextafter(0.5, 1.0)))

    def draft(self, voters: np.ndarray) -> None:
        super().draft(voters)
        self.issue.agreements.row["fine"][self.agreement] = 0.0
