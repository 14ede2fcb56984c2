"""A scenario in the terminal: every place with its outcomes, the expectation, and what came beneath it."""

from experiments.ask.outcomes import outcome_of
from experiments.show.style import titled
from experiments.show.tables import cell, console, table
from experiments.studies.scenario.findings import estimates, sentence, shown
from experiments.studies.scenario.run import Played


def print_scenario(played: Played) -> None:
    """Places down, outcomes across; then expected, and measured."""
    scenario, measured, out = played.scenario, estimates(played), console()
    out.print(f"[bold]{scenario.question}[/]", f"[dim]{scenario.why}[/]", sep="\n", highlight=False)
    varied = [scenario.varied.name] if scenario.varied else []
    columns = ["variant", *varied, *(f"{outcome}\n[dim]{outcome_of(outcome).unit}[/]" for outcome in scenario.outcomes)]
    rows = [
        [titled(place.variant), *([shown(place.value)] if varied else []),
         *(cell(measured[outcome][place], outcome_of(outcome).unit, False) for outcome in scenario.outcomes)]
        for place in scenario.places
    ]  # fmt: skip
    out.print(table(columns, rows))
    expectation = scenario.expectation
    out.print(f"Expected: {expectation.words} [dim]({expectation.source})[/]", highlight=False)
    out.print(f"[bold]Measured:[/] {sentence(played)}", highlight=False)
