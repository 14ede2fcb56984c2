"""What is switched off, from `rows.csv`: id, with, without, arms, ideas, made_of, words. The ideas are in `ideas.csv`.

`with` leads from a world to the one that has the idea, `without` from there to the one that lacks it; both are words
such as `+panel`, `-coalitions`, `nsa_weight=0` and, for rows that do nothing, `replica=1`.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from experiments.ask.case import Value
from model.settings import checked

REPLICA = "replica"


@dataclass(frozen=True)
class At:
    """A run but for its seed: world, institutions, what is set beyond the defaults, and the replica."""

    institutions: tuple[str, ...]
    set: tuple[tuple[str, Value], ...] = ()
    world: str = "earth"
    steps: int = 240
    replica: int = 0

    @property
    def settings(self) -> dict[str, Value]:
        """All settings; raises BadInput."""
        return checked(dict(self.set))

    def changed(self, words: str) -> "At":
        """After the words of a row; institutions are in the order of their names, so that no order makes two."""
        names, given, replica = set(self.institutions), dict(self.set), self.replica
        for word in words.split():
            name, equals, value = word.partition("=")
            if not equals:
                (names.add if word[0] == "+" else names.discard)(word[1:])
            elif name == REPLICA:
                replica = int(value)
            else:
                given[name] = value
        return At(tuple(sorted(names)), tuple(sorted(given.items())), self.world, self.steps, replica)

    def same(self, other: "At") -> bool:
        """Whether the two are one run."""
        alike = sorted(self.institutions) == sorted(other.institutions) and self.replica == other.replica
        return alike and self.settings == other.settings


@dataclass(frozen=True)
class Row:
    """One ablation; it belongs to the ideas (A1 .. B36) whose mechanism it switches off."""

    id: str
    on: str
    off: str
    arms: tuple[str, ...]
    ideas: tuple[str, ...]
    words: str
    made_of: tuple[str, ...] = ()  # outcomes that are made of what it moves: they change by construction

    @property
    def on_in_words(self) -> str:
        """What is switched on first."""
        signs = {"+": "", "-": "no "}
        return ", ".join(signs.get(word[0], word[0]) + word[1:] for word in self.on.split())

    @property
    def idle(self) -> bool:
        """Whether it does nothing but draw other random numbers."""
        return self.off.startswith(REPLICA)


@cache
def rows() -> tuple[Row, ...]:
    """All of the table."""
    return tuple(
        Row(r["id"], r["with"], r["without"], split(r["arms"]), split(r["ideas"]), r["words"], split(r["made_of"]))
        for r in read("rows.csv")
    )


def split(words: str) -> tuple[str, ...]:
    """The words of a cell."""
    return tuple(words.split())


def read(name: str) -> list[dict[str, str]]:
    """A table of this study."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


class Idea(NamedTuple):
    """An idea of the founding essays, the scenario that plays it, and, where it changes nothing, why."""

    idea: str
    scenario: str
    nil: str


@cache
def read_ideas() -> dict[str, Idea]:
    """All ideas, in the essays' order, by A1 .. B36."""
    return {row["id"]: Idea(row["idea"], row["scenario"], row["nil"]) for row in read("ideas.csv")}
