"""Local institutions: those who share a stake fine their own free-riders, once enough pay for it and agree to it.

Vasconcelos, Santos & Pacheco 2013, "A bottom-up institutional approach to cooperative governance of risky commons";
rewards after Sun, Santos et al. 2021; the policy is the mean of what fits those who contribute (DEFINITIONS D2; Ostrom
1990). Rules that one neighbour imposes on three are imposition too (Ostrom's third principle): by default a majority
of those who share the stake has to want them (D17; `model.governance.local_consent`).
"""

import numpy as np

from model.agreement import Agreements
from model.compiled import loop
from model.events import NOBODY
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
    enables_sponsoring = True

    def __init__(self, issue: Issue, slot: int) -> None:
        super().__init__(issue, slot)
        self.share = SHARES[issue.local_consent]
        self.willing = np.ones(len(issue.groups.failed), bool)  # groups whose members want it
        self.enforcing = np.zeros(len(issue.groups.failed), bool)

    def act(self) -> None:
        issue = self.issue
        if self.share and (issue.month - 1) % ASKED_EVERY == 0:
            self.ask()
        sponsored(issue.rows, issue.groups, issue.agreements, self.willing, issue.settings)
        self.tell_changes()

    def tell_changes(self) -> None:
        """How many groups began to enforce this month, and how many ceased, for want of consent or of sponsors."""
        now = self.issue.agreements.row["in_force"][: len(self.enforcing)] > 0
        begun, ended = now & ~self.enforcing, self.enforcing & ~now
        self.enforcing = now
        if begun.any():
            reason = {"active": int(now.sum()), "willing": int(self.willing.sum()), "groups": len(now)}
            self.tell("local_begun", NOBODY, int(begun.sum()), reason)
        if ended.any():
            refused = int((ended & ~self.willing).sum())
            reason = {"active": int(now.sum()), "refused": refused, "unsponsored": int(ended.sum()) - refused}
            self.tell("local_ended", NOBODY, int(ended.sum()), reason)

    def ask(self) -> None:
        """Every actor says whether it would rather have all its own groups enforce than none of them (D17)."""
        issue, terms = self.issue, self.issue.agreements.row[self.agreement : self.agreement + 1]
        outside = issue.agreements.outside[self.slot]
        yes = asked(issue.rows, issue.groups, outside, terms, When(issue.fortune, issue.month), issue.settings)
        self.willing = willing_groups(issue.groups, yes, self.share)

    def bound(self) -> np.ndarray:
        """Who shares a stake where enforcement is on; bool, shape (actors,)."""
        return enforced(self.issue.groups, self.issue.agreements)


@loop
def sponsored(
    rows: np.ndarray, groups: Groups, agreements: Agreements, willing: np.ndarray, settings: np.ndarray
) -> None:
    """Which groups enforce this month, and with what fine, reward and policy."""
    p = settings[0]
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
        local.in_force = sponsors >= needed
        local.monitoring = 1.0
        local.policy = optima / contributors if contributors > 0 else 0.0


@loop
def enforced(groups: Groups, agreements: Agreements) -> np.ndarray:
    """Who is in a group that enforces; bool, shape (actors,)."""
    out = np.zeros(len(groups.own_start) - 1, np.bool_)
    for i in range(len(out)):
        for position in range(groups.own_start[i], groups.own_start[i + 1]):
            out[i] |= agreements.row[groups.own[position]].in_force > 0
    return out
