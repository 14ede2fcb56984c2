"""The subcommittee: a few states most at risk go ahead inside the formal body, meet often, and may leave.

The essays' organ between the formal and the informal (odd.md 7). Slaughter 2004, "A new world order", on networks of
officials; Victor 2011 on small clubs. Opt-in binding with exit obeys the same consent as the treaty (DEFINITIONS D10),
and it charges dues.
"""

import numpy as np

from model.governance.state_pact import StatePact
from model.issue import Issue


class Subcommittee(StatePact):
    """A pact of the invited who are willing."""

    stage = "organ"
    mark = "subcommittee"
    words = "a few states meet often, opt in and may leave"

    def __init__(self, issue: Issue, slot: int) -> None:
        super().__init__(issue, slot)
        self.invited = self.members()

    def members(self) -> np.ndarray:
        """Who is invited: those with most at stake. Bool, shape (states,)."""
        chosen = np.zeros(self.issue.world.n_states, bool)
        chosen[most_at_stake(self.issue)[: int(self.issue.figures["subcommittee_size"])]] = True
        return chosen

    def act(self) -> None:
        if self.issue.month % self.issue.figures["subcommittee_interval"] == 0:
            self.meet()
        self.departures()

    def meet(self) -> None:
        if not self.in_force:
            self.found()
            return
        self.amend()
        outside = (self.invited & ~self.parties).nonzero()[0]
        if len(outside):
            gains = self.consent(outside)
            self.join(self.joining(outside, gains), outside, gains)
        self.review(int(self.issue.figures["subcommittee_notice"]))

    def found(self) -> None:
        """Those of the invited who gain from a pact of all the invited bind themselves at once, if two do."""
        self.draft(self.invited)
        invited = np.flatnonzero(self.invited)
        gains = self.support(invited, self.invited, 1.0, self.behind_doors)
        needed = min(2, len(invited))
        reason = {"invited": len(invited), "willing": int(self.says_yes(invited, gains).sum()), "needed": needed}
        self.tell("proposal", invited, self.terms["policy"], reason)
        members = self.enrolled(invited, gains, needed)
        if len(members):
            self.enter_into_force()
            self.join(members, invited, gains)
            self.tell_entry(reason)

    def join(self, states: np.ndarray, asked: np.ndarray, gains: np.ndarray) -> None:
        """Those of the states asked who are willing become parties at once, at these gains of all who were asked."""
        if not len(states):
            return
        self.parties[states] = True
        self.bind(states)
        self.tell_each("ratification", states, gains[asked.searchsorted(states)])

    def amend(self) -> None:
        """The members keep their policy to what fits them, at the cost of deciding, once it has moved."""
        policy = self.proposal(self.parties)
        before = float(self.terms["policy"])
        if abs(policy - before) > 0.1 * self.issue.figures["heterogeneity"]:
            terms = self.issue.agreements.row[self.agreement : self.agreement + 1]
            terms["policy"], terms["written"] = policy, self.issue.month
            self.decide()
            parties = np.flatnonzero(self.parties)
            self.tell("amendment", parties, policy, {"from": before, "to": policy, "members": len(parties)})

    def decision_weights(self) -> list[np.ndarray]:
        if not self.in_force:
            return []
        return [self.issue.world.vote_shares(self.issue.rows, self.issue.figures, self.parties)]


def most_at_stake(issue: Issue) -> np.ndarray:
    """States by the loss their actors would bear together, the greatest first."""
    rows = issue.rows
    at_home = rows["home"] >= 0
    loss = np.bincount(rows["home"][at_home], (rows["risk"] * rows["endowment"])[at_home], issue.world.n_states)
    return np.argsort(-loss, kind="stable")
