"""Which outcomes can be asked for."""

from experiments.ask.question import read_names

PLACEBO = "adverse_placebo"  # what chance alone would seem to lose


def outcome_columns() -> list[str]:
    """All outcomes of a run: those of the model, and what the placebo seems to lose."""
    from model.outcomes import columns  # the engine takes seconds to load: a misspelt option must not wait for it

    return [*columns(), PLACEBO]


def read_outcomes(text: str) -> list[str]:
    """Outcome columns from `cooperation,welfare_mean_last`, all if empty; raises BadInput."""
    return read_names("outcome", text, outcome_columns()) or outcome_columns()
