"""Where, among the points of a sweep, one arm does better than another."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from experiments.ask.factor import Factor
from experiments.judge.boxes import FOLDS, Box, HeldOut, boxes, held_out
from experiments.judge.findings import Findings, mean_of_defined
from model.params import BadInput

DEPTH = 3  # a tree that a person can read
LEAF = 0.05  # share of the points in a leaf, at least
FEWEST = 20  # points below which nothing can be distinguished from chance


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
    tree_right: float  # share of points, left out when it was grown, that the tree classifies correctly


def discover(findings: Findings, a: str, b: str, outcome: str, margin: float) -> Discovery:
    """Boxes and a shallow tree; raises BadInput where there are too few points."""
    difference = mean_of_defined(findings.of(a, outcome) - findings.of(b, outcome))
    names = [f.name for f in findings.design.factors]
    x = pd.DataFrame(findings.design.values, columns=names)
    defined = ~np.isnan(difference) & ~x.duplicated().to_numpy()
    if defined.sum() < FEWEST:
        wanted = f"{FEWEST} or more at which the difference in {outcome} is defined"
        raise BadInput("points", int(defined.sum()), wanted)
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
