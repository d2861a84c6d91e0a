"""Where the name of a territory fits best on a map, and how much room it has there."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from ruhrmap.boundaries.loading import load, polygons
from ruhrmap.model import Level
from ruhrmap.snapshots import AT_ONCE

# Names are about this many times as wide as high, so room to the sides counts for more.
_NAME_SHAPE: Final = 4.0
_PRECISION: Final = 0.002  # degrees; a place for a name need not be more exact


@dataclass(frozen=True, slots=True)
class LabelPoint:
    """The middle of the room for a name, and that room's width, in degrees (WGS84)."""

    lon: float
    lat: float
    width_deg: float


@lru_cache(2 * AT_ONCE)
def label_points(level: Level, folder: Path | None = None) -> Mapping[str, LabelPoint]:
    """The place for the name of each territory of a level.

    The middle of the largest ellipse four times as wide as high that fits inside, moved
    sideways to the middle of the free strip around it. ``width_deg`` is the width of that
    strip, which is half as high as the ellipse.

    Examples
    --------
    >>> herne = label_points(Level.DISTRICT)["05916"]
    >>> round(herne.lon, 1), round(herne.lat, 1)
    (7.2, 51.5)
    """
    shapes = polygons(load(level, folder))
    return {key: _label_point(parts) for key, parts in shapes.items()}


def _label_point(parts: list[Any]) -> LabelPoint:
    import shapely

    # Squeezed sideways so that the ellipse is a circle, for which there is a function.
    latitude = parts[0][0][0][1]
    squeeze = math.cos(math.radians(latitude)) / _NAME_SHAPE
    squeezed = shapely.MultiPolygon(
        [
            shapely.Polygon(
                [(x * squeeze, y) for x, y in rings[0]],
                [[(x * squeeze, y) for x, y in hole] for hole in rings[1:]],
            )
            for rings in parts
        ]
    )
    radius_line = shapely.maximum_inscribed_circle(squeezed, tolerance=_PRECISION)
    (x, lat), _ = radius_line.coords
    lon = x / squeeze
    # A name does not fill the ellipse's height: where its corners meet the rim, half of it.
    reach = radius_line.length / 2
    left, right = _free_strip(parts, lon, (lat - reach, lat, lat + reach))
    return LabelPoint(round((left + right) / 2, 4), round(lat, 4), round(right - left, 4))


def _free_strip(parts: list[Any], lon: float, latitudes: tuple[float, ...]) -> tuple[float, float]:
    """How far one can go west and east of ``lon`` on all ``latitudes`` without a border."""
    crossings = [x for lat in latitudes for x in _crossings(parts, lat)]
    left = max((x for x in crossings if x <= lon), default=lon)
    right = min((x for x in crossings if x > lon), default=lon)
    return left, right


def _crossings(parts: list[Any], lat: float) -> Iterator[float]:
    for rings in parts:
        for ring in rings:
            for (x1, y1), (x2, y2) in itertools.pairwise(ring):
                if (y1 > lat) is not (y2 > lat):
                    yield x1 + (lat - y1) / (y2 - y1) * (x2 - x1)
