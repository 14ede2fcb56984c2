"""borders.csv: pairs of states that share a land border, a pair once, in alphabetical order.

Three packages list neighbours and each errs a little (Afghanistan-India, Bhutan-Burma, Morocco-Mauritania), so a border
counts when two of the three name it.
"""

import json
import re
from collections import Counter

from model.data.extract.factbook import country_named, text
from model.data.extract.packages import Record, factbook, file_of, gaza, geonames

COLUMNS = ("a", "b")
OVERSEAS = {"GUF": "FRA"}  # GeoNames keeps French Guiana apart from France
ASIDE = re.compile(r"\([^)]*\)")
NEIGHBOUR = re.compile(r"(?:^|; |, | and )(?P<name>[A-Z][^\d;,]*?)\s+[\d,.]+ km")

Pair = tuple[str, str]


def rows(states: tuple[str, ...]) -> list[Pair]:
    votes = Counter([*in_countryinfo(), *in_factbook(states), *in_geonames()])
    known = set(states)
    return sorted(border for border, named_by in votes.items() if named_by >= 2 and known.issuperset(border))


def pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def in_countryinfo() -> set[Pair]:
    folder = file_of("countryinfo", "countryinfo/data")
    countries = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    return {pair(country["ISO"]["alpha3"], other) for country in countries for other in country.get("borders", [])}


def in_geonames() -> set[Pair]:
    alpha3 = {country["iso"]: OVERSEAS.get(iso3, iso3) for iso3, country in geonames().items()}
    return {
        pair(alpha3[country["iso"]], alpha3[other])
        for country in geonames().values()
        for other in country["neighbours"].split(",")
        if other in alpha3
    }


def without_asides(record: Record) -> str:
    """The Factbook's sentence of border countries without what stands in brackets ("Russia (northwest) 46 km")."""
    return ASIDE.sub("", text(record, "Geography", "Land boundaries", "border countries"))


def in_factbook(states: tuple[str, ...]) -> set[Pair]:
    records: list[tuple[str, Record]] = [*((iso3, factbook()[iso3]) for iso3 in states), ("PSE", gaza())]
    return {
        pair(iso3, country_named(border["name"]))
        for iso3, record in records
        for border in NEIGHBOUR.finditer(without_asides(record))
    }
