"""The figure: parties over the years since adoption, the record beside the engine, fitted above, predicted below."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.play.row import Row
from experiments.show.sheet import Head, Panel, pt, saved, sheet
from experiments.show.style import ARM_STYLE, INK, SHOCK
from experiments.studies.record.calibration import Played
from experiments.studies.record.findings import in_words, parties_of, rivals_years
from experiments.studies.record.pipeline import MONTHS, YEAR
from experiments.studies.record.protocol import HORIZON

ENGINE = ARM_STYLE["top_down"].colour
YEARS = (0.1, 0.3, 1, 3, 10, 35)
OFF_AXIS: Mapping[str, Any] = {"mec": "white", "zorder": 4, "clip_on": False}


def draw_record(told: dict[str, Any], played: Played, folder: Path) -> Path:
    """Write the figure as PNG, SVG and PDF; returns the PNG's path. Raises OSError."""
    return saved(partial(record_figure, told, played), folder, "record")


def record_figure(told: dict[str, Any], played: Played) -> Figure:
    """A panel a treaty; titles say how far off it is."""
    free = ", ".join(f"{name.replace('_', ' ')} {one['best']:.3g}" for name, one in told["free"].items())
    head = Head(
        f"{len(told['treaties'])} treaties: how fast they gathered parties, and how fast the engine says",
        f"{len(told['free'])} parameters fitted, the same for all treaties: {free}. {in_words(told)}",
    )
    panels = [
        Panel(
            partial(treaty_panel, treaty=treaty, runs=played[name]),
            f"{treaty['title']} {treaty['adopted']}\n{treaty['role']}, off by a factor of {treaty['off_by']:.1f}",
            "years since adoption",
            "parties",
        )
        for name, treaty in told["treaties"].items()
    ]
    return sheet(head, panels, 3)


def treaty_panel(axes: Axes, treaty: dict[str, Any], runs: Sequence[Row]) -> None:
    """Years as powers, parties up to all states."""
    of_engine(axes, runs)
    of_record(axes, treaty)
    axes.set(xscale="log", xlim=(YEARS[0] * 0.8, HORIZON * 1.05), ylim=(0, 200))
    axes.set_xticks(YEARS, [f"{year:g}" for year in YEARS])
    axes.minorticks_off()
    axes.set_yticks([0, 25, 55, 100, 150, 180])


def of_engine(axes: Axes, runs: Sequence[Row]) -> None:
    """Median of the runs, and what four fifths lie between; a run that ended early had all the parties of interest."""
    months = np.arange(1, MONTHS + 1) / YEAR
    courses = np.array([whole(parties_of(run)) for run in runs])
    low, middle, high = np.quantile(courses, [0.1, 0.5, 0.9], axis=0)
    axes.fill_between(months, low, high, color=ENGINE, alpha=0.22, lw=0, step="post", label="80 % of runs")
    axes.step(months, middle, color=ENGINE, lw=pt(4), where="post", label="engine, median")


def whole(parties: np.ndarray) -> np.ndarray:
    """The course up to the horizon, what came last going on; shape (MONTHS,)."""
    end = parties[-1] if len(parties) else 0.0
    return np.concatenate([parties, np.full(MONTHS - len(parties), end)])


def of_record(axes: Axes, treaty: dict[str, Any]) -> None:
    """The record's points; what it has not reached is an arrow at the horizon. The rival's points are small."""
    seen = {int(n): years for n, years in treaty["observed"].items()}
    reached = {n: years for n, years in seen.items() if years is not None}
    line: dict[str, Any] = {"color": INK, "ms": pt(11), "lw": pt(1.5), "mew": pt(1.5)}
    axes.plot(list(reached.values()), list(reached), "o-", **line, **OFF_AXIS, label="record")
    never = [n for n in seen if n not in reached]
    if never:
        axes.plot([HORIZON] * len(never), never, ">", **line, **OFF_AXIS, label="not reached by 2025")
    other = rivals_years()
    cross: dict[str, Any] = {"color": SHOCK, "ms": pt(9), "mew": pt(2.5), "zorder": 3}
    axes.plot(list(other.values()), list(other), "x", **cross, label="rival: mean of the fitted treaties")
