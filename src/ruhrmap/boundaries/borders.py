"""How long the border between two territories is, and how much of it lies outside the region.

Generalising keeps every shared border shared to the last digit, so an edge that two
territories have in common stands in both with the same coordinates: who borders on whom,
and how far, is told without a geometric operation.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ruhrmap.boundaries import topology
from ruhrmap.boundaries.generalise import WORKING_CRS, WRITTEN_CRS
from ruhrmap.boundaries.loading import load, polygons
from ruhrmap.model import Level
from ruhrmap.snapshots import AT_ONCE


@dataclass(frozen=True, slots=True)
class Border:
    """The boundary of one territory, in metres.

    Attributes
    ----------
    shared : mapping
        The length of the border with each neighbour of the same level, by key, in the
        order of the keys.
    outside : float
        The length of the border with whatever lies outside of the region.
    """

    shared: Mapping[str, float]
    outside: float

    @property
    def whole(self) -> float:
        """The length of the whole boundary: what is shared and what lies outside."""
        return math.fsum((*self.shared.values(), self.outside))


@lru_cache(2 * AT_ONCE)
def borders(level: Level, folder: Path | None = None) -> Mapping[str, Border]:
    """The boundary of each territory of a level, split by who lies on its other side.

    Lengths are taken on EPSG:25832 (ETRS89 / UTM 32N), the system of the official source.
    They are those of the generalised boundaries that the map draws, and so shorter than
    the real ones, by up to 7 per cent; shares of a boundary differ from those in the official
    source by less than 1.5 percentage points. Computed once a process.

    Parameters
    ----------
    level : Level
    folder : Path, optional
        The folder the files lie in; without it ``geo`` of the data package.

    Raises
    ------
    BoundaryError
        If the file is missing or is no collection of polygons with keys.

    Examples
    --------
    Herne lies inside the region; Hamm does not:

    >>> of = borders(Level.DISTRICT)
    >>> of["05916"].outside, list(of["05916"].shared)
    (0.0, ['05513', '05562', '05911'])
    >>> of["05915"].outside > 0
    True
    """
    return split(_in_metres(polygons(load(level, folder))))


def split(shapes: Mapping[str, Iterable[Any]]) -> Mapping[str, Border]:
    """The boundary of each shape, split by who lies on its other side.

    An edge of two shapes is their shared border, an edge of one is the outside; where two
    parts of one shape meet there is no border.

    Parameters
    ----------
    shapes : mapping
        Parts of each shape by key, each a list of rings of points on a plane. They tile:
        shared borders have identical vertices.

    Examples
    --------
    >>> west = [[[(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]]]
    >>> east = [[[(1, 0), (3, 0), (3, 1), (1, 1), (1, 0)]]]
    >>> of = split({"w": west, "e": east})
    >>> dict(of["w"].shared), of["w"].outside, of["e"].whole
    ({'e': 1.0}, 3.0, 6.0)
    """
    shared: dict[str, dict[str, list[float]]] = {key: defaultdict(list) for key in shapes}
    outside: dict[str, list[float]] = {key: [] for key in shapes}
    for (start, end), owners in topology.edge_owners(shapes).items():
        length = math.dist(start, end)
        if len(owners) == 1:
            outside[owners[0]].append(length)
        for key in owners:
            for other in owners:
                if other != key:
                    shared[key][other].append(length)
    return MappingProxyType(
        {
            key: Border(
                MappingProxyType({k: math.fsum(shared[key][k]) for k in sorted(shared[key])}),
                math.fsum(outside[key]),
            )
            for key in shapes
        }
    )


def _in_metres(shapes: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
    """The same shapes on EPSG:25832; the same point always becomes the same point."""
    import pyproj

    points = sorted(
        {(x, y) for parts in shapes.values() for ring in _rings(parts) for x, y in ring}
    )
    to_metres = pyproj.Transformer.from_crs(WRITTEN_CRS, WORKING_CRS, always_xy=True)
    east, north = to_metres.transform([x for x, _ in points], [y for _, y in points])
    place = dict(zip(points, zip(east, north, strict=True), strict=True))
    return {
        key: [[[place[x, y] for x, y in ring] for ring in rings] for rings in parts]
        for key, parts in shapes.items()
    }


def _rings(parts: Iterable[Any]) -> Iterable[Any]:
    for rings in parts:
        yield from rings
