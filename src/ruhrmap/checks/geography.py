"""Checks of the boundary files: there, readable, and of exactly the territories we have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import Any, Final

from ruhrmap.model import Level
from ruhrmap.package import Package
from ruhrmap.package.descriptor import parse_json
from ruhrmap.package.finding import Finding, error
from ruhrmap.package.records import read_bytes
from ruhrmap.package.schema import geography_files

_LEVELS: Final = {
    "geo/districts.geojson": Level.DISTRICT,
    "geo/municipalities.geojson": Level.MUNICIPALITY,
}
# How many lists lie around one position in each kind of geometry.
_DEPTH: Final = {"Polygon": 2, "MultiPolygon": 3, "LineString": 1, "MultiLineString": 2}
_AREAS: Final = ("Polygon", "MultiPolygon")


def boundaries(package: Package) -> Iterator[Finding]:
    """Every boundary file can be drawn, and holds the keys of its level, each once."""
    if isinstance(package.files, Path) and not package.files.is_dir():
        return
    territories = package["territories"]
    if territories.columns and not territories.rows:
        return  # of nothing there are no boundaries, and that it is nothing is told already
    for file in geography_files():
        raw, findings = read_bytes(package.files, file)
        content = None
        if raw is not None:
            content, findings = parse_json(raw, file)
        yield from findings
        if not findings:
            yield from _collection(package, file, content)


def _collection(package: Package, file: str, content: object) -> Iterator[Finding]:
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        yield error("geo_collection", file)
        return
    level = _LEVELS.get(file)
    # a region may lie alone; then nothing is drawn around it
    if not isinstance(features, list) or (not features and level is not None):
        yield error("geo_no_features", file)
        return
    keys: list[str] = []
    for number, feature in enumerate(features, start=1):
        feature = feature if isinstance(feature, dict) else {}
        properties = feature.get("properties")
        key = properties.get("ags") if isinstance(properties, dict) else None
        place = key if isinstance(key, str) else str(number)
        if not _can_be_drawn(feature.get("geometry"), areas_only=level is not None):
            yield error("geo_geometry", file, None, "geometry", value=place)
        if isinstance(key, str):
            keys.append(key)
        elif level is not None:
            yield error("geo_no_key", file, None, "ags", value=place)
    if level is not None:
        yield from _keys(package, file, level, keys)


def _keys(package: Package, file: str, level: Level, keys: list[str]) -> Iterator[Finding]:
    found = Counter(keys)
    for key in sorted(key for key, times in found.items() if times > 1):
        yield error("geo_double", file, None, "ags", value=key)
    if not package.has("territories", "ags", "level"):
        return
    levels = {row.raw.get("ags"): row.raw.get("level") for row in package["territories"].rows}
    for key in sorted(ags for ags, its in levels.items() if ags and its == level):
        if key not in found:
            yield error("geo_missing", file, None, "ags", value=key)
    # A territory whose level is none at all may be meant to be of this one.
    elsewhere = {other for other in Level if other is not level}
    for key in sorted(found):
        if key not in levels or levels[key] in elsewhere:
            yield error("geo_unknown", file, None, "ags", value=key)


def _can_be_drawn(geometry: object, *, areas_only: bool) -> bool:
    """Whether a geometry is of a kind we draw, with longitudes and latitudes throughout."""
    if not isinstance(geometry, dict):
        return False
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if not isinstance(kind, str) or kind not in (_AREAS if areas_only else _DEPTH):
        return False
    positions: list[Any] = [coordinates]
    for _ in range(_DEPTH[kind]):
        if not all(isinstance(part, list) and part for part in positions):
            return False
        positions = [inner for part in positions for inner in part]
    return _are_positions(positions)


def _are_positions(positions: list[Any]) -> bool:
    """Whether all are pairs of longitude and latitude; looked at together, there are many."""
    if not all(type(position) is list and len(position) == 2 for position in positions):
        return False
    longitudes, latitudes = zip(*positions, strict=True)
    if not {type(number) for number in (*longitudes, *latitudes)} <= {int, float}:
        return False
    inside = max(map(abs, longitudes)) <= 180 and max(map(abs, latitudes)) <= 90
    # "Not a number", which JSON of Python may hold, is neither above a limit nor below.
    return inside and isfinite(sum(longitudes) + sum(latitudes))
