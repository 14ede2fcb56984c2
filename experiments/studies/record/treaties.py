"""The six treaties: what is declared of each, with its source, and what the record says of its speed."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from experiments.ask.case import Value
from model.parameter import unknown
from model.params import PARAMETERS, BadInput, Parameter
from model.settings import preset_settings

HERE = Path(__file__).parent
SIX = ("unfccc", "kyoto", "basel", "paris", "rights_of_the_child", "migrant_workers")
PARTIES = (25, 55, 100, 150, 180)
HORIZON = 35.0  # years after adoption: how long the oldest of those not reached has been open (1990 to 2025)
ALL = "all"  # what holds for every treaty
#: What is declared of a treaty beside settings of the model.
ATTRIBUTES = {
    name: Parameter(name, 1.0, 0, 10, unit, label, "", "uncertainty", "Treaty")
    for name, unit, label in (
        ("burden", "times the cost", "how much it asks"),
        ("oecd_stake", "times exposure", "what members of the OECD have at stake"),
    )
}


class Declared(NamedTuple):
    """One declared setting or attribute of a treaty."""

    treaty: str
    setting: str
    value: Value
    reason: str


class Treaty(NamedTuple):
    """A treaty: its title, the year of its adoption, and what is declared of it."""

    name: str
    title: str
    adopted: int
    settings: dict[str, Value]
    burden: float
    oecd_stake: float


@cache
def declared(table: Path = HERE / "treaties.csv") -> tuple[Declared, ...]:
    """Every declared figure, in the table's order; raises BadInput for one that is not allowed."""
    return tuple(map(_read, _rows(table)))


def _read(row: dict[str, str]) -> Declared:
    treaty, name, value = row["treaty"], row["setting"], row["value"]
    if treaty not in (ALL, *SIX):
        raise unknown("treaty", treaty, (ALL, *SIX))
    known = PARAMETERS | ATTRIBUTES
    if name not in known:
        raise unknown("setting", name, known)
    return Declared(treaty, name, known[name].check(value), row["reason"])


@cache
def treaties() -> dict[str, Treaty]:
    """The six, by name."""
    found = {}
    titles = {row["treaty"]: (row["title"], int(row["adopted"])) for row in _rows(HERE / "observed.csv")}
    for name in SIX:
        own = {d.setting: d.value for d in declared() if d.treaty in (ALL, name)}
        burden, oecd_stake = (float(own.pop(attribute)) for attribute in ATTRIBUTES)
        settings = preset_settings(str(own.get("preset", "own"))) | own
        found[name] = Treaty(name, *titles[name], settings, burden, oecd_stake)
    return found


@cache
def observed() -> dict[str, dict[int, float]]:
    """Years from adoption to each number of parties (UN Treaty Collection); inf where not reached by 2025."""
    found: dict[str, dict[int, float]] = {}
    for row in _rows(HERE / "observed.csv"):
        found.setdefault(row["treaty"], {})[int(row["parties"])] = float(row["years"] or "inf")
    for name in SIX:
        if tuple(found.get(name, ())) != PARTIES:
            raise BadInput("parties", f"{name} {list(found.get(name, ()))}", f"{list(PARTIES)}")
    return found


def _rows(table: Path) -> Iterator[dict[str, str]]:
    with table.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)
