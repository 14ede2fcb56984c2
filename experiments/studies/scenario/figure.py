"""The figure of a scenario, for a lecture slide: the question, what came, and the expectation held against it."""

from io import StringIO
from pathlib import Path
from textwrap import TextWrapper

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.judge.estimate import Estimate
from experiments.show.panels import INCHES, QUIET, handle, is_share, over_time, saved, theme
from experiments.show.style import Style, styles, titled
from experiments.show.tables import unit
from experiments.studies.scenario import Place, Varied
from experiments.studies.scenario.findings import estimates, outcome_name, sentence, shown
from experiments.studies.scenario.run import Played
from model.outcomes import OUTCOMES
from model.params import PARAMETERS

LEAST_SPAN = 0.1  # of the axis of a share, unless all are small
MARGIN = 0.05  # beyond 0 and 100 %, where an interval of a mean may end but nothing can be
APART = 0.07  # between variants at one value, of the way to the next
CHARACTERS = 132  # of a label below panels side by side
BELOW = 0.125  # for the labels of the axis below
PANEL, PANEL_CHARACTERS = (7.2, 5.6), 48  # of one alone


def fill(text: str, width: int) -> str:
    """The text in lines of so many characters; words with a hyphen stay whole."""
    return TextWrapper(width, break_on_hyphens=False).fill(text)


def draw_scenario(played: Played, folder: Path) -> Path:
    """Write the figure as PNG and SVG, named after the scenario; returns the PNG's path. Raises OSError."""
    theme()
    figure = scenario_figure(played)
    return saved(figure, folder, played.scenario.name)


def scenario_figure(played: Played) -> Figure:
    """One panel an outcome, in the room that the words above and below leave."""
    scenario = played.scenario
    looks, wide = styles(scenario.variants), CHARACTERS // len(scenario.outcomes)
    figure = plt.figure(figsize=INCHES)
    top, bottom = head(figure, played, looks), foot(figure, played)
    titles = 0.082 + 0.033 * max(titled_outcome(o, wide).count("\n") for o in scenario.outcomes)
    grid = figure.add_gridspec(
        1, len(scenario.outcomes), left=0.06, right=0.98, top=top - titles, bottom=bottom + BELOW, wspace=0.3
    )
    for place, (outcome, at) in enumerate(estimates(played).items()):
        panel(figure.add_subplot(grid[place]), played, outcome, at, wide)
    return figure


def draw_panels(played: Played) -> dict[str, str]:
    """Each outcome's panel alone, as SVG, for a page that has its own words and any width."""
    theme()
    panels = {}
    for outcome, at in estimates(played).items():
        figure, axes = plt.subplots(figsize=PANEL, layout="constrained")
        panel(axes, played, outcome, at, PANEL_CHARACTERS)
        drawn = StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None})
        plt.close(figure)
        panels[outcome] = drawn.getvalue()
    return panels


def panel(axes: Axes, played: Played, outcome: str, at: dict[Place, Estimate], wide: int) -> None:
    """An outcome over what is varied, or over time where nothing is; words in lines of `wide` characters."""
    varied, looks = played.scenario.varied, styles(played.scenario.variants)
    if varied:
        over_values(axes, outcome, at, looks, 0.8 / (len(looks) + 1) if varied.cases else APART)
        if not varied.cases:
            join(axes, at, looks)
            axes.set_xlabel(fill(varied_name(varied), wide), labelpad=8)
    elif outcome in OUTCOMES and OUTCOMES[outcome].monthly:
        runs = {v: np.array([r.series[outcome] for r in played.runs[Place(v)].values()]) for v in looks}
        over_time(axes, OUTCOMES[outcome].unit, runs, looks, _shock(played))
        axes.set_xlabel("year", labelpad=30)
    else:
        over_variants(axes, outcome, at, looks)
    axes.set_title(titled_outcome(outcome, wide), pad=32)


def titled_outcome(outcome: str, wide: int) -> str:
    """The title of an outcome's panel, in bold and so in fewer characters."""
    name = outcome_name(outcome).replace(" in the last", ", last")
    return fill(name[:1].upper() + name[1:], int(0.75 * wide))


def head(figure: Figure, played: Played, looks: dict[str, Style]) -> float:
    """The question, what is shown, and the legend; returns how far down they come."""
    scenario = played.scenario
    title = fill(scenario.question, 78)
    figure.text(0.02, 0.965, title, fontsize=27, weight="bold", va="top", linespacing=1.15)
    shown_ = (
        f"{scenario.world}, {scenario.steps // 12} years, {scenario.seeds} seeds, same worlds and same luck throughout."
    )
    shown_ += " Mean and its 95 % interval."
    below = 0.965 - 0.048 * (title.count("\n") + 1) - 0.008
    figure.text(0.02, below, shown_, fontsize=17, color=QUIET, va="top")
    legend = figure.legend(
        [handle(looks[v]) for v in scenario.variants], [titled(v) for v in scenario.variants], loc="upper left",
        bbox_to_anchor=(0.012, below - 0.035), ncols=len(looks), frameon=False, fontsize=18, handlelength=3.2,
        columnspacing=1.8,
    )  # fmt: skip
    return float(figure.transFigure.inverted().transform(legend.get_window_extent().min)[1])


