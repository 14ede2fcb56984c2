"""Fits the free figures to the fitted treaties, by Sobol designs that close in on the best point, under common luck."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from scipy.stats import qmc

from experiments.play.progress import progress
from experiments.play.run import Family, Run
from experiments.play.runner import Task, play_seeds
from experiments.studies.record.pipeline import course, years_to
from experiments.studies.record.protocol import FREE, PARTIES, Effort, Years, misfit
from experiments.studies.record.treaties import treaties

DESIGN_SEED = 20_151_212
Point = dict[str, float]  # the free figures, by name
Played = dict[str, list[Run]]  # by treaty, a run each seed: years by number of parties, and the course of parties


class Fit(NamedTuple):
    """Every point that was tried with its misfit, and the best of them."""

    tried: list[tuple[Point, float]]

    @property
    def best(self) -> tuple[Point, float]:
        return min(self.tried, key=lambda point: point[1])


def fit(record: Mapping[str, Years], effort: Effort, workers: int) -> Fit:
    """The free figures that fit these treaties of the record best; no other treaty is read or played."""
    tried: list[tuple[Point, float]] = []
    centre = np.full(len(FREE), 0.5)
    for turn, (number, side) in enumerate(effort.rounds):
        cube = box(number, side, centre, DESIGN_SEED + turn)
        points = [in_units(u) for u in cube]
        played = play(points, record, effort.fit_seeds, workers, f"fitting {turn + 1}/{len(effort.rounds)}")
        tried += [(p, misfit(record, medians(runs))) for p, runs in zip(points, played, strict=True)]
        centre = in_cube(Fit(tried).best[0])
    return Fit(tried)


def box(number: int, side: float, centre: np.ndarray, seed: int) -> np.ndarray:
    """Sobol points in a box around a centre, moved where it would leave the unit cube; shape (number, free)."""
    low = np.clip(centre - side / 2, 0, 1 - side)
    return np.asarray(low + side * qmc.Sobol(len(centre), rng=seed).random(number))


def in_units(u: np.ndarray) -> Point:
    """A point of the unit cube as free figures."""
    return {f.name: float(f.low * (f.high / f.low) ** x) for f, x in zip(FREE, u, strict=True)}


def in_cube(point: Mapping[str, float]) -> np.ndarray:
    """Free figures as a point of the unit cube."""
    return np.array([np.log(point[f.name] / f.low) / np.log(f.high / f.low) for f in FREE])


def play(points: Sequence[Point], names: Iterable[str], seeds: Sequence[int], workers: int, label: str) -> list[Played]:
    """Every treaty at every point under every luck; raises RuntimeError where a run fails."""
    names, places = tuple(names), [(point, seed) for point in points for seed in seeds]
    task = Task("earth", tuple(range(len(places))), names, partial(play_place, places, names))
    with progress(label, len(places)) as done:
        families = play_seeds(task, workers, done)
    for place, family in families.items():
        for name in names:
            if family[name].error:
                raise RuntimeError(f"{name}, seed {places[place][1]}: {family[name].error}")
    own = [[families[k * len(seeds) + n] for n in range(len(seeds))] for k in range(len(points))]
    return [{name: [family[name] for family in of_point] for name in names} for of_point in own]


def play_place(places: Sequence[tuple[Point, int]], names: Iterable[str], index: int) -> Family:
    """The treaties at one point under one luck, by name."""
    return {name: treaty_run(name, *places[index]) for name in names}


def treaty_run(name: str, point: Point, seed: int) -> Run:
    """One treaty's years to each number of parties, who is unwilling at the end, and its course."""
    parties, unwilling = course(treaties()[name], point, seed)
    years = {str(n): years_to(parties, n) for n in PARTIES}
    return Run(years | {"unwilling": unwilling}, {"parties": parties.astype(float)})


def medians(played: Mapping[str, Sequence[Run]]) -> dict[str, dict[int, float]]:
    """Each treaty's median years over the seeds; inf where half of the runs do not get there."""
    return over_runs(played, lambda years: float(np.quantile(years, 0.5, method="inverted_cdf")))


def over_runs(
    played: Mapping[str, Sequence[Run]], statistic: Callable[[np.ndarray], float]
) -> dict[str, dict[int, float]]:
    """A statistic over the runs of each treaty, by number of parties."""
    return {
        t: {n: statistic(np.array([r.outcomes[str(n)] for r in runs])) for n in PARTIES} for t, runs in played.items()
    }
