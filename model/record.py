"""What a run leaves behind: the monthly series, each actor's welfare, and the spells of commitment."""

from collections.abc import Iterable, Sequence

import numpy as np

from model.issue import Issue
from model.outcome import Outcome
from model.spells import Spells

WELFARE = "(payoff)"  # the name of W_i among the values of each actor: no outcome can have it
LATE = 60  # months at the end over which outcomes are reported a second time (DEFINITIONS C)


class Record:
    """One run, observed month by month; month 0 is the start, before any decision.

    Where several issues are on the agenda, series and welfare are means over them, and `issue` is the first.
    """

    def __init__(self, issue: Issue, steps: int, outcomes: dict[str, Outcome], each: Iterable[Outcome] = ()) -> None:
        self.issue, self.steps, self.settings = issue, steps, issue.p
        self.agenda = [issue, *(other for other, _ in issue.others)]
        self.series = {name: np.full(steps + 1, np.nan) for name, outcome in outcomes.items() if outcome.monthly}
        self._measures = [(self.series[o.name], o.monthly, o.every) for o in outcomes.values() if o.monthly]
        measures = {outcome.name: outcome.each for outcome in each if outcome.each} | {WELFARE: payoff}
        self._each = {name: (f, *np.zeros((2, len(issue.rows)))) for name, f in measures.items()}
        self._spells = [Spells(issue) for issue in self.agenda]
        self.observe()

    @property
    def late(self) -> int:
        """Months counted as the end of the run."""
        return min(LATE, self.steps)

    def observe(self) -> None:
        """Measure this month."""
        for spells in self._spells:
            spells.observe()
        for issue in self.agenda:
            issue.known = {}
        self._measure(self.issue.month)
        for issue in self.agenda:
            issue.known = None  # whoever looks between two months sees things as they stand

    def _measure(self, month: int) -> None:
        alone = len(self.agenda) == 1
        for values, measure, every in self._measures:
            if month % every == 0:
                values[month] = measure(self.issue) if alone else known_mean([measure(x) for x in self.agenda])
        if month == 0:
            return
        last = month > self.steps - self.late
        for of_actors, whole, late in self._each.values():
            value = of_actors(self.issue)
            if len(self.agenda) > 1:
                value = sum(map(of_actors, self.agenda)) / len(self.agenda)
            whole += value
            if last:
                late += value

    def welfare(self, late: bool) -> np.ndarray:
        """W_i, the mean payoff of each actor, in the whole run or at its end; shape (actors,)."""
        return self.of_actors(WELFARE, late)

    def of_actors(self, name: str, late: bool) -> np.ndarray:
        """An outcome of each actor that was asked for, its mean over all months or the last; shape (actors,)."""
        _, whole, last = self._each[name]
        return last / self.late if late else whole / self.steps

    def mean(self, name: str, late: bool) -> float:
        """Mean of a monthly series over the months where it is measured and defined; NaN if there are none."""
        months = self.series[name][1:][-self.late :] if late else self.series[name][1:]
        return known_mean(months)

    def spells(self) -> tuple[np.ndarray, np.ndarray]:
        """Months, without notice, of the ended spells of commitment, and of those that the end of the run cut off."""
        counts = np.sum([spells.ended for spells in self._spells], axis=0)
        return np.repeat(np.arange(len(counts)), counts), np.concatenate([spells.cut_off for spells in self._spells])


def payoff(issue: Issue) -> np.ndarray:
    """What every record adds up for each actor, shape (actors,)."""
    return np.asarray(issue.rows["payoff"])


def known_mean(values: Sequence[float] | np.ndarray) -> float:
    """Mean of the values that are defined; NaN where none is."""
    if len(values) == 1:
        return float(values[0])
    known = np.asarray(values, float)
    known = known[~np.isnan(known)]
    return float(known.mean()) if len(known) else float("nan")
