"""What an outcome declares of itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from typing import Any, Literal

import numpy as np

from model.issue import Issue

Monthly = Callable[[Issue], float]
Final = Callable[[Any, bool], float]  # of the run's record
Paired = Callable[[Any, Any], float]
Each = Callable[[Issue], np.ndarray]
Bounds = tuple[float, float]
Start = Literal["", "start", "shock", "joining", "norm"]

SHARE: Bounds = (0, 1)
AT_LEAST_0: Bounds = (0, inf)
UNBOUNDED: Bounds = (-inf, inf)
#: What a value can be, by how its unit begins.
BY_UNIT: dict[str, Bounds] = {
    "share": SHARE, "probability": SHARE, "0 or 1": SHARE, "index 0..1": SHARE, "months": AT_LEAST_0,
    "coalitions": AT_LEAST_0, "bodies": AT_LEAST_0, "states": AT_LEAST_0, "Gini": AT_LEAST_0,
}  # fmt: skip


@dataclass
class Outcome:
    """How one outcome is measured; `late` says whether it is given for the last 60 months too.

    `reads` names the monthly outcomes that it reads in the record, `bounds` are the ends of what it can be,
    `timed_from` says from when a time counts (a missing value is then a time beyond the run's end), and
    `more_is_better` whether it makes sense to ask who has most of it.
    """

    name: str
    unit: str
    source: str
    doc: str
    monthly: Monthly | None = None
    final: Final | None = None
    paired: Paired | None = None
    each: Each | None = None
    late: bool = False
    reads: tuple[str, ...] = ()
    bounds: Bounds = UNBOUNDED
    timed_from: Start = ""
    more_is_better: bool = False
    label: str = field(init=False)

    def __post_init__(self) -> None:
        self.label = self.name.replace("_", " ")

    @property
    def censored(self) -> bool:
        """Whether it is a time: summarised by a Kaplan-Meier median, null where beyond the run's end."""
        return bool(self.timed_from)

    @property
    def columns(self) -> tuple[str, ...]:
        """Its name, and that of the last 60 months."""
        return (self.name, f"{self.name}_last") if self.late else (self.name,)
