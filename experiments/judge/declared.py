"""What an outcome declares that judging needs: what it can be, from when a time counts, whether more of it is better.

Until `model.outcomes` declares these itself they are read from this table; an outcome that is not in it is unbounded.
"""

from math import inf

from experiments.ask.outcomes import PLACEBO
from experiments.judge.estimate import UNBOUNDED, Bounds
from model.outcomes import OUTCOMES

_BOUNDS: dict[str, Bounds] = {
    "share of": (0, 1), "share a month": (0, 1), "probability": (0, 1), "0 or 1": (0, 1), "index 0..1": (0, 1),
    "index -0.5..1": (-0.5, 1), "months": (0, inf), "coalitions a year": (0, inf), "Gini": (0, inf),
    "squared policy units": (0, inf), "policy units": (0, inf), "endowment a decision": (0, inf), "bodies": (0, inf),
    "states": (0, inf), "payoff months": (0, inf),
}  # fmt: skip
_TIMED_FROM = {
    "response_latency": "shock", "return_time": "shock", "commitment_half_life": "joining",
    "norm_consensus_time": "norm",
}  # fmt: skip
_MORE_IS_BETTER = {"cooperation", "group_achievement", "welfare_mean"}


def outcome_of(column: str) -> str:
    """The outcome of a column of runs: `cooperation_last` is cooperation's."""
    return "adverse_share" if column == PLACEBO else column.removesuffix("_last")


def bounds_of(column: str) -> Bounds:
    """What the values of a column can be."""
    name = outcome_of(column)
    unit = OUTCOMES[name].unit if name in OUTCOMES else ""
    if name == "adverse_size":
        return 0, inf
    return next((bounds for start, bounds in _BOUNDS.items() if unit.startswith(start)), UNBOUNDED)


def timed_from(column: str) -> str:
    """From when a time counts: start, shock, joining or norm; nothing where the column is no time."""
    return _TIMED_FROM.get(column, "start") if column in OUTCOMES and OUTCOMES[column].censored else ""


def more_is_better(column: str) -> bool:
    """Whether more of it is better, so that it makes sense to ask whether a mixture beats the best of its parts."""
    return outcome_of(column) in _MORE_IS_BETTER
