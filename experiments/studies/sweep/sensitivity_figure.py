"""The figure of a sensitivity analysis: dots with intervals, one row an outcome, arms left and differences right."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.judge.estimate import Estimate
from experiments.judge.findings import Findings
from experiments.show.panels import dot_handle, intervals
from experiments.show.sheet import Head, Panel, beside_runs, pt, saved, sheet
from experiments.show.style import ZERO, Style, looks_of, titled
from experiments.show.tables import estimate
from model.params import PARAMETERS

TABLE = "sensitivity.csv"
MOST = 4  # outcomes drawn; the table has all
SHOWN = {
    "total": (
        "share of variance",
        "Total index: the share of the variance that goes with a factor, alone or with others.",
    ),
    "mu_star": ("mean absolute effect", "Mean absolute effect of moving a factor over its whole range."),
}


def write_sensitivity(findings: Findings, table: pd.DataFrame) -> Path:
    """The table beside the runs, and its figure; returns the figure's path. Raises BadInput where it cannot."""
    return beside_runs(findings.folder, TABLE, table.to_csv(index=False), partial(draw_sensitivity, findings, table))


def draw_sensitivity(findings: Findings, table: pd.DataFrame, name: str = "sensitivity") -> Path:
    """Write figures/NAME as PNG, SVG and PDF; returns the PNG's path. Raises OSError."""
    draw = partial(sensitivity_figure, table, list(findings.design.arms))
    return saved(draw, findings.folder / "figures", name)


def sensitivity_figure(table: pd.DataFrame, arms: Sequence[str]) -> Figure:
    """A row an outcome: the arms, and where there are several, their differences."""
    index = next(name for name in SHOWN if name in set(table["measure"]))
    shown = table[table["measure"] == index]
    outcomes, names = (list(dict.fromkeys(shown[column])) for column in ("outcome", "of"))
    axis, words = SHOWN[index]
    looks = looks_of(names)
    columns = [side for side in ([n for n in names if n in arms], [n for n in names if n not in arms]) if side]
    panels = [
        Panel(
            partial(panel, rows=shown[(shown["outcome"] == outcome) & shown["of"].isin(side)], looks=looks),
            titled(outcome.replace("_last", ", last 5 years")).capitalize()
            if place == 0
            else "Difference between arms, same random seeds",
            axis,
            "factor",
        )
        for outcome in outcomes[:MOST]
        for place, side in enumerate(columns)
    ]
    rows = len(panels) // len(columns)
    height = 2.6 + rows * max(3.6, 1.6 + 0.75 * shown["factor"].nunique())
    told = f"{words} Bars: 95 % bootstrap interval, {int(shown['n'].max())} base points."
    told += " Without a bar: sample too small for an interval." * bool((shown["warning"] != "").any())
    legend = {" minus ".join(map(titled, name.split(" - "))): dot_handle(looks[name]) for name in names}
    return sheet(Head("What decides the outcome?", told, legend), panels, len(columns), height=height)


def panel(axes: Axes, rows: pd.DataFrame, looks: dict[str, Style]) -> None:
    """Factors down, the index across; one colour an arm or pair, beside each other."""
    found: dict[str, dict[str, Estimate]] = {}
    for row in rows.itertuples():
        factor = str(row.factor)
        found.setdefault(f"{titled(factor)}\n{PARAMETERS[factor].role}", {})[str(row.of)] = estimate(row)
    intervals(axes, found, looks)
    if set(rows["measure"]) == {"total"}:
        axes.axvline(1, color=ZERO, lw=pt(1.2), ls=":", zorder=0.5)  # all of the variance
