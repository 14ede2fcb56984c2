"""What a run leaves behind: the monthly series, each actor's welfare, and the spells of commitment."""

from typing import TYPE_CHECKING

import numpy as np

from model.issue import Issue

if TYPE_CHECKING:
    from model.outcomes import Outcome

LATE = 60  # months at the end over which outcomes are reported a second time (DEFINITIONS C)


class Record:
    """One run on one issue, observed month by month; month 0 is the start, before any decision."""

    def __init__(self, issue: Issue, steps: int, outcomes: "dict[str, Outcome]") -> None:
        self.issue, self.steps, self.settings = issue, steps, issue.p
        self.series = {name: np.full(steps + 1, np.nan) for name, outcome in outcomes.items() if outcome.monthly}
        self._measures = {name: outcomes[name].monthly for name in self.series}
        n = len(issue.rows)
        self._welfare, self._late = np.zeros(n), np.zeros(n)
        self.observe()

    @property
    def late(self) -> int:
        """Months counted as the end of the run."""
        return min(LATE, self.steps)

    def observe(self) -> None:
        """Measure this month."""
        month, rows = self.issue.month, self.issue.rows
        for name, measure in self._measures.items():
            self.series[name][month] = measure(self.issue)
        if month > 0:
            welfare = rows["payoff"] / rows["endowment"]
            self._welfare += welfare
            if month > self.steps - self.late:
                self._late += welfare

    def welfare(self, late: bool) -> np.ndarray:
        """W_i, the mean payoff over endowment of each actor, in the whole run or at its end; shape (actors,)."""
        return self._late / self.late if late else self._welfare / self.steps

    def mean(self, name: str, late: bool) -> float:
        """Mean of a monthly series over the months where it is defined; NaN where it never is."""
        months = self.series[name][1:][-self.late :] if late else self.series[name][1:]
        known = months[~np.isnan(months)]
        return float(known.mean()) if len(known) else float("nan")

    def spells(self) -> tuple[np.ndarray, np.ndarray]:
        """Lengths in months of the ended spells, and of those that the end of the run cut off."""
        book = self.issue.agreements
        ended = np.repeat(np.arange(book.ended.shape[1]), book.ended.sum(axis=0))
        return ended, (self.issue.month - book.since)[book.binding >= 0]
