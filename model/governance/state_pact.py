"""What treaty and subcommittee share: an agreement that states enter and leave, each with its whole society (D12)."""

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from model import luck
from model.agreement import Agreements, bind, close, release
from model.compiled import loop
from model.governance.consent import When, reported, yeses
from model.governance.forecast import Negotiation, accessions, self_consistent, votes
from model.governance.forum import leave_others, preferring
from model.governance.grounds import Grounds, Said, accessions_by_term, votes_by_term
from model.governance.institution import Institution, unelected
from model.issue import Issue
from model.statistics import distance
from model.ties import Homes

UNLIKE = 0.5  # monitoring lost where every pledge is its own (zeta, assumed; Aldy, Pizer & Akimoto 2017) (D14)


class StatePact(Institution):
    """An agreement between states: one vote each, opt-in, with notice before exit where there is an exit."""

    may_leave: ClassVar[bool] = True

    def __init__(self, issue: Issue, slot: int) -> None:
        super().__init__(issue, slot)
        self.parties = np.zeros(issue.world.n_states, bool)
        self.notice_ends = issue.notice[slot]
        self.notices = False  # whether any is given
        self.in_force = False
        self.grounds: Grounds | None = None  # of what states were last asked
        self.ids = issue.rows["id"][issue.world.governments]  # of the states, for luck

    @property
    def terms(self) -> np.void:
        """The record of the agreement, which is written in place."""
        return self.issue.agreements.row[self.agreement]

    @property
    def behind_doors(self) -> np.ndarray:
        """The settings of a vote in conference: what society does not see, elites decide (Stasavage 2004)."""
        if not self.issue.figures["closed_doors"]:
            return self.issue.settings
        settings = self.issue.settings.copy()
        settings["elite_weight"] += settings["closed_doors"] * (1.0 - settings["elite_weight"])
        return settings

    def draft(self, voters: np.ndarray) -> None:
        """Write a text: the mean of what the voters report as fitting them (D14)."""
        p = self.issue.figures
        terms = self.issue.agreements.row[self.agreement : self.agreement + 1]
        terms["policy"], terms["written"] = self.proposal(voters), self.issue.month
        terms["fine"], terms["dues"], terms["tailoring"] = p["treaty_fine"], p["treaty_dues"], p["tailoring"]
        terms["monitoring"] = p["monitoring"] * self.legitimacy(voters) * (1.0 - UNLIKE * p["tailoring"])

    def legitimacy(self, voters: np.ndarray) -> float:
        """What is left of compliance where those who bear the harm have too little say, or those whom nobody elected
        too much (Tyler 1990; Dahl 1999); 1 by default."""
        rows, p = self.issue.rows, self.issue.figures
        harm = rows["risk"] * rows["persons"]
        if not (p["legitimacy_weight"] or p["unelected_cost"]) or not harm.any():
            return 1.0
        shares = self.issue.world.vote_shares(rows, p, voters)
        lost = p["legitimacy_weight"] * distance(shares, harm) + p["unelected_cost"] * shares[unelected(rows)].sum()
        return max(0.0, float(1.0 - lost))

    def proposal(self, voters: np.ndarray) -> float:
        issue = self.issue
        wishes = reported(issue.rows, issue.world.homes, self.behind_doors)[voters]
        return float(np.add.reduce(wishes) / len(wishes))  # the mean, in a third of the time

    def decide(self) -> None:
        """A decision is taken: every member pays its share of the cost of deciding."""
        self.issue.agreements.row["levy"][self.agreement] = self.issue.figures["decision_cost"]

    def enter_into_force(self) -> None:
        row = self.issue.agreements.row
        self.in_force = True
        row["in_force"][self.agreement], row["founded"][self.agreement] = 1, self.issue.month
        self.decide()

    def bind(self, states: np.ndarray) -> None:
        """The states and all actors at home there are bound from now on."""
        issue = self.issue
        bind_states(states, issue.world.homes, issue.agreements, self.slot, self.agreement, issue.month)

    def release(self, states: np.ndarray) -> None:
        issue = self.issue
        release_states(states, issue.world.homes, issue.agreements, self.slot, issue.month)
        self.parties[states] = False
        self.notice_ends[states] = -1

    def consent(self, states: np.ndarray) -> np.ndarray:
        """The same as `worth`, and the terms of it are kept for the book of events."""
        if not self.issue.book.is_open:
            return self.worth(states)
        talks = self.talks(self.issue.settings)
        gains, terms = accessions_by_term(states.astype(np.uint32), talks, self.issue.month)
        self.grounds = Grounds(states, terms)
        return gains

    def worth(self, states: np.ndarray) -> np.ndarray:
        """V of each of the states as a party against none, others as they are expected to go on (D10)."""
        return accessions(states.astype(np.uint32), self.talks(self.issue.settings), self.issue.month)

    def talks(self, settings: np.ndarray) -> Negotiation:
        """What consent to this agreement reads, under these settings."""
        issue = self.issue
        about = (issue.rows, issue.groups, issue.world.homes, issue.agreements)
        return Negotiation(*about, self.slot, self.agreement, settings)

    def support(
        self, states: np.ndarray, at_table: np.ndarray, coverage: float, settings: np.ndarray | None = None
    ) -> np.ndarray:
        """V of each of the states for the text at this coverage of the table, against none (D10)."""
        talks = self.talks(self.issue.settings if settings is None else settings)
        asked = states
        if self.issue.figures["rivalry"]:
            asked = np.union1d(np.flatnonzero(at_table), states)  # who looks at rivals looks at all of them
        about = (asked.astype(np.uint32), talks, at_table, coverage)
        if self.issue.book.is_open:
            gains, terms = votes_by_term(*about)
            self.grounds = Grounds(asked, terms)
        else:
            gains = votes(*about)
        return gains if asked is states else gains[asked.searchsorted(states)]

    def coverage(self, at_table: np.ndarray) -> float:
        """The largest share of the table that is expected to say yes where as many are bound (D10)."""
        everyone = np.flatnonzero(at_table).astype(np.uint32)
        return float(self_consistent(everyone, self.talks(self.issue.settings), at_table))

    def says_yes(self, states: np.ndarray, gains: np.ndarray) -> np.ndarray:
        """Who of the states says yes at these gains; bool, shape (len(states),)."""
        issue = self.issue
        when, terms = When(issue.fortune, issue.month), issue.agreements.row[self.agreement : self.agreement + 1]
        return yeses(gains, self.ids[states], terms, when, issue.settings)

    def joining(self, states: np.ndarray, gains: np.ndarray) -> np.ndarray:
        """Those of the states that become parties, at these gains from it."""
        return self.enrolled(states, gains, 1)

    def enrolled(self, states: np.ndarray, gains: np.ndarray, needed: int) -> np.ndarray:
        """Those of the states that become parties, leaving other pacts where only one is allowed; nobody where they are
        fewer than needed."""
        if not len(states):
            return states
        willing = self.says_yes(states, gains)
        if not self.issue.figures["forum_choice"]:
            return states[willing] if willing.sum() >= needed else states[:0]
        entering, worths = preferring(self, states, gains, willing)
        if entering.sum() < needed:
            return states[:0]
        leave_others(self, states, gains, entering, worths)
        return states[entering]

    def review(self, notice: int) -> None:
        """Of the parties that would rather be outside some give notice: membership is sticky (D10b)."""
        if not self.may_leave:
            return
        issue = self.issue
        draws = issue.fortune, luck.purpose(f"exit {self.name}"), issue.month
        due = reviewing(self.ids, self.parties, self.notice_ends, draws, issue.settings)
        if len(due):
            gains = self.consent(due)
            leaving = ~self.says_yes(due, gains)
            self.notice_ends[due[leaving]] = issue.month + notice
            self.notices = True
            self.tell_each("notice", due[leaving], gains[leaving])

    def departures(self) -> None:
        """Where notice ends, a state that still says no leaves; another stays."""
        if not self.notices:
            return
        due = (self.notice_ends == self.issue.month).nonzero()[0]
        self.notices = bool((self.notice_ends > self.issue.month).any())
        if len(due):
            gains = self.consent(due)
            leaving = ~self.says_yes(due, gains)
            self.notice_ends[due] = -1
            self.tell_each("exit", due[leaving], gains[leaving])
            self.let_go(due[leaving])

    def switch(self, states: np.ndarray, gains: np.ndarray, elsewhere: np.ndarray) -> None:
        """The states leave at once for another pact: V of this one to each of them, and of the other one."""
        for s, gain, other in zip(states, gains, elsewhere, strict=True):
            self.tell("exit", np.array([s]), gain, {"V": gain, "V_elsewhere": other})
        self.let_go(states)

    def let_go(self, states: np.ndarray) -> None:
        """The states are parties no more; with its last party the agreement ends."""
        self.release(states)
        if self.in_force and not self.parties.any():
            self.lapse()

    def lapse(self) -> None:
        """The agreement ends for all."""
        if self.in_force:
            parties = np.flatnonzero(self.parties)
            months = int(self.issue.month - self.terms["founded"])
            self.tell("lapse", parties, len(parties), {"parties": len(parties), "months": months})
        bound = np.flatnonzero(self.issue.agreements.binding[self.slot, self.issue.world.governments] >= 0)
        self.release(bound)
        self.parties[:] = False
        self.in_force = False
        close(self.terms)

    def tell_each(self, kind: str, states: np.ndarray, gains: np.ndarray) -> None:
        """Tell of what each of the states did, and why it said what it said when it was last asked."""
        if len(states):
            self.issue.book.tell(Said(self.issue.month, kind, self.name, states, gains, self.grounds))

    def tell_entry(self, more: Mapping[str, Any] | None = None) -> None:
        """Tell that the agreement has entered into force, with whom, and what that took."""
        parties = np.flatnonzero(self.parties)
        reason = {"parties": len(parties), "states": len(self.parties), **(more or {})}
        self.tell("entry_into_force", parties, len(parties), reason)


