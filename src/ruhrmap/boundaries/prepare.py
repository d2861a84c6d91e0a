"""From the rows of a chosen layer to shapes that can be measured and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from ruhrmap.boundaries.findings import Finding, finding
from ruhrmap.boundaries.generalise import WORKING_CRS, WRITTEN_CRS

if TYPE_CHECKING:
    from geopandas import GeoSeries
    from shapely import Polygon
    from shapely.geometry.base import BaseGeometry

    from ruhrmap.boundaries.layers import Reading

# Millimetres, as the official source has them. Changing the CRS leaves a noise far below,
# so one source gives the same shapes in whatever CRS it comes, and two layers still match.
_WORKING_DECIMALS: Final = 3


def shapes_by_key(
    reading: Reading, names: Mapping[str, str]
) -> tuple[dict[str, BaseGeometry], tuple[Finding, ...]]:
    """The shapes of a layer by key, in EPSG:25832, and what is wrong with those that matter.

    Parameters
    ----------
    names
        Of the territories that are wanted, by key. Their shapes matter, and so do others
        of the layer that may touch them, because neighbours are drawn. What lies farther
        away is left out if it is not sound.
    """
    from pyproj.exceptions import CRSError, ProjError
    from shapely.errors import ShapelyError

    layer = reading.layer
    if layer.crs is None:
        return {}, (finding("no_crs", layer=layer.title),)
    try:
        source = layer.shapes()
    except (RuntimeError, ValueError, OSError, ShapelyError) as error:
        return {}, (finding("file_unreadable", source=layer.title, reason=str(error)),)
    try:
        metres = source.to_crs(WORKING_CRS)
    except (CRSError, ProjError) as error:
        return {}, (finding("crs_unusable", layer=layer.title, reason=str(error)),)
    return _sound(reading, metres, names)


def _sound(
    reading: Reading, metres: GeoSeries, names: Mapping[str, str]
) -> tuple[dict[str, BaseGeometry], tuple[Finding, ...]]:
    rows = list(zip(reading.keys, metres.tolist(), _astray(metres), strict=True))
    region = _extent(shape for key, shape, _ in rows if key in names)
    shapes: dict[str, BaseGeometry] = {}
    findings: list[Finding] = []
    for key, shape, astray in rows:
        if not key or (reading.counts[key] > 1 and key in names):
            continue  # double keys that are wanted are found where the layer is chosen
        rounded, wrong = _rounded(shape)
        if rounded is not None and key in shapes:
            rounded, wrong = None, "key_double"
        elif rounded is not None and key in names and astray:
            rounded, wrong = None, "coordinates_beyond_crs"
        if rounded is not None:
            shapes[key] = rounded
        elif key in names or (region is not None and _meets(shape, region)):
            rows_of_key = reading.counts[key]
            name, title = names.get(key, key), reading.layer.title
            findings.append(finding(wrong, ags=key, name=name, layer=title, rows=rows_of_key))
    return shapes, tuple(findings)


def _rounded(shape: BaseGeometry | None) -> tuple[BaseGeometry | None, str]:
    """A sound polygon on the grid of millimetres, or None and the code of what is wrong."""
    import numpy
    import shapely

    wrong = _wrong(shape)
    if wrong or shape is None:
        return None, wrong
    # Heights, where a source has them, are left behind here.
    rounded = shapely.transform(shape, lambda xy: numpy.round(xy, _WORKING_DECIMALS))
    wrong = _wrong(rounded)
    return (None if wrong else rounded), wrong


def _wrong(shape: BaseGeometry | None) -> str:
    import numpy
    import shapely

    if shape is None or shape.is_empty:
        return "no_shape"
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        return "not_a_polygon"
    if not numpy.isfinite(shapely.get_coordinates(shape)).all():
        return "coordinates_beyond_crs"
    return "" if shape.is_valid else "shape_invalid"


def _astray(metres: GeoSeries) -> list[bool]:
    """Whether each shape leaves the part of the world that EPSG:25832 is made for.

    Northings and eastings in the wrong order keep every area and every border, so only
    the place on earth tells.
    """
    import pyproj

    use = pyproj.CRS(WORKING_CRS).area_of_use
    if use is None:
        raise RuntimeError(f"PROJ does not know where {WORKING_CRS} is used")
    degrees = metres.to_crs(WRITTEN_CRS).bounds
    inside = (
        (degrees["minx"] >= use.west)
        & (degrees["maxx"] <= use.east)
        & (degrees["miny"] >= use.south)
        & (degrees["maxy"] <= use.north)
    )
    return [not value for value in inside.tolist()]


def _extent(shapes: Iterable[BaseGeometry | None]) -> Polygon | None:
    """The rectangle around all shapes; None without any that has a finite place."""
    import numpy
    import shapely

    bounds = shapely.total_bounds([shape for shape in shapes if shape is not None])
    return shapely.box(*bounds) if numpy.isfinite(bounds).all() else None


def _meets(shape: BaseGeometry | None, region: Polygon) -> bool:
    extent = _extent([shape])
    return extent is not None and bool(extent.intersects(region))


def close_to(
    shapes: Mapping[str, BaseGeometry], region: Iterable[BaseGeometry], distance: float
) -> dict[str, BaseGeometry]:
    """Those of ``shapes`` within ``distance`` (metres) of any shape of ``region``."""
    return {key: shapes[key] for key in sorted(_near(shapes, list(region), distance))}


def _near(
    shapes: Mapping[str, BaseGeometry], region: list[BaseGeometry], distance: float
) -> Iterator[str]:
    import shapely

    tree = shapely.STRtree(region)
    for key, shape in shapes.items():
        if len(tree.query(shape, predicate="dwithin", distance=distance)):
            yield key
