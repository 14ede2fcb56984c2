"""Interconnected policy labs: several pilots of a text are tried, and the most acceptable one is put to the vote.

Sabel & Zeitlin 2010, "Experimentalist governance".
"""

import numpy as np

from model import luck
from model.governance.consent import chances
from model.governance.formal_body import FormalBody


class Labs(FormalBody):
    """A formal body whose agenda comes from pilots around the mean of what is reported; each pilot has its cost."""

    stage = "formal"

    def draft(self, voters: np.ndarray) -> None:
        super().draft(voters)
        pilots, self.expected = self.pilots(), self.expected_coverage()
        accepted = [self.acceptance(policy, voters) for policy in pilots]
        self.issue.agreements.row["policy"][self.agreement] = pilots[np.argmax(accepted)]

    def pilots(self) -> np.ndarray:
        """The mean, then `labs` texts around it, shape (1 + labs,)."""
        mean = self.proposal(self.table)
        which = np.arange(int(self.issue.figures["labs"]), dtype=np.uint64)
        return mean + self.issue.figures["lab_spread"] * np.concatenate(
            [[0.0], luck.normals(self.issue.key(luck.PILOT), which)]
        )

    def acceptance(self, policy: float, voters: np.ndarray) -> float:
        """How many of the voters are expected to say yes to this text."""
        self.issue.agreements.row["policy"][self.agreement] = policy
        gains = self.willing(np.flatnonzero(voters), self.behind_doors)
        return float(chances(gains, self.issue.settings).sum())

    def decide(self) -> None:
        """The members bear the cost of the pilots too."""
        cost = self.issue.figures["decision_cost"] * (1 + self.issue.figures["labs"])
        self.issue.agreements.row["levy"][self.agreement] = cost
