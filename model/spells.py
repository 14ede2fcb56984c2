"""How long actors stay bound: from joining to notice, for what follows notice is no commitment (DEFINITIONS C)."""

import numpy as np

from model.agreement import LONGEST_SPELL
from model.governance.state_pact import StatePact
from model.issue import Issue


class Spells:
    """The notices given on one issue, followed month by month, beside the spells that its agreements count."""

    def __init__(self, issue: Issue) -> None:
        self.issue = issue
        book = issue.agreements
        self._binding, self._since = book.binding.copy(), book.since.copy()
        self._noticed = np.full(book.binding.shape, -1)  # month in which notice was given that still runs
        self._with, self._without = (np.zeros(LONGEST_SPELL + 1, np.int64) for _ in range(2))  # notice, by length

    def observe(self) -> None:
        """What changed this month."""
        book, month = self.issue.agreements, self.issue.month
        same = (book.binding == self._binding) & (book.since == self._since) & (book.binding >= 0)
        over = (self._noticed >= 0) & ~same
        if over.any():
            since = self._since[over]
            np.add.at(self._with, np.minimum(month - since, LONGEST_SPELL), 1)
            np.add.at(self._without, np.minimum(self._noticed[over] - since, LONGEST_SPELL), 1)
        noticed = under_notice(self.issue)
        self._noticed = np.where(noticed, np.where(same & (self._noticed >= 0), self._noticed, month), -1)
        self._binding[:], self._since[:] = book.binding, book.since

    @property
    def ended(self) -> np.ndarray:
        """Spells that ended, by their length in months without notice; shape (LONGEST_SPELL + 1,)."""
        return np.asarray(self.issue.agreements.ended.sum(axis=0) - self._with + self._without)

    @property
    def cut_off(self) -> np.ndarray:
        """Months, without notice, of the spells that go on."""
        book = self.issue.agreements
        until = np.where(self._noticed >= 0, self._noticed, self.issue.month)
        return np.asarray((until - book.since)[book.binding >= 0])


def under_notice(issue: Issue) -> np.ndarray:
    """Who has given notice and is still bound; bool, shape (institutions, actors)."""
    book, home = issue.agreements, issue.rows["home"]
    out = book.leaving >= 0
    for institution in issue.institutions:
        if isinstance(institution, StatePact):
            out[institution.slot] |= (institution.notice_ends >= 0)[home] & (home >= 0)
    return np.asarray(out & (book.binding >= 0))
