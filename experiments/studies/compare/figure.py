"""The figure of a comparison: outcomes over time, and paired differences to no institutions."""

from collections.abc import Mapping
from functools import partial
from textwrap import shorten

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.ask.outcomes import outcome_of
from experiments.ask.question import Question
from experiments.judge.estimate import Estimate
from experiments.judge.summary import Summary, never_in_force
from experiments.play.row import Rows
from experiments.show.panels import handle, intervals, numbers, over_time, unit_in_words
from experiments.show.sheet import Head, Panel, pt, sheet
from experiments.show.style import SIZES, Style, styles, titled
from model.record import LATE

OVER_TIME = {
    "cooperation": "Cooperation",
    "group_achievement": "Groups at their goal",
    "global_achievement": "World at its goal",
    "welfare_mean": "Welfare",
    "exclusivity": "In no agreement",
    "representation_gap": "Representation gap",
}
DIFFERENCES = {
    "welfare_mean_last": "Welfare change",
    "cooperation_last": "Cooperation change",
    "welfare_gini_last": "Inequality change",
    "harmed": "Persons harmed",
}
OF_ITSELF = ("harmed",)  # already a comparison with none, less what chance makes
ROOM = 50  # points, for the names of all arms in one panel of differences


def compare(question: Question, families: Mapping[int, Rows], summary: Summary) -> Figure:
    """Six outcomes over time on the left; on the right, differences, if any arm has institutions."""
    looks, done = styles(question.arms), list(families.values())
    shock = int(question.settings["shock_step"])
    panels = []
    for outcome, title in OVER_TIME.items():
        runs = {arm: np.array([family[arm].series[outcome] for family in done]) for arm in question.arms}
        panels.append(Panel(partial(over_time, outcome=outcome, runs=runs, styles=looks, shock=shock), title))
    mosaic: list[list[object]] = [[0, 1, 2], [3, 4, 5]]
    head = above(question, len(done), looks, never_in_force(question, summary))
    if not any(question.arms.values()):
        return sheet(head, panels, mosaic)
    kept = [outcome for outcome in DIFFERENCES if outcome in next(iter(summary.arms.values()))]
    panels += [difference(question, summary, outcome, looks) for outcome in kept]
    return sheet(head, panels, [[mosaic, [[6 + k] for k in range(len(kept))]]], width_ratios=[3, 1.15])


def difference(question: Question, summary: Summary, outcome: str, looks: Mapping[str, Style]) -> Panel:
    """How far each arm with institutions differs from none."""
    unit = outcome_of(outcome).unit
    arms = [arm for arm, institutions in question.arms.items() if institutions]
    found = summary.arms if outcome in OF_ITSELF else summary.differences
    rows: dict[str, dict[str, Estimate]] = {titled(a): {a: found[a][outcome]} for a in arms}

    def draw(axes: Axes) -> None:
        intervals(axes, rows, looks)
        numbers(axes.xaxis, unit, signed=True)
        axes.tick_params(axis="y", labelsize=pt(min(SIZES["tick"], ROOM / len(rows))))

    return Panel(draw, DIFFERENCES[outcome], unit_in_words(unit, difference=True))


def above(question: Question, seeds: int, looks: Mapping[str, Style], idle: list[str]) -> Head:
    """Title, what is shown, which arms never came to act, and the legend."""
    of = f"{seeds} random seeds" if seeds > 1 else f"random seed {question.seeds[0]}"
    late = "the last 5 years" if question.steps > LATE else "the whole run"
    means = f"Lines: mean over {seeds} seeds. Bands and bars: 95 % interval of that mean."
    shown = means if seeds > 1 else "One run each."
    shown += f" Right: difference to none in {late}." * any(question.arms.values())
    shown += f" Never in force: {', '.join(map(titled, idle))}." * bool(idle)
    changed = ", ".join(f"{titled(name)} {value}" for name, value in question.changed.items())
    told = shorten(shown + f" Set: {changed}." * bool(changed), 220, placeholder=" ...")
    title = f"The same world, the same luck: {question.world}, {of}"
    return Head(title, told, {titled(arm): handle(looks[arm]) for arm in question.arms})
