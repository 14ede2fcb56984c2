"""What a discovery says: in words, as plain values, and on disk."""

from typing import Any

import numpy as np

from experiments.judge.discovery import Discovery
from experiments.play.tables import known
from experiments.show.style import percent


def rules(found: Discovery) -> str:
    """The tree in words: at each leaf, how many points and in what share of them `a` wins."""
    tree, lines, shares = found.tree.tree_, [], winning(found.tree)

    def tell(node: int, depth: int) -> None:
        indent = "  " * depth
        if tree.children_left[node] < 0:
            lines.append(f"{indent}{found.a} wins at {percent(shares[node])} of {tree.n_node_samples[node]} points")
            return
        name, threshold = found.features[tree.feature[node]], tree.threshold[node]
        no, yes = (name.replace(" is ", " is not "), name) if " is " in name else ("", "")
        lines.append(f"{indent}{no or f'{name} <= {threshold:.3g}'}:")
        tell(tree.children_left[node], depth + 1)
        lines.append(f"{indent}{yes or f'{name} > {threshold:.3g}'}:")
        tell(tree.children_right[node], depth + 1)

    tell(0, 0)
    return "\n".join(lines)


def winning(tree: Any) -> np.ndarray:
    """The share of wins at each node of a fitted tree, shape (nodes,)."""
    counts = tree.tree_.value[:, 0]
    return np.asarray(counts[:, tree.classes_].sum(axis=1) / counts.sum(axis=1))


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
    lines = [f"{head} at {percent(found.wins.mean())} of {len(found.wins)} points."]
    for number, box in enumerate(found.boxes, 1):
        limits = ", ".join(limit_in_words(name, limit) for name, limit in box.limits.items())
        lines.append(f"Box {number}: {limits}: density {percent(box.density)}, coverage {percent(box.coverage)}.")
    if found.boxes:
        lines.append("Held out: " + held_out_in_words(found) + ".")
    else:
        lines.append("No box does better than the whole.")
    return "\n".join([*lines, "", rules(found), tree_in_words(found)])


def tree_in_words(found: Discovery) -> str:
    """How far the tree holds beyond the points that it was grown on."""
    if np.isnan(found.tree_right):
        return "The tree was not tried on other points."
    majority = max(found.wins.mean(), 1 - found.wins.mean())
    right = f"On points left out the tree is right at {percent(found.tree_right)}"
    return f"{right}, the majority baseline at {percent(majority)}."


def held_out_in_words(found: Discovery) -> str:
    """The boxes of four fifths of the points, on the fifth that was left out and on their own."""
    coverage, density, own_coverage, own_density = found.held_out
    if np.isnan(density):
        return "not tested, for fewer points gave no box"
    apart = f"density {percent(density)} and coverage {percent(coverage)} on points left out, whole blocks at a time"
    return f"{apart}; on the training set {percent(own_density)} and {percent(own_coverage)}"


def limit_in_words(name: str, limit: tuple[Any, ...]) -> str:
    if isinstance(limit[0], str):
        return f"{name} {' or '.join(limit)}"
    return f"{name} {limit[0]:.3g}..{limit[1]:.3g}"
