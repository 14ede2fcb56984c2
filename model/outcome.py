"""What an outcome declares of itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from math import inf
from typing import Any, Literal, NamedTuple

import numpy as np

from model.issue import Issue

Monthly = Callable[[Issue], float]
Final = Callable[[Any, bool], float]  # of the run's record
Paired = Callable[..., float]  # of the run's record and those of the runs that it is compared with
Each = Callable[[Issue], np.ndarray]
EachPaired = Callable[..., np.ndarray]
Bounds = tuple[float, float]
Start = Literal["", "start", "shock", "joining", "norm"]

SHARE: Bounds = (0, 1)
AT_LEAST_0: Bounds = (0, inf)
UNBOUNDED: Bounds = (-inf, inf)
#: What a value can be, by how its unit begins.
BY_UNIT: dict[str, Bounds] = {
    "share of endowment": UNBOUNDED, "share": SHARE, "probability": SHARE, "0 or 1": SHARE, "index 0..1": SHARE,
    "months": AT_LEAST_0, "coalitions": AT_LEAST_0, "bodies": AT_LEAST_0, "states": AT_LEAST_0, "Gini": AT_LEAST_0,
}  # fmt: skip


def once_a_month[T](function: Callable[[Issue], T]) -> Callable[[Issue], T]:
    """For what several outcomes read of an issue: found once in each month that a record measures, and anew elsewhere.

    What it returns is shared, and so never written to.
    """

    @wraps(function)
    def found(issue: Issue) -> T:
        known = getattr(issue, "known", None)
        if known is None:
            return function(issue)
        if function not in known:
            known[function] = function(issue)
        return known[function]

    return found


class Twin(NamedTuple):
    """Another run of the same world, with which a run is compared (DEFINITIONS C)."""

    governed: bool  # under the arm's institutions, or under none
    luck: int  # 0 is the run's own
    calm: bool = False  # without the shock


RUN = Twin(governed=True, luck=0)
#: The runs that an outcome may need beside the run itself. Lucks 0 and 1 are A and B, 2 and 3 are C and D.
TWINS: dict[str, Twin] = {
    "again": Twin(governed=True, luck=1),
    "calm": Twin(governed=True, luck=0, calm=True),
    "ungoverned": Twin(governed=False, luck=0),
    "ungoverned_again": Twin(governed=False, luck=1),
    "ungoverned_calm": Twin(governed=False, luck=0, calm=True),
    "other": Twin(governed=False, luck=2),
    "other_again": Twin(governed=False, luck=3),
}
LUCKS = 1 + max(twin.luck for twin in TWINS.values())
TWICE = ("again", "ungoverned", "ungoverned_again")  # the arm and none, each under the lucks A and B
PLACEBO = ("other", "other_again", "ungoverned", "ungoverned_again")  # none under C and D in the arm's place


@dataclass
class Outcome:
    """How one outcome is measured; `late` says whether it is given for the last 60 months too.

    `reads` names the monthly outcomes that it reads in the record, `bounds` are the ends of what it can be,
    `timed_from` says from when a time counts (a missing value is then a time beyond the run's end), and
    `more_is_better` whether it makes sense to ask who has most of it. A monthly outcome that is costly and moves slowly
    is measured `every` so many months, in those that are whole multiples; between them it is missing. `needs` names the
    runs that it is compared with, of `TWINS`: they are played only where it is asked for. `beside` names outcomes
    without which it cannot be read.
    """

    name: str
    unit: str
    source: str
    doc: str
    monthly: Monthly | None = None
    final: Final | None = None
    paired: Paired | None = None
    each: Each | None = None
    each_paired: EachPaired | None = None
    late: bool = False
    reads: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    bounds: Bounds = UNBOUNDED
    timed_from: Start = ""
    more_is_better: bool = False
    every: int = 1
    label: str = field(init=False)

    def __post_init__(self) -> None:
        self.label = self.name.replace("_", " ")
        if strange := [name for name in self.needs if name not in TWINS]:
            raise TypeError(f"{self.name}.needs={strange[0]}: allowed {' '.join(TWINS)}")
        if self.every < 1 or (self.every > 1 and not self.monthly):
            raise TypeError(f"{self.name}.every={self.every}: allowed 1, or more months if it is measured monthly")

    @property
    def censored(self) -> bool:
        """Whether it is a time: summarised by a Kaplan-Meier median, null where beyond the run's end."""
        return bool(self.timed_from)

    @property
    def meaning(self) -> str:
        """What it is, and how often it is measured if not every month."""
        return f"{self.doc} Measured every {self.every} months." if self.every > 1 else self.doc

    @property
    def columns(self) -> tuple[str, ...]:
        """Its name, and that of the last 60 months."""
        return (self.name, f"{self.name}_last") if self.late else (self.name,)