@loop
def reviewing(
    ids: np.ndarray, parties: np.ndarray, notice_ends: np.ndarray, draws: tuple[int, int, int], settings: np.ndarray
) -> np.ndarray:
    """The parties that ask themselves this month whether to leave; `draws` are seed, purpose and month of luck."""
    key, out, count = luck.stream(draws[0], draws[1], draws[2]), np.empty(len(ids), np.int64), 0
    for s in range(len(ids)):
        if parties[s] and notice_ends[s] < 0 and luck.uniform(key, ids[s]) < settings[0].exit_propensity:
            out[count] = s
            count += 1
    return out[:count]


@loop
def bind_states(states: np.ndarray, homes: Homes, agreements: Agreements, slot: int, a: int, month: int) -> None:
    for s in states:
        for position in range(homes.start[s], homes.start[s + 1]):
            if agreements.binding[slot, homes.actor[position]] < 0:
                bind(agreements, slot, homes.actor[position], a, month)


@loop
def release_states(states: np.ndarray, homes: Homes, agreements: Agreements, slot: int, month: int) -> None:
    for s in states:
        for position in range(homes.start[s], homes.start[s + 1]):
            if agreements.binding[slot, homes.actor[position]] >= 0:
                release(agreements, slot, homes.actor[position], month)
