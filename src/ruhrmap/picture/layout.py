"""Where things stand on a sheet: words beside the map, or above it where the sheet is not wide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ruhrmap.picture import areas
from ruhrmap.picture.areas import Look, Picture, Place
from ruhrmap.picture.canvas import Box, Canvas, Point
from ruhrmap.picture.lettering import Type, width
from ruhrmap.picture.size import Size
from ruhrmap.picture.words import Entry, Value, Words
from ruhrmap.theme import LIGHT

MARGIN: Final = 44.0
_WIDEST: Final = 2.4  # widths of a height that are filled
_HIGHEST: Final = 1.9
_GAP: Final = 34.0  # between columns
_SITE: Final = Type(15, LIGHT.text_soft, bold=True)
_LEAD: Final = Type(21, LIGHT.text, bold=True, leading=1.2)
_TITLE: Final = Type(36, LIGHT.heading, bold=True, leading=1.2)
_BODY: Final = Type(17, LIGHT.text_soft, leading=1.36)
_VALUE: Final = Type(27, LIGHT.text, bold=True, leading=1.18)
_LABEL: Final = Type(13.5, LIGHT.text, leading=1.25)
_NOTE: Final = Type(12, LIGHT.text_soft, leading=1.28)
_ENTRY: Final = Type(14, LIGHT.text)
_SOURCES: Final = Type(11, LIGHT.text_soft, leading=1.4)
_DATE_LABEL: Final = Type(13, LIGHT.text_soft)
_DATE: Final = Type(25, LIGHT.text, bold=True, leading=1.15)
_RULE: Final = 3.0  # above a figure
_BAR: Final = Box(0, 0, 52, 5)  # under the name of the site


@dataclass(frozen=True, slots=True)
class Grid:
    """Figures in columns of one width."""

    columns: int
    gap: float = 22
    row_gap: float = 16
    value: Type = _VALUE
    label: Type = _LABEL
    note: Type = _NOTE

    def width(self, room: float) -> float:
        """Of one column."""
        return (room - (self.columns - 1) * self.gap) / self.columns

    def high(self, canvas: Canvas, one: Value, wide: float) -> float:
        """How high a figure is."""
        return (
            _RULE
            + 5
            + self.value.line
            + canvas.height_of(one.label, self.label, wide)
            + canvas.height_of(one.note, self.note, wide)
        )

    def height(self, canvas: Canvas, figures: tuple[Value, ...], room: float) -> float:
        """How high all of them are."""
        rows = self._rows(canvas, figures, room)
        return sum(high for _, high in rows) + (len(rows) - 1) * self.row_gap

    def draw(self, canvas: Canvas, figures: tuple[Value, ...], box: Box) -> None:
        """Draw them from the upper left corner of a box."""
        wide, top = self.width(box.width), box.top
        for row, high in self._rows(canvas, figures, box.width):
            for index, one in enumerate(row):
                left = box.left + index * (wide + self.gap)
                canvas.bar(Box(left, top, left + wide, top + _RULE), LIGHT.heading)
                y = top + _RULE + 5
                canvas.write(one.value, self.value, (left, y))
                y += self.value.line
                y = canvas.paragraph(one.label, self.label, Box(left, y, left + wide, y))
                canvas.paragraph(one.note, self.note, Box(left, y, left + wide, y))
            top += high + self.row_gap

    def _rows(
        self, canvas: Canvas, figures: tuple[Value, ...], room: float
    ) -> list[tuple[tuple[Value, ...], float]]:
        wide = self.width(room)
        rows = [figures[i : i + self.columns] for i in range(0, len(figures), self.columns)]
        return [(row, max(self.high(canvas, one, wide) for one in row)) for row in rows]


@dataclass(frozen=True, slots=True)
class Legend:
    """A legend in columns, worked out before it is drawn."""

    entries: tuple[Entry, ...]
    kind: Type
    rows: int
    widths: tuple[float, ...]  # of the columns
    gap: float = 26

    @classmethod
    def of(cls, entries: tuple[Entry, ...], room: float, kind: Type = _ENTRY) -> Legend:
        """In as few rows as the room allows; smaller only if not even one column has room."""
        while True:
            for rows in range(1, len(entries) + 1):
                columns = [entries[i : i + rows] for i in range(0, len(entries), rows)]
                widths = tuple(max(_entry_width(one, kind) for one in some) for some in columns)
                made = cls(entries, kind, rows, widths)
                if made.width <= room:
                    return made
            kind = replace(kind, size=kind.size - 0.5)

    @property
    def width(self) -> float:
        """Of all columns."""
        return sum(self.widths) + (len(self.widths) - 1) * self.gap

    @property
    def step(self) -> float:
        """From a row to the next."""
        return self.kind.size * 1.85

    def height_of(self, rows: int) -> float:
        """How high some rows are."""
        return rows * self.step - self.kind.size * 0.35

    def draw(self, canvas: Canvas, at: Point) -> None:
        """Draw it from its upper left corner."""
        left, upper = at
        side = self.kind.size * 1.5
        bold = replace(self.kind, bold=True)
        for index, entry in enumerate(self.entries):
            column, row = divmod(index, self.rows)
            x = left + sum(self.widths[:column]) + column * self.gap
            y = upper + row * self.step
            areas.swatch(canvas, entry.filling, LIGHT, Box(x, y, x + side, y + side))
            base = y + (side - self.kind.size * 1.2) / 2
            x += side + self.kind.size * 0.6
            if entry.count:
                canvas.write(entry.count, bold, (x, base))
                x += width(entry.count, bold) + self.kind.size * 0.5
            canvas.write(entry.label, self.kind, (x, base))


def _entry_width(entry: Entry, kind: Type) -> float:
    count = width(entry.count, replace(kind, bold=True)) + kind.size * 0.5 if entry.count else 0
    return kind.size * 2.1 + count + width(entry.label, kind)


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept free, so that the map stands still from picture to picture.

    Rows of the legend, the lower edge of the heading above the map, the height of figures in
    one row.
    """

    rows: int = 0
    heading: float = 0
    figures: float = 0

    def __or__(self, other: Held) -> Held:
        """What holds both."""
        return Held(
            max(self.rows, other.rows),
            max(self.heading, other.heading),
            max(self.figures, other.figures),
        )


