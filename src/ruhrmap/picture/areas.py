"""The map of a frame on a canvas: statuses with their patterns, borders, names, the choice."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ruhrmap import boundaries
from ruhrmap.coverage import Frame, Status
from ruhrmap.model import Catalog, Level
from ruhrmap.payload import label_lines
from ruhrmap.picture.canvas import Box, Canvas, Type, points
from ruhrmap.theme import Palette
from ruhrmap.tiles import TILES

if TYPE_CHECKING:
    from matplotlib.path import Path as Shape

Parts = list[Any]  # polygons of an area: rings of points, the outer one first
Point = tuple[float, float]

# As on the map in the browser: pixels from dot to dot and from line to line.
_CELL: Final = TILES["assumed"].size
_DOT: Final = float(TILES["assumed"].marks[0][1]["r"])
_LINE: Final = float(TILES["uncertain"].marks[0][1]["width"])
_NAME_GAP: Final = 2.0  # pixels kept free around a name
_OVERHANG: Final = 1.9  # how far a name may reach beyond its area


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: a frame at a level, with a chosen place or without."""

    catalog: Catalog
    frame: Frame
    level: Level
    place: str | None
    geo: Path  # folder of the boundaries

    def status(self, ags: str) -> Status:
        """The status under a name: on the level of municipalities that of a Kreis's towns."""
        territory = self.catalog.territories[ags]
        if territory.level is not self.level:
            ags = self.catalog.municipalities_of(ags)[0].ags
        return self.frame.statuses[self.level][ags]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where degrees lie on the canvas."""

    box: Box
    west: float
    north: float
    pixels: float  # of a degree of latitude
    narrow: float  # a degree of longitude in degrees of latitude

    @classmethod
    def of(cls, areas: Iterable[Parts], box: Box) -> _Place:
        ring = [point for parts in areas for part in parts for point in part[0]]
        west, east = min(x for x, _ in ring), max(x for x, _ in ring)
        south, north = min(y for _, y in ring), max(y for _, y in ring)
        narrow = math.cos(math.radians((south + north) / 2))
        wide, high = (east - west) * narrow, north - south
        pixels = min(box.width / wide, box.height / high)
        left = box.left + (box.width - wide * pixels) / 2
        top = box.top + (box.height - high * pixels) / 2
        return cls(
            box,
            west - (left - box.left) / narrow / pixels,
            north + (top - box.top) / pixels,
            pixels,
            narrow,
        )

    def at(self, point: Iterable[float]) -> Point:
        lon, lat = point
        x = self.box.left + (lon - self.west) * self.narrow * self.pixels
        return x, self.box.top + (self.north - lat) * self.pixels


def draw(canvas: Canvas, picture: Picture, palette: Palette, frame: Box, rim: float = 14) -> None:
    """Draw a map into a frame, with a rim of land around the region."""
    from matplotlib.patches import FancyBboxPatch

    axes = canvas.axes
    ground = FancyBboxPatch(
        (frame.left, frame.top),
        frame.width,
        frame.height,
        boxstyle="round,pad=0,rounding_size=9",
        facecolor=palette.land,
        edgecolor=palette.rule,
        linewidth=points(1.5),
        zorder=1,
    )
    axes.add_artist(ground)
    inner = Box(frame.left + rim, frame.top + rim, frame.right - rim, frame.bottom - rim)
    districts = boundaries.polygons(boundaries.load(Level.DISTRICT, picture.geo))
    place = _Place.of(districts.values(), inner)
    around = boundaries.polygons(boundaries.load_context(picture.geo))
    _lines(canvas, around.values(), place, palette.land_line, 1.1, 2, ground)
    areas = boundaries.polygons(boundaries.load(picture.level, picture.geo))
    for status in Status:
        drawn = [
            f for ags, f in areas.items() if picture.frame.statuses[picture.level][ags] is status
        ]
        if drawn:
            _fill(canvas, _shape(drawn, place), status, palette)
    _lines(canvas, districts.values(), place, palette.border, 2.0, 6)
    _lines(canvas, districts.values(), place, palette.border_core, 0.6, 7)
    territory = picture.catalog.territories.get(picture.place or "")
    if territory is not None:
        own = (
            areas
            if territory.level is picture.level
            else boundaries.polygons(boundaries.load(territory.level, picture.geo))
        )
        chosen = [own[territory.ags]]
        _lines(canvas, chosen, place, palette.casing, 7, 8)
        _lines(canvas, chosen, place, palette.accent, 4, 9)
    _names(canvas, picture, palette, place, inner)


def swatch(canvas: Canvas, status: Status, palette: Palette, box: Box) -> None:
    """A sample of a status for the legend."""
    from matplotlib.path import Path as Shape

    corners = [
        (box.left, box.top),
        (box.right, box.top),
        (box.right, box.bottom),
        (box.left, box.bottom),
        (box.left, box.top),
    ]
    shape = Shape(corners, closed=True)
    _fill(canvas, shape, status, palette)
    _outline(canvas, shape, palette.text_soft, 1.2, 5)


def _fill(canvas: Canvas, shape: Shape, status: Status, palette: Palette) -> None:
    from matplotlib.collections import LineCollection
    from matplotlib.patches import PathPatch

    covered = status is Status.MEMBER or status.represented
    ground = {
        Status.MEMBER: palette.member,
        Status.STATED: palette.represented,
        Status.ASSUMED: palette.represented,
    }.get(status, palette.none)
    edge = palette.border_covered if covered else palette.border_inner
    patch = PathPatch(shape, facecolor=ground, edgecolor=edge, linewidth=points(0.8), zorder=3)
    canvas.axes.add_artist(patch)
    bounds = shape.get_extents()
    if status is Status.ASSUMED:
        spots = list(_grid(bounds))
        dots = canvas.axes.scatter(
            [x for x, _ in spots],
            [y for _, y in spots],
            s=points(2 * _DOT) ** 2,
            c=palette.dots,
            linewidths=0,
            zorder=4,
        )
        dots.set_clip_path(shape, canvas.axes.transData)
    if status is Status.UNCERTAIN:
        stripes = LineCollection(
            list(_stripes(bounds)), colors=palette.hatch, linewidths=points(_LINE), zorder=4
        )
        canvas.axes.add_artist(stripes)
        stripes.set_clip_path(shape, canvas.axes.transData)


def _grid(bounds: Any) -> Iterator[Point]:
    """Dots in rows that are set off by half, on one grid for the whole picture."""
    for row in range(int(bounds.y0 / _CELL * 2), int(bounds.y1 / _CELL * 2) + 2):
        for column in range(int(bounds.x0 / _CELL) - 1, int(bounds.x1 / _CELL) + 2):
            yield (column + row % 2 / 2) * _CELL, row * _CELL / 2


def _stripes(bounds: Any) -> Iterator[list[Point]]:
    apart = _CELL * math.sqrt(2)
    first, last = bounds.x0 + bounds.y0, bounds.x1 + bounds.y1
    for index in range(int(first / apart), int(last / apart) + 2):
        total = index * apart
        yield [(total - bounds.y0, bounds.y0), (total - bounds.y1, bounds.y1)]


def _lines(
    canvas: Canvas,
    areas: Iterable[Parts],
    place: _Place,
    colour: str,
    width: float,
    zorder: float,
    inside: Any = None,
) -> None:
    shape = _shape(areas, place)
    patch = _outline(canvas, shape, colour, width, zorder)
    if inside is not None:
        patch.set_clip_path(inside)


def _outline(canvas: Canvas, shape: Shape, colour: str, width: float, zorder: float) -> Any:
    from matplotlib.patches import PathPatch

    patch = PathPatch(
        shape,
        fill=False,
        edgecolor=colour,
        linewidth=points(width),
        joinstyle="round",
        zorder=zorder,
    )
    canvas.axes.add_artist(patch)
    return patch


def _names(canvas: Canvas, picture: Picture, palette: Palette, place: _Place, inner: Box) -> None:
    """Names of the chosen place and of the districts, the widest first, where there is room."""
    from matplotlib import patheffects

    territories = picture.catalog.territories
    spots = {
        ags: point
        for level in Level
        for ags, point in boundaries.label_points(level, picture.geo).items()
    }
    districts = sorted(picture.catalog.at(Level.DISTRICT), key=lambda t: -spots[t.ags].width_deg)
    wanted = [t.ags for t in districts]
    chosen = territories.get(picture.place or "")
    if chosen and chosen.level is picture.level and not chosen.is_independent_city:
        wanted = [chosen.ags, *(ags for ags in wanted if ags != chosen.ags)]
    taken: list[Box] = []
    for ags in wanted:
        status = picture.status(ags)
        member = status is Status.MEMBER
        kind = Type(13.5, palette.none if member else palette.text, bold=True, leading=1.1)
        halo = palette.member if member else palette.dots if status.represented else palette.none
        x, y = place.at((spots[ags].lon, spots[ags].lat))
        room = spots[ags].width_deg * place.narrow * place.pixels * _OVERHANG
        for lines in label_lines(territories[ags].short_name):
            wide = max(canvas.width(line, kind) for line in lines)
            high = len(lines) * kind.size * kind.leading
            box = Box(
                x - wide / 2 - _NAME_GAP, y - high / 2, x + wide / 2 + _NAME_GAP, y + high / 2
            )
            if wide > room or not inner.holds(box) or any(box.meets(other) for other in taken):
                continue
            taken.append(box)
            stroke = patheffects.withStroke(linewidth=points(3.4), foreground=halo)
            for index, line in enumerate(lines):
                top = box.top + index * kind.size * kind.leading
                canvas.write(line, kind, (x, top), "center", path_effects=[stroke], zorder=10)
            break


def _shape(areas: Iterable[Parts], place: _Place) -> Shape:
    from matplotlib.path import Path as Shape

    rings = [ring for parts in areas for part in parts for ring in part]
    return Shape.make_compound_path(
        *(Shape([place.at(point) for point in ring], closed=True) for ring in rings)
    )
