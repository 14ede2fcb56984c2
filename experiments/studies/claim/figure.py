"""The figures of the claims: every judged interval against its bounds, and both sides at equal budgets."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from experiments.judge.estimate import Estimate
from experiments.show.panels import dot_handle, dots, intervals, note
from experiments.show.sheet import Head, Panel, fill, pt, saved, sheet
from experiments.show.style import VERDICT_COLOUR, WORLD_STYLE, ZERO, titled
from experiments.studies.claim.run import Verdict

ROW, TITLE_AND_AXIS = 0.52, 1.25  # inches
SHADE = 0.13
WORLDS = {f"world {world}": dot_handle(look) for world, look in WORLD_STYLE.items()}
PLAIN = {
    "W_TD - W_EM": "welfare, top-down minus emergent",
    "S_T(e)": "share of variance, weight of elites",
    "S_T(q)": "that of the quota",
    "AUC": "area under the curve",
    " less ": " minus ",
    " - ": " minus ",
    " .": " 0.",
}
Parts = Mapping[str, Mapping[str, dict[str, Any]]]  # by name and world


def draw_intervals(told: Sequence[Verdict], folder: Path) -> Path:
    """Write claims as PNG, SVG and PDF; returns the PNG's path. Raises OSError."""
    return saved(partial(intervals_figure, told), folder, "claims")


def intervals_figure(told: Sequence[Verdict]) -> Figure:
    """One panel a claim and unit, one row a judged figure."""
    found = {(verdict["id"], unit): parts_of(verdict, unit) for verdict in told for unit in units(verdict)}
    by_id = {verdict["id"]: verdict for verdict in told}
    panels, heights = [], []
    for (id_, unit), parts in found.items():
        verdict = by_id[id_]
        size = "" if verdict["size"] == "full" else f", {verdict['size']}"
        title = fill(f"{id_} {verdict['title']} ({verdict['verdict']}{size})", 0.4, "panel", "bold")
        panels.append(Panel(partial(claim_panel, parts=parts), title, plainly(unit), "statistic"))
        heights.append(1 + len(parts))
    bands = {f"an interval here: {word}": Patch(color=c, alpha=2 * SHADE, lw=0) for word, c in VERDICT_COLOUR.items()}
    quick = " Quick: small samples, no findings." if any(verdict["size"] == "quick" for verdict in told) else ""
    told_ = f"95 % intervals against the bounds that were written down before the first run.{quick}"
    ratios = [max(heights[k : k + 2]) for k in range(0, len(heights), 2)]  # two panels beside each other
    height = 2.0 + sum(ROW * rows + TITLE_AND_AXIS for rows in ratios)
    return sheet(
        Head("Claims and verdicts", told_, {**WORLDS, **bands}), panels, 2, height=height, height_ratios=ratios
    )


def judged(verdict: Verdict) -> list[tuple[str, dict[str, Any]]]:
    """World and figure of all that was judged."""
    return [(world, part) for world, said in verdict["worlds"].items() for part in said["parts"] if part["verdict"]]


def units(verdict: Verdict) -> list[str]:
    """What is judged in different units does not share an axis."""
    return list(dict.fromkeys(part["unit"] for _, part in judged(verdict)))


def parts_of(verdict: Verdict, unit: str) -> Parts:
    """The judged parts of one unit, world by world."""
    parts: dict[str, dict[str, dict[str, Any]]] = {}
    for world, part in judged(verdict):
        if part["unit"] == unit:
            name = titled(part["facts"]["factor"]) if "factor" in part["facts"] else plainly(part["name"])
            parts.setdefault(fill(name, 0.22, "tick"), {})[world] = part
    return parts


def plainly(words: str) -> str:
    """A figure's name or unit without symbols."""
    for symbol, name in PLAIN.items():
        words = words.replace(symbol, name)
    return words


