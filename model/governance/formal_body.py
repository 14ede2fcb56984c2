"""The formal body: states meet, vote as one each, ratify each at its own time, and may leave (Westphalian order).

Agenda, vote, ratification, entry into force, accession, amendment, review and withdrawal follow odd.md 7 and
DEFINITIONS D8-D14; the pipeline's shape is that of the Vienna Convention on the Law of Treaties 1969.
"""

from typing import Any, NamedTuple

import numpy as np

from model import luck
from model.governance.forecast import amendments
from model.governance.grounds import Vote
from model.governance.procedure import Draws, Turns, capitals, turns
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
        self.ballot: dict[str, Any] = {}  # of the last vote
        self.renewed = 0
        self.expected = 1.0  # share of states, when a conference last looked
        self.taken_up = np.zeros(issue.world.n_states, bool)  # by its government, before its procedure has ended
        self.capitals = capitals(issue)
        self.purposes = luck.purpose(f"ratify {self.name}"), luck.purpose(f"procedure {self.name}")
        self.turns = Turns(self.taken_up.copy(), self.taken_up.copy())
        self.everyone = np.ones(issue.world.n_states, bool)
        self.table, self.quota, self.with_veto = self.seated()
        self.shares = issue.world.vote_shares(issue.rows, self.behind_doors[0], self.table)
        issue.agreements.row["formal"][self.agreement] = 1

    def seated(self) -> Seating:
        """Who votes on a text, by what majority, and whose no is a veto."""
        p = self.issue.figures
        return Seating(self.everyone, float(p["quota"]), self.issue.world.veto_order[: int(p["vetoes"])])

    def act(self) -> None:
        if self.meets():
            self.conference()
        if self.adopted:
            self.ratify()
            self.departures()
        if self.in_force and self.issue.figures["bind_all"]:
            self.bind(np.flatnonzero(self.everyone))

    def meets(self) -> bool:
        """Conferences keep their interval; a shock may convene one at once (D15)."""
        month, p = self.issue.month, self.issue.figures
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
            self.review(int(self.issue.figures["exit_notice"]))
        else:
            self.expected = self.expected_coverage()

    def adopt(self) -> None:
        """Draft and vote: yes of the quota, and no veto; a failed proposal comes back at the next conference."""
        self.draft(self.table)
        self.expected = self.expected_coverage()
        self.shares = self.issue.world.vote_shares(self.issue.rows, self.behind_doors[0], self.table)
        voters = np.flatnonzero(self.table)
        gains = self.willing(voters, self.behind_doors)
        self.tell_proposal(voters)
        self.adopted = self.passes(voters, gains, "text")
        if self.adopted:
            self.tell("adoption", voters, self.terms["policy"], self.ballot)

    def expected_coverage(self) -> float:
        """The share of states that is expected to be bound, were it in force (D10)."""
        if self.issue.figures["bind_all"]:
            return 1.0
        return max(self.coverage(self.everyone), self.entry_quota)

    @property
    def entry_quota(self) -> float:
        """Share of states that brings a text into force (D14a)."""
        return float(self.issue.figures["entry_quota"]) or self.quota

    def willing(self, states: np.ndarray, settings: np.ndarray | None = None) -> np.ndarray:
        """V of each of the states for the treaty at the coverage that is expected."""
        return self.support(states, self.everyone, self.expected, settings)

    def passes(self, voters: np.ndarray, gains: np.ndarray, on: str) -> bool:
        """Whether enough of the voters (states) say yes at these gains, and none of those with a veto says no.

        `on` names what is voted on, for the book of events: a text, an amendment or a renewal.
        """
        yes = np.zeros(len(self.table), bool)
        yes[voters] = self.says_yes(voters, gains)
        at_table = np.zeros(len(self.table), bool)
        at_table[voters] = True
        passed = carried(yes | ~at_table, at_table, self.with_veto, self.quota)
        if self.issue.book.is_open:
            self.tell_vote(on, voters, yes[voters], gains, passed)
        return passed

    def tell_vote(self, on: str, voters: np.ndarray, yes: np.ndarray, gains: np.ndarray, passed: bool) -> None:
        """Tell of a vote: who said yes, what it took, what spoke for it on average, and who vetoed."""
        vetoing = np.intersect1d(voters[~yes], self.with_veto) if len(self.with_veto) else voters[:0]
        tally = {"on": on, "yes": int(yes.sum()), "seats": len(voters), "quota": self.quota, "vetoes": len(vetoing)}
        self.ballot = {**tally, "vetoed_by": vetoing.tolist()} if len(vetoing) else tally
        told = {**self.ballot, "passed": int(passed)}
        self.issue.book.tell(Vote(self.issue.month, self.name, voters, yes, gains, self.grounds, told))
        if len(vetoing):
            self.tell("veto", vetoing, len(vetoing), {**tally, "V": gains[np.isin(voters, vetoing)].mean()})

    def tell_proposal(self, voters: np.ndarray) -> None:
        """Tell of a text that is put to the vote: its policy, what it asks, and how many are expected to follow it."""
        terms = {name: float(self.terms[name]) for name in ("policy", "fine", "monitoring", "dues", "tailoring")}
        self.tell("proposal", voters, terms["policy"], {**terms, "coverage": self.expected})

    def ratify(self) -> None:
        """A willing government takes the text up, and at home its procedure ends (D10a); enough bring it into force."""
        p = self.issue.figures
        if self.due():
            self.hear(*self.turns)
        if not self.in_force and self.enters():
            self.enter_into_force()
            self.bind(np.flatnonzero(self.everyone if p["bind_all"] else self.parties))
            self.tell_entry({"quota": self.entry_quota, "means": self.means_held(), "entry_means": p["entry_means"]})

    def due(self) -> int:
        """How many states have their turn this month."""
        draws = Draws(self.issue.fortune, self.issue.month, *self.purposes)
        return turns(self.capitals, self.parties, self.taken_up, draws, self.issue.settings, self.turns)

    def hear(self, starts: np.ndarray, ends: np.ndarray) -> None:
        """Those whose turn it is (bool, shape (states,)) say whether to take the text up, or at last to ratify it."""
        asked = (starts | ends).nonzero()[0]
        gains = self.consent(asked) if self.in_force else self.willing(asked)
        yes = self.says_yes(asked, gains)
        if not np.count_nonzero(yes):
            return
        signing = starts[asked] & yes
        self.taken_up[asked[signing]] = True
        self.tell_each("signature", asked[signing], gains[signing])
        ready = ends[asked] & self.taken_up[asked] & yes
        joining = self.joining(asked[ready], gains[ready])
        self.parties[joining], self.taken_up[joining] = True, False
        self.tell_each("ratification", joining, gains[asked.searchsorted(joining)])
        if self.in_force:
            self.bind(joining)

    def enters(self) -> bool:
        """Whether enough states, with enough of the world's means, are parties (D14a)."""
        return enough(int(np.count_nonzero(self.parties)), len(self.parties), self.entry_quota) and bool(
            self.means_held() >= self.issue.figures["entry_means"] - 1e-9
        )

    def means_held(self) -> float:
        """Share of the means at home in states that are at home in parties."""
        rows, at_home = self.issue.rows, self.issue.rows["home"] >= 0
        return float(rows["means"][at_home & self.parties[rows["home"]]].sum() / rows["means"][at_home].sum())

    def amend(self) -> None:
        """A full vote may move the text to what now fits its voters (D14)."""
        issue = self.issue
        voters = self.parties & self.table if self.in_force else self.table
        policy = self.proposal(voters)
        gains = amendments(self.talks(self.behind_doors), policy)
        asked, before, now = np.flatnonzero(voters), int(self.terms["written"]), float(self.terms["policy"])
        self.grounds = None  # of an amendment only the misfit counts
        issue.agreements.row["written"][self.agreement] = issue.month
        if self.passes(asked, gains[asked], "amendment"):
            issue.agreements.row["policy"][self.agreement] = policy
            self.decide()
            self.tell("amendment", asked, policy, {"from": now, "to": policy, **self.ballot})
        else:
            issue.agreements.row["written"][self.agreement] = before

    def expired(self) -> bool:
        """Under a sunset clause a treaty ends unless a vote renews it (Koremenos 2016)."""
        sunset, month = self.issue.figures["sunset"], self.issue.month
        if not sunset or month - max(self.renewed, self.terms["founded"]) < sunset:
            return False
        self.renewed = month
        parties = np.flatnonzero(self.parties)
        return not self.passes(parties, self.consent(parties), "renewal")

    def lapse(self) -> None:
        super().lapse()
        self.adopted = False
        self.taken_up[:] = False

    def decision_weights(self) -> list[np.ndarray]:
        return [self.shares] if self.in_force else []


def carried(yes: np.ndarray, voters: np.ndarray, with_veto: np.ndarray, quota: float) -> bool:
    """Whether a vote passes: enough of the voters say yes, and none of those with a veto says no."""
    return enough((yes & voters).sum(), voters.sum(), quota) and bool(yes[with_veto].all())


def enough(yes: int, voters: int, quota: float) -> bool:
    """Whether the yes votes reach the quota of the voters."""
    return bool(yes >= quota * voters - 1e-9)
