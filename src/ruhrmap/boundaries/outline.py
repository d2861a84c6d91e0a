"""Outlines for small maps and pictures: projected, thinned and written as SVG paths once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ruhrmap.boundaries.loading import load
from ruhrmap.boundaries.shapes import polygon_parts
from ruhrmap.model import Level
from ruhrmap.snapshots import AT_ONCE

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

WIDTH: Final = 1000  # units across, whole numbers: a unit is about 120 m
_MARGIN: Final = 8  # units for the line around the region
_SMALL: Final = 5.0  # units: what is smaller is left out of a small map


@dataclass(frozen=True, slots=True)
class Outlines:
    """The region as SVG path data in a box of ``width`` by ``height``.

    The districts are put together of the very lines of their municipalities, so that both
    levels can be drawn over each other. ``region`` is the box without the margin: left, top,
    width, height.
    """

    width: int
    height: int
    region: tuple[int, int, int, int]
    paths: Mapping[Level, Mapping[str, str]]


@lru_cache(2 * AT_ONCE)
def outlines(folder: Path | None = None, tolerance: float = _SMALL) -> Outlines:
    """The outlines of both levels, in the projection of the map (spherical Mercator).

    Parameters
    ----------
    folder : Path, optional
        That of the boundaries; without it our own.
    tolerance : float
        Units of a thousandth of the width; lines are thinned up to so much. Without it as
        much as a small map bears.

    Examples
    --------
    >>> made = outlines()
    >>> made.width, len(made.paths[Level.MUNICIPALITY]), len(made.paths[Level.DISTRICT])
    (1000, 53, 15)
    """
    import shapely

    features = load(Level.MUNICIPALITY, folder)["features"]
    keys = [feature["properties"]["ags"] for feature in features]
    degrees = [shapely.geometry.shape(feature["geometry"]) for feature in features]
    plane = shapely.transform(degrees, _mercator)
    west, south, east, north = shapely.total_bounds(plane)
    scale = (WIDTH - 2 * _MARGIN) / (east - west)
    placed = shapely.transform(
        plane, lambda xy: (xy - (west, north)) * (scale, -scale) + (_MARGIN, _MARGIN)
    )
    towns = dict(zip(keys, shapely.coverage_simplify(placed, tolerance), strict=True))
    districts = {
        district: shapely.coverage_union_all(
            [shape for key, shape in towns.items() if key.startswith(district)]
        )
        for district in sorted({key[:5] for key in keys})
    }
    high = math.ceil((north - south) * scale)
    return Outlines(
        width=WIDTH,
        height=high + 2 * _MARGIN,
        region=(_MARGIN, _MARGIN, WIDTH - 2 * _MARGIN, high),
        paths=MappingProxyType(
            {
                Level.MUNICIPALITY: {key: path(shape) for key, shape in towns.items()},
                Level.DISTRICT: {key: path(shape) for key, shape in districts.items()},
            }
        ),
    )


def path(shape: BaseGeometry) -> str:
    """A polygon as the ``d`` of an SVG path, in whole units from point to point.

    Examples
    --------
    >>> import shapely
    >>> path(shapely.box(0, 0, 10, 5))
    'M10 0l0 5l-10 0l0 -5z'
    """
    rings = (ring for part in polygon_parts(shape) for ring in (part.exterior, *part.interiors))
    return "".join(_ring(ring.coords) for ring in rings)


def _ring(coordinates: Iterable[tuple[float, ...]]) -> str:
    points = [(round(x), round(y)) for x, y, *_ in coordinates]
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points)][:-1]
    lines = "".join(f"l{dx} {dy}" for dx, dy in steps if dx or dy)
    return f"M{points[0][0]} {points[0][1]}{lines}z"


def _mercator(degrees: NDArray[float64]) -> NDArray[float64]:
    import numpy as np

    lon, lat = np.radians(degrees).T
    return np.column_stack((lon, np.arctanh(np.sin(lat))))
