"""Fits the free figures to the fitted treaties, by Sobol designs that close in on the best point, under common luck."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.stats import qmc

from experiments.ask.case import Asked, Case, Family
from experiments.play.play import play
from experiments.play.row import Row
from experiments.play.where import Where
from experiments.studies.record.pipeline import settings_of
from experiments.studies.record.protocol import FITTED, FREE, PARTIES, Effort, Years, misfit
from experiments.studies.record.treaties import treaties

DESIGN_SEED = 20_151_212
Point = dict[str, float]  # the free figures, by name
Played = dict[str, list[Row]]  # by treaty, a run each seed: years by number of parties, and the course of parties


class Fit(NamedTuple):
    """Every point that was tried with its misfit, and the best of them."""

    tried: list[tuple[Point, float]]

    @property
    def best(self) -> tuple[Point, float]:
        return min(self.tried, key=lambda point: point[1])


def fit(record: Mapping[str, Years], effort: Effort, where: Where, out: Path) -> Fit:
    """The free figures that fit these treaties of the record best; no other treaty is read or played.

    Each round's runs are kept in a folder of `out`.
    """
    tried: list[tuple[Point, float]] = []
    centre = np.full(len(FREE), 0.5)
    for turn, (number, side) in enumerate(effort.rounds):
        points = [in_units(u) for u in box(number, side, centre, DESIGN_SEED + turn)]
        told = {"command": "record", "round": turn + 1, "points": points, "seeds": list(effort.fit_seeds)}
        told["treaties"] = list(record)
        rows = play(asked(points, record, effort.fit_seeds, told), out / folder_of(turn), where).rows
        runs = placed(points, record, effort.fit_seeds, rows)
        tried += [(p, misfit(record, medians(of_point))) for p, of_point in zip(points, runs, strict=True)]
        centre = in_cube(Fit(tried).best[0])
    return Fit(tried)


def folder_of(turn: int) -> str:
    """Where the runs of a round of fitting lie."""
    return f"fit-{turn + 1}"


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


def asked(points: Sequence[Point], names: Iterable[str], seeds: Sequence[int], told: Mapping[str, Any]) -> Asked:
    """Every treaty at every point with every seed, as it is put to the engine; `told` is the question."""
    names = tuple(names)

    def families() -> Iterator[Family]:
        for point in points:
            for seed in seeds:
                yield tuple(case_at(name, point, seed) for name in names)

    runs = len(points) * len(seeds) * len(names)
    modules = (__name__.rpartition(".")[0],)
    return Asked(told, families, runs, table="free", worlds=("earth",), modules=modules)


def case_at(name: str, point: Point, seed: int) -> Case:
    """One treaty at one point with one seed."""
    role = "fitted" if name in FITTED else "predicted"
    settings = settings_of(treaties()[name], point)
    told = {"treaty": name, "point": point, "settings": settings, "oecd_stake": treaties()[name].oecd_stake}
    return Case("treaty", told, seed, labels={"arm": name, "role": role, **point})


def placed(
    points: Sequence[Point], names: Iterable[str], seeds: Sequence[int], rows: Mapping[str, Row]
) -> list[Played]:
    """The rows of each point by treaty and seed; raises RuntimeError where a run failed."""
    found = [{name: [rows[case_at(name, point, seed).id] for seed in seeds] for name in names} for point in points]
    for of_point in found:
        for name, runs in of_point.items():
            if failed := next((f"seed {s}: {row.error}" for s, row in zip(seeds, runs, strict=True) if row.error), ""):
                raise RuntimeError(f"{name}, {failed}")
    return found


def medians(played: Mapping[str, Sequence[Row]]) -> dict[str, dict[int, float]]:
    """Each treaty's median years over the seeds; inf where half of the runs do not get there."""
    return over_runs(played, lambda years: float(np.quantile(years, 0.5, method="inverted_cdf")))


def over_runs(
    played: Mapping[str, Sequence[Row]], statistic: Callable[[np.ndarray], float]
) -> dict[str, dict[int, float]]:
    """A statistic over the runs of each treaty, by number of parties; a time beyond the horizon counts as infinite."""

    def years(runs: Sequence[Row], number: int) -> np.ndarray:
        return np.nan_to_num([row.outcomes[f"years_to_{number}"] for row in runs], nan=np.inf, posinf=np.inf)

    return {t: {n: statistic(years(runs, n)) for n in PARTIES} for t, runs in played.items()}
