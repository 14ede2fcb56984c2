"""The figure of a scenario: the question, what came, and the expectation beside it."""

import re
from collections.abc import Mapping
from functools import partial
from io import StringIO
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.ask.outcomes import outcome_of
from experiments.judge.estimate import Estimate
from experiments.show.panels import dashes, handle, intervals, is_share, note, numbers, over_time, spread, unit_in_words
from experiments.show.sheet import SLIDE, Head, Panel, fill, pt, saved, sheet, theme
from experiments.show.style import Style, styles, titled
from experiments.studies.scenario import Place, Varied
from experiments.studies.scenario.findings import estimates, outcome_name, sentence, shown
from experiments.studies.scenario.run import Played
from model.outcomes import OUTCOMES
from model.params import PARAMETERS

LEAST_SPAN = 0.1  # of the axis of a share, unless all are small
MARGIN = 0.05  # beyond 0 and 100 %, for markers that lie there
SYMBOL = r" \([A-Za-z_]{1,6}\)$"  # of a formula, at the end of what a parameter means
ALONE = (7.2, 5.6)  # inches of a panel by itself


def draw_scenario(played: Played, folder: Path) -> Path:
    """Write the figure as PNG, SVG and PDF, named after the scenario; returns the PNG's path. Raises OSError."""
    return saved(partial(scenario_figure, played), folder, played.scenario.name)


def scenario_figure(played: Played) -> Figure:
    """One panel an outcome, in the room that the words above and below leave."""
    scenario, looks = played.scenario, styles(played.scenario.variants)
    told = f"{scenario.world}, {scenario.steps // 12} years, {scenario.seeds} random seeds, the same for every variant."
    head = Head(
        scenario.question,
        f"{told} Mean and its 95 % interval.",
        {titled(variant): handle(looks[variant]) for variant in scenario.variants},
    )
    share = 1 / len(scenario.outcomes) - 0.07
    panels = [panel(played, outcome, at, share) for outcome, at in estimates(played).items()]
    expectation = scenario.expectation
    foot = [f"Expected: {expectation.words} ({expectation.source})", f"Measured: {sentence(played)}"]
    return sheet(head, panels, len(panels), foot)


def draw_panels(played: Played) -> dict[str, str]:
    """Each outcome's panel alone, as SVG, for a page that has its own words and any width."""
    theme()
    panels = {}
    for outcome, at in estimates(played).items():
        figure, axes = plt.subplots(figsize=ALONE, layout="constrained")
        one = panel(played, outcome, at, 0.85 * ALONE[0] / SLIDE.width)
        one.draw(axes)
        axes.set_title(one.title)
        if axes.get_legend_handles_labels()[1]:
            axes.legend(fontsize="small")
        drawn = StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None})
        plt.close(figure)
        panels[outcome] = drawn.getvalue()
    return panels


def panel(played: Played, outcome: str, at: Mapping[Place, Estimate], share: float) -> Panel:
    """An outcome over what is varied, or over time where nothing is, or else variant by variant."""
    varied, looks = played.scenario.varied, styles(played.scenario.variants)
    name = outcome_name(outcome).replace(" in the last", ", last")
    title = fill(name[:1].upper() + name[1:], share, "panel", "bold")
    if varied:
        return Panel(partial(over_values, outcome=outcome, at=at, looks=looks, varied=varied, share=share), title)
    if outcome in OUTCOMES and OUTCOMES[outcome].monthly:
        runs = {v: np.array([r.series[outcome] for r in played.runs[Place(v)].values()]) for v in looks}
        return Panel(partial(over_time, outcome=outcome, runs=runs, styles=looks, shock=shock(played)), title)
    return Panel(partial(over_variants, outcome=outcome, at=at, looks=looks, share=share), title)


def over_values(
    axes: Axes, outcome: str, at: Mapping[Place, Estimate], looks: Mapping[str, Style], varied: Varied, share: float
) -> None:
    """Points over the values of what is varied, evenly spaced, and joined where the values are an order, not names."""
    rows: dict[str, dict[str, Estimate]] = {}
    for place, estimate in at.items():
        rows.setdefault(shown(place.value), {})[place.variant] = estimate
    if not varied.cases:
        for aside, variant in zip(spread(len(looks)), dict.fromkeys(place.variant for place in at), strict=True):
            own, look = [row[variant].value for row in rows.values()], looks[variant]
            axes.plot(
                np.arange(len(own)) + aside, own, color=look.colour, lw=pt(look.width), ls=dashes(look), zorder=1.5
            )
    intervals(axes, rows, looks, upright=True)
    if sum(map(len, rows)) > 80 * share:
        axes.tick_params(axis="x", rotation=25)
    if missing := [titled(v) for v in looks if all(np.isnan(e.value) for p, e in at.items() if p.variant == v)]:
        note(axes, f"nothing to measure under\n{', '.join(missing)}", (0.04, 0.05), style="italic")
    dress(axes, outcome, fill(varied_name(varied), share, "tick"))


def varied_name(varied: Varied) -> str:
    """The name of what is varied; of a parameter, with what it means."""
    name = varied.name.replace("_", " ")
    return name if varied.cases else f"{name}: {re.sub(SYMBOL, '', PARAMETERS[varied.name].label)}"


def over_variants(
    axes: Axes, outcome: str, at: Mapping[Place, Estimate], looks: Mapping[str, Style], share: float
) -> None:
    """One point a variant, where the outcome has no course over time."""
    rows = {fill(titled(p.variant), share / len(at), "tick"): {p.variant: estimate} for p, estimate in at.items()}
    intervals(axes, rows, looks, upright=True)
    dress(axes, outcome, "variant")


def dress(axes: Axes, outcome: str, x: str) -> None:
    """Names, limits and ticks of the axes."""
    measured = outcome_of(outcome).unit
    axes.set(xlabel=x, ylabel=unit_in_words(measured))
    if is_share(measured) or measured == "index 0..1":  # a small difference is not to fill the slide
        low, high = axes.get_ylim()
        more = max(0.0, min(LEAST_SPAN, high) - (high - low)) / 2
        axes.set_ylim(max(low - more, -MARGIN), min(high + more, 1 + MARGIN))
        axes.set_yticks(
            [tick for tick in axes.get_yticks() if max(0, low - more) <= tick <= min(1, high + more) + 1e-9]
        )
    numbers(axes.yaxis, measured)


def shock(played: Played) -> int:
    return int(next(iter(played.questions.values())).settings["shock_step"])
