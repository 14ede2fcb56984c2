"""memberships.csv: one row a spell of a state in a body; a spell counts in the years joined <= year < left.

The UN's and the OECD's years are country_converter's; the rest is coded by hand in memberships_coded.csv, where one
line holds all the states that entered a body in the same year.
"""

import csv
from pathlib import Path

from model.data.extract.packages import converter, group

COLUMNS = ("iso3", "body", "joined", "left", "source")
CODED = Path(__file__).parents[1] / "memberships_coded.csv"
ORDER = ("UN", "P5", "NATO", "EU", "G7", "G20", "BRICS", "OECD", "AOSIS", "AU", "ASEAN", "OPEC", "WTO")

Spell = tuple[str, str, str, str, str]


def rows(states: tuple[str, ...]) -> list[Spell]:
    """By body, then state, then year; raises ValueError where the coded lists contradict the packages' lists."""
    spells = [*from_converter("UN", "UNmember"), *from_converter("OECD", "OECD"), *coded()]
    for body, name in {"EU": "EUROPEAN_UNION", "OECD": "OECD", "AOSIS": "AOSIS"}.items():
        members = {iso3 for iso3, of, _, left, _ in spells if of == body and not left}
        if members != group(name) & set(states):
            raise ValueError(f"{body}: countrygroups differs in {sorted(members ^ (group(name) & set(states)))}")
    return sorted(spells, key=lambda spell: (ORDER.index(spell[1]), spell[0], spell[2]))


def from_converter(body: str, column: str) -> list[Spell]:
    source = f"country_converter 1.3.2, country_data.tsv, column {column}"
    return [(iso3, body, row[column], "", source) for iso3, row in converter().items() if row[column]]


def coded() -> list[Spell]:
    with CODED.open(encoding="utf-8", newline="") as table:
        return [
            (iso3, row["body"], row["joined"], row["left"], row["source"])
            for row in csv.DictReader(table)
            for iso3 in row["states"].split()
        ]
