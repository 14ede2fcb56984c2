"""A design from its TOML file: read and checked as a whole, so that what starts to run can run to its end."""

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from experiments.ask.arms import ARMS
from experiments.ask.case import Value
from experiments.ask.design import Design
from experiments.ask.factor import Factor, plain, read_factor
from experiments.ask.outcomes import no_outcome, outcome_columns
from experiments.ask.points import KEPT, points_file, read_points
from experiments.ask.question import STEPS, Question, control, read_arms
from experiments.ask.samplers import POINTS, SAMPLERS
from model.parameter import unknown
from model.params import PARAMETERS, BadInput, Parameter
from model.settings import checked
from model.waiting import said_if_slow

KEYS = (
    "question", "world", "arms", "replicates", "steps", "outcomes", "series",
    "settings", "levers", "uncertainties", "sampler",
)  # fmt: skip
DESIGN = "design.toml"  # its name in a sweep's folder
SAMPLER_KEYS = ("name", "size", "seed", "file")
REPLICATES = control("replicates", 1, 1, 100_000, "runs", "random seeds; every point meets the same ones")
SIZE = control("sampler.size", 64, 1, 1_000_000, "", "levels, points, base points or trajectories")
SAMPLER_SEED = control("sampler.seed", 1, 0, 999_999, "", "random seed of the sampler")


def read_design(path: Path, unnamed: str = "") -> Design:
    """The design in a file; raises BadInput, naming field, value and what is allowed.

    A design without a question takes that of `unnamed`, or the file's name.
    """
    told = read_toml(path)
    only(told, KEYS, "design")
    sampling = table(told, "sampler")
    only(sampling, SAMPLER_KEYS, "sampler")
    factors = read_factors(told)
    name = sampling.get("name", "latin_hypercube")
    if name not in (*SAMPLERS, POINTS):
        raise unknown("sampler.name", name, (*SAMPLERS, POINTS))
    if "file" in sampling and name != POINTS:
        raise BadInput("sampler.file", sampling["file"], f'nothing unless the sampler is "{POINTS}"')
    settings = read_settings(told)
    if twice := [f.name for f in factors if f.name in table(told, "settings")]:
        raise BadInput("settings", twice[0], "a parameter that is no lever or uncertainty of this design")
    if told.get("arms") == []:
        raise BadInput("arms", [], f"one or more of {' '.join(ARMS)}")
    design = Design(
        question=typed(told, "question", unnamed or path.stem, "a text"),
        world=typed(told, "world", "earth", "a text"),
        arms=read_arms(",".join(names(told, "arms", ["none", "top_down", "emergent", "hybrid"]))),
        factors=factors,
        sampler=name,
        size=number(sampling, SIZE),
        sampler_seed=number(sampling, SAMPLER_SEED),
        replicates=number(told, REPLICATES),
        steps=number(told, STEPS),
        settings=settings,
        outcomes=tuple(names(told, "outcomes", [])),
        series=typed(told, "series", False, "true false"),
        given=read_points(path, sampling.get("file"), factors) if name == POINTS else (),
    )
    check_with_the_model(design)
    return design


def kept_files(path: Path) -> dict[str, bytes]:
    """Copies of the design and of its points, so that the folder says by itself what was asked; by name."""
    files = {DESIGN: path.read_bytes()}
    if file := table(read_toml(path), "sampler").get("file"):
        files[KEPT] = points_file(path, file).read_bytes()
    return files


def read_toml(path: Path) -> dict[str, Any]:
    """The file's tables; raises BadInput where there is none to read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise BadInput("design", path, f"a TOML file that can be read ({reason})") from None


def read_factors(told: Mapping[str, Any]) -> tuple[Factor, ...]:
    """Levers, then uncertainties, each by name; raises BadInput where there is none.

    The order in the file has no effect, because samplers use it: the same factors must give the same points.
    """
    sections = ("levers", "uncertainties")
    factors = [read_factor(s, name, given) for s in sections for name, given in sorted(table(told, s).items())]
    if not factors:
        raise BadInput("levers", "", 'at least one lever or uncertainty, as `quota = [0.5, 1]` or `risk = "declared"`')
    return tuple(factors)


def read_settings(told: Mapping[str, Any]) -> dict[str, Value]:
    """Every parameter's value; raises BadInput."""
    given = table(told, "settings")
    only(given, PARAMETERS, "parameter")
    return checked({name: plain(PARAMETERS[name], value) for name, value in given.items()})


def check_with_the_model(design: Design) -> None:
    """Outcomes by name, and the model's own word on the points where each factor is least and greatest."""
    from model.world import SHAPE

    for k, outcome in enumerate(design.outcomes):
        if outcome not in outcome_columns():
            raise no_outcome("outcomes", outcome, outcome_columns())
        if outcome in design.outcomes[:k]:
            raise BadInput("outcomes", outcome, "each name once")
    shaping = [k for k, f in enumerate(design.factors) if f.name in SHAPE and not f.names]
    extremes = {end(design.values, key=lambda row, k=k: row[k]) for k in shaping for end in (min, max)}
    for values in extremes or design.values[:1]:
        settings = design.settings_at(values)
        with said_if_slow(f"checking the design: building a world of {settings['actors']} actors"):
            Question("sweep", design.world, design.arms, design.seeds[:1], design.steps, settings)


# -- plain values of a table --


def only(told: Mapping[str, Any], allowed: Collection[str], field: str) -> None:
    """Raises BadInput on a key that means nothing here."""
    for key in told:
        if key not in allowed:
            raise unknown(field, key, allowed)


def typed[T](told: Mapping[str, Any], key: str, default: T, wanted: str) -> T:
    """The value of a key, of its default's type; raises BadInput, which says what is wanted."""
    given = told.get(key, default)
    if not isinstance(given, type(default)):
        raise BadInput(key, given, wanted)
    return given


def table(told: Mapping[str, Any], key: str) -> dict[str, Any]:
    return typed(told, key, {}, f"a table, such as [{key}]")


def names(told: Mapping[str, Any], key: str, default: list[str]) -> list[str]:
    wanted = 'a list of names, such as ["this", "that"]'
    given = typed(told, key, default, wanted)
    if not all(isinstance(name, str) for name in given):
        raise BadInput(key, given, wanted)
    return given


def number(told: Mapping[str, Any], parameter: Parameter) -> int:
    return int(plain(parameter, told.get(parameter.name.removeprefix("sampler."), parameter.default)))
