"""The story to show: presentation, pictures and slides, one way to each of them.

Where :mod:`ruhrmap.export.making` makes files of data for programs, here are those for people
who look. What is drawn and said comes from frames and steps; nothing here decides it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from ruhrmap import coverage, picture
from ruhrmap.coverage import Pace
from ruhrmap.export import presentation
from ruhrmap.export.making import Download
from ruhrmap.export.material import Material
from ruhrmap.export.selection import place_name
from ruhrmap.messages import message
from ruhrmap.model import Level
from ruhrmap.picture import Size

# Told how much of the work is done, and of how much; whatever it raises ends the work.
Progress = Callable[[int, int], None]


class Part(StrEnum):
    """What of an order changes a file."""

    LANGUAGE = "language"
    DAY = "day"
    LEVEL = "level"
    PLACE = "place"
    SIZE = "size"
    PACE = "pace"


class Medium(StrEnum):
    """What the story is shown on."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"
    GIF = "gif"
    FRAMES = "frames"  # of the GIF, as pictures in a zip file
    PPTX = "pptx"
    POSTER = "poster"  # all accessions on one page of A3
    HTML = "html"

    @property
    def media_type(self) -> str:
        """As servers name it."""
        return _KINDS[self].media_type

    @property
    def ending(self) -> str:
        """Of the name of its file."""
        return _KINDS[self].ending

    @property
    def takes(self) -> frozenset[Part]:
        """What of an order changes the file."""
        return _KINDS[self].takes

    @property
    def size(self) -> str:
        """The name of the size that it has if none is ordered."""
        return _KINDS[self].size


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made.

    Attributes
    ----------
    medium : Medium
    language : str
    day : date
        The key date of a picture; the story has days of its own.
    level : Level
    place : str or None
        Key of a chosen place, which a picture outlines.
    size : Size or None
        Without one that of the medium.
    pace : Pace
        How the story is cut.
    live : str or None
        Public address of the live view, to which a presentation leads.
    """

    medium: Medium
    language: str
    day: date
    level: Level = Level.MUNICIPALITY
    place: str | None = None
    size: Size | None = None
    pace: Pace = Pace.ACCESSION
    live: str | None = None

    @property
    def measured(self) -> Size:
        """The size of the file."""
        return self.size or picture.size(self.medium.size)


def show(material: Material, order: Order, progress: Progress) -> Download:
    """Make the file of an order.

    Parameters
    ----------
    material : Material
    order : Order
    progress : callable
        Told after each step of the work; may raise to end it, and nothing is left.
    """
    body = _KINDS[order.medium].make(material, order, progress)
    return Download(show_name(material, order), order.medium.media_type, body)


def show_name(material: Material, order: Order) -> str:
    """A name that tells what is inside, in letters that every system takes."""
    lang, takes, catalog = order.language, order.medium.takes, material.catalog
    parts = [message(lang, f"show.file_{order.medium.value}")]
    if Part.LEVEL in takes:
        parts.append(message(lang, f"export.file_{order.level.value}"))
    if Part.PLACE in takes and order.place is not None:
        parts.append(place_name(catalog, lang, order.place, order.day))
    if Part.PACE in takes and order.pace is Pace.YEAR:
        parts.append(message(lang, "show.file_years"))
    parts.append(order.day.isoformat() if Part.DAY in takes else catalog.version)
    size = order.measured if Part.SIZE in takes else None
    if size is not None and size != picture.size(order.medium.size):
        named = next((name for name, one in picture.SIZES.items() if one == size), "")
        parts.append(named or f"{size.width}x{size.height}")
    return f"{catalog.naming.package}-{'-'.join(parts)}.{order.medium.ending}"


Make = Callable[[Material, Order, Progress], bytes]


def _sheet(write: Callable[[picture.Canvas], bytes]) -> Make:
    def make(material: Material, order: Order, progress: Progress) -> bytes:
        scene = picture.Scene(order.day, order.level, order.language, order.place)
        drawn = picture.sheet(material, scene, order.measured)
        progress(1, 2)
        body = write(drawn)
        progress(2, 2)
        return body

    return make


def _poster(material: Material, order: Order, progress: Progress) -> bytes:
    drawn = picture.poster(material, order.level, order.language)
    progress(1, 2)
    body = drawn.pdf()
    progress(2, 2)
    return body


def _moving(write: Callable[..., bytes]) -> Make:
    def make(material: Material, order: Order, progress: Progress) -> bytes:
        steps = coverage.steps(material.catalog, material.frames, order.pace)
        language, size = order.language, order.measured
        return write(material, steps, order.level, language, size, progress)

    return make


def _presentation(material: Material, order: Order, progress: Progress) -> bytes:
    body = presentation.write(material, order.live)
    progress(1, 1)
    return body


def _slides(material: Material, order: Order, progress: Progress) -> bytes:
    from ruhrmap.export import slides

    steps = coverage.steps(material.catalog, material.frames, order.pace)
    return slides.write(material, steps, order.language, order.level, progress)


@dataclass(frozen=True, slots=True)
class _Kind:
    media_type: str
    ending: str
    takes: frozenset[Part]
    make: Make
    size: str = ""


_OF_DAY: Final = frozenset({Part.LANGUAGE, Part.DAY, Part.LEVEL, Part.PLACE, Part.SIZE})
_OF_STORY: Final = frozenset({Part.LANGUAGE, Part.LEVEL, Part.PACE})
_MOVING: Final = _OF_STORY | {Part.SIZE}
_OFFICE: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_KINDS: Final[Mapping[Medium, _Kind]] = MappingProxyType(
    {
        Medium.PNG: _Kind("image/png", "png", _OF_DAY, _sheet(picture.Canvas.png), "fullhd"),
        Medium.SVG: _Kind("image/svg+xml", "svg", _OF_DAY, _sheet(picture.Canvas.svg), "fullhd"),
        Medium.PDF: _Kind("application/pdf", "pdf", _OF_DAY, _sheet(picture.Canvas.pdf), "a4"),
        Medium.GIF: _Kind("image/gif", "gif", _MOVING, _moving(picture.gif), "hd"),
        Medium.FRAMES: _Kind(
            "application/zip", "zip", _MOVING, _moving(picture.frames_zip), "fullhd"
        ),
        Medium.PPTX: _Kind(_OFFICE, "pptx", _OF_STORY, _slides),
        Medium.POSTER: _Kind(
            "application/pdf", "pdf", frozenset({Part.LANGUAGE, Part.LEVEL}), _poster
        ),
        # both languages and levels, and every day, are inside
        Medium.HTML: _Kind("text/html; charset=utf-8", "html", frozenset(), _presentation),
    }
)
