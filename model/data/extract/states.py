"""states.csv: one row a state; figures from the Factbook, names from OCHA, groups from two packages that list them."""

from math import asin, cos, hypot, radians, sin, sqrt

from model.data.extract.factbook import Figure, figure, latest, position, text
from model.data.extract.packages import Record, converter, factbook, gaza, group, hdx
from model.data.extract.tables import written

COLUMNS = (
    "iso3", "iso2", "name", "lat", "lon", "region", "subregion", "wb_income",
    "sids", "ldc", "lldc", "aosis", "g77", "annex1", "un_since", "oecd_since", "eu", "g7",
    "pop", "pop_year", "gdp_musd", "gdp_year", "gdp_ppp_musd",
    "co2_mt", "co2_year", "internet_pct", "milex_pct", "exports_musd", "refugees",
)  # fmt: skip
GROUPS = ("SIDS", "LDC", "LLDC", "AOSIS", "G77", "ANNEX_ONE")
EARTH_RADIUS_KM = 6371.0
# Some of OCHA's centroids are wrong: Malaysia's lies in New Guinea, Portugal's in mid-Atlantic. One further than this
# from the Factbook's point gives way to the Factbook's.
FAR_KM = 600.0


def rows(states: tuple[str, ...]) -> list[list[str]]:
    return [row(iso3) for iso3 in states]


def row(iso3: str) -> list[str]:
    """Population in heads, money in millions of current US dollars (PPP: of 2021), CO2 in millions of tonnes."""
    return [iso3, *place(iso3), *standing(iso3), *figures(iso3)]


def place(iso3: str) -> list[str]:
    """Alpha-2, name, latitude and longitude in degrees, region, subregion, World Bank income group."""
    ocha = hdx()[iso3]
    lat, lon = centre(iso3)
    names = [ocha["ISO 3166-1 Alpha 2-Codes"], ocha["Preferred Term"]]
    kinds = [ocha["Region Name"], ocha["Sub-region Name"], ocha["World Bank Income Level"]]
    return [*names, written(lat), written(lon), *kinds]


def centre(iso3: str) -> tuple[float, float]:
    """OCHA's centroid, unless it is off the map or far from the Factbook's point."""
    lat, lon = float(hdx()[iso3]["Latitude"]), float(hdx()[iso3]["Longitude"])
    known = position(text(factbook()[iso3], "Geography", "Geographic coordinates"))
    return (lat, lon) if abs(lon) <= 180 and distance_km((lat, lon), known) <= FAR_KM else known


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) in degrees (haversine)."""
    half_lat, half_lon = radians(b[0] - a[0]) / 2, radians(b[1] - a[1]) / 2
    across = sqrt(cos(radians(a[0])) * cos(radians(b[0]))) * sin(half_lon)
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, hypot(sin(half_lat), across)))


def standing(iso3: str) -> list[str]:
    """Group flags (0 or 1), years of entry into the UN and the OECD, EU and G7 flags."""
    flags = [str(int(iso3 in group(name))) for name in GROUPS]
    known = converter()[iso3]
    return [*flags, known["UNmember"], known["OECD"], str(int(known["EU"] != "")), str(int(known["G7"] != ""))]


def figures(iso3: str) -> list[str]:
    record = factbook()[iso3]
    people = population(iso3)
    gdp = figure(text(record, "Economy", "GDP (official exchange rate)"))
    ppp = figure(latest(record, "Economy", "Real GDP (purchasing power parity)"))
    co2 = figure(text(record, "Environment", "Carbon dioxide emissions", "total emissions"))
    internet = figure(text(record, "Communications", "Internet users", "percent of population"))
    exports = figure(latest(record, "Economy", "Exports"))
    refugees = figure(text(record, "Transnational Issues", "Refugees and internally displaced persons", "refugees"))
    return [
        *dated(people),
        *dated(gdp, 1e6),
        amount(ppp, 1e6),
        *dated(co2, 1e6),
        amount(internet),
        amount(military_share(record)),
        amount(exports, 1e6),
        amount(refugees),
    ]


def population(iso3: str) -> Figure | None:
    """Heads; Palestine's are the West Bank's and Gaza's together, as in its other figures."""
    heads = figure(text(factbook()[iso3], "People and Society", "Population", "total"))
    strip = figure(text(gaza(), "People and Society", "Population", "total"))
    if iso3 == "PSE" and heads and strip:
        return Figure(heads.value + strip.value, heads.year)
    return heads


def military_share(record: Record) -> Figure | None:
    """Military spending in per cent of GDP; None for prose (North Korea) and states without a figure."""
    prose = latest(record, "Military and Security", "Military expenditures")
    return figure(prose) if "% of GDP" in prose else None


def amount(found: Figure | None, unit: float = 1.0) -> str:
    return written(found.value / unit) if found else ""


def dated(found: Figure | None, unit: float = 1.0) -> tuple[str, str]:
    return amount(found, unit), str(found.year or "") if found else ""
