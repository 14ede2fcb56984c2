"""The figure of an ablation: what the rows with the largest effects change in the default world."""

from functools import partial
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.ask.arms import ARMS
from experiments.ask.outcomes import outcome_of
from experiments.judge.estimate import Estimate
from experiments.show.panels import dot_handle, intervals, numbers, unit_in_words
from experiments.show.sheet import Head, Panel, fill, pt, saved, sheet
from experiments.show.style import GRID, SIZES, Style, styles
from experiments.studies.ablation.findings import Findings, Line
from experiments.studies.ablation.question import MARGINS
from experiments.studies.ablation.worlds import HYBRID
from experiments.studies.scenario.findings import outcome_name

SHOWN = 12  # rows, of those that do something
IDLE = 2  # rows that do nothing, for comparison
UNKNOWN = Estimate(float("nan"), float("nan"), float("nan"), 0)  # what changes by construction is not judged


def draw(found: Findings, folder: Path) -> Path:
    """Write the figure; its path."""
    return saved(partial(figure, found), folder, "ablation")


def figure(found: Findings) -> Figure:
    """A panel an outcome: rows down, an interval for each arm, the margin shaded."""
    looks = styles([arm for arm, names in ARMS.items() if names])
    chosen = largest(found)
    panels = [panel(found, outcome, chosen, looks) for outcome in MARGINS]
    seeds = len(found.ablation.seeds)
    head = Head(
        "What changes when one thing is switched off",
        f"Default world, {seeds} random seeds. With it minus without it; 95 % intervals by Holm's procedure. Shaded: "
        "too small to matter. The last rows do nothing but draw other random numbers.",
        {arm.replace("_", " "): dot_handle(look) for arm, look in looks.items()},
    )
    return sheet(head, panels, 3)


def largest(found: Findings) -> list[str]:
    """The rows with the largest effects that are known to matter in the default world, then some that do nothing."""
    default = sorted((x for x in found.lines if x.comparison.default), key=lambda x: -x.size)
    known = [x for x in default if x.grade == "strong"] + default
    acting, idle = (
        list(dict.fromkeys(x.comparison.row.id for x in known if x.comparison.row.idle == still))
        for still in (False, True)
    )
    return [*acting[:SHOWN], *idle[:IDLE]]


def panel(found: Findings, outcome: str, chosen: list[str], looks: dict[str, Style]) -> Panel:
    """One outcome."""
    name = outcome_name(outcome)
    unit = outcome_of(outcome).unit
    rows = {row.replace("_", " "): estimates(found.lines, outcome, row) for row in chosen}

    def drawn(axes: Axes) -> None:
        axes.axvspan(-MARGINS[outcome], MARGINS[outcome], color=GRID, lw=0, zorder=0)
        intervals(axes, rows, looks)
        numbers(axes.xaxis, unit, signed=True)
        axes.tick_params(axis="y", labelsize=pt(SIZES["note"]))

    return Panel(drawn, fill(name[:1].upper() + name[1:], 0.24, "panel", "bold"), unit_in_words(unit, difference=True))


def estimates(lines: tuple[Line, ...], outcome: str, row: str) -> dict[str, Estimate]:
    """The effect of a row in the default world, by arm."""
    some = (x for x in lines if x.outcome == outcome and x.comparison.row.id == row and x.comparison.default)
    return {x.comparison.arm: x.effect for x in some} or {HYBRID: UNKNOWN}
