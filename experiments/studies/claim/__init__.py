"""What a claim is: words that could be wrong, and everything that decides the verdict, written down before any run.

`claims/frozen.json` holds the declarations of the laboratory's own claims, as soon as there are any: `python -m
experiments.studies.claim` writes it, which git shows.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from experiments.ask.case import Value
from experiments.judge.estimate import ALPHA, DRAW_SEED, DRAWS
from experiments.judge.rule import Judgement, Rule

if TYPE_CHECKING:
    import pandas as pd

FROZEN = Path(__file__).parents[1] / "claims" / "frozen.json"
STEPS = 240  # months of a run whose length is not drawn
#: A random world with 200 actors in 40 states: large enough for votes, small enough for thousands of runs.
WORLDS: Mapping[str, Mapping[str, Value]] = {"random": {"actors": 200}, "earth": {}}
LUCKS = 64  # random seeds over which points are dealt where each meets one alone

Size = Mapping[str, int]
SIZES = ("quick", "full", "overnight")
Figures = dict[str, Any]  # by name: numbers, or arrays


class Measurement(NamedTuple):
    """One measurement to be made: settings of one point with one seed, and labels that say what it is for."""

    world: str
    point: int
    seed: int
    settings: Mapping[str, Value]
    labels: Mapping[str, Any] = {}

    @property
    def steps(self) -> int:
        """Length of the run in months, which a prior may draw."""
        return int(self.settings.get("steps", STEPS))


def luck_of(point: int) -> int:
    """The seed of a point that meets one alone."""
    return 1 + point % LUCKS


@dataclass(frozen=True)
class Claim:
    """One claim with its statistic, rule and sample.

    `sizes` gives, for each world, the numbers of points and seeds: quick, full and, where full is less than DEFINITIONS
    D lays down, overnight; `why` says why they are what they are. `frozen` holds the ranges, windows and settings.
    `cases` lists what is to be measured, `measure` does one, `judge` reads the table of all (one row a case: point,
    seed, labels, figures).
    """

    id: str
    title: str
    says: str
    criterion: str
    source: str
    sizes: Mapping[str, Mapping[str, Size]]
    why: str
    rules: Mapping[str, Rule]
    frozen: Mapping[str, Any]
    cases: Callable[[str, Size], Iterator[Measurement]] = field(repr=False)
    measure: Callable[[Measurement], Figures] = field(repr=False)
    judge: Callable[["pd.DataFrame", Size], Judgement] = field(repr=False)

    def sized(self, asked: str) -> str:
        """The size that is played where one of `SIZES` is asked: a full sample may be all that was pre-registered."""
        return asked if any(asked in sizes for sizes in self.sizes.values()) else "full"

    def size(self, world: str, asked: str) -> Size:
        return self.sizes[world].get(asked) or self.sizes[world]["full"]

    @property
    def declaration(self) -> dict[str, Any]:
        """All that decides the verdict, as plain JSON."""
        said = {
            "criterion": self.criterion,
            "sizes": self.sizes,
            "rules": {name: [list(map(str, ends)) for ends in rule] for name, rule in self.rules.items()},
            "worlds": {world: WORLDS[world] for world in self.sizes},
            "steps": STEPS,
            "lucks": LUCKS,
            "bootstrap": {"draws": DRAWS, "seed": DRAW_SEED, "alpha": ALPHA},
            **self.frozen,
        }
        return dict(json.loads(json.dumps(said)))

    @property
    def hash(self) -> str:
        """Twelve hex digits that name the declaration."""
        return digest(self.declaration)

    def hash_at(self, asked: str, worlds: Iterable[str]) -> str:
        """Twelve hex digits of all that the runs of one size on these worlds depend on: not on other sizes."""
        return digest({**self.declaration, "sizes": {world: self.size(world, asked) for world in worlds}})

    @property
    def as_frozen(self) -> bool:
        """Whether the declaration is the one that was written down."""
        return read_frozen().get(self.id, {}).get("hash") == self.hash


def digest(declaration: Mapping[str, Any]) -> str:
    """Twelve hex digits of a declaration, whatever its order."""
    return hashlib.sha256(json.dumps(declaration, sort_keys=True).encode()).hexdigest()[:12]


def read_frozen() -> dict[str, Any]:
    """What was written down: by claim, hash and declaration."""
    return dict(json.loads(FROZEN.read_text(encoding="utf-8"))) if FROZEN.exists() else {}