def foot(figure: Figure, played: Played) -> float:
    """The expectation with its source, and what came beneath it; returns how far up they reach."""
    expectation = played.scenario.expectation
    expected = fill(f"Expected: {expectation.words} ({expectation.source})", 150)
    measured = fill(f"Measured: {sentence(played)}", 138)
    above = 0.035 + 0.0292 * (measured.count("\n") + 1)
    figure.text(0.02, above, measured, fontsize=17, va="top", linespacing=1.3)
    above += 0.012 + 0.0275 * (expected.count("\n") + 1)
    figure.text(0.02, above, expected, fontsize=16, color=QUIET, va="top", linespacing=1.3)
    return above


def over_values(axes: Axes, outcome: str, at: dict[Place, Estimate], looks: dict[str, Style], apart: float) -> None:
    """Points over the values of what is varied, evenly spaced, each with its interval; variants `apart` at a value."""
    values = list(dict.fromkeys(place.value for place in at))
    aside = _aside(at, apart)
    for variant, look in looks.items():
        own = [(values.index(p.value) + aside[variant], e) for p, e in at.items() if p.variant == variant]
        x, estimate = zip(*own, strict=True)
        _bars(axes, np.array(x), estimate, look)
    many = max(len(shown(value)) for value in values) * len(values) > 30
    axes.set_xticks(range(len(values)), [shown(value) for value in values], rotation=25 if many else 0,
                    ha="right" if many else "center")  # fmt: skip
    if missing := [titled(v) for v in looks if all(np.isnan(e.value) for p, e in at.items() if p.variant == v)]:
        note = f"nothing to measure under\n{', '.join(missing)}"
        axes.text(0.03, 0.04, note, transform=axes.transAxes, fontsize=14, style="italic", color=QUIET)
    axes.set_xlim(-0.4, len(values) - 0.6)
    _dress(axes, outcome)


def _aside(at: dict[Place, Estimate], apart: float) -> dict[str, float]:
    """How far each variant stands from the value, so that no interval hides another."""
    variants = dict.fromkeys(place.variant for place in at)
    return {variant: apart * (n - (len(variants) - 1) / 2) for n, variant in enumerate(variants)}


def join(axes: Axes, at: dict[Place, Estimate], looks: dict[str, Style]) -> None:
    """Lines through the points of each variant: where the values are an order, and not names."""
    values = list(dict.fromkeys(place.value for place in at))
    aside = _aside(at, APART)
    rows = [
        {"variant": p.variant, "x": values.index(p.value) + aside[p.variant], "mean": e.value} for p, e in at.items()
    ]
    colours, dashes, widths = (dict(zip(looks, column, strict=True)) for column in zip(*looks.values(), strict=True))
    sns.lineplot(
        pd.DataFrame(rows), x="x", y="mean", ax=axes, estimator=None, hue="variant", style="variant", size="variant",
        palette=colours, dashes=dashes, sizes=widths, hue_order=list(looks), legend=False, zorder=1.5,
    )  # fmt: skip
    axes.set(xlabel="", ylabel="")


def varied_name(varied: Varied) -> str:
    """The name of the parameter, with what it means."""
    return f"{varied.name.replace('_', ' ')}: {PARAMETERS[varied.name].label}"


def over_variants(axes: Axes, outcome: str, at: dict[Place, Estimate], looks: dict[str, Style]) -> None:
    """One point a variant, where the outcome has no course over time."""
    for x, (place, estimate) in enumerate(at.items()):
        _bars(axes, np.array([x]), (estimate,), looks[place.variant])
    axes.set_xticks(range(len(at)), [""] * len(at))
    axes.set_xlim(-0.5, len(at) - 0.5)
    _dress(axes, outcome)


def _bars(axes: Axes, x: np.ndarray, estimate: tuple[Estimate, ...], look: Style) -> None:
    mean, low, high = (np.array([getattr(e, end) for e in estimate]) for end in ("value", "low", "high"))
    axes.vlines(x, low, high, color=look.colour, lw=4, alpha=0.55)
    axes.plot(x, mean, "o", color=look.colour, ms=6 + look.width, mec="white", mew=1.5)


def _dress(axes: Axes, outcome: str) -> None:
    """Unit, limits and ticks."""
    measured = unit(outcome)
    told = measured.replace("share of ", "% of ") if measured.startswith("share of") else measured
    axes.text(0, 1.025, told, transform=axes.transAxes, fontsize=14, color=QUIET, va="bottom")
    axes.set(xlabel="", ylabel="")
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    axes.margins(y=0.12)
    if is_share(measured) or measured == "index 0..1":  # no mole-hill is to fill the slide
        low, high = axes.get_ylim()
        more = max(0.0, min(LEAST_SPAN, high) - (high - low)) / 2
        axes.set_ylim(max(low - more, -MARGIN), min(high + more, 1 + MARGIN))
        axes.set_yticks([tick for tick in axes.get_yticks() if -1e-9 <= tick <= 1 + 1e-9])
        axes.set_ylim(max(low - more, -MARGIN), min(high + more, 1 + MARGIN))
    if is_share(measured):
        axes.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:.3g} %"))
    sns.despine(ax=axes)


def _shock(played: Played) -> int:
    return int(next(iter(played.questions.values())).settings["shock_step"])
