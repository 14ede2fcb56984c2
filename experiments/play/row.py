"""A row: one run done."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from model.events import Events


class Cast(NamedTuple):
    """Who the actors of a run are: name, kind, and home (the state's code, or empty); shape (actors,)."""

    actor: np.ndarray
    kind: np.ndarray
    state: np.ndarray


@dataclass(frozen=True)
class Row:
    """What is kept of one run: outcomes by column, series and values of actors by outcome; or the error that ended it.

    Monthly series have shape (steps + 1,), month 0 being the start; values of actors have shape (actors,).
    """

    outcomes: dict[str, float] = field(default_factory=dict)
    series: dict[str, np.ndarray] = field(default_factory=dict)
    actors: dict[str, np.ndarray] = field(default_factory=dict)
    cast: Cast | None = None
    events: Events | None = None  # kept where the series are
    error: str = ""


Rows = dict[str, Row]  # by arm, or by run id


def lost(error: BaseException) -> Row:
    """A run that ended in an error, which is said in one line."""
    return Row(error=" ".join(f"{type(error).__name__}: {error}".split()))
