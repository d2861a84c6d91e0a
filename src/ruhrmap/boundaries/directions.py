"""Which neighbour an arrow key leads to: the ways through a map for hands without a mouse."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from ruhrmap.boundaries.labels import LabelPoint, label_points
from ruhrmap.boundaries.loading import neighbours
from ruhrmap.model import Level
from ruhrmap.snapshots import AT_ONCE

# Direction -> degrees against the east, as angles are counted.
DIRECTIONS: Final[Mapping[str, int]] = {"right": 0, "up": 90, "left": 180, "down": 270}
OPPOSITE: Final[Mapping[str, str]] = {
    "right": "left",
    "left": "right",
    "up": "down",
    "down": "up",
}

# A way that leads farther aside than this is felt as a wrong one; a place that could not be
# reached else is worth it.
_ASIDE: Final = 60.0
_FARTHEST_ASIDE: Final = 89.0

Ways = dict[str, dict[str, str]]


class _Step(NamedTuple):
    """From one to the other in a direction, and how many degrees that is beside the way."""

    aside: float
    start: str
    end: str
    direction: str


@lru_cache(2 * AT_ONCE)
def directions(level: Level, folder: Path | None = None) -> Mapping[str, Mapping[str, str]]:
    """For each territory of a level the neighbour in each direction that has one.

    Ways there and back come first, straight ones before those aside, and of those the ones
    that reach what nothing reached before; what is free then leads to the straightest
    neighbour, without a way back. A direction in which no neighbour lies is left out.

    Examples
    --------
    >>> directions(Level.DISTRICT)["05911"]  # Bochum
    {'left': '05113', 'up': '05916', 'right': '05913', 'down': '05954'}
    """
    return ways(neighbours(level, folder), label_points(level, folder))


def ways(
    borders: Mapping[str, tuple[str, ...]], points: Mapping[str, LabelPoint]
) -> Mapping[str, Mapping[str, str]]:
    """The ways over given borders, between the places of the names; see :func:`directions`."""
    found: Ways = {key: {} for key in borders}
    steps = sorted(_steps(borders, points))
    _join_parts(found, steps)
    for step in steps:
        if step.aside <= _ASIDE and _is_free(found, step):
            _open(found, step)
    for step in steps:
        if step.aside <= _ASIDE:
            found[step.start].setdefault(step.direction, step.end)
            found[step.end].setdefault(OPPOSITE[step.direction], step.start)
    return found


def _steps(
    borders: Mapping[str, tuple[str, ...]], points: Mapping[str, LabelPoint]
) -> Iterator[_Step]:
    for start, others in borders.items():
        for end in others:
            if start < end:
                angle = _angle(points[start], points[end])
                for direction, wanted in DIRECTIONS.items():
                    aside = abs((angle - wanted + 180) % 360 - 180)
                    if aside <= _FARTHEST_ASIDE:
                        yield _Step(aside, start, end, direction)


def _angle(start: LabelPoint, end: LabelPoint) -> float:
    """Degrees against the east, on the map as it is drawn."""
    squeeze = math.cos(math.radians((start.lat + end.lat) / 2))
    return math.degrees(math.atan2(end.lat - start.lat, (end.lon - start.lon) * squeeze))


def _join_parts(found: Ways, steps: list[_Step]) -> None:
    """Open the straightest ways that make one whole of all places (Kruskal's tree)."""
    part = {key: key for key in found}

    def root(key: str) -> str:
        while part[key] != key:
            key = part[key]
        return key

    for step in steps:
        start, end = root(step.start), root(step.end)
        if start != end and _is_free(found, step):
            part[start] = end
            _open(found, step)


def _is_free(found: Ways, step: _Step) -> bool:
    there, back = found[step.start], found[step.end]
    return (
        step.direction not in there
        and OPPOSITE[step.direction] not in back
        and step.end not in there.values()
    )


def _open(found: Ways, step: _Step) -> None:
    found[step.start][step.direction] = step.end
    found[step.end][OPPOSITE[step.direction]] = step.start
