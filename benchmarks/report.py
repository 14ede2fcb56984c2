"""What was measured, as text and as the page docs/reference/performance.md."""

import json
import os
import platform
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.targets import targets
from tools.reference import table

PAGE = Path(__file__).parents[1] / "docs/reference/performance.md"
KEPT = Path(__file__).parent / "measured.json"  # the last figures of each part
NOTES = Path(__file__).parent / "notes.md"  # what the figures mean; copied to the end of the page
HEADS = {
    "step": ("actors | ours | C by our rules | plain C | Mesa twin | ours / C by our rules | ours / plain C"
             " | Mesa / ours | bytes a month | GB/s | GB/s of a copy"),
    "arms": "world | actors | arm | month, µs | ns an actor-month | run, CPU s",
    "agreement": "rival | ours: mean share that contributes | rival's | difference in standard errors",
    "targets": "target | bound | found | met",
}  # fmt: skip
COLUMNS = ("actors", "ours_ns", "c_rules_ns", "c_ns", "mesa_ns", "ratio_c_rules", "ratio_c", "ratio_mesa", "bytes",
           "gb_s", "copy_gb_s")  # fmt: skip


def as_text(found: dict[str, Any]) -> str:
    """All that was measured, as tables."""
    return "\n".join(line for section in sections(found) for line in section)


def sections(found: dict[str, Any]) -> Iterable[list[str]]:
    if judged := targets(found):
        rows = [(t.what, f"{'>=' if t.at_least else '<='} {t.bound:g}", number(t.found), "yes" if t.met else "no")
                for t in judged]  # fmt: skip
        yield ["", "## Targets", "", *table(HEADS["targets"], rows)]
    if "step" in found:
        rows = [[number(row[column]) for column in COLUMNS] for row in found["step"]]
        yield ["", "## A month of the common game, CPU ns an actor", "", *table(HEADS["step"], rows)]
    if "agreement" in found:
        rows = [
            (a["rival"], f"{a['ours']:.4f}", f"{a['theirs']:.4f}", f"{a['errors']:.2f}") for a in found["agreement"]
        ]
        yield ["", "## That all play the same game", "", *table(HEADS["agreement"], rows)]
    if run := found.get("run"):
        rows = [[row["world"], row["actors"], row["arm"], *map(number, (row["month_us"], row["ns"], row["run_s"]))]
                for row in run["arms"]]  # fmt: skip
        yield ["", "## The full model at defaults, without outcomes", "", *table(HEADS["arms"], rows), "", *more(run)]
    yield from (["", f"## {title}", "", *one] for title, one in plain(found))


def more(run: dict[str, Any]) -> list[str]:
    """What a run costs beyond its months."""
    added = [f"- All outcomes of a hybrid run, {row['world']}: {row['outcomes_over_months']:.2f} of its months."
             for row in run["outcomes"]]  # fmt: skip
    return added + [f"- Building a world of {row['actors']:,}: {row['build_s']:.3f} CPU s." for row in run["building"]]


def plain(found: dict[str, Any]) -> Iterable[tuple[str, list[str]]]:
    """Sections of a sentence or two."""
    if s := found.get("sweep"):
        yield (
            "A sweep of short runs",
            [
                f"{s['actors']} actors, {s['months']} months, one process: {s['ours_ms']:.1f} CPU ms a run;",
                f"`mesa.batch_run` of the twin {s['mesa_ms']:.0f} ms: {s['ratio_mesa']:.0f} times.",
            ],
        )
    if s := found.get("start"):
        yield (
            "Start",
            [
                f"`compare` with empty caches: {s['cold_s']:.0f} s ({s['cold_cpu_s']:.0f} CPU s); again:",
                f"{s['warm_s']:.0f} s ({s['warm_cpu_s']:.0f} CPU s).",
            ],
        )
    if layouts := found.get("layout"):
        rows = [[number(value) for value in row.values()] for row in layouts]
        yield "Layouts of an actor's row, CPU ns an actor of a small month", table(" | ".join(layouts[0]), rows)
    threaded = [row for row in found.get("step", ()) if row["two_threads_wall_ns"]]
    if threaded:
        yield (
            "Threads, ns an actor-month on the clock",
            [
                f"- {row['actors']:,} actors: one {row['ours_wall_ns']:.0f}, two {row['two_threads_wall_ns']:.0f}."
                for row in threaded
            ],
        )
    if s := found.get("page"):
        yield (
            "The page",
            [
                f"A slider let go at defaults, four films computed and packed: {s['answer_cpu_s']:.2f} CPU s"
                f" ({s['answer_wall_s']:.2f} s on the clock).",
            ],
        )


def number(value: float | None) -> str:
    """Three digits that count."""
    if value is None:
        return "not measured"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def machine() -> str:
    """Where it was measured, when, and how busy the machine was."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    return (f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}; "
            f"{date.today().isoformat()}; load at the end (1, 5, 15 minutes) {load}.")  # fmt: skip


def write(found: dict[str, Any]) -> None:
    """The page, of what was measured now and what earlier."""
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {"when": {}}
    when = kept["when"] | {name: machine() for name in found}
    kept |= found | {"when": when}
    KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    head = ["# Performance", "", "Generated by `python -m benchmarks PART --write`; do not edit. Measured on:", ""]
    head += [f"- {name}: {where}" for name, where in when.items()]
    PAGE.write_text("\n".join([*head, as_text(kept), "", NOTES.read_text(encoding="utf-8")]), encoding="utf-8")
