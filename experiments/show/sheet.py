"""The sheet of every figure: head, panels and foot, its type and lines, and the files that it becomes."""

import multiprocessing
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
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

from experiments.play.folder import whole_file, write_whole, writing
from experiments.play.manifest import own
from experiments.show.style import AXIS, FONT, GRID, INK, QUIET, SIZES, TEXT

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
        "axes.titlepad": 12, "axes.labelpad": 5,
        "lines.linewidth": 3, "lines.markersize": 10, "axes.linewidth": 1.25, "grid.linewidth": 1,
        "xtick.major.size": 6, "ytick.major.size": 6, "xtick.major.width": 1.25, "ytick.major.width": 1.25,
        "xtick.minor.size": 3, "ytick.minor.size": 3, "xtick.minor.width": 0.8, "ytick.minor.width": 0.8,
        "xtick.major.pad": 5, "ytick.major.pad": 5, "xtick.minor.pad": 5, "ytick.minor.pad": 5,
        "hatch.linewidth": 1, "patch.linewidth": 1,
    }  # fmt: skip
    looks = {
        "figure.figsize": (form.width, form.height), "figure.dpi": 100, "savefig.dpi": 100,
        "axes.titleweight": "bold", "axes.titlelocation": "left", "axes.edgecolor": AXIS, "axes.labelcolor": TEXT,
        "xtick.color": TEXT, "ytick.color": TEXT, "text.color": INK, "axes.axisbelow": True, "axes.grid": True,
        "axes.grid.axis": "y", "grid.color": GRID, "axes.spines.top": False, "axes.spines.right": False,
        "legend.frameon": False, "svg.hashsalt": "westphalia", "pdf.fonttype": 42,
    }  # fmt: skip
    mpl.rcdefaults()
    import seaborn as sns  # slow to load: only once something is drawn

    sns.set_theme(style="ticks", font=FONT, rc=looks | {name: size * form.scale for name, size in sized.items()})


def pt(size: float) -> float:
    """A size in points of a slide, as it is in the form that is being drawn."""
    return float(size * mpl.rcParams["font.size"] / SIZES["text"])


def saved(draw: Callable[[], Figure], folder: Path, name: str) -> Path:
    """Draw once for print (PDF) and once for a slide (SVG, PNG), atomically; the PNG's path. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with beside(partial(drawn, draw, folder / name, COLUMN, ("pdf",))):
        drawn(draw, folder / name, SLIDE, ("svg", "png"))
    return folder / f"{name}.png"


def beside_runs(folder: Path, name: str, text: str, draw: Callable[[], Path]) -> Path:
    """Add a file and a figure to the folder of a study, and list them there; returns the figure's path.

    Raises BadInput where the folder cannot be written.
    """
    with writing("dir", folder):
        write_whole(folder / name, text)
        figure = draw()
        own(folder, [folder / name, *figure.parent.iterdir()])
        return figure


def drawn(draw: Callable[[], Figure], path: Path, form: Form, kinds: tuple[str, ...]) -> None:
    """Draw once, and write files of these kinds beside `path`."""
    undated = {"pdf": {"CreationDate": None}, "svg": {"Date": None}, "png": {}}
    theme(form)
    figure = draw()
    for kind in kinds:
        with whole_file(path.with_name(f"{path.name}.{kind}")) as draft:
            figure.savefig(draft, format=kind, metadata=undated[kind])
    plt.close(figure)


@contextmanager
def beside(job: Callable[[], None]) -> Iterator[None]:
    """Do a job in a process of its own during the block, as far as there is fork; what fails there is done here."""
    if sys.platform != "linux":
        yield job()
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # on forking threads: none of them draws
        child = multiprocessing.get_context("fork").Process(target=_quietly, args=(job,), daemon=True)
        child.start()
    try:
        yield
    finally:
        child.join()
    if child.exitcode:
        job()


def _quietly(job: Callable[[], None]) -> None:
    try:
        job()
    except Exception:
        sys.exit(1)


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
    for placed in figure.axes:  # the solver's last digits differ from one figure to the next, and with them the files
        placed.set_position(np.round(placed.get_position().bounds, 6))
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


theme()
