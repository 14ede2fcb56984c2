"""Clubs: a fixed list of members meet as a subcommittee does, admit nobody else, and may turn on others.

Who breaks what was agreed may be expelled, as Russia was from the G8 (Kirton 2015), and outsiders may be sanctioned
(Nordhaus 2015, on climate clubs): they lose by the share of their trade that is with members.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

import numpy as np

from model.governance.consent import weighed_gains
from model.governance.institution import register
from model.governance.neighbours import share_with, shares
from model.governance.seats import seats
from model.governance.subcommittee import Subcommittee
from model.issue import Issue
from model.memory import MEMORY


class Club(Subcommittee):
    """An informal pact of a named body; `CLUBS` has a row for each."""

    body: ClassVar[str]
    eighth: ClassVar[str] = ""  # a member beside those of the body

    def __init__(self, issue: Issue, slot: int) -> None:
        super().__init__(issue, slot)
        self.expelled = np.zeros(issue.world.n_states, bool)

    def members(self) -> np.ndarray:
        """The body and the eighth: in a world without history, the great power least like the others."""
        world, rows = self.issue.world, self.issue.rows
        inside = seats(world, self.body)
        if not self.eighth:
            return inside
        joined = (world.states["code"] == self.eighth).to_numpy(copy=True)
        if not joined.any():
            great = [s for s in world.veto_order[: 2 * inside.sum() + 1] if not inside[s]]
            mean = rows["home_bent"][world.governments][inside].mean()
            unlike = sorted(great, key=lambda s: abs(rows["home_bent"][s] - mean), reverse=True)
            joined[unlike[:1]] = True  # nobody, in a world of no other state
        return inside | joined

    def act(self) -> None:
        super().act()
        if self.in_force and self.issue.figures["outsider_sanction"]:
            self.issue.rows["outlay"] += np.where(self.outside(), self.at_stake(), 0.0)

    def meet(self) -> None:
        if self.in_force and self.issue.month - self.terms["founded"] >= MEMORY:
            self.expel()
        if self.invited.any():
            super().meet()

    def expel(self) -> None:
        """Parties whose societies contributed less than the bar over the year lose their seat for good."""
        conduct, bar = conduct_by_state(self.issue), float(self.issue.figures["expulsion_bar"])
        failing = self.parties & (conduct < bar)
        for s in np.flatnonzero(failing):
            self.tell("expulsion", np.array([s]), conduct[s], {"contributed": conduct[s], "bar": bar})
        self.invited &= ~failing
        self.expelled |= failing
        self.let_go(np.flatnonzero(failing))

    def consent(self, states: np.ndarray) -> np.ndarray:
        gain = super().consent(states)
        if self.grounds is not None and self.issue.figures["outsider_sanction"] and self.issue.book.is_open:
            self.grounds = self.grounds._replace(beyond="outsider_sanction")
            gain += self.spared(states)
        return gain

    def worth(self, states: np.ndarray) -> np.ndarray:
        """Inside, the club's sanctions on outsiders do not strike."""
        gain = super().worth(states)
        return gain + self.spared(states) if self.issue.figures["outsider_sanction"] else gain

    def spared(self, states: np.ndarray) -> np.ndarray:
        """What each of the states would lose to the club's sanctions outside, shape (len(states),)."""
        issue = self.issue
        return weighed_gains(issue.rows, issue.world.homes, self.at_stake(), issue.settings)[states]

    def outside(self) -> np.ndarray:
        """Actors at home in no party, shape (actors,); the transnational are left alone."""
        home = self.issue.rows["home"]
        return (home >= 0) & ~self.parties[home]

    def at_stake(self) -> np.ndarray:
        """What each actor loses as an outsider: the sanction, times the share of its state's ties with parties."""
        issue = self.issue
        share = share_with(self.parties, issue.world.once(shares))
        return np.asarray(issue.figures["outsider_sanction"] * share[issue.rows["home"]])


def conduct_by_state(issue: Issue) -> np.ndarray:
    """Share of the endowment at each home that was contributed over the last year (D12), shape (states,)."""
    rows = issue.rows[issue.rows["home"] >= 0]
    given = np.bincount(rows["home"], rows["endowment"] * rows["recent"], issue.world.n_states)
    return given / np.bincount(rows["home"], rows["endowment"], issue.world.n_states)


class Named(NamedTuple):
    """A row of the table of clubs: its name, the body whose members sit there, what it does, and its source."""

    name: str
    body: str
    words: str
    source: str
    rules: Mapping[str, Any] = MappingProxyType({})


CLUBS = (
    Named("alliance", "NATO", "A rigid alliance: the members of NATO bind themselves once and do not leave",
          "Leeds 2003, on alliances as commitments", {"may_leave": False}),
    Named("brics", "BRICS", "BRICS: the second bloc, for what fits its members",
          'Stuenkel 2015, "The BRICS and the Future of Global Order"'),
    Named("g7", "G7", "The G7: seven like-minded economies, quick to meet and closed to others",
          'Putnam & Bayne 1987, "Hanging Together"'),
    Named("g8", "G7", "The G8: the seven and Russia, which the seven expelled in 2014",
          "Kirton 2015 on the G8 and Russia", {"eighth": "RUS"}),
)  # fmt: skip
for _club in CLUBS:
    _words = f"{_club.words} ({_club.source})."
    _named = {"named": _club.name, "body": _club.body, "words": _words, "__module__": __name__}
    register(type(_club.name.upper(), (Club,), {**_named, **_club.rules}))
