"""The formal body: states meet, vote as one each, ratify each at its own time, and may leave (Westphalian order).

Agenda, vote, ratification, entry into force, accession, amendment, review and withdrawal follow odd.md 7 and
DEFINITIONS D8-D14; the pipeline's shape is that of the Vienna Convention on the Law of Treaties 1969.
"""

from typing import NamedTuple

import numpy as np

from model import luck
from model.governance.consent import amendments
from model.governance.state_pact import StatePact
from model.issue import Issue


class Seating(NamedTuple):
    """The table (bool, shape (states,)), the share of its yes votes that adopts a text, and the states with a veto."""

    table: np.ndarray
    quota: float
    vetoes: np.ndarray


class FormalBody(StatePact):
    """One treaty on the issue, open to all states."""

    stage = "formal"
    mark = "treaty"
    words = "governments vote on one treaty, ratify it and enforce it"

    def __init__(self, issue: Issue, slot: int) -> None:
        super().__init__(issue, slot)
        self.adopted = False
        self.renewed = 0
        self.everyone = np.ones(issue.world.n_states, bool)
        self.table, self.quota, self.with_veto = self.seated()
        self.shares = issue.world.vote_shares(self.behind_doors[0], self.table)
        issue.agreements.row["formal"][self.agreement] = 1

    def seated(self) -> Seating:
        """Who votes on a text, by what majority, and whose no is a veto."""
        p = self.issue.p
        return Seating(self.everyone, float(p["quota"]), self.issue.world.veto_order[: int(p["vetoes"])])

    def act(self) -> None:
        if self.meets():
            self.conference()
        if self.adopted:
            self.ratify()
            self.departures()
        if self.in_force and self.issue.p["bind_all"]:
            self.bind(np.flatnonzero(self.everyone))

    def meets(self) -> bool:
        """Conferences keep their interval; a shock may convene one at once (D15)."""
        month, p = self.issue.month, self.issue.p
        return bool(month % p["meeting_interval"] == 0 or (p["crisis_convening"] and month == p["shock_step"]))

    def conference(self) -> None:
        if not self.adopted:
            self.adopt()
            return
        if self.in_force and self.expired():
            self.lapse()
            return
        self.amend()
        if self.in_force:
            self.review(int(self.issue.p["exit_notice"]))

    def adopt(self) -> None:
        """Draft and vote: yes of the quota, and no veto; a failed proposal comes back at the next conference."""
        self.draft(self.table)
        support = np.zeros(len(self.table))
        support[self.table] = self.willing(np.flatnonzero(self.table), self.behind_doors)
        self.adopted = self.passes(support, self.table)

    def willing(self, states: np.ndarray, settings: np.ndarray | None = None) -> np.ndarray:
        """V of each of the states for the treaty at the quota, or at full coverage where it binds all."""
        return self.support(states, self.everyone, 1.0 if self.issue.p["bind_all"] else self.quota, settings)

    def passes(self, support: np.ndarray, voters: np.ndarray) -> bool:
        """Whether those who gain reach the quota of the voters and none with a veto loses."""
        return carried(support > 0, voters, self.with_veto, self.quota)

    def ratify(self) -> None:
        """Each willing state outside ratifies with the hazard; at the quota the treaty enters into force (D10)."""
        issue = self.issue
        draws = luck.uniforms(issue.key(luck.RATIFY), issue.rows["id"][issue.world.governments])
        asked = in_turn(draws, float(issue.p["ratification_hazard"]), self.parties)
        if len(asked):
            support = self.consent(asked) if self.in_force else self.willing(asked)
            joining = self.joining(asked, support)
            self.parties[joining] = True
            if self.in_force:
                self.bind(joining)
        if not self.in_force and enough(self.parties.sum(), len(self.parties), self.quota):
            self.enter_into_force()
            self.bind(np.flatnonzero(self.everyone if issue.p["bind_all"] else self.parties))

    def amend(self) -> None:
        """A full vote may move the text to what now fits its voters (D14)."""
        issue = self.issue
        voters = self.parties & self.table if self.in_force else self.table
        policy = self.proposal(voters)
        gains = amendments(self.talks(self.behind_doors), policy)
        if self.passes(np.where(voters, gains, 1.0), voters):
            issue.agreements.row["policy"][self.agreement] = policy
            self.decide()

    def expired(self) -> bool:
        """Under a sunset clause a treaty ends unless a vote renews it (Koremenos 2016)."""
        sunset, month = self.issue.p["sunset"], self.issue.month
        if not sunset or month - max(self.renewed, self.terms["founded"]) < sunset:
            return False
        self.renewed = month
        support = np.zeros(len(self.parties))
        support[self.parties] = self.consent(np.flatnonzero(self.parties))
        return not self.passes(np.where(self.parties, support, 1.0), self.parties)

    def lapse(self) -> None:
        super().lapse()
        self.adopted = False

    def decision_weights(self) -> list[np.ndarray]:
        return [self.shares] if self.in_force else []


def carried(yes: np.ndarray, voters: np.ndarray, with_veto: np.ndarray, quota: float) -> bool:
    """Whether a vote passes: enough of the voters say yes, and none of those with a veto says no."""
    return enough((yes & voters).sum(), voters.sum(), quota) and bool(yes[with_veto].all())


def in_turn(draws: np.ndarray, hazard: float, parties: np.ndarray) -> np.ndarray:
    """The states outside whose turn to ratify has come this month, each with the hazard."""
    return np.flatnonzero((draws < hazard) & ~parties)


def enough(yes: int, voters: int, quota: float) -> bool:
    """Whether the yes votes reach the quota of the voters."""
    return bool(yes >= quota * voters - 1e-9)
