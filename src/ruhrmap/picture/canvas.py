"""A sheet to draw on, in pixels from the upper left corner, with text that is measured."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

FONT: Final = "DejaVu Sans"  # comes with the drawing library: the same picture everywhere
_DPI: Final = 100
_POINTS: Final = 72 / _DPI  # of a pixel


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

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


@dataclass(frozen=True, slots=True)
class Type:
    """Size in pixels, colour and weight of a text, and the distance of its lines in sizes."""

    size: float
    colour: str
    bold: bool = False
    leading: float = 1.28


class Canvas:
    """A picture in the making.

    Parameters
    ----------
    width, height : int
        In pixels.
    colour : str
        Of the ground.
    """

    def __init__(self, width: int, height: int, colour: str) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.box = Box(0, 0, width, height)
        self.texts: list[tuple[str, Box]] = []
        self._widths: dict[tuple[str, float, bool], float] = {}
        self._figure = Figure(figsize=(width / _DPI, height / _DPI), dpi=_DPI, facecolor=colour)
        self._agg: Any = FigureCanvasAgg(self._figure)
        self.axes = self._figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(height, 0)

    def width(self, text: str, kind: Type) -> float:
        """How wide a text would be."""
        key = (text, kind.size, kind.bold)
        if key not in self._widths:
            renderer = self._agg.get_renderer()
            wide, _, _ = renderer.get_text_width_height_descent(text, _font(kind), False)
            self._widths[key] = float(wide)
        return self._widths[key]

    def wrapped(self, text: str, kind: Type, width: float) -> list[str]:
        """A text in lines that are no wider than that, as far as its words allow."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, kind) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def fitting(self, text: str, kind: Type, box: Box, smallest: float) -> Type:
        """The kind of type in the largest size, down to a smallest, in which a text fits."""
        from dataclasses import replace

        while kind.size > smallest:
            lines = self.wrapped(text, kind, box.width)
            widest = max((self.width(line, kind) for line in lines), default=0)
            if widest <= box.width and len(lines) * kind.size * kind.leading <= box.height:
                break
            kind = replace(kind, size=kind.size - 1)
        return kind

    def write(
        self, text: str, kind: Type, at: tuple[float, float], align: str = "left", **more: Any
    ) -> Box:
        """Write one line, its upper edge at a point; gives the box that it takes."""
        x, y = at
        artist = self.axes.text(
            x,
            y + kind.size * 0.95,
            text,
            fontproperties=_font(kind),
            color=kind.colour,
            ha=align,
            va="baseline",
            parse_math=False,
            **more,
        )
        box = self.extent(artist)
        self.texts.append((text, box))
        return box

    def paragraph(self, text: str, kind: Type, box: Box) -> float:
        """Write a text into a box from its upper left corner; gives its lower edge."""
        y = box.top
        for line in self.wrapped(text, kind, box.width):
            self.write(line, kind, (box.left, y))
            y += kind.size * kind.leading
        return y

    def extent(self, artist: Any) -> Box:
        """The box of what has been drawn."""
        bounds = artist.get_window_extent(self._agg.get_renderer())
        bottom = self.box.bottom
        return Box(bounds.x0, bottom - bounds.y1, bounds.x1, bottom - bounds.y0)

    def png(self) -> bytes:
        """The picture as a file."""
        from PIL import Image

        self._agg.draw()
        size = self._agg.get_width_height()
        pixels = Image.frombytes("RGBA", size, self._agg.buffer_rgba().tobytes()).convert("RGB")
        file = io.BytesIO()
        # few colours, a third of the size; no time and no version inside: the same bytes
        pixels.quantize(256, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()


def _font(kind: Type) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    weight = "bold" if kind.bold else "normal"
    return FontProperties(family=FONT, size=kind.size * _POINTS, weight=weight)


def points(pixels: float) -> float:
    """A width of a line as the drawing library takes it."""
    return pixels * _POINTS
