"""Tables of an analysis for the terminal."""

from typing import Any

import pandas as pd

from experiments.judge.estimate import Estimate
from experiments.show.tables import cell, console, table


def print_sensitivity(indices: pd.DataFrame) -> None:
    """A table an outcome and index: factors down, arms and pairs across; a dash where undefined; then warnings."""
    out = console()
    for (outcome, measure), rows in indices.groupby(["outcome", "measure"], sort=False):
        cells = {(row.factor, row.of): cell(estimate(row), "", False) for row in rows.itertuples()}
        factors, columns = (list(dict.fromkeys(rows[name])) for name in ("factor", "of"))
        lines = [[factor, *(cells[factor, of] for of in columns)] for factor in factors]
        out.print(table(["factor", *columns], lines, f"\n{outcome}, {measure} (n = {rows['n'].max()})"))
        for warning, warned in rows[rows["warning"] != ""].groupby("warning", sort=False):
            where = ", ".join(f"{row.factor} under {row.of}" for row in warned.itertuples())
            out.print(f"[dim]{warning}: {where}[/]", highlight=False)


def estimate(row: Any) -> Estimate:
    """One line of the indices; of nothing where it is undefined."""
    return Estimate(row.value, row.low, row.high, 0 if pd.isna(row.value) else row.n)
