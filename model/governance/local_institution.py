"""Local institutions: those who share a stake fine their own free-riders once enough of them pay for it.

Vasconcelos, Santos & Pacheco 2013, "A bottom-up institutional approach to cooperative governance of risky commons";
rewards after Sun, Santos et al. 2021; the policy is the mean preferred policy of those who contribute
(DEFINITIONS D2; Ostrom 1990).
"""

import numpy as np

from model.agreement import Agreements
from model.compiled import loop
from model.game import enforcement, needed_members
from model.governance.institution import Institution
from model.groups import Groups


class LocalInstitution(Institution):
    """One in each stakes group; sponsoring it is open to every actor while this institution is switched on."""

    stage = "local"
    words = "neighbours who share a risk pay for sanctions among themselves"
    enables_sponsoring = True
    binds_unasked = True  # whoever shares the stake

    def act(self) -> None:
        sponsored(self.issue.rows, self.issue.groups, self.issue.agreements, self.issue.settings)


@loop
def sponsored(rows: np.ndarray, groups: Groups, agreements: Agreements, settings: np.ndarray) -> None:
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
        local.fine, local.reward = enforcement(sponsors, needed, p.local_fine, p.reward_share)
        local.in_force = sponsors >= needed
        local.monitoring = 1.0
        local.policy = optima / contributors if contributors > 0 else 0.0
