"""Verdicts on the terminal: each claim in words, then its figures, world by world."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.table import Table

from experiments.show.pages import figure
from experiments.show.tables import console, table

COLOURS = {"supported": "green", "refuted": "red", "undetermined": "yellow", "not testable here": "yellow", "": "dim"}


def print_verdicts(verdicts: Iterable[Mapping[str, Any]]) -> None:
    """A paragraph and a table a claim."""
    out = console()
    for verdict in verdicts:
        colour = COLOURS[verdict["verdict"]]
        size = "" if verdict["size"] == "full" else f", {verdict['size']}"
        out.print(f"[bold]{verdict['id']} {verdict['title']}[/]: [bold {colour}]{verdict['verdict']}[/]{size}")
        out.print(verdict["claim"], highlight=False)
        out.print(f"{verdict['criterion']}. Frozen {verdict['frozen']}", style="dim", highlight=False)
        out.print(_figures(verdict))
        for note in notes(verdict):
            out.print(f"- {note}", style="dim", highlight=False)
        out.print()


def _figures(verdict: Mapping[str, Any]) -> Table:
    rows = [
        [world if k == 0 else "", part["name"], *(figure(part[key]) for key in ("estimate", "low", "high")),
         str(part["n"]), f"[{COLOURS[part['verdict']]}]{part['verdict']}[/]"]
        for world, said in verdict["worlds"].items()
        for k, part in enumerate(said["parts"])
    ]  # fmt: skip
    return table(["world", "figure", "estimate", "low", "high", "points", ""], rows)


def notes(verdict: Mapping[str, Any]) -> Iterator[str]:
    """What else must be known: of all worlds, then of each; runs that are missing are counted."""
    yield from verdict["notes"]
    for world, said in verdict["worlds"].items():
        yield from (f"{world}: {note}" for note in said["notes"])
        if said["measured"] < said["asked"]:
            yield f"{world}: {said['asked'] - said['measured']} of {said['asked']} cases failed and are left out"
