"""Reading the CIA World Factbook: its figures are prose ("$1.2 billion (2024 est.)", "Angola 1,427 km; ...")."""

import html
import re
from dataclasses import dataclass

from model.data.extract.packages import Record, geonames

SCALES = {"": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
FIGURE = re.compile(r"\s*\$?(?P<digits>\d[\d,]*\.?\d*)\s*(?P<scale>thousand|million|billion|trillion)?")
YEAR = re.compile(r"\((\d{4})( est\.)?\)")
DEGREES = re.compile(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])")

# Names the Factbook uses where GeoNames has another. French Guiana is part of France, Guantanamo a leased part of Cuba.
ALIASES = {
    "Antigua & Barbuda": "ATG",
    "Bahamas, The": "BHS",
    "Bosnia & Herzegovina": "BIH",
    "Burma": "MMR",
    "Congo, Republic of the": "COG",
    "Cote d'Ivoire": "CIV",
    "Czech Republic": "CZE",
    "DRC": "COD",
    "French Guiana": "FRA",
    "Gambia, The": "GMB",
    "Gaza Strip": "PSE",
    "Holy See": "VAT",
    "Macedonia": "MKD",
    "NZ": "NZL",
    "Netherlands": "NLD",
    "S. Korea": "KOR",
    "St. Kitts & Nevis": "KNA",
    "St. Lucia": "LCA",
    "St. Vincent & the Grenadines": "VCT",
    "Trinidad & Tobago": "TTO",
    "The Gambia": "GMB",
    "Timor-Leste": "TLS",
    "UAE": "ARE",
    "UK": "GBR",
    "US": "USA",
    "USA": "USA",
    "US Naval Base at Guantanamo Bay": "CUB",
    "West Bank": "PSE",
}


@dataclass(frozen=True)
class Figure:
    """One number of the Factbook in plain units (people, dollars, tonnes, per cent) and the year it is for."""

    value: float
    year: int | None


def section(record: Record, *path: str) -> Record:
    """The part of a record at a path of headings; empty where the Factbook has none."""
    for heading in path:
        inner = record.get(heading)
        if not isinstance(inner, dict):
            return {}
        record = inner
    return record


def text(record: Record, *path: str) -> str:
    """The text at a path of headings, HTML entities resolved; empty where the Factbook has none."""
    return html.unescape(str(section(record, *path).get("text", "")))


def latest(record: Record, *path: str) -> str:
    """The text of the newest year under a heading that has one entry a year ("Exports 2024", "Exports 2023", ...)."""
    years = {heading[-4:]: heading for heading in section(record, *path) if heading[-4:].isdigit()}
    return text(record, *path, years[max(years)]) if years else text(record, *path)


def figure(prose: str) -> Figure | None:
    """The number a text begins with; None for empty texts and for prose such as "not available"."""
    number = FIGURE.match(prose)
    if number is None:
        return None
    year = YEAR.search(prose)
    value = float(number["digits"].replace(",", "")) * SCALES[number["scale"] or ""]
    return Figure(value, int(year[1]) if year else None)


def position(prose: str) -> tuple[float, float]:
    """Latitude and longitude in degrees from "22 00 S, 17 00 E"; raises ValueError if there is none."""
    found = DEGREES.search(prose)
    if found is None:
        raise ValueError(f"no position in {prose!r}")
    north, east = found[3] == "N", found[6] == "E"
    lat, lon = int(found[1]) + int(found[2]) / 60, int(found[4]) + int(found[5]) / 60
    return lat if north else -lat, lon if east else -lon


def country_named(name: str) -> str:
    """The alpha-3 code of a country as the Factbook names it; raises KeyError for a name nobody has mapped."""
    if name in ALIASES:
        return ALIASES[name]
    for iso3, country in geonames().items():
        if country["name"] == name:
            return iso3
    raise KeyError(f"the Factbook names {name!r}, which is no country known here: add it to ALIASES")
