"""The panels of a lecture figure: an outcome over time with its band, and paired differences as dots."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator, PercentFormatter
from matplotlib.transforms import blended_transform_factory

from experiments.judge.estimate import Estimate, half_width
from experiments.play.folder import whole_file
from experiments.show.style import Style, titled

YEAR = 12
INCHES, DOTS = (19.2, 10.8), 100  # a slide of 1920 x 1080
SHOCK, QUIET, ZERO = "#b5651d", "#5d6772", "#8c8878"  # the page's colours (web/browser)
FORMS: dict[str, dict[str, Any]] = {  # without a date, so that the same figure is the same bytes
    "svg": {"metadata": {"Date": None}}, "pdf": {"metadata": {"CreationDate": None}}, "png": {"dpi": DOTS},
}  # fmt: skip
DEFINED = 0.5  # of the seeds: where fewer have a value their mean says little


def theme() -> None:
    """Type large enough for the back of a lecture hall, and a font that matplotlib brings along."""
    sns.set_theme(
        style="ticks",
        font="DejaVu Sans",
        rc={
            "font.size": 16, "axes.titlesize": 19, "xtick.labelsize": 15, "ytick.labelsize": 15, "axes.labelsize": 16,
            "axes.titleweight": "bold", "axes.titlelocation": "left", "axes.titlepad": 12, "axes.edgecolor": "#6b7480",
            "xtick.color": "#3c444d", "ytick.color": "#3c444d", "axes.labelcolor": "#3c444d", "text.color": "#1d2733",
            "axes.grid": True, "axes.grid.axis": "y", "grid.color": "#e7e5df", "svg.hashsalt": "westphalia",
            "pdf.fonttype": 42,
        },
    )  # fmt: skip


def saved(figure: Figure, folder: Path, name: str) -> Path:
    """Write the figure as SVG, PDF and PNG, each whole or not at all; returns the PNG's path. Raises OSError."""
    folder.mkdir(exist_ok=True)
    if layout := figure.get_layout_engine():
        layout.set(w_pad=0.2, h_pad=0.15)  # type: ignore[call-arg]
    for form, how in FORMS.items():
        with whole_file(folder / f"{name}.{form}") as draft:
            figure.savefig(draft, format=form, **how)
    plt.close(figure)
    return folder / f"{name}.png"


def is_share(unit: str) -> bool:
    return unit.startswith(("share", "probability"))


def over_time(axes: Axes, unit: str, runs: Mapping[str, np.ndarray], styles: Mapping[str, Style], shock: int) -> None:
    """Mean over seeds and the 95 % interval of that mean, month by month.

    `runs` holds each arm's series, shape (seeds, steps + 1); an arm of which fewer than half the seeds have a value is
    left out at that month, and named where it is never shown.
    """
    bands = {arm: band(runs[arm]) for arm in styles}
    colours, dashes, widths = (dict(zip(styles, column, strict=True)) for column in zip(*styles.values(), strict=True))
    sns.lineplot(
        pd.concat(bands, names=["arm", "month"]).reset_index(), x="year", y="mean", ax=axes, estimator=None, sort=False,
        hue="arm", style="arm", size="arm", palette=colours, dashes=dashes, sizes=widths, hue_order=list(styles),
        legend=False,
    )  # fmt: skip
    for arm, shown in bands.items():
        axes.fill_between(shown["year"], shown["low"], shown["high"], color=colours[arm], alpha=0.2, lw=0)
    steps = next(iter(runs.values())).shape[1] - 1
    mark_shock(axes, shock, steps)
    dress(axes, unit, steps)
    if missing := [titled(arm) for arm in runs if bands[arm]["mean"].isna().all()]:
        note = f"nothing to measure under\n{', '.join(missing)}"
        how: dict[str, Any] = {"fontsize": 14, "style": "italic", "color": QUIET, "backgroundcolor": "white"}
        axes.text(0.03, 0.04, note, transform=axes.transAxes, va="bottom", **how)


def band(series: np.ndarray) -> pd.DataFrame:
    """Year, mean, low and high of each month from series of shape (seeds, months)."""
    n = (~np.isnan(series)).sum(axis=0)
    total = np.nansum(series, axis=0)
    mean = np.divide(total, n, out=np.full(len(n), np.nan), where=n >= max(1, DEFINED * len(series)))
    spread = np.nansum((series - mean) ** 2, axis=0) / np.maximum(n - 1, 1)
    half = np.where(n > 1, half_width(np.sqrt(spread), np.maximum(n, 2)), 0.0)
    return pd.DataFrame({"year": np.arange(len(n)) / YEAR, "mean": mean, "low": mean - half, "high": mean + half})


def mark_shock(axes: Axes, shock: int, steps: int) -> None:
    """A labelled line at the month of the shock, if it falls within the run."""
    if not 0 < shock <= steps:
        return
    axes.axvline(shock / YEAR, color=SHOCK, lw=2, ls=(0, (1, 1.5)), zorder=0.5)
    below = blended_transform_factory(axes.transData, axes.transAxes)
    under: dict[str, Any] = {"xytext": (0, -27), "textcoords": "offset points"}  # the figures of the axis
    axes.annotate("shock", (shock / YEAR, 0), xycoords=below, **under, color=SHOCK, fontsize=14, ha="center", va="top")


def dress(axes: Axes, unit: str, steps: int) -> None:
    """Unit, limits and ticks."""
    shown = unit.replace("share of ", "% of ") if unit.startswith("share of") else unit
    axes.text(0, 1.025, shown, transform=axes.transAxes, fontsize=14, color=QUIET, va="bottom")
    axes.set(xlabel="", ylabel="", xlim=(0, max(steps, 1) / YEAR))
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_locator(MaxNLocator(4))
    if is_share(unit) or unit == "index 0..1":
        axes.set(ylim=(-0.03, 1.03), yticks=[0, 0.25, 0.5, 0.75, 1])
    if is_share(unit):
        axes.yaxis.set_major_formatter(PercentFormatter(1, 0, symbol=" %"))
    sns.despine(ax=axes)


def difference_dots(axes: Axes, unit: str, rows: Mapping[str, tuple[str, Estimate]]) -> None:
    """One row an arm, in its colour: the mean paired difference to none and its 95 % interval."""
    for y, (colour, estimate) in enumerate(rows.values()):
        axes.plot([estimate.low, estimate.high], [y, y], color=colour, lw=5, solid_capstyle="round")
        axes.plot(estimate.value, y, "o", color=colour, ms=13, mec="white", mew=1.5)
    axes.axvline(0, color=ZERO, lw=1.5, zorder=0.5)
    axes.set_yticks(range(len(rows)), list(rows), fontsize=min(15, 105 / len(rows)))
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.grid(visible=False)
    axes.margins(x=0.08)
    axes.xaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 2.5, 5, 10], min_n_ticks=3))
    factor = 100 if is_share(unit) else 1
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: signed(x * factor)))
    sns.despine(ax=axes, left=True)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=14)


def signed(value: float) -> str:
    return f"{value:+.3g}".replace("-", "\u2212") if abs(value) > 1e-9 else "0"


def handle(style: Style) -> Line2D:
    """The arm's line for a legend."""
    dashes = "-" if isinstance(style.dashes, str) else (0, style.dashes)
    return Line2D([], [], color=style.colour, lw=style.width, ls=dashes)
