"""A number with its interval."""

from math import inf
from typing import NamedTuple

from experiments.play.tables import known


class Estimate(NamedTuple):
    """A value with its interval, NaN where undefined; `n` counts the values that it rests on.

    The value is a mean, the median of a censored time, or another statistic; `bounds` say what the outcome can be.
    """

    value: float
    low: float
    high: float
    n: int
    bounds: tuple[float, float] = (-inf, inf)

    def as_json(self) -> dict[str, float | int | None]:
        """Plain values under the keys that files and `--json` have, null where undefined."""
        return {"mean": known(self.value), "low": known(self.low), "high": known(self.high), "n": self.n}
