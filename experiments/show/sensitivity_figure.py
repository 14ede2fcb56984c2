"""The figure of a sensitivity analysis: dots with intervals, one row an outcome, arms left and differences right."""

from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from experiments.judge.findings import Findings
from experiments.play.folder import whole_file, writing
from experiments.play.manifest import own
from experiments.show.panels import QUIET, ZERO, saved, theme
from experiments.show.style import ARM_STYLE, OTHERS, titled
from model.params import PARAMETERS

TABLE = "sensitivity.csv"
MARGIN = 0.05  # of the axis, at either end
MOST = 4  # outcomes drawn; the table has all
SHOWN = {
    "total": "Total index: share of the variance that goes with the factor, alone or with others",
    "mu_star": "Mean absolute effect of the factor's whole range",
}


def write_sensitivity(findings: Findings, table: pd.DataFrame) -> Path:
    """The table beside the runs, and its figure; returns the figure's path. Raises BadInput where it cannot."""
    with writing("dir", findings.folder):
        with whole_file(findings.folder / TABLE) as draft:
            table.to_csv(draft, index=False)
        figure = draw_sensitivity(findings, table)
        own(findings.folder, [findings.folder / TABLE, *figure.parent.iterdir()])
        return figure


def draw_sensitivity(findings: Findings, table: pd.DataFrame, name: str = "sensitivity") -> Path:
    """Write figures/NAME.png and .svg; returns the PNG's path. Raises OSError."""
    theme()
    index = next(name for name in SHOWN if name in set(table["measure"]))
    shown = table[table["measure"] == index]
    outcomes = list(dict.fromkeys(shown["outcome"]))[:MOST]
    factors = len(findings.design.factors)
    height = 1.9 + len(outcomes) * max(3.2, 0.75 * factors)
    arms, pairs = sides(list(dict.fromkeys(shown["of"])), list(findings.design.arms))
    columns = [side for side in (arms, pairs) if side]
    figure, axes = plt.subplots(
        len(outcomes), len(columns), figsize=(9.6 * len(columns), height), squeeze=False, sharey="row", sharex="row",
        layout="constrained",
    )  # fmt: skip
    for row, outcome in enumerate(outcomes):
        for column, names in enumerate(columns):
            panel(axes[row, column], shown[shown["outcome"] == outcome], names)
            axes[row, column].set_title(titled(outcome) if column == 0 else "difference, same luck", pad=14)
    for column, names in enumerate(columns):
        dots = [Line2D([], [], color=colour, marker="o", ls="", ms=9) for colour in colours(names).values()]
        place: dict[str, Any] = {"loc": "lower left", "bbox_to_anchor": (0, 1.16), "ncols": 3, "frameon": False}
        axes[0, column].legend(dots, list(map(pair_titled, names)), fontsize=14, **place)
    n = int(shown["n"].max())
    figure.supxlabel(f"{SHOWN[index]}. Bars: 95 % bootstrap interval, {n} base points.", fontsize=14, color=QUIET)
    return saved(figure, findings.folder / "figures", name)


def sides(names: list[str], arms: list[str]) -> tuple[list[str], list[str]]:
    """Arms, and pairs of arms."""
    return [name for name in names if name in arms], [name for name in names if name not in arms]


def panel(axes: Axes, rows: pd.DataFrame, names: list[str]) -> None:
    """Factors down, the index across; one colour an arm or pair, beside each other."""
    factors = list(dict.fromkeys(rows["factor"]))
    palette = colours(names)
    for place, name in enumerate(names):
        mine = rows[rows["of"] == name].set_index("factor").loc[factors]
        y = np.arange(len(factors)) + (place - (len(names) - 1) / 2) * 0.8 / len(names)
        axes.hlines(y, mine["low"], mine["high"], color=palette[name], lw=3, alpha=0.45)
        dots = {"x": mine["value"].to_numpy(), "y": y, "color": palette[name]}
        sns.scatterplot(**dots, s=70, ax=axes, zorder=3)
    axes.axvline(0, color=ZERO, lw=1.2, zorder=0.5)
    axes.set_yticks(range(len(factors)), [f"{titled(f)}\n" + PARAMETERS[f].role for f in factors], fontsize=13)
    axes.set(xlabel="", ylabel="", ylim=(len(factors) - 0.45, -0.55))
    if set(rows["measure"]) == {"total"}:
        axes.axvline(1, color=ZERO, lw=1.2, ls=":", zorder=0.5)  # a share of the variance
        axes.set_xlim(span(rows))
    sns.despine(ax=axes)


def span(rows: pd.DataFrame) -> tuple[float, float]:
    """Room for a share and for every interval, however wide: one that is cut would look certain."""
    low, high = min(0.0, rows[["value", "low"]].min().min()), max(1.0, rows[["value", "high"]].max().max())
    return low - MARGIN * (high - low), high + MARGIN * (high - low)


def pair_titled(name: str) -> str:
    """An arm, or a pair of arms, as a reader would write it."""
    return " \u2212 ".join(map(titled, name.split(" - ")))


def colours(names: list[str]) -> dict[str, str]:
    """Arms in their own colours, anything else in those of a palette that the colour-blind can tell apart."""
    others = [name for name in names if name not in ARM_STYLE]
    spare = [style.colour for style in OTHERS] if len(others) <= len(OTHERS) else sns.color_palette("colorblind", 15)
    return {n: ARM_STYLE[n].colour if n in ARM_STYLE else spare[others.index(n) % len(spare)] for n in names}
