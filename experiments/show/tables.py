"""Tables for the terminal: outcomes by arm, differences to none, indices of a sensitivity analysis, and costs."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table

from experiments.ask.outcomes import outcome_columns, outcome_of
from experiments.ask.question import Question
from experiments.judge.estimate import Estimate
from experiments.judge.summary import Estimates, Summary, never_in_force
from experiments.judge.times import censored
from experiments.play.cost import Cost
from experiments.play.progress import in_bytes, in_words

BEST = "welfare_mean_last"  # by which a mixture is compared with its parts
WIDE = 150  # columns where the output is not a terminal


def console() -> Console:
    """Standard output; wide where nobody's window limits it."""
    here = Console()
    return here if here.is_terminal else Console(width=WIDE)


def print_summary(question: Question, summary: Summary, outcomes: Iterable[str]) -> None:
    """Both tables of a comparison, and what else must be known."""
    out, outcomes = console(), list(outcomes)
    seeds = len(question.seeds)
    title = f"{question.world}, {question.steps} months, {seeds} seed{'s' * (seeds > 1)}: mean and 95 % interval"
    out.print(f"[bold]{title}[/]", of_outcomes(summary.arms, outcomes), *warnings(summary.arms, outcomes), sep="\n")
    others = {arm: x for arm, x in summary.differences.items() if question.arms[arm]}
    if others:
        title = "Difference to none, same world and same random seed (bold: the 95 % interval excludes 0)"
        defined = [o for o in outcomes if not o.endswith("_placebo") and any(x[o].n for x in others.values())]
        out.print(f"\n[bold]{title}[/]", of_outcomes(others, defined, signed=True), sep="\n")
        if any(map(censored, defined)):
            out.print("[dim]A time that is not over when the run ends counts as lasting to that end.[/]")
    for arm, gains in summary.interaction.items() if BEST in outcomes else ():
        gain = cell(gains[BEST], outcome_of(BEST).unit, signed=True)
        out.print(f"\n{arm} minus the best of its parts with the same seed, in {BEST}: {gain}", highlight=False)
    if idle := never_in_force(question, summary):
        out.print(f"\nNo agreement entered into force with any seed in {', '.join(idle)}.", highlight=False)
    if rest := len(outcome_columns()) - len(outcomes):
        out.print(f"\n[dim]{rest} more outcomes: --outcomes all, which plays more runs (--out DIR)[/]", highlight=False)


def print_run(question: Question, summary: Summary, outcomes: Iterable[str]) -> None:
    """The outcomes of one run, and how they differ from the same world and random seed under none."""
    (arm,) = question.arms
    columns = {arm: summary.arms[arm]}
    if question.arms[arm]:
        columns["difference to none"] = summary.differences[arm]
    title = f"{question.world}, {question.steps} months, seed {question.seeds[0]}"
    console().print(f"[bold]{title}[/]", of_outcomes(columns, list(outcomes)), sep="\n")


def of_outcomes(estimates: Estimates, outcomes: list[str], signed: bool = False) -> Table:
    """Outcomes with their units down, arms across."""
    units = {outcome: outcome_of(outcome).unit for outcome in outcomes}
    rows = [[o, unit, *(cell(of_arm[o], unit, signed) for of_arm in estimates.values())] for o, unit in units.items()]
    return table(["outcome", "unit", *estimates], rows)


def table(names: Iterable[str], rows: Iterable[Iterable[str]], title: str = "") -> Table:
    """The one look of tables in the terminal; the first column is not broken over lines."""
    made = Table(title=title or None, title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for place, name in enumerate(names):
        made.add_column(name, no_wrap=place == 0, style="dim" if name == "unit" else None)
    for row in rows:
        made.add_row(*row)
    return made


def warnings(estimates: Estimates, rows: Iterable[str]) -> list[str]:
    """Where so few seeds allow no interval, and of what; nothing is said of what is defined nowhere."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for warning in {e.warning("seed") for e in (of_arm[row] for of_arm in estimates.values()) if e.n} - {""}:
            found.setdefault(warning, []).append(row)
    return [f"[dim]{warning}: {', '.join(names)}.[/]" for warning, names in found.items()]


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


def print_sensitivity(indices: pd.DataFrame) -> None:
    """A table an outcome and index: factors down, arms and pairs across; a dash where undefined; then warnings."""
    out = console()
    for (outcome, measure), rows in indices.groupby(["outcome", "measure"], sort=False):
        cells = {(row.factor, row.of): cell(estimate(row), "", False) for row in rows.itertuples()}
        factors, columns = (list(dict.fromkeys(rows[name])) for name in ("factor", "of"))
        lines = [[factor, *(cells[factor, of] for of in columns)] for factor in factors]
        out.print(table(["factor", *columns], lines, f"\n{outcome}, {measure} (n = {rows['n'].max()})"))
        for warning, warned in rows[rows["warning"] != ""].groupby("warning", sort=False):
            where = ", ".join(f"{row.factor} under {row.of}" for row in warned.itertuples())
            out.print(f"[dim]{warning}: {where}[/]", highlight=False)


def estimate(row: Any) -> Estimate:
    """One line of the indices; of nothing where it is undefined."""
    return Estimate(row.value, row.low, row.high, 0 if pd.isna(row.value) else row.n)


def print_cost(found: Cost) -> None:
    """Runs, time and disk, and where the figures come from."""
    workers = f"{found.workers} worker{'s' * (found.workers > 1)}"
    print(f"runs   {found.runs} in {found.families} families of one world and luck")
    span = f"between {in_words(found.low)} and {in_words(found.high)}"
    pilot = f"a pilot of {found.pilot} families on as many, while the machine is as busy as now"
    print(f"time   about {in_words(found.seconds)}, {span}, on {workers}; from {pilot}")
    print(f"disk   {in_bytes(found.size)}, and as much again while parts become one table")
