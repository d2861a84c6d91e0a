"""Made areas: a jittered grid with crooked borders, the same ones each time.

Neighbours share every point of their border, as real boundaries do. Lines are worked out
once for the grid and then put together, for a single area as for a block of them.
"""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import dataclass
from typing import Final

Point = tuple[float, float]
Line = list[Point]

# Roughly where the region lies, degrees (WGS84): the map opens on the same stretch.
WEST, SOUTH, EAST, NORTH = 6.4, 51.2, 8.0, 51.8

POINTS_A_SIDE: Final = 7  # between two corners, so an area has 32 points
_JITTER: Final = 0.25  # of a cell, how far a corner leaves the even grid
_BEND: Final = 0.06  # of a cell, how far a border leaves the straight line
_SEED: Final = 20240410
_DECIMALS: Final = 5
_KM_A_DEGREE: Final = 111.195


def shape_of(count: int) -> tuple[int, int]:
    """Rows and columns of a full grid of ``count`` cells, as square as it can be.

    Examples
    --------
    >>> shape_of(400), shape_of(11_000)
    ((20, 20), (100, 110))
    """
    rows = next(r for r in range(math.isqrt(count), 0, -1) if count % r == 0)
    return rows, count // rows


@dataclass(frozen=True)
class Block:
    """Cells from row ``top`` and column ``left`` on; rows and columns count from south-west."""

    top: int
    left: int
    rows: int
    columns: int


class Grid:
    """The borders of a grid of areas, and the rings that follow from them."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns = rows, columns
        chance = random.Random(_SEED)
        corners = [
            [self._corner(r, c, chance) for c in range(columns + 1)] for r in range(rows + 1)
        ]
        self._across = [
            [_bent(row[c], row[c + 1], chance) for c in range(columns)] for row in corners
        ]
        self._upward = [
            [_bent(corners[r][c], corners[r + 1][c], chance) for c in range(columns + 1)]
            for r in range(rows)
        ]

    def _corner(self, row: int, column: int, chance: random.Random) -> Point:
        """A corner; those on the rim stay on it."""
        dx, dy = (chance.uniform(-_JITTER, _JITTER) for _ in range(2))
        x = column + (dx if 0 < column < self.columns else 0)
        y = row + (dy if 0 < row < self.rows else 0)
        return _rounded(
            WEST + (EAST - WEST) * x / self.columns, SOUTH + (NORTH - SOUTH) * y / self.rows
        )

    def blocks(self, side: int) -> list[Block]:
        """The grid cut into blocks of ``side`` by ``side`` cells, smaller ones at the rim."""
        return [
            Block(r, c, min(side, self.rows - r), min(side, self.columns - c))
            for r in range(0, self.rows, side)
            for c in range(0, self.columns, side)
        ]

    def ring(self, block: Block) -> Line:
        """The closed outline of a block, counter-clockwise."""
        bottom, left = block.top, block.left
        top, right = bottom + block.rows, left + block.columns
        south = [point for c in range(left, right) for point in self._across[bottom][c][:-1]]
        east = [point for r in range(bottom, top) for point in self._upward[r][right][:-1]]
        north = [p for c in reversed(range(left, right)) for p in self._across[top][c][:0:-1]]
        west = [p for r in reversed(range(bottom, top)) for p in self._upward[r][left][:0:-1]]
        ring = [*south, *east, *north, *west]
        return [*ring, ring[0]]


def area_km2(ring: Line) -> float:
    """Area of a ring in km2, good to about a percent: it only fills a column."""
    doubled = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring))
    middle = math.radians((SOUTH + NORTH) / 2)
    return abs(doubled) / 2 * _KM_A_DEGREE**2 * math.cos(middle)


def _bent(start: Point, end: Point, chance: random.Random) -> Line:
    """A crooked line between two corners, both included; straight along the rim."""
    (x1, y1), (x2, y2) = start, end
    on_rim = (x1 == x2 and x1 in (WEST, EAST)) or (y1 == y2 and y1 in (SOUTH, NORTH))
    line = [start]
    for step in range(1, POINTS_A_SIDE + 1):
        share = step / (POINTS_A_SIDE + 1)
        aside = 0.0 if on_rim else chance.uniform(-_BEND, _BEND)
        x = x1 + (x2 - x1) * share - (y2 - y1) * aside
        y = y1 + (y2 - y1) * share + (x2 - x1) * aside
        line.append(_rounded(x, y))
    return [*line, end]


def _rounded(x: float, y: float) -> Point:
    return round(x, _DECIMALS), round(y, _DECIMALS)
