"""What compiled loops note down of coalitions, a record each, to be read out into the book of events once a month."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from agents.actor import Row
from agents.compiled import compiled
from model.events import Because, Event, Reason
from model.governance.expectation import TERMS, Parts, write_terms

PROPOSED, FOUNDED, JOINED, NOTICED, LEFT, ENDED, AMENDED = range(7)
KIND = ("coalition_proposed", "coalition_founded", "coalition_joined", "notice", "coalition_left", "coalition_ended",
        "amendment")  # fmt: skip
NAMES = (*TERMS, "shared_intelligence")
NOTE = np.dtype(
    [
        ("proposer", np.uint64),  # id of who proposed the coalition
        ("kind", np.int32),
        ("actor", np.int32),  # row, or -1
        ("founded", np.int32),  # month
        ("members", np.int32),  # after the event; invited, of a proposal
        ("value", np.float64),  # the actor's V, the policy of an amendment, those willing of a proposal
        ("before", np.float64),  # policy before an amendment
    ]
)


class Notes(NamedTuple):
    """Notes of some months; `terms` has the terms of each V, in the order of NAMES."""

    record: np.ndarray  # NOTE, shape (room,); no room in a closed book
    terms: np.ndarray  # shape (room, len(NAMES))
    counted: np.ndarray  # notes so far, shape (1,)


def blank(room: int) -> Notes:
    """Notes that have room for so many."""
    return Notes(np.empty(room, NOTE), np.empty((room, len(NAMES)), np.float32), np.zeros(1, np.int64))


def room_for(actors: int, agreements: int) -> int:
    """More than a month can bring: an actor may leave, join, propose, be named in a founding, and lose its coalition;
    one proposal's willing are noted before it is known whether they are enough; each coalition may end or amend."""
    return 6 * actors + 2 * agreements


CLOSED = blank(0)


@compiled
def note(notes: Notes, kind: int, actor: int, terms: Row, value: float) -> int:
    """Note an event of the coalition whose record is `terms`; returns its place, -1 in a closed book.

    Raises IndexError where there is no room: nothing is dropped in silence.
    """
    if len(notes.record) == 0:
        return -1
    k = notes.counted[0]
    if k >= len(notes.record):
        raise IndexError("no room for an event")
    one = notes.record[k]
    one.kind, one.actor, one.proposer, one.founded = kind, actor, terms.name, terms.founded
    one.members, one.value, one.before = terms.members, value, terms.policy
    notes.terms[k] = 0.0
    notes.counted[0] = k + 1
    return k


@compiled
def explain(notes: Notes, k: int, me: Row, parts: Parts, spared: float) -> None:
    """Add to the note at place k why the actor chose so."""
    if k >= 0:
        write_terms(me, parts, notes.terms[k])
        notes.terms[k, len(TERMS)] = spared


class Month(NamedTuple):
    """The notes of one month, kept as they are until somebody reads them."""

    record: np.ndarray  # NOTE
    terms: np.ndarray  # shape (notes, len(NAMES))
    ids: np.ndarray  # of all actors
    institution: str
    month: int
    needed: int  # members that a coalition needs

    def events(self) -> Iterator[Event]:
        """The events in their order; those who found a coalition, or lose it, make one event together."""
        by_id = np.argsort(self.ids)
        proposers = by_id[np.searchsorted(self.ids, self.record["proposer"], sorter=by_id)]
        names = [f"{i}@{m}" for i, m in zip(proposers.tolist(), self.record["founded"].tolist(), strict=True)]
        together: dict[tuple[int, str | int], list[int]] = {}
        for k, (kind, name) in enumerate(zip(self.record["kind"].tolist(), names, strict=True)):
            together.setdefault((kind, name if kind in (FOUNDED, ENDED) else k), []).append(k)
        for (kind, _), places in together.items():
            actors = self.record["actor"][places]
            value, reason = self.reason(kind, places)
            yield Event(self.month, KIND[kind], self.institution, names[places[0]], actors[actors >= 0], value, reason)

    def reason(self, kind: int, places: list[int]) -> tuple[float, Reason]:
        """The value of an event, and its reason."""
        first = self.record[places[0]]
        members, value, before = int(first["members"]), float(first["value"]), float(first["before"])
        if kind == PROPOSED:
            return before, {"invited": members, "willing": int(value), "needed": self.needed}
        if kind == ENDED:
            return value, {"months": int(value), "needed": self.needed}
        if kind == AMENDED:
            return value, {"from": before, "to": value, "members": members}
        terms = self.terms[places].mean(axis=0) if len(places) > 1 else self.terms[places[0]]
        largest = int(np.abs(terms).argmax())
        name, term = NAMES[largest : largest + 1], (float(terms[largest]),)
        if kind == FOUNDED:
            gain = float(self.record["value"][places].mean())
            return float(len(places)), Because(gain, name, term, {"members": len(places), "needed": self.needed})
        return value, Because(value, name, term, {"members": members})
