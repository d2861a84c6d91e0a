"""Checks of the shapes of a source. Each yields what it finds and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from ruhrmap import messages
from ruhrmap.boundaries.findings import Finding, figure, finding
from ruhrmap.boundaries.generalise import WORKING_CRS, WRITTEN_CRS
from ruhrmap.boundaries.shapes import polygon_parts
from ruhrmap.model import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy
    from shapely import Polygon
    from shapely.geometry.base import BaseGeometry

MAX_AREA_OFF: Final = 0.005  # of the official area; planar UTM areas are 0.04 % too small
# The outlines of a district and of its municipalities may have different points on one and
# the same line. On a grid of millimetres they are then half a millimetre apart, some
# 200 m2 along 400 km. More is a gap or a piece outside.
LINE_NOISE_M2: Final = 200.0
# Gaps are found without a limit where they are closed all round. Where they are open to the
# outside only narrow ones can be told from a bay; real borders come as close as 10 m.
GAP_WIDTH_M: Final = 1.0


def area_findings(
    shapes: Mapping[str, BaseGeometry], names: Mapping[str, str], official_km2: Mapping[str, float]
) -> Iterator[Finding]:
    """Areas on EPSG:25832 more than 0.5 % off the official ones (km2)."""
    for key, shape in sorted(shapes.items()):
        off = shape.area / 1e6 / official_km2[key] - 1
        if abs(off) > MAX_AREA_OFF:
            yield finding(
                "area_off",
                ags=key,
                name=names[key],
                measured=figure(shape.area / 1e6, 2),
                official=figure(official_km2[key], 2),
                percent=figure(100 * off, 2),
            )


def tiling_findings(
    shapes: Mapping[str, BaseGeometry], names: Mapping[str, str]
) -> Iterator[Finding]:
    """Overlaps, and borders of two neighbours that are not the same line."""
    import shapely

    keys = sorted(shapes)
    areas = [shapes[key] for key in keys]
    bad_edges = shapely.coverage_invalid_edges(areas, gap_width=GAP_WIDTH_M)
    unexplained = {i for i, bad in enumerate(bad_edges) if not bad.is_empty}
    for i, j in _close_pairs(areas):
        both = {"a": names[keys[i]], "b": names[keys[j]]}
        overlap = shapely.intersection(areas[i], areas[j])
        apart = shapely.intersection(bad_edges[i], shapely.buffer(areas[j], GAP_WIDTH_M))
        if overlap.area > LINE_NOISE_M2:
            yield finding("overlap", area=figure(overlap.area), place=_place(overlap), **both)
        elif apart.length > 0:
            yield finding("borders_differ", place=_place(apart), **both)
        else:
            continue
        unexplained -= {i, j}
    for i in sorted(unexplained):
        yield finding("border_unclear", name=names[keys[i]], place=_place(bad_edges[i]))


def district_findings(
    municipalities: Mapping[str, BaseGeometry],
    districts: Mapping[str, BaseGeometry],
    district_of: Mapping[str, str],
    names: Mapping[str, str],
) -> Iterator[Finding]:
    """Municipalities outside their district, and parts of a district that none fills."""
    import shapely

    for key, shape in sorted(municipalities.items()):
        outside = shapely.difference(shape, districts[district_of[key]])
        if outside.area > LINE_NOISE_M2:
            yield finding(
                "outside_district",
                ags=key,
                name=names[key],
                district=names[district_of[key]],
                area=figure(outside.area),
                place=_place(outside),
            )
    holes = _holes(municipalities)  # found by themselves
    for district, shape in sorted(districts.items()):
        own = [municipalities[key] for key in municipalities if district_of[key] == district]
        gap = shapely.difference(shape, shapely.union_all([*own, *holes]))
        if gap.area > LINE_NOISE_M2:
            yield finding(
                "gap_in_district",
                ags=district,
                name=names[district],
                area=figure(gap.area),
                place=_place(gap),
            )


def hole_findings(
    municipalities: Mapping[str, BaseGeometry], names: Mapping[str, str]
) -> Iterator[Finding]:
    """Holes between the municipalities, however small: the region has none."""
    import shapely

    for hole in _holes(municipalities):
        around = sorted(
            names[key] for key, shape in municipalities.items() if shapely.intersects(shape, hole)
        )
        yield finding(
            "gap", around=", ".join(around), area=figure(hole.area, 1), place=_place(hole)
        )


def _holes(shapes: Mapping[str, BaseGeometry]) -> list[Polygon]:
    import shapely

    whole = shapely.union_all(list(shapes.values()))
    return [shapely.Polygon(ring) for part in polygon_parts(whole) for ring in part.interiors]


def _close_pairs(areas: Sequence[BaseGeometry]) -> list[tuple[int, int]]:
    import shapely

    found: numpy.ndarray = shapely.STRtree(areas).query(
        areas, predicate="dwithin", distance=GAP_WIDTH_M
    )
    return sorted((int(i), int(j)) for i, j in found.T if i < j)


def _place(shape: BaseGeometry) -> Text:
    """A point of ``shape`` in degrees, so that it can be looked up on any map."""
    import pyproj
    import shapely

    largest = max(shapely.get_parts(shape), key=lambda part: (part.area, part.length))
    point = shapely.point_on_surface(largest)
    to_degrees = pyproj.Transformer.from_crs(WORKING_CRS, WRITTEN_CRS, always_xy=True)
    longitude, latitude = to_degrees.transform(point.x, point.y)
    return messages.both(
        "boundaries.place", latitude=figure(latitude, 4), longitude=figure(longitude, 4)
    )
