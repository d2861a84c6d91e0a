"""A sheet to draw on, in units from the upper left corner, with text that is measured.

What is drawn is kept as a list of shapes and writings. The writers of PNG and PDF
(:mod:`ruhrmap.picture.raster`) and of SVG (:mod:`ruhrmap.picture.vector`) go through it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ruhrmap.picture.lettering import Type, width
from ruhrmap.picture.size import Size

_COUNT: Final = re.compile(r"[0-9][0-9.,]*")
_UP_TO: Final = (["bis", "zu"], ["up", "to"])
_YEAR: Final = re.compile(r"(19|20)[0-9]{2}[.,;:]?")

Point = tuple[float, float]
Ring = Sequence[Point]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in units."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, other: Box) -> bool:
        """Whether another one lies inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def meets(self, other: Box) -> bool:
        """Whether both have a point in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def grown(self, by: float) -> Box:
        """The same with a rim; with a negative one smaller."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class Shape:
    """Rings that are filled together, or lines.

    Attributes
    ----------
    rings : sequence of rings
        The inner ones run the other way round.
    fill, stroke : str
        Colours; empty for none.
    tile : str
        Name of a pattern on the fill, empty for none; ``grain`` is its scale, ``origin`` where
        one of its tiles begins.
    width : float
        Of the stroke.
    closed : bool
    key : str
        Names the shape where a format can; unique on a canvas.
    data : sequence of (str, str)
        What else is told of the shape where a format can.
    """

    rings: Sequence[Ring]
    fill: str = ""
    stroke: str = ""
    width: float = 0
    tile: str = ""
    grain: float = 1
    origin: Point = (0, 0)
    closed: bool = True
    key: str = ""
    data: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """A box with round corners."""

    box: Box
    fill: str
    stroke: str
    width: float
    radius: float


@dataclass(frozen=True, slots=True)
class Writing:
    """A line of text, its first, middle or last point on the base line at a point."""

    text: str
    kind: Type
    at: Point
    align: str
    halo: str
    halo_width: float


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself, as far as its format can.

    Attributes
    ----------
    title, description : str
        The description tells the picture in words, for who does not see it.
    language, creator : str
    licence, licence_url : str
        Of the picture as a whole.
    credit : str
        Whom else its users must name.
    """

    title: str
    description: str
    language: str
    creator: str
    licence: str
    licence_url: str
    credit: str


Mark = Shape | Panel | Writing


@dataclass(eq=False)
class Canvas:
    """A picture in the making.

    Attributes
    ----------
    width, height : float
        In units.
    colour : str
        Of the ground.
    size : Size or None
        Of the file; without it a unit is a pixel.
    about : About or None
    marks : list of Mark
        What has been drawn, the later over the earlier.
    texts : list of (str, Box)
        What has been written, and where.
    """

    width: float
    height: float
    colour: str
    size: Size | None = None
    about: About | None = None
    marks: list[Mark] = field(default_factory=list)
    texts: list[tuple[str, Box]] = field(default_factory=list)

    @classmethod
    def of(cls, size: Size, colour: str, about: About | None = None) -> Canvas:
        """A canvas for a file of a size, in its units."""
        return cls(size.width / size.unit, size.height / size.unit, colour, size, about)

    @property
    def box(self) -> Box:
        """All of it."""
        return Box(0, 0, self.width, self.height)

    @property
    def output(self) -> Size:
        """The size of the file."""
        return self.size or Size(round(self.width), round(self.height))

    def draw(self, mark: Shape | Panel) -> None:
        """Draw over what is there."""
        self.marks.append(mark)

    def bar(self, box: Box, colour: str) -> None:
        """A filled rectangle."""
        self.draw(Shape([corners(box)], fill=colour))

    def disc(self, at: Point, radius: float, fill: str, stroke: str, line: float) -> None:
        """A filled circle around a point."""
        x, y = at
        box = Box(x - radius, y - radius, x + radius, y + radius)
        self.draw(Panel(box, fill, stroke, line, radius))

    def wrapped(self, text: str, kind: Type, room: float) -> list[str]:
        """A text in lines that are no wider than that, as far as its words allow."""
        lines: list[str] = []
        for word in _tied(text):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and width(longer, kind) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def balanced(self, text: str, kind: Type, room: float) -> float:
        """The least width in which a text has no more lines than in a room: even lines."""
        lines = len(self.wrapped(text, kind, room))
        low, high = room / 2, room
        while high - low > 1:
            middle = (low + high) / 2
            low, high = (
                (low, middle) if len(self.wrapped(text, kind, middle)) <= lines else (middle, high)
            )
        return high

    def height_of(self, text: str, kind: Type, room: float) -> float:
        """How high a paragraph is."""
        return len(self.wrapped(text, kind, room)) * kind.line

    def fits(self, text: str, kind: Type, box: Box) -> bool:
        """Whether a paragraph has room in a box."""
        lines = self.wrapped(text, kind, box.width)
        widest = max((width(line, kind) for line in lines), default=0)
        return widest <= box.width and len(lines) * kind.line <= box.height

    def fitting(self, text: str, kind: Type, box: Box, smallest: float) -> Type:
        """The kind of type in the largest size, down to a smallest, in which a text fits."""
        while kind.size > smallest and not self.fits(text, kind, box):
            kind = replace(kind, size=kind.size - 0.5)
        return kind

    def write(
        self,
        text: str,
        kind: Type,
        at: Point,
        align: str = "left",
        halo: str = "",
        halo_width: float = 0,
    ) -> Box:
        """Write one line, its upper edge at a point; gives the box that it takes."""
        x, y = at
        wide = width(text, kind)
        left = x - {"left": 0, "center": wide / 2, "right": wide}[align]
        base = y + kind.size * 0.95
        self.marks.append(Writing(text, kind, (x, base), align, halo, halo_width))
        box = Box(left, base - kind.size * 0.78, left + wide, base + kind.size * 0.24)
        self.texts.append((text, box))
        return box

    def paragraph(self, text: str, kind: Type, box: Box) -> float:
        """Write a text into a box from its upper left corner; gives its lower edge."""
        y = box.top
        for line in self.wrapped(text, kind, box.width):
            self.write(line, kind, (box.left, y))
            y += kind.line
        return y

    def png(self) -> bytes:
        """The picture as a file of pixels."""
        from ruhrmap.picture import raster

        return raster.png(self)

    def pdf(self) -> bytes:
        """The picture as a page."""
        from ruhrmap.picture import raster

        return raster.pdf(self)

    def svg(self) -> bytes:
        """The picture as a drawing with texts as texts."""
        from ruhrmap.picture import vector

        return vector.svg(self)


def corners(box: Box) -> Ring:
    """A box as a closed ring."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _tied(text: str) -> list[str]:
    """The words between which a line may break: a number stays with what it counts or dates.

    >>> _tied("Seit dem 9. April 2024 leben 91 von 100 Menschen hier, Zensus 2022; bis zu 92 %.")
    ['Seit', 'dem', '9. April 2024', 'leben', '91 von', '100 Menschen', 'hier,', 'Zensus 2022;', \
'bis zu 92 %.']
    """
    tied: list[str] = []
    closed = True  # whether the words before want nothing after them
    for word in text.split():
        dated = bool(_YEAR.fullmatch(word) and tied and tied[-1][-1].isalpha())
        if _COUNT.fullmatch(word) and tied[-2:] in _UP_TO:
            tied[-2:] = [" ".join([*tied[-2:], word])]
        elif dated or not closed:
            tied[-1] += f" {word}"
        else:
            tied.append(word)
        closed = dated or not _COUNT.fullmatch(word)
    return tied
