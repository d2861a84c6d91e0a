"""The map of a frame on a canvas: statuses with their patterns, borders, names, the choice."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any, Final

from ruhrmap import boundaries
from ruhrmap.coverage import Change, Frame, Status
from ruhrmap.model import Catalog, Level, Territory
from ruhrmap.payload import label_lines
from ruhrmap.picture.canvas import Box, Canvas, Panel, Point, Ring, Shape, corners
from ruhrmap.picture.lettering import Type, width
from ruhrmap.theme import CHANGE_FILLS, STATUS_FILLS, Palette
from ruhrmap.tiles import TILES

Parts = list[Any]  # polygons of an area: rings of points, the outer one first
Filling = Status | Change

_TILE_OF: Final = {tile.fill: name for name, tile in TILES.items()}
_NAME_GAP: Final = 2.0  # units kept free around a name
_KEPT: Final = 16  # projected outlines
_OVERHANG: Final = 1.9  # how far a name may reach beyond its area
_SCALES: Final = (1.0, 0.84, 0.72)  # a name that has no room may be smaller
_HALO: Final = 0.25  # of the size of a name


@dataclass(frozen=True, slots=True)
class Look:
    """How finely a map is drawn.

    Attributes
    ----------
    rim : float
        Land around the region.
    name : float
        Size of the names; 0 for none.
    grain : float
        Scale of the patterns.
    line : float
        Scale of the borders.
    prefix : str
        Before the keys of the areas, which are unique on a canvas.
    """

    rim: float = 14
    name: float = 13.5
    grain: float = 1
    line: float = 1
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: a frame at a level, with a chosen place or without.

    ``marks`` are territories that are shown as newly added; ``named`` are those whose names
    come first, without any those that are marked.
    """

    catalog: Catalog
    frame: Frame
    level: Level
    place: str | None
    geo: Path  # folder of the boundaries
    marks: Mapping[str, Change] = field(default_factory=dict)
    named: Mapping[str, Change] = field(default_factory=dict)

    def filling(self, ags: str) -> Filling:
        """What an area is filled by."""
        return self.marks.get(ags) or self.frame.statuses[self.level][ags]

    def under(self, ags: str) -> Filling:
        """The filling under a name: on the level of municipalities that of a Kreis's towns."""
        territory = self.catalog.territories[ags]
        if territory.level is not self.level:
            ags = self.catalog.municipalities_of(ags)[0].ags
        return self.filling(ags)


@dataclass(frozen=True, slots=True)
class Place:
    """Where degrees lie on the canvas."""

    box: Box
    west: float
    north: float
    units: float  # of a degree of latitude
    narrow: float  # a degree of longitude in degrees of latitude

    @classmethod
    def of(cls, areas: Iterable[Parts], box: Box) -> Place:
        """The largest map of some areas in the middle of a box."""
        west, south, east, north = _bounds(areas)
        narrow = math.cos(math.radians((south + north) / 2))
        wide, high = (east - west) * narrow, north - south
        units = min(box.width / wide, box.height / high)
        left = box.left + (box.width - wide * units) / 2
        top = box.top + (box.height - high * units) / 2
        return cls(
            box,
            west - (left - box.left) / narrow / units,
            north + (top - box.top) / units,
            units,
            narrow,
        )

    def at(self, point: Iterable[float]) -> Point:
        """A point of the map on the canvas."""
        lon, lat = point
        x = self.box.left + (lon - self.west) * self.narrow * self.units
        return x, self.box.top + (self.north - lat) * self.units

    def rings(self, parts: Parts) -> list[Ring]:
        """The rings of an area on the canvas."""
        return [[self.at(point) for point in ring] for rings in parts for ring in rings]


def _bounds(areas: Iterable[Parts]) -> tuple[float, float, float, float]:
    ring = [point for parts in areas for part in parts for point in part[0]]
    across, up = [x for x, _ in ring], [y for _, y in ring]
    return min(across), min(up), max(across), max(up)


