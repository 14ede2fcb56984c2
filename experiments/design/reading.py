"""A design from its TOML file: read and checked as a whole, so that what starts to run can run to its end."""

import csv
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from experiments.design.design import Design
from experiments.design.factor import Factor, read_factor
from experiments.design.samplers import POINTS, SAMPLERS
from experiments.question import Question, Value, control, read_arms, read_steps
from model.params import BadInput, checked

KEYS = (
    "question", "world", "arms", "replicates", "steps", "outcomes", "series",
    "settings", "levers", "uncertainties", "sampler",
)  # fmt: skip
SAMPLER_KEYS = ("name", "size", "seed", "file")
REPLICATES = control("replicates", 1, 1, 100_000, "runs", "worlds and lucks that every point meets")
SIZE = control("sampler.size", 64, 1, 1_000_000, "", "levels, points, base points or trajectories")
SAMPLER_SEED = control("sampler.seed", 1, 0, 999_999, "", "luck of the sampler")


def read_design(path: Path) -> Design:
    """The design in a file; raises BadInput, naming field, value and what is allowed."""
    told = read_toml(path)
    only(told, KEYS, "design")
    sampling = table(told, "sampler")
    only(sampling, SAMPLER_KEYS, "sampler")
    factors = read_factors(told)
    name = sampling.get("name", "latin_hypercube")
    if name not in (*SAMPLERS, POINTS):
        raise BadInput("sampler.name", name, " ".join((*SAMPLERS, POINTS)))
    settings = checked(table(told, "settings"))
    if twice := [f.name for f in factors if f.name in table(told, "settings")]:
        raise BadInput("settings", twice[0], "a parameter that is no lever or uncertainty of this design")
    design = Design(
        question=text(told, "question", path.stem),
        world=text(told, "world", "earth"),
        arms=read_arms(",".join(names(told, "arms", ["none", "top_down", "emergent", "hybrid"]))),
        factors=factors,
        sampler=name,
        size=int(SIZE.check(sampling.get("size", SIZE.default))),
        sampler_seed=int(SAMPLER_SEED.check(sampling.get("seed", SAMPLER_SEED.default))),
        replicates=int(REPLICATES.check(told.get("replicates", REPLICATES.default))),
        steps=read_steps(told.get("steps", 240)),
        settings=settings,
        outcomes=tuple(names(told, "outcomes", [])),
        series=switch(told, "series"),
        given=read_points(path, sampling.get("file"), factors) if name == POINTS else (),
    )
    check_with_the_model(design)
    return design


def read_toml(path: Path) -> dict[str, Any]:
    """The file's tables; raises BadInput where there is none to read."""
    try:
        return tomllib.loads(path.read_text())
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise BadInput("design", path, f"a TOML file that can be read ({reason})") from None


def read_factors(told: Mapping[str, Any]) -> tuple[Factor, ...]:
    """Levers, then uncertainties, each in the file's order; raises BadInput where there is none."""
    sections = ("levers", "uncertainties")
    factors = tuple(read_factor(s, name, given) for s in sections for name, given in table(told, s).items())
    if not factors:
        raise BadInput("levers", "", 'at least one lever or uncertainty, as `quota = [0.5, 1]` or `risk = "declared"`')
    return factors


def read_points(path: Path, file: object, factors: tuple[Factor, ...]) -> tuple[tuple[Value, ...], ...]:
    """The rows of a CSV file whose columns are exactly the factors; its path counts from the design's folder."""
    if not isinstance(file, str):
        raise BadInput("sampler.file", file or "", "the name of a CSV file beside the design")
    try:
        place = next((p for p in (path.parent / file, path.parent / Path(file).name) if p.exists()), Path(file))
        with place.open(newline="", encoding="utf-8-sig") as lines:
            rows = csv.DictReader(lines)
            header, known = rows.fieldnames or [], [f.name for f in factors]
            for column in [*(n for n in known if n not in header), *(n for n in header if n not in known)]:
                raise BadInput("column", column, f"{file} has exactly the columns {' '.join(known)}")
            points = tuple(tuple(f.check(row[f.name]) for f in factors) for row in rows)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInput("sampler.file", file, f"a CSV file that can be read ({error})") from None
    if not points:
        raise BadInput("sampler.file", file, "a CSV file with at least one row")
    return points


def check_with_the_model(design: Design) -> None:
    """Outcomes by name, and the model's own word on the points where each factor is least and greatest."""
    from experiments.results import outcome_columns  # the engine takes seconds to load: a slip of the pen comes first
    from model.world import SHAPE

    for outcome in design.outcomes:
        if outcome not in outcome_columns():
            raise BadInput("outcomes", outcome, " ".join(outcome_columns()))
    shaping = [k for k, f in enumerate(design.factors) if f.name in SHAPE and not f.names]
    extremes = {end(design.values, key=lambda row, k=k: row[k]) for k in shaping for end in (min, max)}
    for values in extremes or design.values[:1]:
        case = design.case(values, design.seeds[:1])
        Question("sweep", case.world, case.arms, case.seeds, case.steps, case.settings)


# -- plain values of a table --


def only(told: Mapping[str, Any], allowed: tuple[str, ...], field: str) -> None:
    """Raises BadInput on a key that means nothing here."""
    for key in told:
        if key not in allowed:
            raise BadInput(field, key, " ".join(allowed))


def table(told: Mapping[str, Any], key: str) -> dict[str, Any]:
    given = told.get(key, {})
    if not isinstance(given, dict):
        raise BadInput(key, given, f"a table, as [{key}]")
    return given


def text(told: Mapping[str, Any], key: str, default: str) -> str:
    given = told.get(key, default)
    if not isinstance(given, str):
        raise BadInput(key, given, "a text")
    return given


def names(told: Mapping[str, Any], key: str, default: list[str]) -> list[str]:
    given = told.get(key, default)
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        raise BadInput(key, given, 'a list of names, as ["this", "that"]')
    return given


def switch(told: Mapping[str, Any], key: str) -> bool:
    given = told.get(key, False)
    if not isinstance(given, bool):
        raise BadInput(key, given, "true false")
    return given
