"""The figure of a diagnosis, for a lecture slide: one panel an instrument."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.judge.estimate import Estimate
from experiments.judge.summary import Estimates, interaction
from experiments.show.panels import INCHES, QUIET, ZERO, handle, saved, theme
from experiments.show.style import Style, styles, titled
from experiments.studies.diagnose.cascades import PLAUSIBLE, Law
from experiments.studies.diagnose.findings import Diagnosis, avalanches, estimates
from experiments.studies.diagnose.hysteresis import LEVELS, MOVED
from experiments.studies.diagnose.scales import Scale

WELFARE = ("welfare_mean", "welfare_mean_last")
NOTES: dict[str, str] = {
    "signs": "Kendall's tau up to the shock (months 24 on) and\nup to collapses; 0: no sign",
    "cascades": "share of avalanches at least so large",
    "loop": "cooperation as risk is moved up (thin)\nand down (thick), 48 months a level",
    "flows": "transfer entropy beyond chance,\nmillibits a month",
    "scales": "effective information of ties,\n% of the most that so many nodes can have",
    "together": "welfare of an arm less that of the best\nof its parts, seed by seed",
    "influence": "influence of a state's society as civil society\nat home grows: standardised slope",
}


def draw_diagnosis(found: Diagnosis, folder: Path) -> Path:
    """Write the figure as PNG and SVG; returns the PNG's path. Raises OSError."""
    theme()
    figure = diagnosis(found)
    return saved(figure, folder, "diagnose")


def diagnosis(found: Diagnosis) -> Figure:
    """Seven panels; the eighth place holds the legend."""
    looks, told = styles(found.source.question.arms), estimates(found)
    rows = {arm: looks[arm] for arm in found.source.question.arms}  # lines are drawn the widest first, dots as asked
    figure = plt.figure(figsize=INCHES)
    head(figure, found)
    grid = figure.add_gridspec(2, 4, left=0.075, right=0.985, top=0.79, bottom=0.07, wspace=0.62, hspace=0.65)
    axes = [figure.add_subplot(grid[place]) for place in range(7)]
    points(titled_(axes[0], "Early warning", "signs"), told, rows, {
        "variance_before_shock": "variance,\nshock", "ac1_before_shock": "autocorr.,\nshock",
        "variance_before_collapse": "variance,\ncollapse", "ac1_before_collapse": "autocorr.,\ncollapse",
    })  # fmt: skip
    tails(titled_(axes[1], "Avalanches", "cascades"), found, looks)
    loops(titled_(axes[2], "Hysteresis", "loop"), found, looks)
    flows = {"whole_to_members_excess": "whole to\nmembers", "members_to_whole_excess": "members\nto whole"}
    points(titled_(axes[3], "Who informs whom", "flows"), told, rows, flows, 1000)
    bars(titled_(axes[4], "Scales of ties", "scales"), found.scales)
    mixtures(titled_(axes[5], "Only together", "together"), found, looks)
    influence = {"influence_weight": "weight in\ndecisions", "influence_nearness": "nearness of\ndecisions"}
    points(titled_(axes[6], "Strong civil society", "influence"), told, rows, influence)
    legend(figure, found, looks)
    return figure


def titled_(axes: Axes, title: str, note: str) -> Axes:
    """A panel with its title, and what is shown in small type."""
    axes.set_title(title, pad=48)
    axes.text(0, 1.03, NOTES[note], transform=axes.transAxes, fontsize=12, color=QUIET, va="bottom", linespacing=1.2)
    sns.despine(ax=axes)
    return axes


def head(figure: Figure, found: Diagnosis) -> None:
    """Title, and what was looked at."""
    asked = found.source.question
    figure.text(
        0.02, 0.942, f"Complexity diagnostics: {asked.world}, {asked.steps // 12} years", fontsize=28, weight="bold"
    )
    series, played = len(found.source.families), len(found.played)
    words = f"Means and 95 % intervals over seeds: {series} for early warning and mixtures, {played} for the rest."
    figure.text(0.02, 0.905, words, fontsize=17, color=QUIET)


def points(axes: Axes, told: Estimates, looks: Mapping[str, Style], rows: Mapping[str, str], factor: float = 1) -> None:
    """Measures down, a dot with its interval for each arm; what is defined for no arm is left out."""
    rows = {measure: words for measure, words in rows.items() if any(told[arm][measure].n for arm in looks)}
    for n, measure in enumerate(rows):
        for k, (arm, look) in enumerate(looks.items()):
            dot(axes, n + 0.17 * (k - (len(looks) - 1) / 2), told[arm][measure], look, factor)
    axes.set_yticks(range(len(rows)), list(rows.values()), fontsize=13)
    finish(axes, len(rows))
    if not rows:
        nothing(axes, "nothing to measure")


