"""Which outcomes can be asked for."""

from typing import TYPE_CHECKING

from experiments.ask.question import read_names

if TYPE_CHECKING:
    from model.outcomes import Outcome

PLACEBO = "adverse_placebo"  # what chance alone would seem to lose


def outcome_columns() -> list[str]:
    """All outcomes of a run: those of the model, and what the placebo seems to lose."""
    from model.outcomes import columns  # the engine takes seconds to load: a misspelt option must not wait for it

    return [*columns(), PLACEBO]


def read_outcomes(text: str) -> list[str]:
    """Outcome columns from `cooperation,welfare_mean_last`, all if empty; raises BadInput."""
    return read_names("outcome", text, outcome_columns()) or outcome_columns()


def outcome_of(column: str) -> "Outcome":
    """The outcome of a column of runs: `cooperation_last` is cooperation's, the placebo adverse_share's."""
    from model.outcomes import OUTCOMES

    return OUTCOMES["adverse_share" if column == PLACEBO else column if column in OUTCOMES else column[: -len("_last")]]
