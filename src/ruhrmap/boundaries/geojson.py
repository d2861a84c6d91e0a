"""Writing boundaries as GeoJSON (RFC 7946) whose bytes depend on the shapes alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ruhrmap.boundaries.shapes import polygon_parts

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]


def feature_collection(geometries: Mapping[str, BaseGeometry]) -> bytes:
    """A FeatureCollection as UTF-8 bytes, one feature a key, the key as property ``ags``.

    Features are sorted by key, parts and holes by their first point, each ring starts
    at its lowest point and turns as RFC 7946 asks (outer rings counter-clockwise, holes
    clockwise), so the same shapes give the same bytes however they were drawn. Names
    are left out: they stand in ``territories.csv``.

    Parameters
    ----------
    geometries
        shapely polygons and multipolygons by key, WGS84 (degrees), already rounded.

    Examples
    --------
    >>> import shapely
    >>> print(feature_collection({"05916": shapely.box(0, 0, 1, 1)}).decode())
    {"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"ags":"05916"},"geometry":{"type":"Polygon","coordinates":\
[[[0.0,0.0],[1.0,0.0],[1.0,1.0],[0.0,1.0],[0.0,0.0]]]}}
    ]}
    <BLANKLINE>
    """
    features = ",\n".join(_feature(key, geometries[key]) for key in sorted(geometries))
    return f'{{"type":"FeatureCollection","features":[\n{features}\n]}}\n'.encode()


def _feature(key: str, geometry: BaseGeometry) -> str:
    polygons = sorted(normalised_polygons(geometry))
    single = len(polygons) == 1
    return json.dumps(
        {
            "type": "Feature",
            "properties": {"ags": key},
            "geometry": {
                "type": "Polygon" if single else "MultiPolygon",
                "coordinates": polygons[0] if single else polygons,
            },
        },
        separators=(",", ":"),
    )


def normalised_polygons(geometry: BaseGeometry) -> list[Polygon]:
    """The parts of a shapely geometry as plain points with a settled start and turn."""
    return [
        (
            _normalised(part.exterior.coords, counter_clockwise=True),
            *sorted(_normalised(hole.coords, counter_clockwise=False) for hole in part.interiors),
        )
        for part in polygon_parts(geometry)
    ]


def _normalised(coordinates: Iterable[tuple[float, ...]], *, counter_clockwise: bool) -> Ring:
    points = [(float(x), float(y)) for x, y, *_ in coordinates][:-1]
    if (_doubled_area(points) > 0) is not counter_clockwise:
        points.reverse()
    start = points.index(min(points))
    turned = points[start:] + points[:start]
    return (*turned, turned[0])


def _doubled_area(points: list[Point]) -> float:
    """Twice the signed area of a ring, positive if it turns counter-clockwise.

    Points are taken from the first one, so that far-away rings lose no digits.
    """
    x0, y0 = points[0]
    near = [(x - x0, y - y0) for x, y in points]
    return sum(
        x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(near, near[1:] + near[:1], strict=True)
    )