def compose(canvas: Canvas, words: Words, picture: Picture, held: Held | None = None) -> None:
    """Set a sheet with all its words; ``held`` is kept free at the least."""
    inner = _inner(canvas, words, MARGIN)
    set_in = {"wide": _beside, "broad": _above, "tall": _stacked}[canvas.output.form]
    set_in(canvas, words, picture, inner, held or Held())


def compose_alone(canvas: Canvas, words: Words, picture: Picture) -> None:
    """Set a map with legend, key date and sources alone."""
    inner = _inner(canvas, words, MARGIN * 0.6)
    _map_and_legend(canvas, words, picture, inner, Held())


def _inner(canvas: Canvas, words: Words, rim: float) -> Box:
    """Set the sources at the foot; gives the room above them.

    A sheet that is a strip is filled in the middle only: nobody reads lines of its length.
    """
    wide = min(canvas.width, canvas.height * _WIDEST) - 2 * rim
    high = min(canvas.height, canvas.width * _HIGHEST) - 2 * rim
    left, top = (canvas.width - wide) / 2, (canvas.height - high) / 2
    foot = Box(left, top, left + wide, top + high + rim * 0.38)
    upper = foot.bottom - canvas.height_of(words.sources, _SOURCES, wide)
    canvas.bar(Box(left, upper - 10, foot.right, upper - 9), LIGHT.rule)
    canvas.paragraph(words.sources, _SOURCES, replace(foot, top=upper))
    return replace(foot, bottom=upper - 26)


def held_by(size: Size, words: Words) -> Held:
    """How much room the words of a sheet take around its map."""
    canvas = Canvas.of(size, LIGHT.page)
    inner = _inner(canvas, words, MARGIN)
    rows = Legend.of(words.legend, _room(inner, size.form)).rows
    if size.form == "wide":
        return Held(rows)
    grid = _in_rows(words, inner)
    return Held(
        rows,
        _heading(canvas, words, _top(inner, size.form)),
        grid.height(canvas, words.figures, inner.width),
    )


def _room(inner: Box, form: str) -> float:
    """The width of the map on a sheet with words."""
    beside = {"wide": inner.width * 0.36 + _GAP, "broad": 196 + _GAP * 0.8}
    return inner.width - beside.get(form, 0)


def _beside(canvas: Canvas, words: Words, picture: Picture, inner: Box, held: Held) -> None:
    column = replace(inner, right=inner.right - _room(inner, "wide") - _GAP)
    grid = Grid(2)
    top = column.bottom - grid.height(canvas, words.figures, column.width)
    grid.draw(canvas, words.figures, Box(column.left, top, column.right, column.bottom))
    _heading(canvas, words, replace(column, bottom=top - 24))
    _map_and_legend(canvas, words, picture, replace(inner, left=column.right + _GAP), held)


def _above(canvas: Canvas, words: Words, picture: Picture, inner: Box, held: Held) -> None:
    y = max(_heading(canvas, words, _top(inner, "broad")), held.heading) + 22
    box = replace(inner, top=y, right=inner.left + _room(inner, "broad"))
    frame = _map_and_legend(canvas, words, picture, box, held)
    column = Box(frame.right + _GAP * 0.8, y, inner.right, frame.bottom)
    even = Grid(1, row_gap=0)
    spare = column.height - even.height(canvas, words.figures, column.width)
    grid = replace(even, row_gap=max(8, spare / (len(words.figures) - 1)))
    grid.draw(canvas, words.figures, column)


