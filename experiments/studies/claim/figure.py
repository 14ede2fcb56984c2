"""The figures of the claims: every judged interval against its bounds, and both sides at equal budgets."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np

from experiments.studies.claim.run import Verdict

WORLD_STYLE = {"random": ("#0072b2", "o"), "earth": ("#e69f00", "s")}  # Okabe & Ito 2008
BAND = {"supported": "#009e73", "refuted": "#d55e00"}
TITLE_AND_AXIS = 2.6  # rows


def draw_intervals(told: Sequence[Verdict], path: Path) -> None:
    """One panel a claim and unit, one row a judged figure and world; down the left column first."""
    plt = _plotting()
    columns = _columns([(verdict, unit) for verdict in told for unit in _units(verdict)])
    longest = max(sum(_height(*panel) for panel in column) for column in columns)
    plot = plt.figure(figsize=(14, 0.3 * longest + 0.5), layout="constrained")
    for part, column in zip(plot.subfigures(1, len(columns), wspace=0.03), columns, strict=True):
        spare = longest - sum(_height(*panel) for panel in column)
        heights = [_height(*panel) for panel in column] + ([spare] if spare else [])
        grid = part.subplots(len(heights), 1, height_ratios=heights, squeeze=False).flat
        for axes, panel in zip(grid, column, strict=False):
            _panel(axes, *panel)
        if spare:
            grid[-1].set_visible(False)
    plot.legend(handles=_legend(), loc="outside lower center", ncol=4, frameon=False, fontsize=9)
    quick = " (where quick: small samples, no findings)" if any(verdict["size"] == "quick" for verdict in told) else ""
    plot.suptitle(f"The claims: 95 % intervals against the bounds laid down before{quick}", fontweight="bold")
    _save(plot, path)


def _legend() -> list[Any]:
    """What colours and shapes mean."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    worlds = [Line2D([], [], color=c, marker=m, lw=2.6, label=f"world {w}") for w, (c, m) in WORLD_STYLE.items()]
    bands = [Patch(color=colour, alpha=0.25, lw=0, label=f"an interval here: {word}") for word, colour in BAND.items()]
    return [*worlds, *bands]


def _columns(panels: list[tuple[Verdict, str]]) -> list[list[tuple[Verdict, str]]]:
    """Two columns in the order of the claims, as even as that allows."""
    heights = np.cumsum([_height(*panel) for panel in panels])
    first = 1 + int(np.argmin(np.abs(heights - heights[-1] / 2)))
    return [column for column in (panels[:first], panels[first:]) if column]


def _height(verdict: Verdict, unit: str) -> float:
    """Room for the rows of a panel, its title and its axis."""
    return len(_rows(verdict, unit)) + TITLE_AND_AXIS


def _parts(verdict: Verdict) -> list[tuple[str, dict[str, Any]]]:
    """World and figure of all that was judged."""
    return [(world, part) for world, said in verdict["worlds"].items() for part in said["parts"] if part["verdict"]]


def _units(verdict: Verdict) -> list[str]:
    """What is judged in different units does not share an axis."""
    return list(dict.fromkeys(part["unit"] for _, part in _parts(verdict)))


def _rows(verdict: Verdict, unit: str) -> list[tuple[str, dict[str, Any]]]:
    """The judged parts of one unit, those of one name together."""
    parts = [row for row in _parts(verdict) if row[1]["unit"] == unit]
    order = list(dict.fromkeys(part["name"] for _, part in parts))
    return sorted(parts, key=lambda row: order.index(row[1]["name"]))


def _panel(axes: Any, verdict: Verdict, unit: str) -> None:
    rows = _rows(verdict, unit)
    limits = _limits([part for _, part in rows])
    axes.set(xlim=limits, ylim=(len(rows) - 0.4, -0.6), xlabel=unit)
    axes.set_yticks(range(len(rows)), [_label(rows, k) for k in range(len(rows))])
    for y, (world, part) in enumerate(rows):
        _bands(axes, y, part, limits)
        _interval(axes, y, WORLD_STYLE[world], part, limits)
    size = "" if verdict["size"] == "full" else f" · {verdict['size']}"
    axes.set_title(f"{verdict['id']} {verdict['title']} · {verdict['verdict']}{size}", loc="left", fontsize=10)
    axes.tick_params(labelsize=9)
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)


