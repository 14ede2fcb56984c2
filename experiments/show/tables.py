"""Tables for the terminal: outcomes by arm, differences to none, and the parameters with their ranges."""

from collections.abc import Iterable

import numpy as np
from rich.console import Console
from rich.table import Table

from experiments.ask.question import Question
from experiments.judge.estimate import Estimate
from experiments.judge.summary import Estimates, Summary, never_in_force
from experiments.judge.times import censored
from experiments.play.cost import Cost
from experiments.play.progress import in_bytes, in_words
from model.outcomes import OUTCOMES

BEST = "welfare_mean_last"  # by which a mixture is held against its parts
WIDE = 150  # columns where the output is not a terminal


def console() -> Console:
    """Standard output; wide where nobody's window limits it."""
    here = Console()
    return here if here.is_terminal else Console(width=WIDE)


def print_summary(question: Question, summary: Summary, outcomes: Iterable[str]) -> None:
    """Both tables of a comparison."""
    out, outcomes = console(), list(outcomes)
    seeds = len(question.seeds)
    title = f"{question.world}, {question.steps} months, {seeds} seed{'s' * (seeds > 1)}: mean and 95 % interval"
    out.print(f"[bold]{title}[/]", estimates_table(summary.arms, outcomes, signed=False), sep="\n")
    others = {arm: x for arm, x in summary.differences.items() if question.arms[arm]}
    if others:
        title = "Difference to none, same world and same luck (bold: the 95 % interval leaves 0 out)"
        defined = [o for o in outcomes if o != "adverse_placebo" and any(x[o].n for x in others.values())]
        out.print(f"\n[bold]{title}[/]", estimates_table(others, defined, signed=True), sep="\n")
        if any(map(censored, defined)):
            out.print("[dim]A time that is not over when the run ends counts as lasting to that end.[/]")
    for arm, gains in summary.interaction.items() if BEST in outcomes else ():
        gain = cell(gains[BEST], unit(BEST), signed=True)
        out.print(f"\n{arm} less the best of its parts under each luck, in {BEST}: {gain}", highlight=False)
    for column in outcomes:
        if said := {x[column].warning("seed") for x in summary.arms.values()} - {""}:
            out.print(f"[dim]{column}: {'; '.join(sorted(said))}.[/]", highlight=False)
    if idle := never_in_force(question, summary):
        out.print(f"\nNo agreement ever came into force, under any luck, in {', '.join(idle)}.", highlight=False)


def print_run(question: Question, summary: Summary, outcomes: Iterable[str]) -> None:
    """The outcomes of one run, and how they differ from the same world and luck under none."""
    (arm,) = question.arms
    columns = {arm: summary.arms[arm]}
    if question.arms[arm]:
        columns["difference to none"] = summary.differences[arm]
    title = f"{question.world}, {question.steps} months, seed {question.seeds[0]}"
    console().print(f"[bold]{title}[/]", estimates_table(columns, list(outcomes), signed=False), sep="\n")


def estimates_table(estimates: Estimates, outcomes: list[str], signed: bool) -> Table:
    """Outcomes down, arms across."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("outcome", no_wrap=True)
    table.add_column("unit", style="dim")
    for arm in estimates:
        table.add_column(arm, min_width=6)
    for outcome in outcomes:
        measured = unit(outcome)
        cells = [cell(estimates[arm][outcome], measured, signed) for arm in estimates]
        table.add_row(outcome, measured, *cells)
    return table


def cell(estimate: Estimate, unit: str, signed: bool) -> str:
    """A figure and its interval, unless that is the figure itself; a dash where nothing is known."""
    if not estimate.n:
        return "[dim]-[/]"
    digits = (1 if signed else 0) if unit == "months" else 3
    mean, low, high = ("" if np.isnan(x) else f"{x:{'+' if signed else ''}.{digits}f}" for x in estimate[:3])
    mean = mean or "beyond"  # a median that the run is too short to show; so may be an end of its interval
    interval = f" [dim]{low}..{high}[/]" if low != high else ""
    leaves_zero_out = estimate.low * estimate.high > 0
    return (f"[bold]{mean}[/]" if leaves_zero_out or not signed else mean) + interval


def unit(column: str) -> str:
    """The unit of an outcome's column."""
    name = column.removesuffix("_last")
    return OUTCOMES[name].unit if name in OUTCOMES else OUTCOMES["adverse_share"].unit


def print_cost(found: Cost) -> None:
    """Runs, time and disk, and where the figures come from."""
    workers = f"{found.workers} worker{'s' * (found.workers > 1)}"
    print(f"runs   {found.runs} in {found.families} families of one world and luck")
    span = f"between {in_words(found.low)} and {in_words(found.high)}"
    pilot = f"a pilot of {found.pilot} families on as many, while the machine is as busy as now"
    print(f"time   about {in_words(found.seconds)}, {span}, on {workers}; from {pilot}")
    print(f"disk   {in_bytes(found.size)}, and as much again while parts become one table")
