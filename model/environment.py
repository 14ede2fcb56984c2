"""The problem itself: what fits where, how that drifts, and the shock (DESIGN 2.3; DEFINITIONS D7, D15)."""

from typing import TYPE_CHECKING

import numpy as np

from model import luck

if TYPE_CHECKING:
    from model.issue import Issue

HALF_LIFE = 12  # months in which the risk added by a shock halves (D15)


class Environment:
    """Writes each actor's optimum and true risk into its row."""

    def __init__(self, issue: "Issue") -> None:
        self.issue = issue
        self.common = 0.0  # B: what fits the world on average
        self.settle()

    def settle(self) -> None:
        rows, p = self.issue.rows, self.issue.p
        rows["optimum"] = (
            self.common + p["heterogeneity"] * rows["home_bent"] + p["local_heterogeneity"] * rows["own_bent"]
        )
        relative = rows["exposure"] / rows["exposure"].mean()
        rows["risk"] = np.minimum(1.0, (p["risk"] + self.added_risk()) * relative)

    def added_risk(self) -> float:
        """What the shock has left on the risk this month."""
        since = self.issue.month - self.issue.p["shock_step"]
        if not self.issue.p["shock_step"] or since < 0:
            return 0.0
        return float(self.issue.p["shock_size"] * 0.5 ** (since / HALF_LIFE))

    def move(self) -> None:
        """One month of drift; in the shock's month a share of the contributors reverts, by one luck in every arm."""
        issue, p = self.issue, self.issue.p
        if p["drift"]:
            self.common += p["drift"] * luck.normal(luck.stream(issue.seed, luck.DRIFT, issue.month), np.uint64(0))
        self.settle()
        if p["shock_step"] and issue.month == p["shock_step"]:
            hit = luck.uniforms(np.uint64(luck.stream(issue.seed, luck.SHOCK, 0)), issue.rows["id"])
            issue.rows["strategy"][hit < p["shock_defection"]] = 0
