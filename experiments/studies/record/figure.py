"""The figure: parties over the years since adoption, the record beside the engine, fitted above, predicted below."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.play.row import Row
from experiments.show.panels import INCHES, QUIET, SHOCK, saved, theme
from experiments.show.style import ARM_STYLE
from experiments.studies.record.calibration import Played
from experiments.studies.record.findings import in_words, parties_of, rivals_years
from experiments.studies.record.pipeline import MONTHS, YEAR
from experiments.studies.record.protocol import HORIZON

RECORD, ENGINE = "#1d2733", ARM_STYLE["top_down"].colour
YEARS = (0.1, 0.3, 1, 3, 10, 35)


def draw_record(told: dict[str, Any], played: Played, folder: Path) -> Path:
    """Write the figure as PNG and SVG; returns the PNG's path. Raises OSError."""
    theme()
    figure = record_figure(told, played)
    return saved(figure, folder, "record")


def record_figure(told: dict[str, Any], played: Played) -> Figure:
    """A panel a treaty; titles say how far off it is."""
    figure = plt.figure(figsize=INCHES)
    head(figure, told)
    grid = figure.add_gridspec(2, 3, left=0.1, right=0.98, top=0.745, bottom=0.09, wspace=0.12, hspace=0.5)
    for place, (name, treaty) in enumerate(told["treaties"].items()):
        axes = figure.add_subplot(grid[place])
        of_engine(axes, played[name])
        of_record(axes, treaty)
        axes.set_title(f"{treaty['title']} {treaty['adopted']}", pad=30)
        off = f"off by a factor of {treaty['off_by']:.1f}"
        axes.text(0, 1.03, off, transform=axes.transAxes, fontsize=15, color=QUIET, va="bottom")
        dress(axes, left=place % 3 == 0, below=place >= 3)
    for at, words in ((0.58, "fitted"), (0.25, "predicted")):
        figure.text(0.028, at, words, fontsize=20, weight="bold", rotation=90, va="center", ha="center")
    return figure


def of_engine(axes: Axes, runs: Sequence[Row]) -> None:
    """Median of the runs, and what four fifths lie between; a run that ended early had all the parties of interest."""
    months = np.arange(1, MONTHS + 1) / YEAR
    courses = np.array([whole(parties_of(run)) for run in runs])
    low, middle, high = np.quantile(courses, [0.1, 0.5, 0.9], axis=0)
    axes.fill_between(months, low, high, color=ENGINE, alpha=0.22, lw=0, step="post")
    axes.step(months, middle, color=ENGINE, lw=4, where="post")


def whole(parties: np.ndarray) -> np.ndarray:
    """The course up to the horizon, what came last going on; shape (MONTHS,)."""
    end = parties[-1] if len(parties) else 0.0
    return np.concatenate([parties, np.full(MONTHS - len(parties), end)])


def of_record(axes: Axes, treaty: dict[str, Any]) -> None:
    """The record's points; what it has not reached is an arrow at the horizon. The rival's points are small."""
    seen = {int(n): years for n, years in treaty["observed"].items()}
    reached = {n: years for n, years in seen.items() if years is not None}
    axes.plot(list(reached.values()), list(reached), "o-", color=RECORD, ms=11, lw=1.5, mec="white", mew=1.5, zorder=4)
    never = [n for n in seen if n not in reached]
    axes.plot([HORIZON] * len(never), never, ">", color=RECORD, ms=11, mec="white", mew=1.5, zorder=4, clip_on=False)
    other = rivals_years()
    axes.plot(list(other.values()), list(other), "x", color=SHOCK, ms=9, mew=2.5, zorder=3)


def dress(axes: Axes, left: bool, below: bool) -> None:
    """Years as powers, parties up to all states."""
    axes.set(xscale="log", xlim=(YEARS[0] * 0.8, HORIZON * 1.05), ylim=(0, 200))
    axes.set_xticks(YEARS, [f"{year:g}" for year in YEARS])
    axes.minorticks_off()
    axes.set_yticks([0, 25, 55, 100, 150, 180])
    axes.set_ylabel("parties" if left else "")
    axes.set_xlabel("years since adoption" if below else "")
    if not left:
        axes.set_yticklabels([])
    sns.despine(ax=axes)


def head(figure: Figure, told: dict[str, Any]) -> None:
    """Title, the verdict, and the legend."""
    title = "Six treaties: how fast they gathered parties, and how fast the engine says"
    figure.text(0.02, 0.942, title, fontsize=28, weight="bold")
    free = ", ".join(f"{name.replace('_', ' ')} {one['best']:.3g}" for name, one in told["free"].items())
    figure.text(0.02, 0.905, f"Three figures fitted, the same for all treaties: {free}.", fontsize=17, color=QUIET)
    figure.text(0.02, 0.868, in_words(told), fontsize=17)
    looks = [
        Line2D([], [], color=RECORD, marker="o", ms=11, mec="white", lw=1.5),
        Line2D([], [], color=RECORD, marker=">", ms=11, mec="white", lw=0),
        Line2D([], [], color=ENGINE, lw=4),
        Patch(color=ENGINE, alpha=0.22, lw=0),
        Line2D([], [], color=SHOCK, marker="x", ms=9, mew=2.5, lw=0),
    ]
    names = ["record", "not reached by 2025", "engine, median", "four fifths of runs", "rival: mean of the fitted"]
    figure.legend(looks, names, loc="center left", bbox_to_anchor=(0.012, 0.832), ncols=5, frameon=False, fontsize=17,
                  columnspacing=1.8)  # fmt: skip
