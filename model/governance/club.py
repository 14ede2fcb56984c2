"""What clubs share: a fixed list of members who meet as a subcommittee does, and admit nobody else."""

from typing import ClassVar

from model.governance.seats import seats
from model.governance.subcommittee import Subcommittee
from model.issue import Issue


class Club(Subcommittee):
    """An informal pact of a named body."""

    body: ClassVar[str]

    def __init__(self, issue: Issue, slot: int) -> None:
        super().__init__(issue, slot)
        self.invited = seats(issue.world, self.body)
