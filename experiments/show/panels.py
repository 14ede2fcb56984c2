"""The parts of every figure: a sheet of panels, a panel of intervals, a panel over time; and the files that it becomes."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from textwrap import TextWrapper
from typing import Any, NamedTuple

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.judge.estimate import UNBOUNDED, Bounds, Estimate, half_width, interval
from experiments.play.folder import whole_file
from experiments.show.style import AXIS, FONT, GRID, INK, QUIET, SHOCK, SIZES, TEXT, ZERO, Style, titled
from model.outcomes import OUTCOMES

YEAR = 12
DEFINED = 0.5  # of the seeds: where fewer have a value their mean says little
IN_WORDS = {
    "Gini": "Gini coefficient",
    "payoff per endowment": "payoff per unit of endowment",
    "payoff months": "payoff lost, summed over months",
}
LETTER = {"normal": 0.56, "bold": 0.65}  # mean width of one, in its size


class Form(NamedTuple):
    """Size of a figure in inches, and of its type and lines against those of a slide."""

    width: float
    height: float
    scale: float


SLIDE = Form(19.2, 10.8, 1.0)  # 1920 x 1080 at 100 dots an inch
COLUMN = Form(7.0, 4.7, 0.4)  # the width of a page of print


class Head(NamedTuple):
    """What stands above the panels; the legend maps names to what they look like, before what panels have labelled."""

    title: str
    subtitle: str = ""
    legend: Mapping[str, Artist] = {}


class Panel(NamedTuple):
    """One part of a sheet: what draws it, its title, and what its axes show."""

    draw: Callable[[Axes], None]
    title: str
    x: str = ""
    y: str = ""


def theme(form: Form = SLIDE) -> None:
    """Type, lines and colours of the figures to come, whatever the reader's own settings of matplotlib are."""
    sized = {
        "font.size": SIZES["text"], "axes.titlesize": SIZES["panel"], "axes.labelsize": SIZES["tick"],
        "xtick.labelsize": SIZES["tick"], "ytick.labelsize": SIZES["tick"], "legend.fontsize": SIZES["panel"],
        "axes.titlepad": 12, "axes.labelpad": 5, "lines.linewidth": 3, "lines.markersize": 10, "axes.linewidth": 1.25, "grid.linewidth": 1,
        "xtick.major.size": 6, "ytick.major.size": 6, "xtick.major.width": 1.25, "ytick.major.width": 1.25,
        "xtick.major.pad": 5, "ytick.major.pad": 5, "hatch.linewidth": 1, "patch.linewidth": 1,
    }  # fmt: skip
    mpl.rcdefaults()
    mpl.rcParams.update({name: size * form.scale for name, size in sized.items()})
    mpl.rcParams.update({
        "figure.figsize": (form.width, form.height), "figure.dpi": 100, "savefig.dpi": 100, "font.family": FONT,
        "axes.titleweight": "bold", "axes.titlelocation": "left", "axes.edgecolor": AXIS, "axes.labelcolor": TEXT,
        "xtick.color": TEXT, "ytick.color": TEXT, "text.color": INK, "axes.axisbelow": True, "axes.grid": True,
        "axes.grid.axis": "y", "grid.color": GRID, "axes.spines.top": False, "axes.spines.right": False,
        "legend.frameon": False, "svg.hashsalt": "westphalia", "pdf.fonttype": 42,
    })  # fmt: skip


def pt(size: float) -> float:
    """A size in points of a slide, as it is in the form that is being drawn."""
    return float(size * mpl.rcParams["font.size"] / SIZES["text"])


