"""Who shares a border with whom, told from identical vertices alone."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

Point = tuple[float, float]
Edge = tuple[Point, Point]


def edges(polygons: Iterable[Any]) -> Iterable[Edge]:
    """The edges of polygons given as nested coordinates, each with its lower end first.

    Examples
    --------
    >>> list(edges([[[(1, 0), (0, 0), (0, 1), (1, 0)]]]))
    [((0, 0), (1, 0)), ((0, 0), (0, 1)), ((0, 1), (1, 0))]
    """
    for rings in polygons:
        for ring in rings:
            points = [(x, y) for x, y, *_ in ring]
            for a, b in itertools.pairwise(points):
                yield (a, b) if a <= b else (b, a)


def edge_owners(shapes: Mapping[str, Iterable[Any]]) -> dict[Edge, list[str]]:
    """The keys of the shapes that each edge belongs to: one at the rim, two inside."""
    owners: dict[Edge, list[str]] = defaultdict(list)
    for key, polygons in shapes.items():
        for edge in edges(polygons):
            owners[edge].append(key)
    return owners


def neighbours(shapes: Mapping[str, Iterable[Any]]) -> dict[str, tuple[str, ...]]:
    """For each key the sorted keys it shares a border line with; a mere point is not enough.

    Exact only where shared borders have identical vertices, as the files that
    :func:`ruhrmap.boundaries.build` writes do.

    Examples
    --------
    >>> west = [[[(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]]]
    >>> east = [[[(1, 0), (2, 0), (2, 1), (1, 1), (1, 0)]]]
    >>> corner = [[[(2, 1), (3, 1), (3, 2), (2, 1)]]]
    >>> neighbours({"w": west, "e": east, "c": corner})
    {'w': ('e',), 'e': ('w',), 'c': ()}
    """
    found: dict[str, set[str]] = {key: set() for key in shapes}
    for keys in edge_owners(shapes).values():
        for key in keys:
            found[key].update(other for other in keys if other != key)
    return {key: tuple(sorted(others)) for key, others in found.items()}