def dot(axes: Axes, y: float, estimate: Estimate, look: Style, factor: float = 1) -> None:
    """A mean and its interval."""
    axes.hlines(y, factor * estimate.low, factor * estimate.high, color=look.colour, lw=4, alpha=0.6)
    axes.plot(factor * estimate.value, y, "o", color=look.colour, ms=9, mec="white", mew=1)


def finish(axes: Axes, rows: int) -> None:
    """A line at zero, and the first row on top."""
    axes.axvline(0, color=ZERO, lw=1.5, zorder=0.5)
    axes.set_ylim(max(rows, 1) - 0.5, -0.5)
    axes.grid(visible=False)
    axes.locator_params(axis="x", nbins=4)
    axes.tick_params(axis="y", length=0)


def tails(axes: Axes, found: Diagnosis, looks: Mapping[str, Style]) -> None:
    """Share of avalanches at least as large as each size, and the law where it may hold (p above PLAUSIBLE)."""
    for arm, look in looks.items():
        sizes = np.sort(avalanches(found.played, arm))
        if len(sizes):
            x, first = np.unique(sizes, return_index=True)
            axes.plot(x, 1 - first / len(sizes), color=look.colour, lw=look.width * 0.6)
            tail(axes, sizes, found.laws[arm], look)
    axes.set(xscale="log", yscale="log", xlabel="changes in an avalanche")
    held = (
        "dashed: a power law" if any(law.p > PLAUSIBLE for law in found.laws.values()) else "no power law is plausible"
    )
    axes.text(
        0.98, 0.95, held, transform=axes.transAxes, fontsize=12, style="italic", color=QUIET, ha="right", va="top"
    )


def tail(axes: Axes, sizes: np.ndarray, law: Law, look: Style) -> None:
    """The fitted law from its least size on."""
    if law.p > PLAUSIBLE:
        x = np.geomspace(law.least, sizes[-1], 50)
        share = (sizes >= law.least).mean() * (x / law.least) ** (1 - law.exponent)
        axes.plot(x, share, color=look.colour, lw=1.5, ls="--")


def loops(axes: Axes, found: Diagnosis, looks: Mapping[str, Style]) -> None:
    """The way up and the way down, means over seeds."""
    for arm, look in looks.items():
        runs = [family[arm].series for family in found.played.values() if not family[arm].error]
        for way, width in (("up_slow", 1.5), ("down_slow", 4.0)):
            if runs:
                axes.plot(LEVELS, np.mean([run[way] for run in runs], axis=0), color=look.colour, lw=width, alpha=0.85)
    axes.set(xlabel=MOVED, ylim=(-0.03, 1.03), xlim=(LEVELS[0], LEVELS[-1]))


def bars(axes: Axes, scales: Mapping[str, Scale]) -> None:
    """A bar a scale, with its nodes and bits."""
    names = list(scales)
    axes.barh(range(len(names)), [100 * s.effectiveness for s in scales.values()], color="#56b4e9", height=0.6)
    for y, s in enumerate(scales.values()):
        axes.text(100 * s.effectiveness, y, f" {s.bits:.1f} bits", va="center", fontsize=12)
    axes.set_yticks(range(len(names)), [f"{name} ({scales[name].nodes})" for name in names], fontsize=13)
    axes.margins(x=0.3)
    finish(axes, len(names))


def mixtures(axes: Axes, found: Diagnosis, looks: Mapping[str, Style]) -> None:
    """Each arm that has parts, against the best of them."""
    together = interaction(found.source.question, found.source.families)
    rows = [(arm, outcome) for arm in together for outcome in WELFARE]
    for y, (arm, outcome) in enumerate(rows):
        dot(axes, y, together[arm][outcome], looks[arm])
    words = {"welfare_mean": "whole run", "welfare_mean_last": "last 5 years"}
    axes.set_yticks(range(len(rows)), [f"{titled(arm)},\n{words[outcome]}" for arm, outcome in rows], fontsize=13)
    finish(axes, len(rows))
    if not rows:
        nothing(axes, "no arm has two parts\namong those asked for")


def nothing(axes: Axes, words: str) -> None:
    """Says in an empty panel why it is empty."""
    axes.set(xticks=[], yticks=[])
    how: dict[str, Any] = {"fontsize": 14, "style": "italic", "color": QUIET, "ha": "center"}
    axes.text(0.5, 0.5, words, transform=axes.transAxes, **how)


def legend(figure: Figure, found: Diagnosis, looks: Mapping[str, Style]) -> None:
    """The arms, in the order in which they were asked for."""
    arms = list(found.source.question.arms)
    lines = [handle(looks[arm]._replace(dashes="", width=5)) for arm in arms]
    figure.legend(lines, [titled(arm) for arm in arms], loc="center left", bbox_to_anchor=(0.8, 0.21), frameon=False,
                  fontsize=22 if len(arms) <= 4 else 16, labelspacing=0.9)  # fmt: skip
