"""What panels show: intervals by row, and outcomes over time with their bands."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.judge.estimate import UNBOUNDED, Bounds, Estimate, half_width, interval
from experiments.show.sheet import pt
from experiments.show.style import QUIET, SHOCK, SIZES, ZERO, Style, titled
from model.outcomes import OUTCOMES

YEAR = 12
DEFINED = 0.5  # of the seeds: where fewer have a value their mean says little
IN_WORDS = {
    "Gini": "Gini coefficient",
    "payoff per endowment": "payoff per unit of endowment",
    "payoff months": "payoff lost, summed over months",
}


def over_time(
    axes: Axes, outcome: str, runs: Mapping[str, np.ndarray], styles: Mapping[str, Style], shock: int
) -> None:
    """Mean over seeds of a monthly outcome and the 95 % interval of that mean, month by month.

    `runs` holds each arm's series, shape (seeds, steps + 1); an arm of which fewer than half the seeds have a value is
    left out at that month, and named where it is never shown.
    """
    every, bounds = OUTCOMES[outcome].every, OUTCOMES[outcome].bounds
    bands = {arm: band(runs[arm][:, ::every], bounds) for arm in styles}
    for arm, look in styles.items():
        mean, low, high = bands[arm]
        years = every * np.arange(len(mean)) / YEAR
        axes.fill_between(years, low, high, color=look.colour, alpha=0.2, lw=0)
        axes.plot(years, mean, color=look.colour, lw=pt(look.width), ls=dashes(look))
    steps = next(iter(runs.values())).shape[1] - 1
    axes.set(xlim=(0, max(steps, 1) / YEAR), xlabel="year", ylabel=unit_in_words(OUTCOMES[outcome].unit))
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_locator(MaxNLocator(4))
    if bounds == (0, 1):
        axes.set(ylim=(-0.03, 1.03), yticks=[0, 0.25, 0.5, 0.75, 1])
    numbers(axes.yaxis, OUTCOMES[outcome].unit)
    if 0 < shock <= steps:
        axes.axvline(shock / YEAR, color=SHOCK, lw=pt(2), ls=(0, (1, 1.5)), zorder=0.5, label="shock")
    if missing := [titled(arm) for arm in runs if np.isnan(bands[arm][0]).all()]:
        note(axes, f"nothing to measure under\n{', '.join(missing)}", (0.04, 0.05), style="italic")


def band(series: np.ndarray, bounds: Bounds = UNBOUNDED) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean, low and high of each month from series of shape (seeds, months), within what the outcome can be."""
    n = (~np.isnan(series)).sum(axis=0)
    total = np.nansum(series, axis=0)
    mean = np.divide(total, n, out=np.full(len(n), np.nan), where=n >= max(1, DEFINED * len(series)))
    spread = np.nansum((series - mean) ** 2, axis=0) / np.maximum(n - 1, 1)
    half = np.where(n > 1, half_width(np.sqrt(spread), np.maximum(n, 2)), 0.0)
    return mean, *interval(mean, half, bounds)


Rows = Mapping[str, Mapping[str, Estimate]]  # by label of the row and name of the series


def intervals(axes: Axes, rows: Rows, looks: Mapping[str, Style], upright: bool = False) -> None:
    """Labelled rows from the top, or columns from the left, each with a dot and its interval for each of its series."""
    for at, row in enumerate(rows.values()):
        for aside, (name, estimate) in zip(spread(len(row)), row.items(), strict=True):
            dots(axes, [at + aside], [estimate], looks[name], upright)
    axis, across = (axes.xaxis, axes.set_xlim) if upright else (axes.yaxis, axes.set_ylim)
    axis.set_ticks(range(len(rows)), [*rows])
    axis.set_tick_params(length=0)
    across(*((-0.6, len(rows) - 0.4) if upright else (len(rows) - 0.4, -0.6)))
    axes.margins(y=0.08) if upright else axes.margins(x=0.08)
    axes.grid(visible=upright, axis="y")
    ticks = MaxNLocator(4 if upright else 3, steps=[1, 2, 2.5, 5, 10], min_n_ticks=3)
    (axes.yaxis if upright else axes.xaxis).set_major_locator(ticks)
    if not upright:
        axes.spines["left"].set_visible(False)
        axes.axvline(0, color=ZERO, lw=pt(1.5), zorder=0.5)


def spread(series: int) -> np.ndarray:
    """How far each series stands from its row, so that no interval hides another, in rows; shape (series,)."""
    return min(0.16, 0.8 / series) * (np.arange(series) - (series - 1) / 2)


def dots(axes: Axes, at: Sequence[float], estimates: Sequence[Estimate], look: Style, upright: bool = False) -> None:
    """Values as markers, their intervals as lines: across, or upright."""
    value, low, high = (np.array([estimate[k] for estimate in estimates], float) for k in range(3))
    (axes.vlines if upright else axes.hlines)(at, low, high, color=look.colour, lw=pt(4), alpha=0.55)
    x, y = (at, value) if upright else (value, at)
    axes.plot(x, y, look.marker, color=look.colour, ms=pt(10), mec="white", mew=pt(1.4), zorder=3)


def numbers(axis: Any, unit: str, signed: bool = False) -> None:
    """Ticks of an axis: a share as per cent, a difference with its sign."""
    if not (signed or is_share(unit)):
        return
    factor, percent = (100, "" if signed else " %") if is_share(unit) else (1, "")
    sign = "+" if signed else ""

    def shown(value: float, _: int) -> str:
        return f"{factor * value:{sign}.4g}{percent}".replace("-", "\u2212") if abs(value) > 1e-9 else f"0{percent}"

    axis.set_major_formatter(FuncFormatter(shown))


def is_share(unit: str) -> bool:
    return unit.startswith(("share", "probability"))


def unit_in_words(unit: str, difference: bool = False) -> str:
    """A unit as the name of an axis."""
    if difference and is_share(unit):
        return "percentage points"
    return IN_WORDS.get(unit, unit.replace("..", " to "))


def note(axes: Axes, words: str, at: tuple[float, float], **how: Any) -> None:
    """Small words in a panel, at shares of its width and height unless `xycoords` says otherwise."""
    place: dict[str, Any] = {"xycoords": "axes fraction", "xytext": (0, pt(2)), "textcoords": "offset points"}
    look = {"va": "bottom", "color": QUIET, "fontsize": pt(SIZES["note"]), "annotation_clip": False}
    axes.annotate(words, at, **place | look | how)


def dashes(style: Style) -> Any:
    """As matplotlib takes them."""
    return "-" if isinstance(style.dashes, str) else (0, style.dashes)


def handle(style: Style) -> Line2D:
    """The line of a style for a legend."""
    return Line2D([], [], color=style.colour, lw=pt(style.width), ls=dashes(style))


def dot_handle(style: Style) -> Line2D:
    """The dot and interval of a style for a legend."""
    return Line2D([], [], color=style.colour, lw=pt(4), marker=style.marker, ms=pt(10), mec="white", mew=pt(1.4))
