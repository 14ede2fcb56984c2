"""The figure of a discovery: boxes as ranges of the factors, the points in the two that matter most, the tree."""

from functools import partial
from itertools import product
from json import dumps
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import MaxNLocator

from experiments.ask.factor import Factor
from experiments.judge.discovery import Discovery
from experiments.judge.findings import Findings
from experiments.show.panels import note
from experiments.show.sheet import Head, Panel, beside_runs, pt, saved, sheet
from experiments.show.style import FAINT, INK, NO, SIZES, YES, percent, titled
from experiments.studies.sweep.discovery_words import as_plain, held_out_in_words, winning


def write_discovery(findings: Findings, found: Discovery) -> Path:
    """Its plain values beside the runs, and its figure; returns the figure's path. Raises BadInput where it cannot."""
    text = dumps(as_plain(found), indent=1) + "\n"
    return beside_runs(findings.folder, "discover.json", text, partial(draw_discovery, findings, found))


def draw_discovery(findings: Findings, found: Discovery, name: str = "discover") -> Path:
    """Write figures/NAME as PNG, SVG and PDF; returns the PNG's path. Raises OSError."""
    return saved(partial(discovery_figure, list(findings.design.factors), found), findings.folder / "figures", name)


def discovery_figure(factors: list[Factor], found: Discovery) -> Figure:
    """Boxes on the left, the points on the right, the tree below."""
    most, a, b = max(1, len(found.boxes)), titled(found.a), titled(found.b)
    panels = [
        Panel(
            partial(ranges, factors=factors, limits=box.limits),
            f"Box {number}: density {percent(box.density)}, coverage {percent(box.coverage)}, {box.points} points",
            "from the least to the greatest value of each factor",
            "factor",
        )
        for number, box in enumerate(found.boxes, 1)
    ] or [Panel(no_box, "Boxes")]
    chosen = leading(found)
    axes_names = (titled(chosen[0]), titled(chosen[1]) if len(chosen) > 1 else "spread at random")
    panels += [
        Panel(partial(scatter, factors=factors, found=found), "Points in the factors that decide most", *axes_names),
        Panel(partial(tree, found=found), "A tree of three questions"),
    ]
    colours = {f"{a} is better": YES, f"{a} is not better": NO, "range of a factor": FAINT}
    head = Head(
        f"Where does {a} beat {b}? At {percent(found.wins.mean())} of {len(found.wins)} points",
        f"By {titled(found.outcome)}. Density: at how many of a box's points {a} is better. "
        f"Coverage: how many of all such points it holds. Held out: {held_out_in_words(found)}.",
        {name: Patch(color=colour) for name, colour in colours.items()},
    )
    boxes = [[number, most] for number in range(most)]
    heights = [*([1] * most), max(1.0, 0.8 * most)]
    height = 8.4 + most * (1.0 + 0.5 * len(factors))
    return sheet(head, panels, [*boxes, [most + 1, most + 1]], height=height, height_ratios=heights)


def no_box(axes: Axes) -> None:
    note(axes, "No box does better than all points together.", (0, 0.5))
    axes.axis("off")


def ranges(axes: Axes, factors: list[Factor], limits: dict[str, Any]) -> None:
    """Each factor's whole range in grey, and in colour what of it lies in the box."""
    for y, factor in enumerate(factors):
        axes.barh(y, 1, color=FAINT, height=0.5)
        limit = limits.get(factor.name)
        if limit is None:
            note(axes, "any", (1.02, y), xycoords="data", va="center")
        elif factor.names:
            for place, name in enumerate(factor.names):
                if name in limit:
                    axes.barh(y, 1 / len(factor.names), left=place / len(factor.names), color=YES, height=0.5)
            note(axes, " or ".join(map(titled, limit)), (1.02, y), xycoords="data", va="center")
        else:
            start, end = factor.share(limit[0]), factor.share(limit[1])
            axes.barh(y, max(end - start, 0.01), left=start, color=YES, height=0.5)
            note(axes, f"{limit[0]:.3g} to {limit[1]:.3g}", (1.02, y), xycoords="data", va="center")
    allowed = [titled(f.name) if f.names else f"{titled(f.name)}\n{f.low:g} to {f.high:g}" for f in factors]
    axes.set_yticks(range(len(factors)), allowed)
    axes.set(xlim=(0, 1.3), ylim=(len(factors) - 0.4, -0.6), xticks=[])
    axes.grid(visible=False)
    axes.spines[["left", "bottom"]].set_visible(False)


