"""Which outcomes of a run are kept, and what must be played and recorded for them: nothing else is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from experiments.ask.outcomes import outcome_of
from model.outcome import TWINS
from model.outcomes import EACH, OUTCOMES, Outcome, columns
from model.record import Record

Records = Mapping[str, Record]  # those that a run is compared with, by their names in TWINS


@dataclass(frozen=True)
class Kept:
    """Outcome columns, all if none is named, and whether those of each actor are kept.

    What is not asked for need not be measured month by month, and no run is played for it.
    """

    columns: tuple[str, ...] = ()
    actors: bool = False

    @cached_property
    def measured(self) -> list[tuple[str, Outcome, bool]]:
        """Column, outcome, and whether it is that of the last 60 months."""
        return [(column, outcome_of(column), column not in OUTCOMES) for column in self.columns or columns()]

    @cached_property
    def recorded(self) -> dict[str, Outcome]:
        """The outcomes that are measured each month."""
        named = {outcome.name for _, outcome, _ in self.measured if outcome.monthly}
        return self._with_read(named, [outcome for _, outcome, _ in self.measured])

    @cached_property
    def recorded_in_twins(self) -> dict[str, Outcome]:
        """The outcomes that are measured each month in runs that are there for comparison alone."""
        return self._with_read(set(), [outcome for _, outcome, _ in self.measured if outcome.needs])

    def _with_read(self, named: set[str], readers: list[Outcome]) -> dict[str, Outcome]:
        named = named.union(*(outcome.reads for outcome in readers))
        return {name: outcome for name, outcome in OUTCOMES.items() if name in named}

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """The runs that are played beside each run, by their names in TWINS."""
        asked = [outcome for _, outcome, _ in self.measured] + list(EACH.values()) * self.actors
        needed = {name for outcome in asked for name in outcome.needs}
        return tuple(name for name in TWINS if name in needed)

    @property
    def alone(self) -> "Kept":
        """Those outcomes for which nothing else is played."""
        return Kept(tuple(column for column, outcome, _ in self.measured if not outcome.needs))

    def shown(self, series: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Of the series that were recorded, those that were asked for."""
        asked = {outcome.name for _, outcome, _ in self.measured}
        return {name: values for name, values in series.items() if name in asked}

    def each(self, record: Record, twins: Records) -> dict[str, np.ndarray]:
        """The outcomes of each actor by column, of a record that kept them."""
        found = {}
        for outcome in EACH.values():
            for column in outcome.columns:
                if outcome.each_paired:
                    found[column] = outcome.each_paired(record, *(twins[name] for name in outcome.needs))
                else:
                    found[column] = record.of_actors(outcome.name, column != outcome.name)
        return found

    def of(self, record: Record, twins: Records) -> dict[str, float]:
        """The outcomes of a run by column."""
        found = {}
        for column, outcome, late in self.measured:
            if outcome.paired:
                found[column] = outcome.paired(record, *(twins[name] for name in outcome.needs))
            else:
                found[column] = outcome.final(record, late) if outcome.final else record.mean(outcome.name, late)
        return found
