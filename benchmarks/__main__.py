"""`python -m benchmarks [step|run|sweep|start|page|layout|all] [--actors N ...] [--json] [--write]`: how fast it is.

step   a month of the common game: ours, C, C by our rules, Mesa
run    months of the full model in every arm, what outcomes add, and building
sweep  short runs in one process, against mesa.batch_run
start  `compare` with empty caches, and again
page   what the page computes when a slider is let go
layout a small month with an actor's traits laid out otherwise in memory

First it is checked that all rivals play the same game.
`--write` renews these parts of docs/reference/performance.md, each at a quiet moment.
"""

import argparse
import json
from collections.abc import Callable
from typing import Any

from benchmarks import layout, run, slider, starting, step, sweeping
from benchmarks.agreement import check
from benchmarks.report import as_text, write

PARTS: dict[str, Callable[[], Any]] = {
    "step": step.part, "run": run.part, "sweep": sweeping.part, "start": starting.part, "page": slider.part,
    "layout": layout.part,
}  # fmt: skip
RIVALS = ("step", "sweep")  # parts that compare


def measured(names: list[str], actors: list[int] | None) -> dict[str, Any]:
    """The parts by name, and whether rivals play the same game where they take part."""
    found: dict[str, Any] = {}
    if any(name in RIVALS for name in names):
        found["agreement"] = [one._asdict() for one in check()]
    for name in names:
        found[name] = step.part(tuple(actors)) if name == "step" and actors else PARTS[name]()
    return found


def main() -> None:
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("part", nargs="?", choices=(*PARTS, "all"), default="step")
    read.add_argument("--actors", type=int, nargs="+", metavar="N", help="sizes of `step`")
    read.add_argument("--json", action="store_true", help="print JSON")
    read.add_argument("--write", action="store_true", help="write the page, with earlier figures of other parts")
    asked = read.parse_args()
    found = measured(list(PARTS) if asked.part == "all" else [asked.part], asked.actors)
    if asked.write:
        write(found)
    print(json.dumps(found) if asked.json else as_text(found))


if __name__ == "__main__":
    main()