def claim_panel(axes: Axes, parts: Parts) -> None:
    """Intervals over the bands in which they support or refute; an end beyond the panel is an arrow."""
    limits = limits_of([part for row in parts.values() for part in row.values()])
    rows = {name: {world: estimate(part) for world, part in row.items()} for name, row in parts.items()}
    for y, row in enumerate(parts.values()):
        shade(axes, y, next(iter(row.values())), limits)
        for world, one in rows[list(parts)[y]].items():
            if np.isnan(one.low):
                note(
                    axes, f"{world}: not known", (float(np.mean(limits)), y), xycoords="data", ha="center", va="center"
                )
            for end, marker in ((one.low, "<"), (one.high, ">")):
                if np.isinf(end):
                    at = float(np.clip(end, *limits))
                    axes.plot(at, y, marker, color=WORLD_STYLE[world].colour, ms=pt(9), clip_on=False, zorder=4)
    intervals(axes, {name: {w: clipped(e, limits) for w, e in row.items()} for name, row in rows.items()}, WORLD_STYLE)
    axes.set_xlim(limits)


def estimate(part: Mapping[str, Any]) -> Estimate:
    """The estimate of a part as it was written; NaN where it is not known."""
    value, low, high = (float("nan") if part[key] is None else float(part[key]) for key in ("estimate", "low", "high"))
    return Estimate(value, low, high, part["n"])


def clipped(one: Estimate, limits: tuple[float, float]) -> Estimate:
    value, low, high = (float(np.clip(x, *limits)) for x in one[:3])
    return one._replace(value=value, low=low, high=high)


def limits_of(parts: Sequence[Mapping[str, Any]]) -> tuple[float, float]:
    """All finite ends and bounds, with room."""
    ends = [x for part in parts for x in estimate(part)[:3]]
    ends += [float(end) for part in parts for side in ("within", "spared") for end in part[side]]
    finite = [value for value in ends if np.isfinite(value)]
    room = 0.08 * (max(finite) - min(finite)) or 0.1
    return min(finite) - room, max(finite) + room


def shade(axes: Axes, y: int, part: Mapping[str, Any], limits: tuple[float, float]) -> None:
    """Where this figure would be supported, and where refuted."""
    within, spared = (np.clip([float(end) for end in part[side]], *limits) for side in ("within", "spared"))
    bands = (("supported", *within), ("refuted", limits[0], spared[0]), ("refuted", spared[1], limits[1]))
    for word, start, end in bands:
        axes.fill_betweenx([y - 0.5, y + 0.5], start, end, color=VERDICT_COLOUR[word], alpha=SHADE, lw=0)


def draw_budgets(told: Sequence[Verdict], folder: Path) -> Path:
    """Write claims_budgets as PNG, SVG and PDF; returns the PNG's path. Raises OSError."""
    return saved(partial(budgets_figure, told), folder, "claims_budgets")


def budgets_figure(told: Sequence[Verdict]) -> Figure:
    """Top-down against emergent where a free-rider's expected fine is the same under both, by what becomes of fines."""
    (verdict,) = (verdict for verdict in told if at_budgets(verdict))
    worlds = at_budgets(verdict)
    quick = " Quick: no finding." if verdict["size"] == "quick" else ""
    panels = [
        Panel(
            partial(budget_panel, worlds=worlds, fines=fines),
            f"Fines are {fines}",
            "expected fine of a free-rider, endowments",
            "welfare, top-down minus emergent",
        )
        for fines in dict.fromkeys(part["facts"]["fines"] for parts in worlds.values() for part in parts)
    ]
    return sheet(
        Head("Top-down against emergent at equal budgets", f"Above 0 top-down does better.{quick}", WORLDS), panels, 2
    )


def at_budgets(verdict: Verdict) -> dict[str, list[dict[str, Any]]]:
    """The figures of each world that were measured at a budget."""
    found = {w: [part for part in said["parts"] if "budget" in part["facts"]] for w, said in verdict["worlds"].items()}
    return {world: parts for world, parts in found.items() if parts}


def budget_panel(axes: Axes, worlds: Mapping[str, Sequence[dict[str, Any]]], fines: str) -> None:
    """One line a world, a little beside each other."""
    for k, (world, parts) in enumerate(worlds.items()):
        own = [part for part in parts if part["facts"]["fines"] == fines]
        budgets = [part["facts"]["budget"] for part in own]
        x, look = [budget * (1 + 0.05 * k) for budget in budgets], WORLD_STYLE[world]
        axes.plot(x, [part["estimate"] for part in own], color=look.colour, lw=pt(1.5))
        dots(axes, x, [estimate(part) for part in own], look, upright=True)
    axes.axhline(0, color=ZERO, lw=pt(1.5))
    axes.set_xscale("log")
    axes.set_xticks(budgets, [f"{budget:g}" for budget in budgets])
    axes.minorticks_off()
