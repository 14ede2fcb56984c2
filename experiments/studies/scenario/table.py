"""A scenario in the terminal: every place with its outcomes, the expectation, and what came beneath it."""

from rich.table import Table

from experiments.show.style import titled
from experiments.show.tables import cell, console, unit
from experiments.studies.scenario.findings import estimates, sentence, shown
from experiments.studies.scenario.run import Played


def print_scenario(played: Played) -> None:
    """Places down, outcomes across; then expected, and measured."""
    scenario, measured, out = played.scenario, estimates(played), console()
    out.print(f"[bold]{scenario.question}[/]", f"[dim]{scenario.why}[/]", sep="\n", highlight=False)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("variant", no_wrap=True)
    if scenario.varied:
        table.add_column(scenario.varied.name, no_wrap=True)
    for outcome in scenario.outcomes:
        table.add_column(f"{outcome}\n[dim]{unit(outcome)}[/]")
    for place in scenario.places:
        value = [shown(place.value)] if scenario.varied else []
        cells = [cell(measured[outcome][place], unit(outcome), False) for outcome in scenario.outcomes]
        table.add_row(titled(place.variant), *value, *cells)
    out.print(table)
    expectation = scenario.expectation
    out.print(f"Expected: {expectation.words} [dim]({expectation.source})[/]", highlight=False)
    out.print(f"[bold]Measured:[/] {sentence(played)}", highlight=False)
