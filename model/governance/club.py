"""What clubs share: a fixed list of members who meet as a subcommittee does, admit nobody else, and may turn on others.

Who breaks what was agreed may be expelled, as Russia was from the G8 (Kirton 2015), and outsiders may be sanctioned
(Nordhaus 2015, on climate clubs): they lose by the share of their trade that is with members.
"""

from typing import ClassVar

import numpy as np

from model.agreement import GROWN
from model.governance.consent import weighed_gains
from model.governance.seats import seats
from model.governance.subcommittee import Subcommittee
from model.issue import Issue


class Club(Subcommittee):
    """An informal pact of a named body."""

    body: ClassVar[str]

    def __init__(self, issue: Issue, slot: int) -> None:
        super().__init__(issue, slot)
        self.expelled = np.zeros(issue.world.n_states, bool)

    def members(self) -> np.ndarray:
        """Who belongs to the body."""
        return seats(self.issue.world, self.body)

    def act(self) -> None:
        super().act()
        if self.in_force and self.issue.p["outsider_sanction"]:
            self.issue.rows["outlay"] += np.where(self.outside(), self.at_stake(), 0.0)

    def meet(self) -> None:
        if self.in_force and self.issue.month - self.terms["founded"] >= GROWN:
            self.expel()
        if self.invited.any():
            super().meet()

    def expel(self) -> None:
        """Parties whose societies contributed less than the bar over the year lose their seat for good."""
        failing = self.parties & (conduct_by_state(self.issue) < self.issue.p["expulsion_bar"])
        self.invited &= ~failing
        self.expelled |= failing
        self.let_go(np.flatnonzero(failing))

    def consent(self, states: np.ndarray) -> np.ndarray:
        """Inside, the club's sanctions on outsiders do not strike."""
        gain = super().consent(states)
        if self.issue.p["outsider_sanction"]:
            issue = self.issue
            gain += weighed_gains(issue.rows, issue.world.homes, self.at_stake(), issue.settings)[states]
        return gain

    def outside(self) -> np.ndarray:
        """Actors at home in no party, shape (actors,); the transnational are left alone."""
        home = self.issue.rows["home"]
        return (home >= 0) & ~self.parties[home]

    def at_stake(self) -> np.ndarray:
        """What each actor loses as an outsider: the sanction, times the share of its state's ties with parties."""
        issue = self.issue
        ties, n = issue.world.layers["state"], issue.world.n_states
        weight = np.bincount(ties.sources, ties.weight, n)[:n]
        inside = np.bincount(ties.sources, ties.weight * self.parties[ties.to], n)[:n]
        share = inside / np.maximum(weight, np.finfo(float).tiny)
        return issue.p["outsider_sanction"] * issue.rows["endowment"] * share[issue.rows["home"]]


def conduct_by_state(issue: Issue) -> np.ndarray:
    """Share of the endowment at each home that was contributed over the last year (D12), shape (states,)."""
    rows = issue.rows[issue.rows["home"] >= 0]
    given = np.bincount(rows["home"], rows["endowment"] * rows["recent"], issue.world.n_states)
    return given / np.bincount(rows["home"], rows["endowment"], issue.world.n_states)
