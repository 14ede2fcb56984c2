"""A rigid alliance: members bind themselves once and do not leave (Leeds 2003, on alliances as commitments)."""

from model.governance.club import Club


class Alliance(Club):
    """The members of NATO, for good."""

    stage = "organ"
    bit = 4
    body = "NATO"
    may_leave = False
