"""Where, among the points of a sweep, one arm does better than another."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from experiments.analysis.boxes import FOLDS, Box, HeldOut, boxes, held_out
from experiments.analysis.findings import Findings, mean_of_defined
from experiments.design.factor import Factor
from experiments.results import known
from model.params import BadInput

DEPTH = 3  # a tree that a person can read
LEAF = 0.05  # share of the points in a leaf, at least
FEWEST = 20  # points below which nothing can be told from chance


@dataclass(frozen=True)
class Discovery:
    """Arm `a` against arm `b`: `wins` where the mean over replicates of the difference is above `margin`."""

    a: str
    b: str
    outcome: str
    margin: float
    points: pd.DataFrame  # the factors' values where the difference is defined
    wins: np.ndarray
    boxes: list[Box]
    held_out: HeldOut
    tree: Any  # a fitted DecisionTreeClassifier
    features: list[str]
    tree_right: float  # share of points, left out when it was grown, that the tree tells right


def discover(findings: Findings, a: str, b: str, outcome: str, margin: float) -> Discovery:
    """Boxes and a shallow tree; raises BadInput where there are too few points."""
    difference = mean_of_defined(findings.of(a, outcome) - findings.of(b, outcome))
    names = [f.name for f in findings.design.factors]
    x = pd.DataFrame(findings.design.values, columns=names)
    defined = ~np.isnan(difference) & ~x.duplicated().to_numpy()
    if defined.sum() < FEWEST:
        raise BadInput(
            "points", int(defined.sum()), f"{FEWEST} or more at which the difference in {outcome} is defined"
        )
    x, wins = x[defined].reset_index(drop=True), difference[defined] > margin
    blocks, columns = findings.design.blocks[defined], pd.get_dummies(x, prefix_sep=" is ")
    tree, right = grow(columns.to_numpy(float), wins, blocks)
    apart = held_out(x, wins, blocks)
    found = [to_the_ends(box, x, findings.design.factors) for box in boxes(x, wins)]
    return Discovery(a, b, outcome, margin, x, wins, found, apart, tree, list(map(str, columns)), right)


def to_the_ends(box: Box, x: pd.DataFrame, factors: Iterable[Factor]) -> Box:
    """The box with those ends that no point lies beyond moved to the end of the factor's range."""
    by_name, limits = {f.name: f for f in factors}, dict(box.limits)
    for name, limit in limits.items():
        if not by_name[name].names:
            low = by_name[name].low if limit[0] == x[name].min() else float(limit[0])
            limits[name] = (low, by_name[name].high if limit[1] == x[name].max() else float(limit[1]))
    return replace(box, limits=limits)


def grow(columns: np.ndarray, wins: np.ndarray, blocks: np.ndarray) -> tuple[Any, float]:
    """A decision tree of three questions at most, and the share of points that trees grown on other blocks tell right.

    `columns` (points, columns) has one for each name; the share is NaN with a single block.
    """
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.tree import DecisionTreeClassifier

    leaf = max(5, int(LEAF * len(wins)))
    tree = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=leaf, random_state=0)
    folds = min(FOLDS, len(np.unique(blocks)))
    right = float("nan")
    if folds > 1:
        right = float((cross_val_predict(tree, columns, wins, groups=blocks, cv=GroupKFold(folds)) == wins).mean())
    return tree.fit(columns, wins), right


def rules(found: Discovery) -> str:
    """The tree in words: at each leaf, how many points and in what share of them `a` wins."""
    tree, lines = found.tree.tree_, []
    where = list(found.tree.classes_).index(True) if True in found.tree.classes_ else None

    def tell(node: int, depth: int) -> None:
        indent = "  " * depth
        if tree.children_left[node] < 0:
            share = 0.0 if where is None else tree.value[node][0][where] / tree.value[node][0].sum()
            lines.append(f"{indent}{found.a} wins at {share:.0%} of {tree.n_node_samples[node]} points")
            return
        name, threshold = found.features[tree.feature[node]], tree.threshold[node]
        no, yes = (name.replace(" is ", " is not "), name) if " is " in name else ("", "")
        lines.append(f"{indent}{no or f'{name} <= {threshold:.3g}'}:")
        tell(tree.children_left[node], depth + 1)
        lines.append(f"{indent}{yes or f'{name} > {threshold:.3g}'}:")
        tell(tree.children_right[node], depth + 1)

    tell(0, 0)
    return "\n".join(lines)


def as_plain(found: Discovery) -> dict[str, Any]:
    """Plain values for JSON, null where undefined."""
    plain = [
        {"limits": {k: list(v) for k, v in box.limits.items()}, "coverage": box.coverage, "density": box.density}
        | {"points": box.points, "chance": box.chance}
        for box in found.boxes
    ]
    apart = {name: known(value) for name, value in found.held_out._asdict().items()}
    return {
        "a": found.a, "b": found.b, "outcome": found.outcome, "margin": found.margin, "points": len(found.wins),
        "wins": float(found.wins.mean()), "boxes": plain, "held_out": apart, "tree_right": known(found.tree_right),
        "tree": rules(found).splitlines(),
    }  # fmt: skip


def in_words(found: Discovery) -> str:
    """What was found, line by line."""
    head = f"{found.a} beats {found.b} in {found.outcome}" + (f" by more than {found.margin:g}" if found.margin else "")
    lines = [f"{head} at {found.wins.mean():.0%} of {len(found.wins)} points."]
    for number, box in enumerate(found.boxes, 1):
        limits = ", ".join(limit_in_words(name, limit) for name, limit in box.limits.items())
        lines.append(f"Box {number}: {limits}: density {box.density:.0%}, coverage {box.coverage:.0%}.")
    if found.boxes:
        lines.append("Held out: " + held_out_in_words(found) + ".")
    else:
        lines.append("No box does better than the whole.")
    return "\n".join([*lines, "", rules(found), tree_in_words(found)])


def tree_in_words(found: Discovery) -> str:
    """How far the tree holds beyond the points that it was grown on."""
    if np.isnan(found.tree_right):
        return "The tree was not tried on other points."
    commoner = max(found.wins.mean(), 1 - found.wins.mean())
    right = f"On points left out the tree is right at {found.tree_right:.0%}"
    return f"{right}; always naming the commoner is right at {commoner:.0%}."


def held_out_in_words(found: Discovery) -> str:
    """The boxes of four fifths of the points, on the fifth that was left out and on their own."""
    coverage, density, own_coverage, own_density = found.held_out
    if np.isnan(density):
        return "no test: none was found on fewer points"
    own = f"on those they were found on {own_density:.0%} and {own_coverage:.0%}"
    return f"density {density:.0%} and coverage {coverage:.0%} on points left out, whole blocks at a time; {own}"


def limit_in_words(name: str, limit: tuple[Any, ...]) -> str:
    if isinstance(limit[0], str):
        return f"{name} {' or '.join(limit)}"
    return f"{name} {limit[0]:.3g}..{limit[1]:.3g}"
