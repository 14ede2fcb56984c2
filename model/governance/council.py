"""What councils share: those with a seat decide for all within reach, at once; nothing is left to ratification."""

import numpy as np

from model.governance.formal_body import FormalBody


class Council(FormalBody):
    """A formal body of some states whose decisions take effect when they are taken."""

    may_leave = False
    binds_unasked = True  # who is within reach and was not at the table

    def reach(self) -> np.ndarray:
        """Whom a decision binds, shape (states,)."""
        return self.everyone

    def expected_coverage(self) -> float:
        return 1.0

    def willing(self, states: np.ndarray, settings: np.ndarray | None = None) -> np.ndarray:
        return self.support(states, self.reach(), 1.0, settings)

    def adopt(self) -> None:
        super().adopt()
        if self.adopted:
            self.parties |= self.reach()
            self.enter_into_force()
            self.bind(np.flatnonzero(self.parties))
            self.tell_entry(self.ballot)

    def ratify(self) -> None:
        """Nothing is left to do at home."""
