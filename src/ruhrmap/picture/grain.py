"""Patterns where no renderer repeats a tile by itself: the marks of a tile, cell by cell."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ruhrmap.picture.canvas import Point
from ruhrmap.theme import Palette
from ruhrmap.tiles import Tile

if TYPE_CHECKING:
    from matplotlib.path import Path as Outline

_COMMAND: Final = re.compile(r"([Mhvl])([-0-9., ]+)")


@dataclass(frozen=True, slots=True)
class Inking:
    """How the marks of a tile are drawn: filled, or as lines of a width."""

    colour: str
    line: float  # 0 if they are filled


def inking(tile: Tile, shape: str, palette: Palette) -> Inking:
    """As ``frontend/patterns.css`` has it."""
    colour = str(getattr(palette, tile.fill.ink))
    if shape == "path" or tile.fill.ink == "added_ink":
        return Inking(colour, 1.1 if tile.fill.ink == "added_ink" else 1.0)
    return Inking(colour, 0)


def outline(tile: Tile) -> Outline:
    """All marks of a tile as one path, from its upper left corner, turned."""
    from matplotlib.path import Path as Outline
    from matplotlib.transforms import Affine2D

    whole = Outline.make_compound_path(*(_mark(shape, dict(at)) for shape, at in tile.marks))
    return whole.transformed(Affine2D().rotate_deg(tile.turn))


def _mark(shape: str, at: dict[str, Any]) -> Outline:
    from matplotlib.path import Path as Outline

    if shape == "circle":
        return Outline.circle((at["cx"], at["cy"]), at["r"])
    if shape == "rect":
        x, y, wide, high = at.get("x", 0), at.get("y", 0), at["width"], at["height"]
        ring = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)]
        return Outline(ring, closed=True)
    points, codes = [], []
    x = y = 0.0
    for command, numbers in _COMMAND.findall(at["d"]):
        values = [float(one) for one in re.split("[ ,]+", numbers.strip())]
        if command == "M":
            x, y = values
        else:
            x += values[0] if command in "hl" else 0
            y += values[-1] if command in "vl" else 0
        points.append((x, y))
        codes.append(Outline.MOVETO if command == "M" else Outline.LINETO)
    return Outline(points, codes)


def cells(tile: Tile, grain: float, origin: Point, rings: Sequence[Any]) -> Any:
    """Where the tiles lie that an area meets: an array of points, on one grid from an origin."""
    import numpy as np
    import shapely

    side = tile.size * grain
    turn = math.radians(tile.turn)
    # columns: where a step across and a step down of the turned grid lead
    steps = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]]) * side
    area = shapely.union_all(shapely.buffer([shapely.Polygon(ring) for ring in rings], side))
    west, north, east, south = area.bounds
    start = np.array(origin)[:, None]
    corners = np.array([[west, west, east, east], [north, south, north, south]])
    across, down = np.linalg.solve(steps, corners - start)
    grid = np.meshgrid(
        np.arange(math.floor(across.min()), math.ceil(across.max())),
        np.arange(math.floor(down.min()), math.ceil(down.max())),
    )
    places = np.array([one.ravel() for one in grid])
    middle = steps @ (places + 0.5) + start
    return (steps @ places + start).T[shapely.contains_xy(area, middle[0], middle[1])]