def _stacked(canvas: Canvas, words: Words, picture: Picture, inner: Box, held: Held) -> None:
    y = max(_heading(canvas, words, _top(inner, "tall")), held.heading) + 22
    grid = _in_rows(words, inner)
    high = max(grid.height(canvas, words.figures, inner.width), held.figures)
    grid.draw(canvas, words.figures, replace(inner, top=y))
    _map_and_legend(canvas, words, picture, replace(inner, top=y + high + 20), held)


def _in_rows(words: Words, inner: Box) -> Grid:
    """The figures above a map: in a row, or in two and larger where a sheet is high."""
    if inner.height < inner.width * 1.4:
        return Grid(len(words.figures))
    kinds = (_VALUE, 38), (_LABEL, 17), (_NOTE, 15)
    value, label, note = (replace(kind, size=size) for kind, size in kinds)
    return Grid(2, row_gap=20, value=value, label=label, note=note)


def _top(inner: Box, form: str) -> Box:
    """The room for the heading above a map."""
    share = {"broad": 0.34, "tall": 0.28}[form]
    return replace(inner, bottom=inner.top + inner.height * share)


def _heading(canvas: Canvas, words: Words, box: Box) -> float:
    """Site, date of a step, title and what is said under it; gives the lower edge."""
    canvas.write(words.site, _SITE, (box.left, box.top - 3))
    y = box.top + _SITE.line + 3
    bar = Box(box.left, y, box.left + _BAR.right, y + _BAR.bottom)
    canvas.bar(bar, LIGHT.accent)
    y = bar.bottom + 15
    if words.lead:
        y = canvas.paragraph(words.lead, _LEAD, replace(box, top=y)) + 6
    title, body = _fitted(canvas, words, replace(box, top=y))
    y = canvas.paragraph(words.title, title, replace(box, top=y)) + title.size * 0.4
    return canvas.paragraph(words.body, body, replace(box, top=y))


def _fitted(canvas: Canvas, words: Words, box: Box) -> tuple[Type, Type]:
    """Title and body as large as they have room for, in one proportion."""
    size = _TITLE.size
    while True:
        title = replace(_TITLE, size=size)
        body = replace(_BODY, size=max(min(_BODY.size, size * 0.54), 12.5))
        high = canvas.height_of(words.title, title, box.width) + size * 0.4
        high += canvas.height_of(words.body, body, box.width)
        widest = max(width(line, title) for line in canvas.wrapped(words.title, title, box.width))
        if (high <= box.height and widest <= box.width) or size <= 16:
            return _shorter(canvas, words.title, title, box.width), body
        size -= 0.5


def _shorter(canvas: Canvas, text: str, kind: Type, room: float) -> Type:
    """A little smaller if that saves a line."""
    lines = len(canvas.wrapped(text, kind, room))
    for size in range(1, 5):
        smaller = replace(kind, size=kind.size - size)
        if len(canvas.wrapped(text, smaller, room)) < lines:
            return smaller
    return kind


def _map_and_legend(canvas: Canvas, words: Words, picture: Picture, box: Box, held: Held) -> Box:
    """The map in all of a box but for the legend under it; gives the map's frame."""
    legend = Legend.of(words.legend, box.width)
    frame = replace(box, bottom=box.bottom - legend.height_of(max(held.rows, legend.rows)) - 16)
    rim = frame.width * 0.02
    region = min(frame.width - 2 * rim, (frame.height - 2 * rim) * areas.proportion(picture.geo))
    place = areas.draw(canvas, picture, LIGHT, frame, Look(rim=rim, name=0))
    key_date(canvas, (words.date_label, words.date), picture.geo, place, frame)
    areas.names(canvas, picture, LIGHT, place, max(10, region / 52))
    legend.draw(canvas, (box.left, frame.bottom + 16))
    return frame


def key_date(
    canvas: Canvas,
    texts: tuple[str, str],
    geo: Path,
    place: Place,
    frame: Box,
    scale: float = 1,
) -> None:
    """A label and a date in a corner of a map where nothing is drawn."""
    small = replace(_DATE_LABEL, size=_DATE_LABEL.size * scale)
    large = replace(_DATE, size=_DATE.size * scale)
    label, date = texts
    wide = max(width(date, large), width(label, small))
    high = small.line + large.line
    for left, top in _corners(frame, wide, high):
        if not areas.is_drawn(geo, place, Box(left, top, left + wide, top + high).grown(4)):
            break
    canvas.write(label, small, (left, top), halo=LIGHT.land, halo_width=small.size / 3)
    at = (left, top + small.line)
    canvas.write(date, large, at, halo=LIGHT.land, halo_width=large.size / 4)


def _corners(frame: Box, wide: float, high: float) -> list[Point]:
    """The four corners, the lower left one first."""
    rim = 18
    left, right = frame.left + rim, frame.right - rim - wide
    top, bottom = frame.top + rim, frame.bottom - rim - high
    return [(left, bottom), (right, bottom), (right, top), (left, top)]
