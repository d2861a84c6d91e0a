"""The few things asked of a shape that its library leaves to the caller."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely import Polygon
    from shapely.geometry.base import BaseGeometry


def polygon_parts(shape: BaseGeometry) -> list[Polygon]:
    """List the polygons that a polygon or multipolygon consists of."""
    import shapely

    return [part for part in shapely.get_parts(shape) if isinstance(part, shapely.Polygon)]
