"""How long actors stay bound: from joining to notice, for what follows notice is no commitment (DEFINITIONS C)."""

import numpy as np

from model.agreement import LONGEST_SPELL, Agreements
from model.compiled import loop
from model.issue import Issue


class Spells:
    """The notices given on one issue, followed month by month, beside the spells that its agreements count."""

    def __init__(self, issue: Issue) -> None:
        self.issue, book = issue, issue.agreements
        nobody = np.full_like(book.binding, -1)
        self._seen = np.stack([book.binding, book.since, nobody])  # the last: month in which notice was given that runs
        self._counts = np.zeros((2, LONGEST_SPELL + 1), np.int64)  # spells that ended after notice, with and without it

    def observe(self) -> None:
        """What changed this month."""
        issue = self.issue
        follow(issue.agreements, issue.rows, issue.notice, self._seen, self._counts, issue.month)

    @property
    def ended(self) -> np.ndarray:
        """Spells that ended, by their length in months without notice; shape (LONGEST_SPELL + 1,)."""
        return np.asarray(self.issue.agreements.ended.sum(axis=0) - self._counts[0] + self._counts[1])

    @property
    def cut_off(self) -> np.ndarray:
        """Months, without notice, of the spells that go on."""
        book = self.issue.agreements
        until = np.where(self._seen[2] >= 0, self._seen[2], self.issue.month)
        return np.asarray((until - book.since)[book.binding >= 0])


@loop
def follow(
    agreements: Agreements, rows: np.ndarray, pending: np.ndarray, seen: np.ndarray, counts: np.ndarray, month: int
) -> None:
    """Count the spells that ended after notice by their lengths, and see what there is now.

    Whoever is at home in a state that has given notice (`pending`: month in which it ends, or -1) leaves with it.
    """
    binding, since, leaving = agreements.binding, agreements.since, agreements.leaving
    for slot in range(binding.shape[0]):
        for i in range(binding.shape[1]):
            a, began, notice = seen[0, slot, i], seen[1, slot, i], seen[2, slot, i]
            noticed = binding[slot, i] >= 0 and (
                leaving[slot, i] >= 0 or (rows[i].home >= 0 and pending[slot, rows[i].home] >= 0)
            )
            same = binding[slot, i] == a and since[slot, i] == began
            if same and notice < 0 and not noticed:
                continue  # as nearly all are in nearly every month
            if notice >= 0 and not same:
                counts[0, min(month - began, LONGEST_SPELL)] += 1
                counts[1, min(notice - began, LONGEST_SPELL)] += 1
            seen[0, slot, i], seen[1, slot, i], seen[2, slot, i] = binding[slot, i], since[slot, i], -1
            if noticed:
                seen[2, slot, i] = notice if same and notice >= 0 else month
