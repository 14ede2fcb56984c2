"""What a run leaves behind: the monthly series, each actor's welfare, and the spells of commitment."""

from collections.abc import Iterable, Sequence

import numpy as np

from model.issue import Issue
from model.outcome import Outcome
from model.spells import Spells

LATE = 60  # months at the end over which outcomes are reported a second time (DEFINITIONS C)


class Record:
    """One run, observed month by month; month 0 is the start, before any decision.

    Where several issues are on the agenda, series and welfare are means over them, and `issue` is the first.
    """

    def __init__(self, issue: Issue, steps: int, outcomes: dict[str, Outcome], each: Iterable[Outcome] = ()) -> None:
        self.issue, self.steps, self.settings = issue, steps, issue.p
        self.agenda = [issue, *(other for other, _ in issue.others)]
        self.series = {name: np.full(steps + 1, np.nan) for name, outcome in outcomes.items() if outcome.monthly}
        self._measures = {name: outcomes[name].monthly for name in self.series}
        n = len(issue.rows)
        self._welfare, self._late = np.zeros(n), np.zeros(n)
        self._each = {outcome.name: (outcome.each, np.zeros(n), np.zeros(n)) for outcome in each if outcome.each}
        self._spells = [Spells(issue) for issue in self.agenda]
        self.observe()

    @property
    def late(self) -> int:
        """Months counted as the end of the run."""
        return min(LATE, self.steps)

    def observe(self) -> None:
        """Measure this month."""
        month = self.issue.month
        for name, measure in self._measures.items():
            self.series[name][month] = known_mean([measure(issue) for issue in self.agenda])
        for spells in self._spells:
            spells.observe()
        if month > 0:
            welfare = sum(issue.rows["payoff"] for issue in self.agenda) / len(self.agenda)
            self._welfare += welfare
            last = month > self.steps - self.late
            if last:
                self._late += welfare
            for of_actors, whole, late in self._each.values():
                value = sum(of_actors(issue) for issue in self.agenda) / len(self.agenda)
                whole += value
                late += last * value

    def welfare(self, late: bool) -> np.ndarray:
        """W_i, the mean payoff of each actor, in the whole run or at its end; shape (actors,)."""
        return self._late / self.late if late else self._welfare / self.steps

    def of_actors(self, name: str, late: bool) -> np.ndarray:
        """An outcome of each actor that was asked for, its mean over all months or the last; shape (actors,)."""
        _, whole, last = self._each[name]
        return last / self.late if late else whole / self.steps

    def mean(self, name: str, late: bool) -> float:
        """Mean of a monthly series over the months where it is defined; NaN where it never is."""
        months = self.series[name][1:][-self.late :] if late else self.series[name][1:]
        return known_mean(months)

    def spells(self) -> tuple[np.ndarray, np.ndarray]:
        """Months, without notice, of the ended spells of commitment, and of those that the end of the run cut off."""
        counts = np.sum([spells.ended for spells in self._spells], axis=0)
        return np.repeat(np.arange(len(counts)), counts), np.concatenate([spells.cut_off for spells in self._spells])


def known_mean(values: Sequence[float] | np.ndarray) -> float:
    """Mean of the values that are defined; NaN where none is."""
    known = np.asarray(values, float)
    known = known[~np.isnan(known)]
    return float(known.mean()) if len(known) else float("nan")
