"""What an experiment can name and measure: outcomes, institutions and kinds of actor, as they declare themselves."""

import sys
from typing import NamedTuple

from agents import KINDS
from experiments.ask.outcomes import outcome_columns
from model.governance import INSTITUTIONS
from model.outcomes import OUTCOMES


class Measure(NamedTuple):
    """An outcome: its columns in runs.parquet (`_last` is that of the last 60 months), unit, meaning and source."""

    columns: list[str]
    unit: str
    meaning: str
    source: str


class Entry(NamedTuple):
    """A name with its file, what it means in a sentence, and the rest of what its file says first."""

    name: str
    file: str
    meaning: str
    more: str


def outcomes() -> list[Measure]:
    """All outcomes, in the order of their columns."""
    kept = outcome_columns()
    return [
        Measure([c for c in kept if c in (o.name, f"{o.name}_last")], o.unit, o.meaning, o.source)
        for o in OUTCOMES.values()
    ]


def institutions() -> list[Entry]:
    """All institutions, of which an arm may have any."""
    return [_entry(name, kind) for name, kind in INSTITUTIONS.items()]


def kinds() -> list[Entry]:
    """All kinds of actor."""
    return [_entry(kind.__module__.rpartition(".")[2], kind) for kind in KINDS]


def _entry(name: str, kind: type) -> Entry:
    said = (sys.modules[kind.__module__].__doc__ or "").strip()
    first, _, rest = (" ".join(part.split()) for part in said.partition("\n\n"))
    meaning = getattr(kind, "words", "") or first
    return Entry(name, kind.__module__.replace(".", "/") + ".py", meaning, rest if meaning == first else "")
