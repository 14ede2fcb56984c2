"""The figure of a diagnosis: one panel an instrument."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.judge.estimate import Estimate
from experiments.judge.summary import Estimates, interaction
from experiments.show.panels import dot_handle, intervals, note
from experiments.show.sheet import Head, Panel, pt, saved, sheet
from experiments.show.style import Style, styles, titled
from experiments.studies.diagnose.cascades import PLAUSIBLE
from experiments.studies.diagnose.findings import Diagnosis, avalanches, estimates
from experiments.studies.diagnose.hysteresis import LEVELS, MOVED
from experiments.studies.diagnose.scales import Scale

WELFARE = {"welfare_mean": "whole run", "welfare_mean_last": "last 5 years"}
SIGNS = {
    "variance_before_shock": "variance,\nshock",
    "ac1_before_shock": "autocorrelation,\nshock",
    "variance_before_collapse": "variance,\ncollapse",
    "ac1_before_collapse": "autocorrelation,\ncollapse",
}
FLOWS = {
    "whole_to_members_excess": "from the whole\nto members",
    "members_to_whole_excess": "from members\nto the whole",
}
INFLUENCE = {"influence_weight": "weight in\ndecisions", "influence_nearness": "nearness of\ndecisions"}
MILLI = 1000


def draw_diagnosis(found: Diagnosis, folder: Path) -> Path:
    """Write the figure as PNG, SVG and PDF; returns the PNG's path. Raises OSError."""
    return saved(partial(diagnosis, found), folder, "diagnose")


def diagnosis(found: Diagnosis) -> Figure:
    """Seven panels; arms without a value in a panel are left out there."""
    asked, measured = found.source.question, estimates(found)
    looks = styles(asked.arms)
    series, played = len(found.source.families), len(found.played)
    head = Head(
        f"Complexity diagnostics: {asked.world}, {asked.steps // 12} years",
        f"Means and 95 % intervals over seeds: {series} for early warning and mixtures, {played} for the rest.",
        {titled(arm): dot_handle(looks[arm]) for arm in asked.arms},
    )

    def rows(words: Mapping[str, str], factor: float = 1) -> partial[None]:
        return partial(measures, measured=measured, words=words, looks=looks, factor=factor)

    panels = [
        Panel(rows(SIGNS), "Early warning", "trend before the event\n(Kendall's tau)", "early sign"),
        Panel(
            partial(tails, found=found, looks=looks),
            "Avalanches",
            "changes in an avalanche",
            "share as large or larger",
        ),
        Panel(
            partial(loops, found=found, looks=looks),
            "Hysteresis",
            f"{MOVED} (thin: rising,\nthick: falling)",
            "cooperation",
        ),
        Panel(
            rows(FLOWS, MILLI),
            "Who informs\nwhom",
            "transfer entropy\nbeyond chance,\nmillibits a month",
            "direction of information",
        ),
        Panel(
            partial(bars, scales=found.scales),
            "Scales of ties",
            "effective information,\n% of its maximum",
            "scale (nodes)",
        ),
        Panel(
            partial(mixtures, found=found, looks=looks),
            "Only together",
            "welfare minus that of the\nbest part, thousandths",
            "arm",
        ),
        Panel(
            rows(INFLUENCE),
            "Strong civil society",
            "change with civil society at home\n(standardised slope)",
            "measure of influence",
        ),
    ]
    return sheet(head, panels, 4)


def measures(
    axes: Axes, measured: Estimates, words: Mapping[str, str], looks: Mapping[str, Style], factor: float
) -> None:
    """Measures down, a dot with its interval for each arm; what is defined for no arm is left out."""
    found = {
        label: {arm: scaled(of_arm[measure], factor) for arm, of_arm in measured.items()}
        for measure, label in words.items()
        if any(of_arm[measure].n for of_arm in measured.values())
    }
    if found:
        intervals(axes, found, looks)
    else:
        nothing(axes, "nothing to measure")


def scaled(estimate: Estimate, factor: float) -> Estimate:
    return estimate._replace(value=factor * estimate.value, low=factor * estimate.low, high=factor * estimate.high)


def tails(axes: Axes, found: Diagnosis, looks: Mapping[str, Style]) -> None:
    """Share of avalanches at least as large as each size, and the law where it may hold (p above PLAUSIBLE)."""
    for arm, look in looks.items():
        sizes, law = np.sort(avalanches(found.played, arm)), found.laws[arm]
        if not len(sizes):
            continue
        x, first = np.unique(sizes, return_index=True)
        axes.plot(x, 1 - first / len(sizes), color=look.colour, lw=pt(look.width * 0.6))
        if law.p > PLAUSIBLE:
            x = np.geomspace(law.least, sizes[-1], 50)
            share = (sizes >= law.least).mean() * (x / law.least) ** (1 - law.exponent)
            axes.plot(x, share, color=look.colour, lw=pt(1.5), ls="--", label="a power law")
    axes.set(xscale="log", yscale="log")
    if not any(law.p > PLAUSIBLE for law in found.laws.values()):
        note(axes, "no power law\nis plausible", (0.97, 0.85), style="italic", ha="right")


def loops(axes: Axes, found: Diagnosis, looks: Mapping[str, Style]) -> None:
    """The way up and the way down, means over seeds."""
    for arm, look in looks.items():
        runs = [family[arm].series for family in found.played.values() if not family[arm].error]
        for way, width in (("up_slow", 1.5), ("down_slow", 4.0)):
            if runs:
                mean = np.mean([run[way] for run in runs], axis=0)
                axes.plot(LEVELS, mean, color=look.colour, lw=pt(width), alpha=0.85)
    axes.set(ylim=(-0.03, 1.03), xlim=(LEVELS[0], LEVELS[-1]))


def bars(axes: Axes, scales: Mapping[str, Scale]) -> None:
    """A bar a scale, with its nodes and bits."""
    names = list(scales)
    axes.barh(range(len(names)), [100 * s.effectiveness for s in scales.values()], color="#56b4e9", height=0.6)
    for y, s in enumerate(scales.values()):
        note(axes, f" {s.bits:.1f} bits", (100 * s.effectiveness, y), xycoords="data", va="center")
    axes.set_yticks(range(len(names)), [f"{name}\n({scales[name].nodes})" for name in names])
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.margins(x=0.45)
    axes.grid(visible=False)


def mixtures(axes: Axes, found: Diagnosis, looks: Mapping[str, Style]) -> None:
    """Each arm that has parts, against the best of them."""
    together = interaction(found.source.question, found.source.families)
    rows = {
        f"{titled(arm)},\n{words}": {arm: scaled(together[arm][outcome], MILLI)}
        for arm in together
        for outcome, words in WELFARE.items()
    }
    if rows:
        intervals(axes, rows, looks)
    else:
        nothing(axes, "no arm has two parts\namong those asked for")


def nothing(axes: Axes, words: str) -> None:
    """Says in an empty panel why it is empty."""
    axes.set(xticks=[], yticks=[])
    note(axes, words, (0.5, 0.5), style="italic", ha="center")
