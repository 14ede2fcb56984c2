"""What every institution is to the model: a name, a line of the step in which it acts, and its agreements."""

import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from agents import KINDS
from model import luck
from model.events import Event, Reason
from model.issue import Issue
from model.parameter import Parameter
from model.params import declare

INSTITUTIONS: dict[str, type["Institution"]] = {}
#: The lines of a step in which institutions act, in their order.
STAGES = ("local", "formal", "organ", "coalition")
#: How the page marks those whom an institution binds; each has a bit of its own, in this order.
MARKS = ("treaty", "coalition", "subcommittee")


class Institution(ABC):
    """One institution at work on one issue; one object for each run.

    A concrete institution names its `stage` and is registered under the name of its file. `slot` is its place among
    the run's institutions and so its row in the book of who is bound; `agreement` is the row of its own agreement.
    """

    stage: ClassVar[str]
    name: ClassVar[str]
    named: ClassVar[str]
    mark: ClassVar[str] = ""  # one of MARKS; "" where the page marks nobody
    bit: ClassVar[int] = 0  # that of the mark
    words: ClassVar[str] = ""  # what it does, in a sentence for people; else the first of its file
    parameters: ClassVar[tuple[Parameter, ...]] = ()  # of its own
    parties: Any = None  # the states that are party to its agreement, bool, shape (states,); None without one
    tally: Any = None  # applications, refusals, foundings, dissolutions, shape (4,); None where none are counted
    binds_unasked: ClassVar[bool] = False  # whether it binds actors who did not consent (DEFINITIONS D10)
    enables_sponsoring: ClassVar[bool] = False
    binds_by_rule: ClassVar[bool]  # others than those in its row of the book: it says itself whom (`bound`)

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        cls.binds_by_rule = cls.bound is not Institution.bound
        if "stage" in cls.__dict__ and "named" not in cls.__dict__:
            cls.named = cls.__module__.rpartition(".")[2]
            register(cls)

    def __init__(self, issue: Issue, slot: int) -> None:
        self.issue, self.slot = issue, slot
        self.agreement = len(issue.rows) + slot
        issue.agreements.row["name"][self.agreement] = luck.named(type(self).__name__)

    @classmethod
    def unasked(cls, settings: Mapping[str, Any]) -> bool:  # noqa: ARG003
        """Whether it binds actors who did not consent, under these settings."""
        return cls.binds_unasked

    @classmethod
    def informs(cls, settings: Mapping[str, Any]) -> Mapping[str, Any]:
        """The settings of an issue on which this institution sits: what it makes known; by default nothing."""
        return settings

    @abstractmethod
    def act(self) -> None:
        """What the institution does this month."""

    def tell(self, kind: str, actors: Sequence[int] | np.ndarray, value: float, reason: Reason) -> None:
        """Write to the issue's book what happened to this institution's agreement, which has the institution's name."""
        self.issue.book.tell(Event(self.issue.month, kind, self.name, self.name, actors, float(value), reason))

    def bound(self) -> np.ndarray:
        """Who is bound by what it agreed; bool, shape (actors,)."""
        return np.asarray(self.issue.agreements.binding[self.slot] >= 0)

    def lapse(self) -> None:  # noqa: B027  most agree nothing that could end
        """Everything that it agreed ends; nothing does where it agreed nothing."""

    def decision_weights(self) -> list[np.ndarray]:
        """Each actor's weight in the decisions in force, shape (actors,); a list, empty where none is in force."""
        return []


def register(cls: type[Institution]) -> None:
    """Make an institution known under the name of its file, or of its row in a table; raises TypeError."""
    if cls.stage not in STAGES:
        raise TypeError(f"{cls.__name__}.stage={cls.stage}: allowed {' '.join(STAGES)}")
    if cls.mark and cls.mark not in MARKS:
        raise TypeError(f"{cls.__name__}.mark={cls.mark}: allowed {' '.join(MARKS)}")
    cls.name, cls.bit = cls.named, 1 << MARKS.index(cls.mark) if cls.mark else 0
    if cls.name in INSTITUTIONS:
        raise TypeError(f"institution={cls.name}: allowed a name that is not taken")
    for parameter in cls.parameters:
        declare(parameter)
    cls.words = cls.__dict__.get("words") or first_sentence(sys.modules[cls.__module__].__doc__)  # never its parent's
    INSTITUTIONS[cls.name] = cls


def first_sentence(text: str | None) -> str:
    """The first paragraph of a file's docstring, on one line."""
    return " ".join((text or "").strip().partition("\n\n")[0].split())


def unelected(rows: np.ndarray) -> np.ndarray:
    """Who weighs in decisions without a mandate, bool, shape (actors,)."""
    return np.array([kind.unelected for kind in KINDS])[rows["kind"]]


def decisions(issue: Issue) -> list[np.ndarray]:
    """Each actor's weight in every decision in force, whichever institution took it."""
    return [weights for institution in issue.institutions for weights in institution.decision_weights()]


def tally(issue: Issue) -> np.ndarray | None:
    """What its coalitions have counted: applicants, refused, founded; None without coalitions."""
    return next((x.tally for x in issue.institutions if x.tally is not None), None)
