"""The declared ranges of the prior, from `ranges.csv`: parameter, low, high, choices, scale, reason."""

import csv
from importlib.resources import files

from experiments.ask.factor import Factor
from experiments.ask.question import STEPS
from model.params import PARAMETERS

FILE = "ranges.csv"


def ranges() -> tuple[Factor, ...]:
    """A factor for each row; `steps` is the length of a run. Raises BadInput for what a parameter cannot be."""
    text = files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    return tuple(factor(row) for row in csv.DictReader(text.splitlines()))


def factor(row: dict[str, str]) -> Factor:
    """A row as a factor: names, or ends with an even or a logarithmic scale between them."""
    parameter = STEPS if row["parameter"] == STEPS.name else PARAMETERS[row["parameter"]]
    if row["choices"]:
        return Factor(parameter, names=tuple(str(parameter.check(name)) for name in row["choices"].split()))
    low, high = (float(parameter.check(row[end])) for end in ("low", "high"))
    return Factor(parameter, low, high, log=row["scale"] == "log")
