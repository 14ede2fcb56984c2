"""`parameters`: everything that can be set, with range, unit and source, from the one declaration."""

import dataclasses
import json
from itertools import groupby
from typing import Any

import typer
from rich.console import Console, Group
from rich.table import Table
from typer.core import TyperCommand

from experiments.ask.options import Json
from model.params import PARAMETERS, Parameter


class WithParameters(TyperCommand):
    """A command whose help ends with every parameter that `--set` takes."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        super().format_help(ctx, formatter)
        Console().print(listing(sources=False))


def parameters(json_: Json = False) -> None:
    """List every parameter: default, range, unit, meaning and source."""
    if json_:
        told = [dataclasses.asdict(p) | {"integer": p.integer, "allowed": p.allowed} for p in PARAMETERS.values()]
        typer.echo(json.dumps({"parameters": told}, indent=1))
    else:
        Console().print(listing(sources=True))


def listing(sources: bool) -> Group:
    """A table for each heading, with the same columns."""
    tables = [_table(group, list(ones), sources) for group, ones in groupby(PARAMETERS.values(), lambda p: p.group)]
    return Group("[bold]Parameters[/] (--set NAME=VALUE): name, default, range, meaning (unit)", *tables)


def _table(group: str, ones: list[Parameter], sources: bool) -> Table:
    table = Table(title=f"\n{group}", title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.show_header = False
    table.add_column(width=max(map(len, PARAMETERS)), no_wrap=True, style="cyan")
    table.add_column(width=11, justify="right", no_wrap=True)
    table.add_column(width=22 if sources else 14)
    table.add_column(ratio=2)
    if sources:
        table.add_column(ratio=2, style="dim")
    table.expand = True
    for p in ones:
        cells = [p.name, str(p.default), f"{p.allowed}", f"{p.label} [dim]({p.unit})[/]" if p.unit else p.label]
        table.add_row(*cells, *([p.source] if sources else []))
    return table
