"""The book of what happened on an issue, written as it happens: who did what, and the reason in numbers.

Everything that later explains a world reads this book. To write in it changes no number of the model.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any, NamedTuple, Protocol

import numpy as np

KINDS = (
    "proposal", "vote", "veto", "adoption", "signature", "ratification", "entry_into_force", "amendment", "notice",
    "exit", "lapse", "expulsion", "coalition_proposed", "coalition_founded", "coalition_joined", "coalition_left",
    "coalition_ended", "local_begun", "local_ended", "shock", "norm_tipped",
)  # fmt: skip
DIGITS = 6  # significant, of the numbers in a reason
NOBODY: tuple[int, ...] = ()


class Because(NamedTuple):
    """Why an actor, or several on average, said yes or no: V, and the terms that add up to it by their names, or the
    largest of them alone; none where they are not known."""

    gain: float
    names: Sequence[str]
    terms: Sequence[float] | np.ndarray  # same length as names
    more: Mapping[str, Any] = {}

    def numbers(self) -> dict[str, Any]:
        """V, the name of its largest term in size, and every term that is not 0."""
        told: dict[str, Any] = {"V": self.gain}
        if len(self.terms):
            told["largest"] = max(zip(self.names, self.terms, strict=True), key=lambda one: abs(one[1]))[0]
            told |= {name: term for name, term in zip(self.names, self.terms, strict=True) if term}
        return told | dict(self.more)


Reason = Mapping[str, Any] | Because


class Event(NamedTuple):
    """One thing that happened; `actors` are rows of the world, governments being the first."""

    month: int
    kind: str
    institution: str
    agreement: str
    actors: Sequence[int] | np.ndarray
    value: float
    reason: Reason


class Later(Protocol):
    """Events that are put into words only when the book is read: a run has thousands."""

    def events(self) -> Iterator[Event]:
        """The events in their order."""


class Book:
    """What happened on one issue. A closed book drops everything; only the measurement of its cost uses one.

    `prefix` marks the institutions and agreements of a further issue on the agenda.
    """

    def __init__(self, prefix: str = "", is_open: bool = True) -> None:
        self.prefix, self.is_open = prefix, is_open
        self._told: list[Event | Later] = []

    def tell(self, event: Event | Later) -> None:
        """Write an event down, or some that are read later; raises ValueError for a kind that is not declared."""
        if isinstance(event, Event) and event.kind not in KINDS:
            raise ValueError(f"kind={event.kind}: allowed {' '.join(KINDS)}")
        if self.is_open:
            self._told.append(event)

    def __iter__(self) -> Iterator[Event]:
        """The events in the order in which they happened, under the names of this issue."""
        for event in (one for told in self._told for one in ([told] if isinstance(told, Event) else told.events())):
            yield (
                event._replace(
                    institution=self.prefix + event.institution if event.institution else "",
                    agreement=self.prefix + event.agreement if event.agreement else "",
                )
                if self.prefix
                else event
            )


class Events(NamedTuple):
    """Events in columns, sorted by month and within it as they happened, issue by issue; each of shape (events,)."""

    month: np.ndarray  # int64
    kind: np.ndarray  # text
    institution: np.ndarray  # text
    agreement: np.ndarray  # text
    actors: list[np.ndarray]  # of each event, int32
    value: np.ndarray  # float64, NaN where there is none
    reason: np.ndarray  # JSON text

    def __iter__(self) -> Iterator[Event]:  # type: ignore[override]
        """One by one, each reason as a dictionary."""
        for place in range(len(self.month)):
            names = [str(column[place]) for column in (self.kind, self.institution, self.agreement)]
            what = float(self.value[place]), json.loads(self.reason[place])
            yield Event(int(self.month[place]), names[0], names[1], names[2], self.actors[place], *what)

    def of(self, *kinds: str) -> list[Event]:
        """The events of these kinds."""
        return [event for event in self if event.kind in kinds]


def in_columns(books: Sequence[Book]) -> Events:
    """The events of all issues of a run."""
    told = sorted((event for book in books for event in book), key=lambda event: event.month)
    return Events(
        month=np.array([event.month for event in told], np.int64),
        kind=np.array([event.kind for event in told], object),
        institution=np.array([event.institution for event in told], object),
        agreement=np.array([event.agreement for event in told], object),
        actors=[np.asarray(event.actors, np.int32) for event in told],
        value=np.array([event.value for event in told], np.float64),
        reason=np.array([in_short(event.reason) for event in told], object),
    )


def in_short(reason: Reason) -> str:
    """The reason as JSON on one line, numbers to six significant digits."""
    numbers = reason.numbers() if isinstance(reason, Because) else reason
    return "{" + ",".join(f'"{name}":{_as_json(value)}' for name, value in numbers.items()) + "}"


def _as_json(value: Any) -> str:
    """By hand where that is safe: `json` takes ten times as long, and a run has thousands of reasons."""
    if isinstance(value, float):
        return f"{value:.{DIGITS}g}" if isfinite(value) else "null"
    return str(int(value)) if isinstance(value, int | np.integer) else json.dumps(value)
