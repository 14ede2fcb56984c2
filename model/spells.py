"""How long actors stay bound: from joining to notice, for what follows notice is no commitment (DEFINITIONS C)."""

import numpy as np

from model.agreement import LONGEST_SPELL
from model.compiled import loop
from model.governance.state_pact import StatePact
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
        book, with_home = self.issue.agreements, np.zeros(self._seen[0].shape, np.bool_)
        for institution in self.issue.institutions:
            if isinstance(institution, StatePact) and (institution.notice_ends >= 0).any():
                mark_societies(with_home[institution.slot], institution.notice_ends, self.issue.rows["home"])
        follow(book.binding, book.since, book.leaving, with_home, self._seen, self._counts, self.issue.month)

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
def mark_societies(leaving: np.ndarray, notice_ends: np.ndarray, home: np.ndarray) -> None:
    """Whoever is at home in a state that has given notice is leaving with it."""
    for i in range(len(home)):
        if home[i] >= 0 and notice_ends[home[i]] >= 0:
            leaving[i] = True


@loop
def follow(
    binding: np.ndarray, since: np.ndarray, leaving: np.ndarray, with_home: np.ndarray, seen: np.ndarray,
    counts: np.ndarray, month: int,
) -> None:  # fmt: skip
    """Count the spells that ended after notice by their lengths, and see what there is now."""
    for slot in range(binding.shape[0]):
        bound, start, ends, home = binding[slot], since[slot], leaving[slot], with_home[slot]
        was, began, notice = seen[0, slot], seen[1, slot], seen[2, slot]
        for i in range(len(bound)):
            noticed = bound[i] >= 0 and (ends[i] >= 0 or home[i])
            same = bound[i] == was[i] and start[i] == began[i]
            if same and notice[i] < 0 and not noticed:
                continue  # as nearly all are in nearly every month
            if notice[i] >= 0 and not same:
                counts[0, min(month - began[i], LONGEST_SPELL)] += 1
                counts[1, min(notice[i] - began[i], LONGEST_SPELL)] += 1
            was[i], began[i] = bound[i], start[i]
            if not noticed:
                notice[i] = -1
            elif not same or notice[i] < 0:
                notice[i] = month
