"""The figure of a comparison, for a lecture slide: outcomes over time, and paired differences to none."""

from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from experiments.panels import difference_dots, handle, over_time, theme
from experiments.question import Question
from experiments.run import Family
from experiments.style import Style, styles, titled
from experiments.summary import Summary, mean_of
from model.outcomes import OUTCOMES

OVER_TIME = (
    "cooperation", "group_achievement", "global_achievement", "welfare_mean", "exclusivity", "representation_gap"
)  # fmt: skip
DIFFERENCES = {
    "welfare_mean_last": "Welfare",
    "cooperation_last": "Cooperation (points)",
    "welfare_gini_last": "Inequality (Gini)",
    "adverse_share": "Worse off than under none (points)",
}
INCHES, DOTS = (19.2, 10.8), 100  # a slide of 1920 x 1080


def draw_comparison(question: Question, families: Mapping[int, Family], summary: Summary, folder: Path) -> Path:
    """Write the figure as PNG and SVG, named after the command; returns the PNG's path. Raises OSError."""
    theme()
    figure = comparison(question, families, summary)
    folder.mkdir(exist_ok=True)
    figure.savefig(folder / f"{question.command}.svg", metadata={"Date": None})
    figure.savefig(folder / f"{question.command}.png", dpi=DOTS)
    plt.close(figure)
    return folder / f"{question.command}.png"


def comparison(question: Question, families: Mapping[int, Family], summary: Summary) -> Figure:
    """Six outcomes over time on the left, differences on the right where any arm differs from none by design."""
    looks = styles(question.arms)
    figure = plt.figure(figsize=INCHES)
    differing = [arm for arm, institutions in question.arms.items() if institutions]
    right = 0.675 if differing else 0.98
    grid = figure.add_gridspec(2, 3, left=0.05, right=right, top=0.73, bottom=0.09, wspace=0.24, hspace=0.5)
    done = [family for family in families.values() if not any(run.error for run in family.values())]
    for place, outcome in zip(grid, OVER_TIME, strict=True):
        runs = {arm: np.array([family[arm].series[outcome] for family in done]) for arm in question.arms}
        over_time(figure.add_subplot(place), outcome, runs, looks, int(question.settings["shock_step"]))
    figure.text((0.05 + right) / 2, 0.022, "year", ha="center", fontsize=16, color="#3c444d")
    if differing:
        draw_differences(figure, summary, differing, looks)
    head(figure, question, len(done), looks)
    return figure


def draw_differences(figure: Figure, summary: Summary, arms: list[str], looks: Mapping[str, Style]) -> None:
    """A small panel an outcome, under one heading."""
    grid = figure.add_gridspec(len(DIFFERENCES), 1, left=0.79, right=0.98, top=0.73, bottom=0.06, hspace=0.85)
    figure.text(0.715, 0.795, "Difference to none, last 5 years", fontsize=19, weight="bold")
    for place, (outcome, title) in zip(grid, DIFFERENCES.items(), strict=True):
        rows = {arm: summary.differences[arm][outcome] for arm in arms}
        axes = figure.add_subplot(place)
        difference_dots(axes, title, OUTCOMES[outcome.removesuffix("_last")].unit, rows, looks)


def head(figure: Figure, question: Question, seeds: int, looks: Mapping[str, Style]) -> None:
    """Title, what is shown, and the legend."""
    changed = "".join(f", {name} {value}" for name, value in question.changed.items())
    luck = f"{seeds} lucks" if seeds > 1 else f"luck {question.seeds[0]}"
    title = f"The same world, the same luck: {question.world}, {luck}{changed}"
    figure.text(0.02, 0.945, title, fontsize=28, weight="bold")
    shown = f"Mean over {seeds} seeds; bands and bars are 95 % intervals of the mean" if seeds > 1 else "One run of each arm"
    figure.text(0.02, 0.905, shown, fontsize=17, color="#5d6772")
    figure.legend(
        [handle(looks[arm]) for arm in question.arms], [titled(arm) for arm in question.arms], loc="center left",
        bbox_to_anchor=(0.012, 0.862), ncols=len(looks), frameon=False, fontsize=20, handlelength=3.6, columnspacing=2.2,
    )  # fmt: skip
