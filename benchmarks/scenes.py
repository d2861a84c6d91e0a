"""What is shown at one size: a data package, its stops, and a point in each area."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.stops import Stop, stops
from ruhrmap import boundaries
from ruhrmap.model import Level
from ruhrmap.site import Site, read

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Scene:
    """A data package at one size, with all that every way shows of it.

    Attributes
    ----------
    data : Path
        The folder of the package.
    site : Site
    stops : sequence of Stop
    drawn : sequence of str
        Keys of the municipalities, in the order of the boundaries.
    points : sequence of (float, float)
        A point well inside each of them, as shares of the map's rectangle from its upper
        left; all ways draw the same projection.
    largest : int
        The place of the area with most room around its point: where a click goes.
    """

    data: Path
    site: Site
    stops: Sequence[Stop]
    drawn: Sequence[str]
    points: Points
    largest: int

    @property
    def names(self) -> dict[str, str]:
        """The name of each municipality by its key."""
        return {one.ags: one.name for one in self.site.catalog.at(Level.MUNICIPALITY)}


def scene(data: Path) -> Scene:
    """Read a data package as the app reads it."""
    site = read(data)
    shapes = boundaries.load(Level.MUNICIPALITY, data / "geo")
    drawn = [shape["properties"]["ags"] for shape in shapes["features"]]
    points, largest = _inside(shapes)
    return Scene(data, site, stops(site.frames), drawn, points, largest)


def _inside(collection: dict[str, Any]) -> tuple[Points, int]:
    """The middle of the largest circle in each area, and the area with the largest one."""
    import numpy as np
    import shapely

    shapes = [shapely.geometry.shape(one["geometry"]) for one in collection["features"]]
    areas = shapely.transform(np.array(shapes), _mercator)
    west, south, east, north = shapely.total_bounds(areas)
    circles = shapely.maximum_inscribed_circle(areas, tolerance=(east - west) / 1e5)
    middles = shapely.get_coordinates(shapely.get_point(circles, 0))
    points = [
        (round((x - west) / (east - west), 5), round((north - y) / (north - south), 5))
        for x, y in middles.tolist()
    ]
    return points, int(np.argmax(shapely.length(circles)))


def _mercator(places: Any) -> Any:
    import numpy as np

    latitudes = np.radians(places[:, 1])
    return np.column_stack((np.radians(places[:, 0]), np.log(np.tan(math.pi / 4 + latitudes / 2))))
