"""Which outcomes can be asked for."""

from typing import TYPE_CHECKING

from experiments.ask.question import read_names

if TYPE_CHECKING:
    from model.outcomes import Outcome

MATTER = (
    "welfare_mean_last", "cooperation_last", "group_achievement_last", "welfare_gini_last", "adverse_share",
    "exclusivity_last", "representation_gap_last", "loss_area",
)  # fmt: skip
"""Outcomes that a comparison shows first; `all` asks for the rest."""
PLACEBO = "adverse_placebo"  # what chance alone would seem to lose


def outcome_columns() -> list[str]:
    """All outcomes of a run: those of the model, and what the placebo seems to lose."""
    from model.outcomes import columns  # the engine takes seconds to load: a misspelt option must not wait for it

    return [*columns(), PLACEBO]


def read_outcomes(text: str) -> list[str]:
    """Outcome columns from `cooperation,welfare_mean_last`, those that matter if empty, or `all`; raises BadInput."""
    return outcome_columns() if text == "all" else read_names("outcome", text, outcome_columns()) or list(MATTER)


def outcome_of(column: str) -> "Outcome":
    """The outcome of a column of runs: `cooperation_last` is cooperation's, the placebo adverse_share's."""
    from model.outcomes import OUTCOMES

    return OUTCOMES["adverse_share" if column == PLACEBO else column if column in OUTCOMES else column[: -len("_last")]]
