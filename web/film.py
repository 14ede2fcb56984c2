"""A run as the page shows it: the stage that all arms share, and a film of each arm, frame by frame."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from agents import KINDS
from experiments.play.world import play
from model.governance.institution import MARKS
from model.outcomes import OUTCOMES
from model.westphalia import Westphalia
from model.world import World

LOCAL_BIT = 1 << len(MARKS)  # in a group whose local institution is active
BONDS = (*MARKS, "local institution")  # what each bit of `Film.bound` means, the lowest first


class Stage(NamedTuple):
    """What does not move: states, actors, ties."""

    state_code: list[str]
    state_name: list[str]
    state_lat: np.ndarray
    state_lon: np.ndarray
    state_size: np.ndarray  # root of population, 1 at the largest
    kind_names: list[str]
    actor_name: list[str]
    actor_kind: np.ndarray
    actor_home: np.ndarray  # state, or -1
    actor_lat: np.ndarray
    actor_lon: np.ndarray
    ties: dict[str, tuple[np.ndarray, np.ndarray]]  # by layer: pairs of rows (m, 2), weights (m,)
    shock_month: int | None


class Film(NamedTuple):
    """One arm, a frame a month from month 0."""

    arm: str
    strategy: np.ndarray  # uint8 (frames, actors): 0 withhold, 1 contribute, 2 sponsor
    cooperation: np.ndarray  # float32 (frames, states): share of each state's endowment that contributes
    bound: np.ndarray  # uint8 (frames, actors): a bit for each of BONDS
    series: dict[str, np.ndarray]  # float32 (frames,) by outcome, as it was last measured; NaN where undefined


def shoot(
    world: str, arms: Mapping[str, tuple[str, ...]], seed: int, steps: int, settings: Mapping[str, object]
) -> tuple[Stage, dict[str, Film]]:
    """Run each arm on the same world with the same random seed; raises BadInput as the model does."""
    films: dict[str, Film] = {}
    stages: list[Stage] = []
    for arm, institutions in arms.items():
        frames: list[tuple[np.ndarray, ...]] = []

        def watch(model: Westphalia, frames: list[Any] = frames) -> None:
            frames.append(frame(model))
            if not stages:
                stages.append(stage(model.world, model.settings))

        record = play(world, institutions, seed, steps, settings, watch=watch)
        strategy, cooperation, bound = (np.stack(column) for column in zip(*frames, strict=True))
        series = {name: known(values, OUTCOMES[name].every) for name, values in record.series.items()}
        films[arm] = Film(arm, strategy, cooperation, bound, series)
    return stages[0], films


def known(values: np.ndarray, every: int) -> np.ndarray:
    """A series in which each month has the last value that was measured."""
    return values[np.arange(len(values)) // every * every].astype(np.float32)


def frame(model: Westphalia) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Strategy, cooperation by state, and bonds, as they stand."""
    issue, rows = model.issues[0], model.rows
    home, n = rows["home"], model.world.n_states
    settled = home >= 0
    means = np.bincount(home[settled], rows["endowment"][settled], n)
    given = np.bincount(home[settled], (rows["endowment"] * (rows["strategy"] > 0))[settled], n)
    bound = np.zeros(len(rows), np.uint8)
    for institution in issue.institutions:
        bound |= (issue.agreements.binding[institution.slot] >= 0).astype(np.uint8) * np.uint8(institution.bit)
    slots = (issue.agreements.binding >= 0) & (issue.agreements.row["in_force"][issue.agreements.binding] > 0)
    bound[rows["bonds"] > slots.sum(0)] |= LOCAL_BIT
    return rows["strategy"].copy(), (given / means).astype(np.float32), bound


def stage(world: World, settings: Mapping[str, Any]) -> Stage:
    states, rows = world.states, world.rows
    size = np.sqrt(states["population"].to_numpy())
    return Stage(
        list(states["code"]), list(states["name"]), _f32(states["lat"]), _f32(states["lon"]), _f32(size / size.max()),
        [kind.label for kind in KINDS], list(world.names), rows["kind"].copy(), rows["home"].astype(np.int16),
        _f32(world.place[:, 0]), _f32(world.place[:, 1]), {layer: _pairs(ties) for layer, ties in world.layers.items()},
        int(settings["shock_step"]) or None,
    )  # fmt: skip


def _pairs(ties: Any) -> tuple[np.ndarray, np.ndarray]:
    """Each pair once, both ways added up; the strongest first."""
    a = np.repeat(np.arange(len(ties.start) - 1), np.diff(ties.start.astype(np.int64)))
    low, high = np.minimum(a, ties.to), np.maximum(a, ties.to)
    pairs, where = np.unique(np.stack([low, high], 1), axis=0, return_inverse=True)
    weight = np.bincount(where.ravel(), ties.weight, len(pairs))
    order = np.argsort(-weight, kind="stable")
    return pairs[order].astype(np.uint32), weight[order].astype(np.float32)


def _f32(values: Any) -> np.ndarray:
    return np.asarray(values, np.float32)
