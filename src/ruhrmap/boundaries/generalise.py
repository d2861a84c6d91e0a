"""Generalising: fewer points, every shared border still shared to the last digit."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ruhrmap.boundaries import geojson, topology
from ruhrmap.boundaries.findings import BoundaryError, Finding, figure, finding
from ruhrmap.boundaries.shapes import polygon_parts

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

WORKING_CRS: Final = "EPSG:25832"  # ETRS89 / UTM 32N, metres: that of the official source
WRITTEN_CRS: Final = "EPSG:4326"  # WGS84, what GeoJSON and Leaflet take

# Tried from coarse to fine; the first that keeps every promise below is taken. 85 m is a
# pixel of a map of the region 1,000 pixels wide.
TOLERANCES_M: Final = (85.0, 80.0, 75.0, 70.0, 65.0, 60.0, 50.0, 40.0, 30.0, 20.0)
CONTEXT_TOLERANCE_M: Final = 300.0  # neighbours are drawn faintly, behind the region
DECIMALS: Final = 4  # 11 m north-south, 7 m east-west: well below the tolerance

MAX_BYTES: Final = 60_000  # districts and municipalities together, gzipped
MAX_AREA_CHANGE: Final = 0.001  # of each polygon against the source's
MAX_TOTAL_CHANGE: Final = 0.001  # of the whole region against the official area


@dataclass(frozen=True, slots=True)
class Generalised:
    """Generalised shapes in WGS84 and how far they are from the source."""

    municipalities: Mapping[str, BaseGeometry]
    districts: Mapping[str, BaseGeometry]
    context: Mapping[str, BaseGeometry]
    tolerance_m: float
    area_changes: Mapping[str, float]  # share of the source's area, by key, both levels
    total_change: float  # share of the official area


def generalise(
    municipalities: Mapping[str, BaseGeometry],
    district_of: Mapping[str, str],
    context: Mapping[str, BaseGeometry],
    official_km2: float,
) -> Generalised:
    """Thin out the borders as far as the promises at the top of this module allow.

    Parameters
    ----------
    municipalities, context
        shapely polygons by key in EPSG:25832 (metres) that tile together.
    district_of
        District key of each municipality.
    official_km2
        Official area of the whole region.

    Raises
    ------
    BoundaryError
        If no tolerance keeps every promise; the findings are those of the last one tried.
    """
    broken: list[Finding] = []
    for tolerance in TOLERANCES_M:
        attempt = _attempt(municipalities, district_of, context, official_km2, tolerance)
        broken = _broken_promises(attempt, municipalities)
        if not broken:
            return attempt
        if any(found.code == "too_large" for found in broken):
            break  # a finer tolerance only makes it larger
    raise BoundaryError(broken)


def packed_size(data: bytes) -> int:
    """The size of ``data`` in bytes after gzip -9."""
    return len(gzip.compress(data, 9, mtime=0))


def _attempt(
    municipalities: Mapping[str, BaseGeometry],
    district_of: Mapping[str, str],
    context: Mapping[str, BaseGeometry],
    official_km2: float,
    tolerance: float,
) -> Generalised:
    import shapely

    # One coverage for region and neighbours, or the region's rim would be thinned out
    # without its neighbours and no longer match theirs.
    keys, outer = sorted(municipalities), sorted(context)
    before = [municipalities[key] for key in keys] + [context[key] for key in outer]
    after = list(shapely.coverage_simplify(before, tolerance))
    after[len(keys) :] = _coarser(after, len(keys))
    rounded = _rounded_degrees(after)
    inner = dict(zip(keys, rounded, strict=False))
    districts = {
        district: shapely.coverage_union_all([inner[k] for k in keys if district_of[k] == district])
        for district in sorted(set(district_of.values()))
    }
    source_area, area = _areas(municipalities, district_of), _areas(_metres(inner), district_of)
    return Generalised(
        municipalities=inner,
        districts=districts,
        context=dict(zip(outer, rounded[len(keys) :], strict=True)),
        tolerance_m=tolerance,
        area_changes={key: area[key] / source_area[key] - 1 for key in area},
        total_change=sum(area[key] for key in keys) / 1e6 / official_km2 - 1,
    )


def _coarser(coverage: list[BaseGeometry], inside: int) -> list[BaseGeometry]:
    """The shapes from ``inside`` on, coarser, with their border to the others untouched.

    ``coverage_simplify`` can leave a coverage's own rim alone. So everything outside is
    made part of the coverage: its rim is then the border to the region and a far box.
    """
    import shapely

    outer = coverage[inside:]
    if not outer:
        return []
    whole = shapely.coverage_union_all(coverage)
    parts = polygon_parts(whole)
    box = shapely.box(*shapely.buffer(shapely.envelope(whole), 10_000).bounds)
    beyond: list[BaseGeometry] = [shapely.Polygon(box.exterior, [part.exterior for part in parts])]
    beyond += [shapely.Polygon(hole) for part in parts for hole in part.interiors]
    coarse = shapely.coverage_simplify(outer + beyond, CONTEXT_TOLERANCE_M, simplify_boundary=False)
    return list(coarse[: len(outer)])


def _rounded_degrees(geometries: list[BaseGeometry]) -> list[BaseGeometry]:
    """The shapes in WGS84; equal points stay equal, points that fall together become one."""
    import geopandas
    import numpy
    import shapely

    degrees = geopandas.GeoSeries(geometries, crs=WORKING_CRS).to_crs(WRITTEN_CRS)
    rounded = shapely.transform(degrees.to_numpy(), lambda xy: numpy.round(xy, DECIMALS))
    return list(shapely.remove_repeated_points(rounded, 0))


def _metres(geometries: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    import geopandas

    back = geopandas.GeoSeries(list(geometries.values()), crs=WRITTEN_CRS).to_crs(WORKING_CRS)
    return dict(zip(geometries, back.to_numpy(), strict=True))


def _areas(
    municipalities: Mapping[str, BaseGeometry], district_of: Mapping[str, str]
) -> dict[str, float]:
    """Areas in square metres, of municipalities and of the districts they make up."""
    areas = {key: float(geometry.area) for key, geometry in municipalities.items()}
    for key in municipalities:
        areas[district_of[key]] = areas.get(district_of[key], 0.0) + areas[key]
    return areas


def _broken_promises(attempt: Generalised, source: Mapping[str, BaseGeometry]) -> list[Finding]:
    import shapely

    broken = []
    shapes = [*attempt.municipalities.values(), *attempt.context.values()]
    if not (shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes)):
        broken.append(finding("broken_by_rounding"))
    else:
        broken += _changed_neighbours(source, attempt.municipalities)
    for key, change in attempt.area_changes.items():
        if abs(change) > MAX_AREA_CHANGE:
            broken.append(finding("area_changed", ags=key, percent=figure(100 * change, 2)))
    if abs(attempt.total_change) > MAX_TOTAL_CHANGE:
        broken.append(finding("total_changed", percent=figure(100 * attempt.total_change, 2)))
    size = sum(
        packed_size(geojson.feature_collection(shapes))
        for shapes in (attempt.municipalities, attempt.districts)
    )
    if size > MAX_BYTES:
        broken.append(finding("too_large", size=figure(size), limit=figure(MAX_BYTES)))
    return broken


def _changed_neighbours(
    source: Mapping[str, BaseGeometry], made: Mapping[str, BaseGeometry]
) -> list[Finding]:
    """Pairs that share a border line on one side only: a short one can shrink to a point."""
    before, after = (
        topology.neighbours({k: geojson.normalised_polygons(s) for k, s in shapes.items()})
        for shapes in (source, made)
    )
    return [
        finding("neighbours_changed", a=key, b=other)
        for key in sorted(before)
        for other in sorted(set(before[key]) ^ set(after[key]))
        if key < other
    ]
