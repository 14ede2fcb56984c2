"""Tables for the terminal: published models, one replication, and the verdicts on all oracles."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.table import Table

from experiments.show.tables import console
from experiments.studies.replications import Measured, Replication
from experiments.studies.validation import Verdict


def print_cases(cases: Iterable[Replication]) -> None:
    """Every published model, with its source and its parameters."""
    table = _table("Published models: replicate CASE --set SYMBOL=VALUE", "case", "source", "parameters [range]")
    for case in sorted(cases, key=lambda c: c.name):
        ranges = ", ".join(f"{q.name}={q.default} [{q.allowed}]" for q in case.parameters.values())
        table.add_row(case.name, " ".join(case.source.split())[:160], ranges)
    console().print(table)


def print_replication(
    case: Replication,
    values: Mapping[str, Any],
    measured: Mapping[str, Measured],
    theory: Mapping[str, Any],
    seconds: float,
) -> None:
    """Measured figures with their standard errors, beside theory."""
    out = console()
    out.print(f"[bold]{case.name}[/]  " + " ".join(f"{k}={v}" for k, v in values.items()), highlight=False)
    out.print(" ".join(case.source.split()), style="dim", highlight=False)
    table = _table("", "figure", "engine", "standard error", "theory", "difference / SE")
    for key, (value, se) in measured.items():
        said = theory.get(key)
        told = "" if said is None else f"{float(said):.6g}"
        gap = "" if said is None or not se else f"{(value - float(said)) / se:+.1f}"
        table.add_row(key, f"{value:.6g}", f"{se:.2g}" if se else "exact", told, gap)
    out.print(table)
    out.print(f"{seconds:.1f} s", style="dim")


def print_verdicts(verdicts: Iterable[Verdict]) -> None:
    """One line for each figure: expected, theory, engine, its standard error, what is allowed, and the verdict."""
    table = _table("", "oracle", "figure", "expected", "theory", "engine", "SE", "allowed", "")
    verdicts = list(verdicts)
    for verdict in verdicts:
        mark = "[green]pass[/]" if verdict.passed else "[bold red]FAIL[/]"
        for n, key in enumerate(verdict.expected):
            columns = (verdict.expected, verdict.theory, verdict.observed, verdict.se, verdict.tolerance)
            figures = [_told(column.get(key)) for column in columns]
            table.add_row(verdict.id if n == 0 else "", key, *figures, mark if n == 0 else "")
    console().print(table)
    failed = [verdict.id for verdict in verdicts if not verdict.passed]
    seconds = sum(verdict.seconds for verdict in verdicts)
    console().print(f"{len(verdicts) - len(failed)} passed, {len(failed)} failed in {seconds:.0f} s of computing")


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _told(value: Any) -> str:
    """A figure in six digits; a family as its entries."""
    if value is None:
        return ""
    return ", ".join(f"{float(v):.4g}" for v in value) if isinstance(value, list) else f"{float(value):.6g}"
