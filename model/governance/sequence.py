"""First from below, then from above: the formal body convenes once local institutions cover enough of the world.

Karatayev, Vasconcelos, Lafuite, Levin, Bauch & Anand 2021, on sequences from local to global institutions.
"""

from model.governance.formal_body import FormalBody


class Sequence(FormalBody):
    """A formal body that waits for the share `sequence_coverage` of stakes groups to be enforced locally."""

    stage = "formal"
    begun = False

    def meets(self) -> bool:
        covered = self.issue.agreements.row["in_force"][: len(self.issue.groups.failed)].mean()
        self.begun = self.begun or bool(covered >= self.issue.figures["sequence_coverage"])
        return self.begun and super().meets()
