"""Which outcomes of a run are kept, and what must be played and recorded for them: nothing else is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from experiments.ask.outcomes import PLACEBO, outcome_of
from model.outcomes import EACH, OUTCOMES, Outcome, columns
from model.record import Record


@dataclass(frozen=True)
class Kept:
    """Outcome columns, all if none is named. What is not asked for need not be measured month by month."""

    columns: tuple[str, ...] = ()

    @cached_property
    def measured(self) -> list[tuple[str, Outcome, bool]]:
        """Column, outcome, and whether it is that of the last 60 months; without the placebo's."""
        return [(c, outcome_of(c), c not in OUTCOMES) for c in self.columns or columns() if c != PLACEBO]

    @cached_property
    def recorded(self) -> dict[str, Outcome]:
        """The outcomes that are measured each month."""
        if not self.columns:
            return OUTCOMES
        named = {outcome.name: outcome for _, outcome, _ in self.measured if outcome.monthly}
        named |= {name: OUTCOMES[name] for _, outcome, _ in self.measured for name in outcome.reads}
        return {name: named[name] for name in OUTCOMES if name in named}

    @property
    def placebo(self) -> bool:
        """Whether the placebo is played."""
        return not self.columns or PLACEBO in self.columns

    @property
    def paired(self) -> bool:
        """Whether every run is compared with the same world and random seed without institutions."""
        return self.placebo or any(outcome.paired for _, outcome, _ in self.measured)

    def shown(self, series: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Of the series that were recorded, those that were asked for."""
        asked = {outcome.name for _, outcome, _ in self.measured}
        return {name: values for name, values in series.items() if name in asked}

    def each(self, record: Record) -> dict[str, np.ndarray]:
        """The outcomes of each actor by column, of a record that kept them."""
        return {
            column: record.of_actors(outcome.name, column != outcome.name)
            for outcome in EACH.values()
            for column in outcome.columns
        }

    def of(self, record: Record, reference: Record) -> dict[str, float]:
        """The outcomes of a run by column."""
        found = {}
        for column, outcome, late in self.measured:
            if outcome.paired:
                found[column] = outcome.paired(record, reference)
            else:
                found[column] = outcome.final(record, late) if outcome.final else record.mean(outcome.name, late)
        return found


ALL = Kept()