def proportion(geo: Path) -> float:
    """How much wider than high the region is."""
    districts = boundaries.polygons(boundaries.load(Level.DISTRICT, geo))
    west, south, east, north = _bounds(districts.values())
    return (east - west) * math.cos(math.radians((south + north) / 2)) / (north - south)


def draw(
    canvas: Canvas, picture: Picture, palette: Palette, frame: Box, look: Look | None = None
) -> Place:
    """Draw a map into a frame, with a rim of land around the region."""
    look = look or Look()
    canvas.draw(Panel(frame, palette.land, palette.rule, 1.5, 9))
    districts = boundaries.polygons(boundaries.load(Level.DISTRICT, picture.geo))
    place = Place.of(districts.values(), frame.grown(-look.rim))
    around = _around(picture.geo, place, frame.grown(-0.75))
    canvas.draw(Shape(around, stroke=palette.land_line, width=1.1 * look.line, closed=False))
    areas = _projected(picture.level, picture.geo, place)
    # those that are covered come last: their borders are seen on both sides
    for ags in sorted(areas, key=lambda one: (not _is_open(picture.filling(one)), one)):
        canvas.draw(_area(picture, ags, areas[ags], palette, look))
    outlines = _projected(Level.DISTRICT, picture.geo, place)
    rings = [ring for of_one in outlines.values() for ring in of_one]
    canvas.draw(Shape(rings, stroke=palette.border, width=2.0 * look.line))
    canvas.draw(Shape(rings, stroke=palette.border_core, width=0.6 * look.line))
    territory = picture.catalog.territories.get(picture.place or "")
    if territory is not None:
        chosen = _projected(territory.level, picture.geo, place)[territory.ags]
        canvas.draw(Shape(chosen, stroke=palette.casing, width=7 * look.line))
        canvas.draw(Shape(chosen, stroke=palette.accent, width=4 * look.line))
    if look.name:
        names(canvas, picture, palette, place, look.name)
    return place


@lru_cache(_KEPT)
def _projected(level: Level, geo: Path, place: Place) -> Mapping[str, Sequence[Ring]]:
    """The rings of each area of a level on the canvas; many pictures have the same place."""
    areas = boundaries.polygons(boundaries.load(level, geo))
    return {ags: place.rings(parts) for ags, parts in areas.items()}


@lru_cache(_KEPT)
def _around(geo: Path, place: Place, box: Box) -> Sequence[Ring]:
    """The borders of the neighbouring districts, as far as they lie inside a box."""
    import shapely

    found: list[Ring] = []
    for parts in boundaries.polygons(boundaries.load_context(geo)).values():
        lines = shapely.MultiLineString([list(ring) for ring in place.rings(parts)])
        inside = shapely.clip_by_rect(lines, box.left, box.top, box.right, box.bottom)
        found += [
            [(float(x), float(y)) for x, y in line.coords]
            for line in shapely.get_parts(inside)
            if not line.is_empty
        ]
    return found


@lru_cache(_KEPT)
def is_drawn(geo: Path, place: Place, box: Box) -> bool:
    """Whether the region reaches into a box."""
    import shapely

    inside = shapely.box(box.left, box.top, box.right, box.bottom)
    rings = (ring for rings in _projected(Level.DISTRICT, geo, place).values() for ring in rings)
    return any(inside.intersects(shapely.Polygon(ring)) for ring in rings)


def swatch(canvas: Canvas, filling: Filling, palette: Palette, box: Box) -> None:
    """A sample of a filling for the legend, a tile of its pattern in the middle."""
    ground, tile = _paint(filling, palette)
    half = TILES[tile].size / 2 if tile else 0
    canvas.draw(
        Shape(
            [corners(box)],
            fill=ground,
            tile=tile,
            origin=((box.left + box.right) / 2 - half, (box.top + box.bottom) / 2 - half),
            stroke=palette.text_soft,
            width=1.2,
        )
    )


