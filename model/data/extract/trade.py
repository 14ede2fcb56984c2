"""trade.csv: the five largest export (X) and import (M) partners of each state, in whole per cent (Factbook, 2023)."""

import re

from model.data.extract.factbook import YEAR, country_named, text
from model.data.extract.packages import factbook

COLUMNS = ("iso3", "partner", "flow", "pct", "year")
FLOWS = {"X": "Exports - partners", "M": "Imports - partners"}
SHARE = re.compile(r"[\s,]*(?P<name>\D+?) (?P<pct>\d+)%")
# "Gambia, The 4%" of Kazakhstan's imports: GM is Germany's code in FIPS and the Gambia's in ISO 3166.
IMPLAUSIBLE = {("KAZ", "GMB", "M")}


def rows(states: tuple[str, ...]) -> list[tuple[str, str, str, str, str]]:
    """Sorted by state; exports before imports, the largest first. Partners outside the 195 are left out."""
    return [
        (iso3, partner, flow, pct, year)
        for iso3 in states
        for flow in FLOWS
        for partner, pct, year in partners(iso3, flow)
        if partner in states and (iso3, partner, flow) not in IMPLAUSIBLE
    ]


def partners(iso3: str, flow: str) -> list[tuple[str, str, str]]:
    """(partner, per cent, year) of one flow; empty where the Factbook has no shares (LIE, MCO, VAT)."""
    prose = text(factbook()[iso3], "Economy", FLOWS[flow])
    year = YEAR.search(prose)
    return [(country_named(share["name"]), share["pct"], year[1] if year else "") for share in SHARE.finditer(prose)]
