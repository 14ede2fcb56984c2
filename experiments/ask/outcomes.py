"""Which outcomes can be asked for."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from model.parameter import BadInput, unknown

if TYPE_CHECKING:
    from model.outcomes import Outcome

MATTER = (
    "welfare_mean_last", "cooperation_last", "inert", "harmful", "harmed", "worst_off", "exclusivity_last",
    "representation_gap_last",
)  # fmt: skip
"""Outcomes that a comparison shows first; `all` asks for the rest."""
RETIRED = {
    "adverse_share": "harmed (adverse_share counted luck)",
    "adverse_size": "harm (adverse_size counted luck)",
    "adverse_placebo": "harmed_placebo harm_placebo (each outcome against none has its own)",
    "response_latency": "response (response_latency was not compared with a run without the shock)",
    "responded": "recovered (responded was not compared with a run without the shock)",
    "return_time": "response recovered (return_time was not compared with a run without the shock)",
}
"""Outcomes of the first edition, and what took their place."""


def outcome_columns() -> list[str]:
    """All outcomes of a run."""
    from model.outcomes import columns  # the engine takes seconds to load: a misspelt option must not wait for it

    return columns()


def read_outcomes(text: str) -> list[str]:
    """Outcome columns from `cooperation,welfare_mean_last`, those that matter if empty, or `all`; raises BadInput."""
    if text == "all":
        return outcome_columns()
    return with_beside(named_outcomes("outcome", text, outcome_columns()) or MATTER)


def named_outcomes(field: str, text: str, known: Collection[str]) -> list[str]:
    """Outcome columns from `this,that`; none from an empty text. Raises BadInput for one that is not known."""
    names = [name.strip() for name in text.split(",")] if text else []
    for name in names:
        if name not in known:
            raise no_outcome(field, name, known)
    return names


def no_outcome(field: str, name: str, known: Collection[str]) -> BadInput:
    """The refusal of a name that is not, or no more, an outcome's."""
    return BadInput(field, name, RETIRED[name]) if name in RETIRED else unknown(field, name, known)


def with_beside(columns: Iterable[str]) -> list[str]:
    """The columns, each followed by those without which it cannot be read."""
    found: list[str] = []
    for column in columns:
        late = "_last" if column.endswith("_last") else ""
        found += [column, *(f"{name}{late}" for name in outcome_of(column).beside)]
    return list(dict.fromkeys(found))


def compared_with(columns: Iterable[str]) -> list[str]:
    """The runs that are played beside each run for these columns, all if there are none (`model.outcome.TWINS`)."""
    from model.outcome import TWINS

    needed = {name for column in list(columns) or outcome_columns() for name in outcome_of(column).needs}
    return [name for name in TWINS if name in needed]


def played_for(columns: Iterable[str]) -> tuple[str, ...]:
    """These columns, and all that can be had without another run being played; in the order of all."""
    needed = set(compared_with(columns := tuple(columns)))
    return tuple(c for c in outcome_columns() if c in columns or needed.issuperset(outcome_of(c).needs))


def outcome_of(column: str) -> "Outcome":
    """The outcome of a column of runs: `cooperation_last` is cooperation's."""
    from model.outcomes import OUTCOMES

    return OUTCOMES[column if column in OUTCOMES else column.removesuffix("_last")]
