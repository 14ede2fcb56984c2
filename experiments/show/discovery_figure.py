"""The figure of a discovery: boxes as ranges of the factors, the points in the two that matter most, the tree."""

from itertools import product
from json import dumps
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from experiments.ask.factor import Factor
from experiments.judge.discovery import Discovery
from experiments.judge.findings import Findings
from experiments.play.folder import whole_file, writing
from experiments.play.manifest import own
from experiments.show.discovery_words import as_plain, held_out_in_words, winning
from experiments.show.panels import QUIET, saved, theme
from experiments.show.style import titled

WIN, LOSS, GREY = "#0072b2", "#d55e00", "#dedbd2"  # Okabe & Ito 2008


def write_discovery(findings: Findings, found: Discovery) -> Path:
    """Its plain values beside the runs, and its figure; returns the figure's path. Raises BadInput where it cannot."""
    with writing("dir", findings.folder):
        with whole_file(findings.folder / "discover.json") as draft:
            draft.write_text(dumps(as_plain(found), indent=1) + "\n", encoding="utf-8")
        figure = draw_discovery(findings, found)
        own(findings.folder, [findings.folder / "discover.json", *figure.parent.iterdir()])
        return figure


def draw_discovery(findings: Findings, found: Discovery, name: str = "discover") -> Path:
    """Write figures/NAME.png and .svg; returns the PNG's path. Raises OSError."""
    theme()
    factors, most = list(findings.design.factors), max(1, len(found.boxes))
    figure = plt.figure(figsize=(19.2, 6.6 + 0.5 * len(factors) * most), layout="constrained")
    grid = figure.add_gridspec(most + 2, 2, width_ratios=[1, 1])
    figure.suptitle(
        f"Where does {titled(found.a)} beat {titled(found.b)}? In {titled(found.outcome)}: "
        f"at {found.wins.mean():.0%} of {len(found.wins)} points",
        fontsize=24, weight="bold", x=0.01, ha="left",
    )  # fmt: skip
    for row, box in enumerate(found.boxes):
        axes = figure.add_subplot(grid[row, 0])
        ranges(axes, factors, box.limits)
        axes.set_title(f"Box {row + 1}: density {box.density:.0%}, coverage {box.coverage:.0%}, {box.points} points")
    if not found.boxes:
        axes = figure.add_subplot(grid[0, 0])
        axes.text(0, 0.5, "No box does better than the whole.", fontsize=18)
        axes.axis("off")
    scatter(figure.add_subplot(grid[:most, 1]), factors, found)
    tree(figure.add_subplot(grid[most:, :]), found)
    words = "Density: share of the box's points won. Coverage: share of all wins in the box."
    figure.supxlabel(f"{words}\nHeld out: {held_out_in_words(found)}.", fontsize=14, color=QUIET)
    return saved(figure, findings.folder / "figures", name)


def ranges(axes: Axes, factors: list[Factor], limits: dict[str, Any]) -> None:
    """Each factor's whole range in grey, and in colour what of it lies in the box."""
    for y, factor in enumerate(factors):
        axes.barh(y, 1, color=GREY, height=0.5)
        limit = limits.get(factor.name)
        if limit is None:
            continue
        if factor.names:
            for place, name in enumerate(factor.names):
                if name in limit:
                    axes.barh(y, 1 / len(factor.names), left=place / len(factor.names), color=WIN, height=0.5)
            label = " ".join(limit)
        else:
            start, end = factor.share(limit[0]), factor.share(limit[1])
            axes.barh(y, max(end - start, 0.01), left=start, color=WIN, height=0.5)
            label = f"{limit[0]:.3g} to {limit[1]:.3g}"
        axes.text(1.02, y, label, va="center", fontsize=15)
    allowed = [f"{titled(f.name)} ({f.allowed})" if not f.names else titled(f.name) for f in factors]
    axes.set_yticks(range(len(factors)), allowed, fontsize=14)
    axes.set(xlim=(0, 1.3), ylim=(len(factors) - 0.4, -0.6), xticks=[])
    axes.grid(visible=False)
    sns.despine(ax=axes, left=True, bottom=True)


def scatter(axes: Axes, factors: list[Factor], found: Discovery) -> None:
    """The points in the two factors that decide most, and the edge of the first box."""
    chosen = leading(found)
    by_name = {f.name: f for f in factors}
    points = found.points
    jitter = np.random.default_rng(0)
    places = []
    for name in chosen:
        factor = by_name[name]
        place = np.array([factor.share(v) for v in points[name]])
        places.append(place + (jitter.uniform(-0.3, 0.3, len(place)) / factor.levels if factor.levels else 0))
    y = places[1] if len(places) > 1 else jitter.uniform(0.2, 0.8, len(points))
    mixed = jitter.permutation(len(points))  # so that neither colour always lies on the other
    axes.scatter(places[0][mixed], y[mixed], c=np.where(found.wins, WIN, LOSS)[mixed], s=26, alpha=0.75, lw=0)
    for colour, label in ((LOSS, f"{titled(found.a)} does not"), (WIN, f"{titled(found.a)} wins")):
        axes.scatter([], [], color=colour, s=26, label=label)
    if found.boxes:
        edge(axes, [by_name[name] for name in chosen], found.boxes[0].limits)
    axes.set(xlabel=titled(chosen[0]), ylabel=titled(chosen[1]) if len(chosen) > 1 else "")
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
    for axis, name in zip((axes.xaxis, axes.yaxis), chosen, strict=False):
        label_ends(axis, by_name[name])
    axes.grid(visible=False)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2, frameon=False)
    sns.despine(ax=axes)


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
        axes.add_patch(Rectangle((x0, y0), x1 - x0, y1 - y0, fill=False, ec="#1d2733", lw=2.5, zorder=3))


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
        text.set(text={"True": "yes", "False": "no"}.get(text.get_text().strip(), ""), fontsize=13)
    nodes = zip(places, winning(found.tree), strict=True)  # both from the root, depth first
    for node, (text, share) in enumerate(nodes):
        wins = f"{titled(found.a)} wins\nat {share:.0%} of {found.tree.tree_.n_node_samples[node]}"
        text.set_text("\n".join([*question(found, node), wins]))
    axes.set_title("A tree of three questions", fontsize=17)


def question(found: Discovery, node: int) -> list[str]:
    """What the tree asks at a node, yes to the left; nothing at a leaf."""
    asked, at = found.tree.tree_.feature[node], found.tree.tree_.threshold[node]
    if asked < 0:
        return []
    name = titled(found.features[asked])
    return [f"{name.replace(' is ', ' is not ')}?" if " is " in name else f"{name} \u2264 {at:.3g}?"]