def _label(rows: Sequence[tuple[str, dict[str, Any]]], k: int) -> str:
    """The figure's name where it begins, and the world."""
    world, part = rows[k]
    first = k == 0 or rows[k - 1][1]["name"] != part["name"]
    return f"{part['name']}   {world}" if first else world


def _interval(axes: Any, y: int, style: tuple[str, str], part: dict[str, Any], limits: tuple[float, float]) -> None:
    """A point and its interval; what lies beyond the panel ends in an arrow, what was not run is said."""
    if part["low"] is None:
        axes.text(np.mean(limits), y, "not known", ha="center", va="center", fontsize=9, color="0.4")
        return
    (low, high), (first, last) = limits, (float(part["low"]), float(part["high"]))
    axes.plot(np.clip([first, last], low, high), [y, y], color=style[0], lw=2.6, solid_capstyle="butt", zorder=3)
    axes.plot(np.clip(float(part["estimate"]), low, high), y, style[1], color=style[0], ms=7, mec="white", zorder=4)
    for end, marker in ((first, "<"), (last, ">")):
        if not low <= end <= high:
            axes.plot(np.clip(end, low, high), y, marker, color=style[0], ms=8, clip_on=False, zorder=4)


def _limits(parts: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """All finite ends and bounds, with room."""
    keys = ("low", "high", "estimate")
    told = [float(part[key]) for part in parts for key in keys if part[key] is not None]
    bounds = [float(end) for part in parts for side in ("within", "spared") for end in part[side]]
    finite = [value for value in (*told, *bounds) if np.isfinite(value)]
    room = 0.08 * (max(finite) - min(finite)) or 0.1
    return min(finite) - room, max(finite) + room


def _bands(axes: Any, y: int, part: dict[str, Any], limits: tuple[float, float]) -> None:
    """Where this figure would be supported, and where refuted."""
    within, spared = (np.clip([float(end) for end in part[side]], *limits) for side in ("within", "spared"))
    bands = (("supported", *within), ("refuted", limits[0], spared[0]), ("refuted", spared[1], limits[1]))
    for band, start, end in bands:
        axes.fill_betweenx([y - 0.5, y + 0.5], start, end, color=BAND[band], alpha=0.13, lw=0)


def draw_budgets(told: Sequence[Verdict], path: Path) -> None:
    """W_TD - W_EM where a free-rider's expected fine is the same from above and from below."""
    plt = _plotting()
    (verdict,) = (verdict for verdict in told if verdict["id"] == "T2")
    plot, grid = plt.subplots(1, 2, figsize=(12, 4.2), sharey=True, layout="constrained")
    for axes, fines in zip(grid, ("shared", "burned"), strict=True):
        for k, (world, said) in enumerate(verdict["worlds"].items()):
            points = np.array([_budget(part) for part in said["parts"] if part["name"].endswith(f"fines {fines}")])
            colour, marker = WORLD_STYLE[world]
            x, y, low, high = points.T
            shift = 1 + 0.04 * k
            axes.errorbar(x * shift, y, (y - low, high - y), fmt=marker + "-", color=colour, label=world, capsize=3)
        axes.axhline(0, color="0.3", lw=1)
        axes.set(title=f"Fines {fines}", xlabel="expected fine of a free-rider, endowment", xscale="log")
        axes.set_xticks(x, [f"{value:g}" for value in x])
        axes.minorticks_off()
        axes.spines[["top", "right"]].set_visible(False)
    grid[0].set_ylabel("welfare, top-down less emergent")
    grid[1].legend(frameon=False)
    quick = " (quick: no finding)" if verdict["size"] == "quick" else ""
    plot.suptitle(f"At equal budgets: above 0 top-down does better{quick}", fontweight="bold")
    _save(plot, path)


def _budget(part: dict[str, Any]) -> tuple[float, float, float, float]:
    """Budget, estimate and interval."""
    budget = float(part["name"].split("budget ")[1].split(",")[0])
    return budget, float(part["estimate"]), float(part["low"]), float(part["high"])


def _plotting() -> Any:
    mpl.use("Agg")
    import matplotlib.pyplot as plt

    return plt


def _save(plot: Any, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    plot.savefig(path, dpi=110)
    _plotting().close(plot)
