"""Local institutions: those who share a stake fine their own free-riders, once enough pay for it and agree to it.

Vasconcelos, Santos & Pacheco 2013, "A bottom-up institutional approach to cooperative governance of risky commons";
rewards after Sun, Santos et al. 2021; the policy is the mean of what fits those who contribute (DEFINITIONS D2; Ostrom
1990). Rules that one neighbour imposes on three are imposition too (Ostrom's third principle): by default a majority
of those who share the stake has to want them (D17; `model.governance.local_consent`).
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from model.agreement import Agreements
from model.compiled import loop
from model.events import NOBODY, Event
from model.game import enforcement, needed_members
from model.governance.consent import When
from model.governance.institution import Institution
from model.governance.local_consent import SHARES, asked, willing_groups
from model.groups import Groups
from model.issue import Issue

ASKED_EVERY = 12  # months


class LocalInstitution(Institution):
    """One in each stakes group; sponsoring it is open to every actor while this institution is switched on."""

    stage = "local"
    words = "neighbours who share a risk pay for sanctions among themselves"
    enables_sponsoring = True

    def __init__(self, issue: Issue, slot: int) -> None:
        super().__init__(issue, slot)
        self.share = SHARES[issue.local_consent]
        self.willing = np.ones(len(issue.groups.failed), bool)  # groups whose members want it
        self.inside = np.zeros(len(issue.rows), bool)  # who shares a stake where enforcement is on

    @classmethod
    def unasked(cls, settings: Mapping[str, Any]) -> bool:
        return not SHARES[str(settings["local_consent"])]

    def act(self) -> None:
        issue = self.issue
        if self.share and (issue.month - 1) % ASKED_EVERY == 0:
            self.ask()
        about = (issue.rows, issue.groups, issue.agreements, self.willing, self.inside)
        begun, ended, *more = sponsored(*about, issue.settings)
        if issue.book.is_open and (begun or ended):
            issue.book.tell(Changes(issue.month, self.name, len(self.willing), begun, ended, *more))

    def ask(self) -> None:
        """Every actor says whether it would rather have all its own groups enforce than none of them (D17)."""
        issue, terms = self.issue, self.issue.agreements.row[self.agreement : self.agreement + 1]
        outside = issue.agreements.outside[self.slot]
        yes = asked(issue.rows, issue.groups, outside, terms, When(issue.fortune, issue.month), issue.settings)
        self.willing = willing_groups(issue.groups, yes, self.share)

    def bound(self) -> np.ndarray:
        return self.inside


class Changes(NamedTuple):
    """How many groups began to enforce in a month, and how many ceased, for want of consent or of sponsors; an event
    each when the book is read."""

    month: int
    institution: str
    groups: int
    begun: int
    ended: int
    refused: int
    active: int

    def events(self) -> Iterator[Event]:
        """Of what began, then of what ended."""
        about = (self.institution, self.institution, NOBODY)
        if self.begun:
            reason = {"active": self.active, "groups": self.groups}
            yield Event(self.month, "local_begun", *about, float(self.begun), reason)
        if self.ended:
            reason = {"active": self.active, "refused": self.refused, "unsponsored": self.ended - self.refused}
            yield Event(self.month, "local_ended", *about, float(self.ended), reason)


@loop
def sponsored(
    rows: np.ndarray, groups: Groups, agreements: Agreements, willing: np.ndarray, inside: np.ndarray,
    settings: np.ndarray,
) -> tuple[int, int, int, int]:  # fmt: skip
    """Which groups enforce this month, with what fine, reward and policy, and who is `inside` one (bool, shape
    (actors,)); returns how many began, ceased, of these for want of consent, and are at work."""
    p = settings[0]
    inside[:] = False
    begun = ended = refused = active = 0
    for g in range(len(groups.failed)):
        sponsors, contributors, optima = 0.0, 0, 0.0
        for position in range(groups.start[g], groups.start[g + 1]):
            member = rows[groups.to[position]]
            if member.strategy > 0:
                sponsors += member.strategy == 2
                contributors += 1
                optima += member.optimum
        size = groups.start[g + 1] - groups.start[g]
        local = agreements.row[g]
        needed = max(1, needed_members(p.local_trigger, size))
        if not willing[g]:
            sponsors = -1.0
        local.fine, local.reward = enforcement(sponsors, needed, p.local_fine, p.reward_share)
        before = local.in_force
        local.in_force = sponsors >= needed
        begun += local.in_force > before
        ended += local.in_force < before
        refused += local.in_force < before and not willing[g]
        active += local.in_force
        local.monitoring = 1.0
        local.policy = optima / contributors if contributors > 0 else 0.0
        if local.in_force:
            for position in range(groups.start[g], groups.start[g + 1]):
                inside[groups.to[position]] = True
    return begun, ended, refused, active
