"""Reading the boundaries of the data package back, and what follows from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruhrmap.boundaries import topology
from ruhrmap.boundaries.findings import BoundaryError, finding
from ruhrmap.model import Level
from ruhrmap.snapshots import AT_ONCE

FILE_OF = {
    Level.MUNICIPALITY: "municipalities.geojson",
    Level.DISTRICT: "districts.geojson",
}
CONTEXT_FILE = "context.geojson"


def load(level: Level, folder: Path | None = None) -> dict[str, Any]:
    """The boundaries of a level as parsed GeoJSON, WGS84, property ``ags`` only.

    Read once a process; to be read and not changed.

    Parameters
    ----------
    folder
        The folder the files lie in; without it ``geo`` of the data package.

    Raises
    ------
    BoundaryError
        If the file is missing or is no collection of polygons with keys.

    Examples
    --------
    >>> len(load(Level.DISTRICT)["features"])
    15
    """
    return _parsed(_folder(folder) / FILE_OF[level])


def load_context(folder: Path | None = None) -> dict[str, Any]:
    """The outlines of the neighbouring districts; as :func:`load`."""
    return _parsed(_folder(folder) / CONTEXT_FILE)


def polygons(collection: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The parts of each shape of a collection by key, each a list of rings of points."""
    return {
        feature["properties"]["ags"]: _parts(feature["geometry"])
        for feature in collection["features"]
    }


@lru_cache(2 * AT_ONCE)
def neighbours(level: Level, folder: Path | None = None) -> Mapping[str, tuple[str, ...]]:
    """For each territory of a level the keys of those it shares a border line with.

    Two that meet in a mere point are no neighbours.

    Examples
    --------
    >>> neighbours(Level.DISTRICT)["05916"]  # Herne
    ('05513', '05562', '05911')
    """
    return topology.neighbours(polygons(load(level, folder)))


def _folder(folder: Path | None) -> Path:
    if folder is not None:
        return folder
    from ruhrmap import catalog

    return catalog.default_path() / "geo"


@lru_cache(3 * AT_ONCE)
def _parsed(path: Path) -> dict[str, Any]:
    try:
        collection = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise BoundaryError(
            [finding("file_unreadable", source=path.name, reason=str(error))]
        ) from error
    if not _is_collection(collection):
        raise BoundaryError([finding("not_boundaries", source=path.name)])
    found: dict[str, Any] = collection
    return found


def _is_collection(value: object) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("features"), list):
        return False
    try:
        shapes = polygons(value)
        return all(isinstance(key, str) for key in shapes) and all(
            isinstance(x, int | float) and isinstance(y, int | float)
            for parts in shapes.values()
            for x, y in _points(parts)
        )
    except (KeyError, TypeError, ValueError):
        return False


def _points(parts: Iterable[Any]) -> Iterable[tuple[object, object]]:
    for rings in parts:
        for ring in rings:
            yield from ring


def _parts(geometry: Mapping[str, Any]) -> list[Any]:
    if geometry["type"] == "Polygon":
        return [geometry["coordinates"]]
    if geometry["type"] == "MultiPolygon":
        return list(geometry["coordinates"])
    raise ValueError(geometry["type"])
