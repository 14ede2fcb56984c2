"""The figure of a comparison, for a lecture slide: outcomes over time, and paired differences to none."""

from collections.abc import Mapping
from textwrap import shorten

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from experiments.ask.question import Question
from experiments.judge.summary import Summary, never_in_force
from experiments.play.row import Rows
from experiments.show.panels import INCHES, QUIET, difference_dots, handle, over_time
from experiments.show.style import Style, styles, titled
from model.outcomes import OUTCOMES
from model.record import LATE

OVER_TIME = {
    "cooperation": "Cooperation",
    "group_achievement": "Group achievement",
    "global_achievement": "Global achievement",
    "welfare_mean": "Welfare",
    "exclusivity": "Exclusivity",
    "representation_gap": "Representation gap",
}
DIFFERENCES = {
    "welfare_mean_last": "Welfare per endowment",
    "cooperation_last": "Cooperation, % points",
    "welfare_gini_last": "Inequality, Gini",
    "adverse_share": "Actors worse off, % points",
}


def compare(question: Question, families: Mapping[int, Rows], summary: Summary) -> Figure:
    """Six outcomes over time on the left; on the right, differences, if any arm has institutions."""
    looks = styles(question.arms)
    figure = plt.figure(figsize=INCHES)
    differing = [arm for arm, institutions in question.arms.items() if institutions]
    done = list(families.values())
    head(figure, question, len(done), looks, never_in_force(question, summary))
    right = 0.685 if differing else 0.98
    grid = figure.add_gridspec(2, 3, left=0.05, right=right, top=0.745, bottom=0.1, wspace=0.28, hspace=0.6)
    for place, (outcome, title) in enumerate(OVER_TIME.items()):
        axes = figure.add_subplot(grid[place])
        runs = {arm: np.array([family[arm].series[outcome] for family in done]) for arm in question.arms}
        over_time(axes, OUTCOMES[outcome].unit, runs, looks, int(question.settings["shock_step"]))
        axes.set_title(title, pad=34)
        if place >= 3:
            axes.set_xlabel("year", labelpad=22)
    if differing:
        late = "last 5 years" if question.steps > LATE else "whole run"
        draw_differences(figure, summary, differing, looks, late)
    return figure


def draw_differences(figure: Figure, summary: Summary, arms: list[str], looks: Mapping[str, Style], late: str) -> None:
    """A small panel an outcome, under one heading."""
    figure.text(0.73, 0.86, "Difference to none", fontsize=19, weight="bold")
    figure.text(0.73, 0.825, f"same world, same luck, {late}", fontsize=14, color=QUIET)
    grid = figure.add_gridspec(len(DIFFERENCES), 1, left=0.8, right=0.97, top=0.765, bottom=0.06, hspace=0.66)
    for place, (outcome, title) in enumerate(DIFFERENCES.items()):
        axes = figure.add_subplot(grid[place])
        rows = {titled(arm): (looks[arm].colour, summary.differences[arm][outcome]) for arm in arms}
        if outcome == "adverse_share":
            rows["luck alone"] = QUIET, summary.arms[arms[0]]["adverse_placebo"]
        difference_dots(axes, OUTCOMES[outcome.removesuffix("_last")].unit, rows)
        axes.set_title(title, fontsize=16, pad=8)


def head(figure: Figure, question: Question, seeds: int, looks: Mapping[str, Style], idle: list[str]) -> None:
    """Title, what is shown, which arms never came to act, and the legend."""
    luck = f"{seeds} seeds" if seeds > 1 else f"seed {question.seeds[0]}"
    figure.text(0.02, 0.942, f"The same world, the same luck: {question.world}, {luck}", fontsize=28, weight="bold")
    shown = f"Lines: mean over {seeds} seeds. Bands and bars: 95 % interval of that mean."
    shown = shown if seeds > 1 else "One run of each arm."
    shown += f" Never in force: {', '.join(map(titled, idle))}." * bool(idle)
    changed = ", ".join(f"{name} {value}" for name, value in question.changed.items())
    told = shorten(shown + f" Set: {changed}" * bool(changed), 148, placeholder=" ...")
    figure.text(0.02, 0.905, told, fontsize=17, color=QUIET)
    few = len(looks) <= 4
    figure.legend(
        [handle(looks[arm]) for arm in question.arms], [titled(arm) for arm in question.arms], loc="center left",
        bbox_to_anchor=(0.012, 0.86), ncols=len(looks) if few else (len(looks) + 1) // 2, frameon=False,
        fontsize=20 if few else 15, handlelength=3.6, columnspacing=2.2,
    )  # fmt: skip
