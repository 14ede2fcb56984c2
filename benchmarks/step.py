"""A month of the common game, in nanoseconds an actor: ours, C, C by our rules, and Mesa as it is usually written.

The world is built before the clock runs, and every round plays the same months from the same start. Nanoseconds are of
the processor.
"""

import time
from typing import Any

from benchmarks import common
from benchmarks.agreement import twin
from benchmarks.rivals.in_c import Floor, RulesFloor
from benchmarks.timing import in_turns
from benchmarks.traffic import bandwidth, counted
from model.threads import is_wide
from model.westphalia import Westphalia

ACTORS = (1_000, 10_000, 100_000)
WORK = 3_000_000  # actor-months of a round
MESA_WORK = 20_000  # the same for Mesa
MESA_UP_TO = 10_000  # actors: at a million the twin would take a minute a month and 3 GB


def measured(actors: int) -> dict[str, Any]:
    """One size."""
    began = time.process_time()
    model = common.ours(actors)
    built = time.process_time() - began
    issue, months = model.issues[0], max(3, min(1000, WORK // actors))
    issue.wide = False  # one thread, as the rivals
    floor, rules_floor = Floor(issue), RulesFloor(issue)
    parts = {
        "ours": lambda: common.play_ours(model, months),
        "c": lambda: floor.play(months),
        "c_rules": lambda: rules_floor.play(months),
    }
    row: dict[str, Any] = {"actors": actors, "months": months, "build_s": built}
    for name, took_ in in_turns(parts, before=lambda: common.rewind(model)).items():
        row[f"{name}_ns"] = 1e9 * took_.cpu / months / actors
        row[f"{name}_wall_ns"] = 1e9 * took_.wall / months / actors
    row["two_threads_wall_ns"] = in_two_threads(model, months) if is_wide(actors) else None
    row["mesa_ns"] = in_mesa(model) if actors <= MESA_UP_TO else None
    bytes_ = counted(issue)
    return row | ratios(row) | {"bytes": bytes_, "gb_s": bytes_ / row["ours_ns"], "copy_gb_s": bandwidth()}


def in_two_threads(model: Westphalia, months: int) -> float:
    """Nanoseconds an actor-month on the clock, where threads play the large loops."""
    model.issues[0].wide = True
    parts = {"two": lambda: common.play_ours(model, months)}
    return 1e9 * in_turns(parts, 3, lambda: common.rewind(model))["two"].wall / months / len(model.rows)


def in_mesa(model: Westphalia) -> float:
    """Nanoseconds an actor-month of the twin: median of three rounds."""
    play, months = twin(model), max(2, MESA_WORK // len(model.rows))
    return 1e9 * in_turns({"mesa": lambda: play(months)}, 3)["mesa"].cpu / months / len(model.rows)


def ratios(row: dict[str, Any]) -> dict[str, float | None]:
    """Ours over each floor, and Mesa over ours."""
    mesa = row["mesa_ns"] / row["ours_ns"] if row["mesa_ns"] else None
    of_c = {f"ratio_{name}": row["ours_ns"] / row[f"{name}_ns"] for name in ("c", "c_rules")}
    return of_c | {"ratio_mesa": mesa}


def part(sizes: tuple[int, ...] = ACTORS) -> list[dict[str, Any]]:
    """All sizes."""
    return [measured(actors) for actors in sizes]