def saved(draw: Callable[[], Figure], folder: Path, name: str) -> Path:
    """Draw once for print (PDF) and once for a slide (SVG, PNG), each file atomically; the PNG's path. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    undated = {"pdf": {"CreationDate": None}, "svg": {"Date": None}, "png": {}}
    for form, kinds in ((COLUMN, ("pdf",)), (SLIDE, ("svg", "png"))):
        theme(form)
        figure = draw()
        for kind in kinds:
            with whole_file(folder / f"{name}.{kind}") as draft:
                figure.savefig(draft, format=kind, metadata=undated[kind])
        plt.close(figure)
    return folder / f"{name}.png"


def sheet(
    head: Head,
    panels: Sequence[Panel],
    mosaic: Any,
    foot: Sequence[str] = (),
    height: float = SLIDE.height,
    **grid: Any,
) -> Figure:
    """Panels between a head and a foot. `mosaic` is a number of columns, or places of panels as matplotlib takes them.

    `height` is in inches of a slide; `grid` goes to `subplot_mosaic`.
    """
    width, whole = mpl.rcParams["figure.figsize"]
    figure = plt.figure(figsize=(width, whole * height / SLIDE.height), layout="constrained")
    if isinstance(mosaic, int):
        places: list[Any] = [*range(len(panels)), *["."] * (-len(panels) % mosaic)]
        mosaic = [places[k : k + mosaic] for k in range(0, len(places), mosaic)]
    axes = figure.subplot_mosaic(mosaic, **grid)
    for place, panel in enumerate(panels):
        panel.draw(axes[place])
        axes[place].set_title(panel.title)
        axes[place].set(**{f"{way}label": words for way, words in (("x", panel.x), ("y", panel.y)) if words})
    named = [axes[place].get_legend_handles_labels() for place in range(len(panels))]
    legend = {name: artist for artists, names in named for artist, name in zip(artists, names, strict=True)}
    top, bottom = above(figure, head._replace(legend={**head.legend, **legend})), below(figure, foot)
    layout: Any = figure.get_layout_engine()
    layout.set(rect=(0.012, bottom, 0.976, top - bottom), w_pad=pt(11) / 72, h_pad=pt(9) / 72, wspace=0.02, hspace=0.02)
    layout.execute(figure)
    figure.set_layout_engine("none")  # once is enough for all the files
    return figure


def above(figure: Figure, head: Head) -> float:
    """Title, subtitle and legend, from the top; returns how far down they come, as a share of the height."""
    gap = pt(9) / 72 / figure.get_figheight()
    y = written(figure, 1 - 2 * gap, head.title, "title", weight="bold", va="top")[0]
    if head.subtitle:
        y = written(figure, y - gap, head.subtitle, "subtitle", color=QUIET, va="top")[0]
    for columns in range(len(head.legend), 0, -1):  # as many beside each other as there is room for
        legend = figure.legend(
            [*head.legend.values()], [*head.legend], loc="upper left", ncols=columns, bbox_to_anchor=(0.008, y - gap),
            handlelength=3.4, columnspacing=1.8, borderpad=0.2,
        )  # fmt: skip
        legend.set_in_layout(False)
        box = legend.get_window_extent().transformed(figure.transFigure.inverted())
        if box.x1 < 0.99 or columns == 1:
            return float(box.y0) - gap
        legend.remove()
    return y - gap


def below(figure: Figure, foot: Sequence[str]) -> float:
    """Paragraphs from the bottom up; returns how far up they reach, as a share of the height."""
    gap = pt(9) / 72 / figure.get_figheight()
    y = gap
    for paragraph in reversed(foot):
        y = written(figure, y, paragraph, "text", va="bottom")[1] + gap
    return y


def written(figure: Figure, y: float, words: str, size: str, **how: Any) -> tuple[float, float]:
    """Words in lines as wide as the figure; returns between which heights they lie, as shares."""
    lines = fill(words, 0.96, size, how.get("weight", "normal"))
    text = figure.text(0.015, y, lines, fontsize=pt(SIZES[size]), linespacing=1.25, **how)
    box = text.get_window_extent().transformed(figure.transFigure.inverted())
    return float(box.y0), float(box.y1)


def fill(words: str, share: float, size: str, weight: str = "normal") -> str:
    """The words in lines of this share of a figure's width; words with a hyphen stay whole."""
    letters = int(72 * share * mpl.rcParams["figure.figsize"][0] / (LETTER[weight] * pt(SIZES[size])))
    return TextWrapper(letters, break_on_hyphens=False).fill(words)


def over_time(
    axes: Axes, outcome: str, runs: Mapping[str, np.ndarray], styles: Mapping[str, Style], shock: int
) -> None:
    """Mean over seeds of a monthly outcome and the 95 % interval of that mean, month by month.

    `runs` holds each arm's series, shape (seeds, steps + 1); an arm of which fewer than half the seeds have a value is
    left out at that month, and named where it is never shown.
    """
    bands = {arm: band(runs[arm], OUTCOMES[outcome].bounds) for arm in styles}
    for arm, look in styles.items():
        mean, low, high = bands[arm]
        years = np.arange(len(mean)) / YEAR
        axes.fill_between(years, low, high, color=look.colour, alpha=0.2, lw=0)
        axes.plot(years, mean, color=look.colour, lw=pt(look.width), ls=dashes(look))
    steps = next(iter(runs.values())).shape[1] - 1
    axes.set(xlim=(0, max(steps, 1) / YEAR), xlabel="year", ylabel=unit_in_words(OUTCOMES[outcome].unit))
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_locator(MaxNLocator(4))
    if OUTCOMES[outcome].bounds == (0, 1):
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
    axis, across, of_values = (axes.xaxis, axes.set_xlim, "y") if upright else (axes.yaxis, axes.set_ylim, "x")
    axis.set_ticks(range(len(rows)), [*rows])
    axis.set_tick_params(length=0)
    across(*((-0.6, len(rows) - 0.4) if upright else (len(rows) - 0.4, -0.6)))
    axes.margins(**{of_values: 0.08})
    axes.grid(visible=upright, axis="y")
    (axes.yaxis if upright else axes.xaxis).set_major_locator(MaxNLocator(4 if upright else 3, steps=[1, 2, 2.5, 5, 10], min_n_ticks=3))
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
    place = {"xycoords": "axes fraction", "va": "bottom", "color": QUIET, "fontsize": pt(SIZES["note"])} | how
    axes.annotate(words, at, xytext=(0, pt(2)), textcoords="offset points", annotation_clip=False, **place)


def dashes(style: Style) -> Any:
    """As matplotlib takes them."""
    return "-" if isinstance(style.dashes, str) else (0, style.dashes)


def handle(style: Style) -> Line2D:
    """The line of a style for a legend."""
    return Line2D([], [], color=style.colour, lw=pt(style.width), ls=dashes(style))


def dot_handle(style: Style) -> Line2D:
    """The dot and interval of a style for a legend."""
    return Line2D([], [], color=style.colour, lw=pt(4), marker=style.marker, ms=pt(10), mec="white", mew=pt(1.4))


theme()
