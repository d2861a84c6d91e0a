"""From the rows of a chosen layer to shapes that can be measured and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from ruhrmap.boundaries.findings import Finding, finding
from ruhrmap.boundaries.generalise import WORKING_CRS

if TYPE_CHECKING:
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
        metres = source.to_crs(WORKING_CRS).tolist()
    except (CRSError, ProjError) as error:
        return {}, (finding("crs_unusable", layer=layer.title, reason=str(error)),)
    rows = list(zip(reading.keys, metres, strict=True))
    region = _extent(shape for key, shape in rows if key in names)
    shapes: dict[str, BaseGeometry] = {}
    findings: list[Finding] = []
    for key, shape in rows:
        matters = key in names or (region is not None and _meets(shape, region))
        if not key or (reading.counts[key] > 1 and key in names):
            continue  # double keys that are wanted are found where the layer is chosen
        rounded, wrong = _rounded(shape)
        fields = {"ags": key, "name": names.get(key, key), "layer": layer.title}
        if rounded is None:
            if matters:
                findings.append(finding(wrong, **fields))
        elif key not in shapes:
            shapes[key] = rounded
        elif matters:
            findings.append(finding("key_double", rows=reading.counts[key], **fields))
    return shapes, tuple(findings)


def _rounded(shape: BaseGeometry | None) -> tuple[BaseGeometry | None, str]:
    """A sound polygon on the grid of millimetres, or None and the code of what is wrong."""
    import numpy
    import shapely

    wrong = _wrong(shape)
    if wrong or shape is None:
        return None, wrong
    flat = shapely.force_2d(shape)
    rounded = shapely.transform(flat, lambda xy: numpy.round(xy, _WORKING_DECIMALS))
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