def scatter(axes: Axes, factors: list[Factor], found: Discovery) -> None:
    """The points in the two factors that decide most, and the edge of the first box."""
    by_name = {f.name: f for f in factors}
    chosen = [by_name[name] for name in leading(found)]
    points = found.points
    jitter = np.random.default_rng(0)
    places = []
    for factor in chosen:
        place = np.array([factor.share(v) for v in points[factor.name]])
        places.append(place + (jitter.uniform(-0.3, 0.3, len(place)) / factor.levels if factor.levels else 0))
    y = places[1] if len(places) > 1 else jitter.uniform(0.2, 0.8, len(points))
    mixed = jitter.permutation(len(points))  # so that neither colour always lies on the other
    colours = np.where(found.wins, YES, NO)[mixed]
    axes.scatter(places[0][mixed], y[mixed], c=colours, s=pt(6) ** 2, alpha=0.75, lw=0)
    if found.boxes:
        edge(axes, chosen, found.boxes[0].limits)
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
    for axis, factor in zip((axes.xaxis, axes.yaxis), chosen, strict=False):
        label_ends(axis, factor)
    if len(chosen) < 2:
        axes.set_yticks([])
    axes.grid(visible=False)


def leading(found: Discovery) -> list[str]:
    """Up to two factors: those the first box limits, the least by chance first, then those the tree asks for."""
    limited = sorted(found.boxes[0].chance.items(), key=lambda item: item[1]) if found.boxes else []
    order = np.argsort(-found.tree.feature_importances_, kind="stable")
    asked = [found.features[k].split(" is ")[0] for k in order]
    return list(dict.fromkeys([name for name, _ in limited] + asked))[:2]


def edge(axes: Axes, factors: list[Factor], limits: dict[str, Any]) -> None:
    """The outline of a box in the plane of up to two factors: one rectangle for each combination of its names."""
    spans = [spans_of(factor, limits.get(factor.name)) for factor in factors] + [[(0.0, 1.0)]]
    for (x0, x1), (y0, y1) in product(spans[0], spans[1]):
        axes.add_patch(Rectangle((x0, y0), x1 - x0, y1 - y0, fill=False, ec=INK, lw=pt(2.5), zorder=3))


def spans_of(factor: Factor, limit: Any) -> list[tuple[float, float]]:
    """The parts of a factor's range, 0..1, that a limit lets through."""
    if limit is None:
        return [(0.0, 1.0)]
    half = 0.5 / factor.levels if factor.levels else 0.0
    ends = [(name, name) for name in limit] if factor.names else [limit]
    return [(factor.share(low) - half, factor.share(high) + half) for low, high in ends]


def label_ends(axis: Any, factor: Factor) -> None:
    """Ticks in the factor's own values."""
    if factor.levels and factor.levels <= 8:
        values = factor.names or [int(factor.low) + k for k in range(factor.levels)]
        axis.set_ticks([factor.share(v) for v in values], [titled(str(v)) for v in values])
    else:
        round_ones = MaxNLocator(5).tick_values(factor.low, factor.high)
        values = [v for v in round_ones if factor.low <= v <= factor.high]
        axis.set_ticks([factor.share(v) for v in values], [f"{v:.3g}" for v in values])


def tree(axes: Axes, found: Discovery) -> None:
    """The shallow tree; the bluer a leaf, the more often the arm wins there."""
    from sklearn.tree import plot_tree

    drawn = plot_tree(found.tree, filled=True, rounded=True, impurity=False, label="none", ax=axes)
    places = [text for text in drawn if text.get_text().strip() not in ("True", "False")]
    for text in drawn:
        text.set(text={"True": "yes", "False": "no"}.get(text.get_text().strip(), ""), fontsize=pt(SIZES["note"] - 1))
    nodes = zip(places, winning(found.tree), strict=True)  # both from the root, depth first
    for node, (text, share) in enumerate(nodes):
        wins = f"{titled(found.a)} better\nat {percent(share)} of {found.tree.tree_.n_node_samples[node]}"
        text.set_text("\n".join([*question(found, node), wins]))


def question(found: Discovery, node: int) -> list[str]:
    """What the tree asks at a node, yes to the left; nothing at a leaf."""
    asked, at = found.tree.tree_.feature[node], found.tree.tree_.threshold[node]
    if asked < 0:
        return []
    name = titled(found.features[asked])
    return [f"{name.replace(' is ', ' is not ')}?" if " is " in name else f"{name} \u2264 {at:.3g}?"]
