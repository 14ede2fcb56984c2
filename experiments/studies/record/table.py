"""The table in the terminal: each treaty's years in the record and in the engine, and how far they are apart."""

from typing import Any

from experiments.show.tables import console, table
from experiments.studies.record.findings import in_words
from experiments.studies.record.protocol import HORIZON, PARTIES


def print_record(told: dict[str, Any]) -> None:
    """Treaties down, numbers of parties across; then the free figures and the verdict."""
    out = console()
    title = "Years from adoption to N parties: the record, then the engine's median and what 80 % of runs lie between"
    rows = []
    for treaty in told["treaties"].values():
        seen = [years(treaty["observed"][str(n)]) for n in PARTIES]
        rows.append([f"{treaty['title']} {treaty['adopted']}", "record", *seen])
        cells = [engine(treaty["simulated"][str(n)]) for n in PARTIES]
        unwilling = "" if treaty["unwilling"] is None else f"{treaty['unwilling']:.0%} of those outside"
        rows.append([f"[dim]{treaty['role']}[/]", "engine", *cells, f"x {treaty['off_by']:.1f}", unwilling])
    columns = ["treaty", "", *map(str, PARTIES), "off by a factor of", "unwilling at the end"]
    out.print(f"[bold]{title}[/]", table(columns, rows), sep="\n")
    for name, one in told["free"].items():
        low, high = one["near"]
        out.print(f"{name} {one['best']:.3g} (nearly as good: {low:.3g}..{high:.3g})", highlight=False)
    out.print(in_words(told), highlight=False)


def years(value: float | None) -> str:
    """Years, or beyond the horizon."""
    return f"> {HORIZON:.0f}" if value is None else f"{value:.2f}"


def engine(cell: dict[str, float | None]) -> str:
    """The median and the interval of the runs."""
    return f"{years(cell['median'])} [dim]{years(cell['low'])}..{years(cell['high'])}[/]"
