"""The General Assembly: one state one vote, a simple majority, and recommendations that nobody enforces.

UN Charter art. 10 (it recommends), 18(3) (a majority of the members present and voting).
"""

import numpy as np

from model.governance.council import Council


class GeneralAssembly(Council):
    """A resolution names a policy and binds in honour only: no fine, and no way out of having been told."""

    stage = "formal"
    bit = 1

    def seated(self) -> np.ndarray:
        self.quota = np.nextafter(0.5, 1.0)
        return self.everyone

    def draft(self, voters: np.ndarray) -> None:
        super().draft(voters)
        self.issue.agreements.row["fine"][self.agreement] = 0.0
