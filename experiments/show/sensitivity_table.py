"""Tables of an analysis for the terminal."""

import pandas as pd
from rich.table import Table

from experiments.show.tables import console


def print_sensitivity(table: pd.DataFrame) -> None:
    """A table an outcome and index: factors down, arms and pairs across; a dash where undefined."""
    out = console()
    for (outcome, measure), rows in table.groupby(["outcome", "measure"], sort=False):
        shown = Table(
            title=f"\n{outcome}, {measure} (n = {rows['n'].max()})", title_justify="left", box=None, pad_edge=False
        )
        shown.add_column("factor", no_wrap=True)
        columns = list(dict.fromkeys(rows["of"]))
        for of in columns:
            shown.add_column(of, justify="right")
        by_factor = rows.set_index(["factor", "of"])
        for factor in dict.fromkeys(rows["factor"]):
            shown.add_row(factor, *(interval(by_factor.loc[(factor, of)]) for of in columns))
        out.print(shown)


def interval(row: "pd.Series[float]") -> str:
    """A figure and its interval, if it has one."""
    if pd.isna(row["value"]):
        return "[dim]-[/]"
    bounds = "" if pd.isna(row["low"]) else f" [dim]{row['low']:.2f}..{row['high']:.2f}[/]"
    return f"{row['value']:.2f}{bounds}"
