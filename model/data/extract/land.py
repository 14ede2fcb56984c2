"""land.json: the outline of the land, a faint backdrop for the page's map.

From Natural Earth 1:110m countries (public domain) as bundled in geopandas 0.14.4, read with pyshp. Neighbours share
their vertices, so the edges that two countries walk in opposite directions cancel and the coasts remain.
"""

import importlib
import json
from itertools import pairwise
from math import hypot
from pathlib import Path

from model.data.extract.packages import file_of

SHAPES = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres.shp"
DIGITS = 1  # of a degree
TOLERANCE = 0.12  # degrees a vertex may stray from the simplified line

Point = tuple[float, float]
Ring = list[Point]


def save(path: Path) -> None:
    """A list of closed rings of [longitude, latitude] in degrees; land clockwise, inland seas anticlockwise."""
    rings = [ring for ring in map(simplified, dissolved(countries())) if len(ring) > 3]
    path.write_text(json.dumps(rings, separators=(",", ":")) + "\n", encoding="utf-8")


def countries() -> list[Ring]:
    reader = importlib.import_module("shapefile").Reader(str(file_of("geopandas", SHAPES)))
    rings = []
    for shape in reader.iterShapes():
        ends = [*shape.parts[1:], len(shape.points)]
        for start, end in zip(shape.parts, ends, strict=True):
            rings.append([(round(x, DIGITS) + 0.0, round(y, DIGITS) + 0.0) for x, y in shape.points[start:end]])
    return rings


def dissolved(rings: list[Ring]) -> list[Ring]:
    """The outlines of the union of rings that touch along shared edges."""
    edges: set[tuple[Point, Point]] = set()
    for ring in rings:
        for a, b in pairwise(ring):
            if (b, a) in edges:
                edges.remove((b, a))
            elif a != b:
                edges.add((a, b))
    onward: dict[Point, list[Point]] = {}
    for a, b in sorted(edges, reverse=True):
        onward.setdefault(a, []).append(b)
    return [walked(onward, start) for start in sorted(onward) if onward[start]]


def walked(onward: dict[Point, list[Point]], start: Point) -> Ring:
    """The closed ring from a point along the edges, which are used up."""
    ring = [start]
    while onward[ring[-1]]:
        ring.append(onward[ring[-1]].pop())
        if ring[-1] == start:
            break
    return ring


def simplified(ring: Ring) -> Ring:
    """A closed ring with fewer vertices (Ramer 1972; Douglas & Peucker 1973), first split at the one furthest away."""
    far = max(range(len(ring)), key=lambda i: hypot(ring[i][0] - ring[0][0], ring[i][1] - ring[0][1]))
    return [*thinned(ring[: far + 1])[:-1], *thinned(ring[far:])]


def thinned(line: Ring) -> Ring:
    if len(line) < 3:
        return line
    strays = [stray(point, line[0], line[-1]) for point in line[1:-1]]
    worst = max(strays)
    if worst <= TOLERANCE:
        return [line[0], line[-1]]
    split = strays.index(worst) + 1
    return [*thinned(line[: split + 1])[:-1], *thinned(line[split:])]


def stray(point: Point, a: Point, b: Point) -> float:
    """Distance of a point from the segment a-b, in degrees."""
    along = (b[0] - a[0], b[1] - a[1])
    length2 = along[0] ** 2 + along[1] ** 2
    share = ((point[0] - a[0]) * along[0] + (point[1] - a[1]) * along[1]) / length2 if length2 else 0.0
    share = min(1.0, max(0.0, share))
    return hypot(point[0] - a[0] - share * along[0], point[1] - a[1] - share * along[1])
