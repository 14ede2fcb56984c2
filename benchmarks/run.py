"""A run of the full model at defaults: every arm's months, and what outcomes, the event book and building add."""

from typing import Any

from benchmarks import outcomes
from benchmarks.timing import in_turns
from experiments.ask.arms import ARMS
from model.build import _built, build
from model.settings import checked
from model.westphalia import Westphalia

ROUNDS = 5


def months(world: str) -> list[dict[str, Any]]:
    """Each arm: processor time of a month, outcomes apart."""
    settings, steps = outcomes.WORLDS[world]
    made: dict[str, Westphalia] = {}

    def anew() -> None:
        for arm, institutions in ARMS.items():
            made[arm] = Westphalia(world, institutions, 1, settings)

    parts = {arm: lambda arm=arm: [made[arm].step() for _ in range(steps)] for arm in ARMS}
    anew()
    actors = len(made["none"].rows)
    times = in_turns(parts, ROUNDS, anew)
    return [
        {"world": world, "actors": actors, "arm": arm, "month_us": 1e6 * took.cpu / steps,
         "ns": 1e9 * took.cpu / steps / actors, "run_s": took.cpu}
        for arm, took in times.items()
    ]  # fmt: skip


def observed(world: str) -> dict[str, Any]:
    """A hybrid run that measures all outcomes, over the months alone."""
    return {"world": world, "outcomes_over_months": outcomes.measured(world, ROUNDS)[1]}


def building(actors: tuple[int, ...] = (1_000, 10_000)) -> list[dict[str, Any]]:
    """Processor seconds to build a world, without a step."""
    parts = {str(n): lambda n=n: build("random", 1, checked({"actors": n})) for n in actors}
    return [{"actors": int(n), "build_s": took.cpu} for n, took in in_turns(parts, 3, _built.cache_clear).items()]


def part() -> dict[str, Any]:
    return {
        "arms": [row for world in outcomes.WORLDS for row in months(world)],
        "outcomes": [observed(world) for world in outcomes.WORLDS],
        "building": building(),
    }