def _area(picture: Picture, ags: str, rings: Sequence[Ring], palette: Palette, look: Look) -> Shape:
    filling = picture.filling(ags)
    ground, tile = _paint(filling, palette)
    told = [
        ("data-ags", ags),
        ("data-name", picture.catalog.territories[ags].name),
        ("data-status", picture.frame.statuses[picture.level][ags].value),
    ]
    if ags in picture.marks:
        told.append(("data-change", picture.marks[ags].value))
    return Shape(
        rings,
        fill=ground,
        tile=tile,
        grain=look.grain,
        stroke=_edge(filling, palette),
        width=0.8 * look.line,
        key=f"{look.prefix}ags-{ags}",
        data=told,
    )


def _paint(filling: Filling, palette: Palette) -> tuple[str, str]:
    """Colour of the ground and name of the pattern, if any."""
    fill = (STATUS_FILLS if isinstance(filling, Status) else CHANGE_FILLS)[filling.value]
    return getattr(palette, fill.ground), _TILE_OF.get(fill, "")


def _edge(filling: Filling, palette: Palette) -> str:
    if isinstance(filling, Change):
        return palette.added_ink if filling.new else palette.border_inner
    return palette.border_covered if filling.covered else palette.border_inner


def _is_open(filling: Filling) -> bool:
    return isinstance(filling, Status) and not filling.covered


def names(canvas: Canvas, picture: Picture, palette: Palette, place: Place, size: float) -> None:
    """Names of the chosen place, of new towns and of the districts, where there is room.

    None is set on what has been written already.
    """
    territories = picture.catalog.territories
    spots = {
        ags: point
        for level in Level
        for ags, point in boundaries.label_points(level, picture.geo).items()
    }
    taken = [box for _, box in canvas.texts]
    for ags in _wanted(picture, {ags: spot.width_deg for ags, spot in spots.items()}):
        at = place.at((spots[ags].lon, spots[ags].lat))
        room = spots[ags].width_deg * place.narrow * place.units * _OVERHANG
        for scale, lines in product(_SCALES, label_lines(territories[ags].short_name)):
            kind, halo = _lettering(picture.under(ags), palette, size * scale)
            box = _name_box(lines, kind, at)
            free = place.box.holds(box) and not any(box.meets(other) for other in taken)
            if box.width > room or not free:
                continue
            taken.append(box)
            for index, line in enumerate(lines):
                top = box.top + index * kind.line
                canvas.write(line, kind, (at[0], top), "center", halo, kind.size * _HALO)
            break


def _name_box(lines: Sequence[str], kind: Type, at: Point) -> Box:
    wide = max(width(line, kind) for line in lines) / 2 + _NAME_GAP
    high = len(lines) * kind.line / 2
    return Box(at[0] - wide, at[1] - high, at[0] + wide, at[1] + high)


def _wanted(picture: Picture, room: Mapping[str, float]) -> Iterator[str]:
    """Whose names are set, those first that may not be missing, then the widest."""
    territories = picture.catalog.territories
    districts = sorted(picture.catalog.at(Level.DISTRICT), key=lambda t: -room[t.ags])
    named = picture.named or picture.marks
    new = {ags for ags, one in named.items() if one is Change.NEW_MEMBER}
    chosen = territories.get(picture.place or "")
    first = [chosen] if chosen and chosen.level is picture.level else []
    first += [territories[ags] for ags in sorted(new)]
    yield from (one.ags for one in first if not _is_district(one))
    changed = {territories[ags].district_ags for ags in named}
    yield from (one.ags for one in sorted(districts, key=lambda t: t.ags not in changed))


def _is_district(territory: Territory) -> bool:
    return territory.level is Level.DISTRICT or territory.is_independent_city


def _lettering(filling: Filling, palette: Palette, size: float) -> tuple[Type, str]:
    """The type of a name on a filling, and the colour around it."""
    if filling is Status.MEMBER:
        return Type(size, palette.none, bold=True, leading=1.1), palette.member
    light = isinstance(filling, Status) and not filling.represented
    halo = palette.none if light else palette.dots
    return Type(size, palette.text, bold=True, leading=1.1), halo
