"""A canvas as pixels (PNG) and as a page (PDF), both drawn by matplotlib."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Any, Final

from ruhrmap.picture import grain
from ruhrmap.picture.canvas import About, Canvas, Panel, Shape, Writing
from ruhrmap.picture.lettering import Type, font_file, width
from ruhrmap.theme import LIGHT
from ruhrmap.tiles import TILES

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from PIL.Image import Image

_DPI: Final = 100
_POINTS: Final = 72  # of an inch

# Letters as wide as they were measured, lines where they belong, fonts whole and as text.
_OPTIONS: Final[Any] = {
    "text.hinting": "no_hinting",
    "path.simplify": False,
    "path.snap": False,
    "pdf.fonttype": 42,
    "pdf.compression": 9,
}

# The drawing library keeps its options for the whole process, so two threads take turns.
_TURN: Final = RLock()


def pixels(canvas: Canvas) -> Image:
    """The picture as an image in red, green and blue."""
    from PIL import Image

    size = canvas.output
    with _drawing():
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        figure = _figure(canvas, size.width / _DPI, size.height / _DPI)
        agg: Any = FigureCanvasAgg(figure)
        agg.draw()
        wide, high = agg.get_width_height()
        drawn = Image.frombuffer("RGBA", (wide, high), agg.buffer_rgba(), "raw", "RGBA", 0, 1)
        return drawn.convert("RGB")


def png(canvas: Canvas) -> bytes:
    """The picture as a PNG file, the same bytes each time."""
    from PIL.PngImagePlugin import PngInfo

    from ruhrmap.picture.colours import reduced

    info = PngInfo()
    for name, text in _told(canvas.about):
        info.add_itxt(name, text)
    file = io.BytesIO()
    # few colours, a third of the size; no time and no version inside
    reduced(pixels(canvas)).save(file, "PNG", optimize=True, pnginfo=info)
    return file.getvalue()


def _told(about: About | None) -> Iterator[tuple[str, str]]:
    if about is not None:
        yield "Title", about.title
        yield "Description", about.description
        yield "Author", about.creator
        yield "Copyright", f"{about.licence}, {about.licence_url}"
        yield "Source", about.credit


def pdf(canvas: Canvas) -> bytes:
    """The picture as a page of vectors with its fonts inside, the same bytes each time."""
    about = canvas.about
    told: dict[str, str | None] = {"CreationDate": None, "Producer": None, "Creator": None}
    if about is not None:
        rights = f"{about.licence}, {about.licence_url}. {about.credit}"
        told |= {
            "Title": about.title,
            "Author": about.creator,
            "Subject": about.description,
            "Keywords": rights,
        }
    file = io.BytesIO()
    with _drawing():
        from matplotlib.backends.backend_pdf import FigureCanvasPdf

        page: Any = FigureCanvasPdf(_figure(canvas, *canvas.output.inches))
        page.print_pdf(file, metadata=told)
    return file.getvalue()


@contextmanager
def _drawing() -> Iterator[None]:
    """One picture at a time, with options that do not depend on who uses the machine."""
    with _TURN:
        import matplotlib

        with matplotlib.rc_context(_OPTIONS):
            yield


def _figure(canvas: Canvas, wide: float, high: float) -> Figure:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(wide, high), dpi=_DPI, facecolor=canvas.colour)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, canvas.width)
    axes.set_ylim(canvas.height, 0)
    pen = _Pen(axes, wide / canvas.width)
    for order, mark in enumerate(canvas.marks):
        if isinstance(mark, Writing):
            pen.write(mark, order)
        elif isinstance(mark, Panel):
            pen.panel(mark, order)
        else:
            pen.shape(mark, order)
    return figure


class _Pen:
    """Draws marks; ``inch`` is a unit in inches."""

    def __init__(self, axes: Any, inch: float) -> None:
        self.axes = axes
        self.inch = inch

    def points(self, units: float) -> float:
        """A width as the drawing library takes it."""
        return units * self.inch * _POINTS

    def shape(self, mark: Shape, order: int) -> None:
        """Fill, pattern, stroke."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path as Outline

        path = Outline.make_compound_path(
            *(Outline(ring, closed=mark.closed) for ring in mark.rings)
        )
        patch = PathPatch(
            path,
            fill=bool(mark.fill),
            facecolor=mark.fill or "none",
            edgecolor="none" if mark.tile or not mark.stroke else mark.stroke,
            linewidth=self.points(mark.width) if mark.stroke else 0,
            joinstyle="round",
            capstyle="butt",
            zorder=order,
        )
        self.axes.add_artist(patch)
        if not mark.tile:
            return
        self._pattern(mark, patch, order)
        if mark.stroke:
            edge = PathPatch(
                path,
                fill=False,
                edgecolor=mark.stroke,
                linewidth=self.points(mark.width),
                joinstyle="round",
                zorder=order + 0.6,
            )
            self.axes.add_artist(edge)

    def _pattern(self, mark: Shape, patch: Any, order: int) -> None:
        from matplotlib.collections import PathCollection
        from matplotlib.transforms import Affine2D

        tile = TILES[mark.tile]
        ink = grain.inking(tile, tile.marks[0][0], LIGHT)
        marks = PathCollection(
            [grain.outline(tile)],
            offsets=grain.cells(tile, mark.grain, mark.origin, mark.rings),
            offset_transform=self.axes.transData,
            facecolors="none" if ink.line else ink.colour,
            edgecolors=ink.colour if ink.line else "none",
            linewidths=self.points(ink.line * mark.grain),
            zorder=order + 0.3,
        )
        scale = self.inch * mark.grain
        # y runs upwards in the drawing library's inches
        marks.set_transform(Affine2D().scale(scale, -scale) + self.axes.figure.dpi_scale_trans)
        self.axes.add_artist(marks)
        marks.set_clip_path(patch)

    def panel(self, mark: Panel, order: int) -> None:
        """A box with round corners."""
        from matplotlib.patches import Circle, FancyBboxPatch

        box = mark.box
        look: dict[str, Any] = {
            "facecolor": mark.fill or "none",
            "edgecolor": mark.stroke or "none",
            "linewidth": self.points(mark.width),
            "zorder": order,
        }
        if box.width == box.height == 2 * mark.radius:
            middle = (box.left + mark.radius, box.top + mark.radius)
            self.axes.add_artist(Circle(middle, mark.radius, **look))
            return
        self.axes.add_artist(
            FancyBboxPatch(
                (box.left, box.top),
                box.width,
                box.height,
                boxstyle=f"round,pad=0,rounding_size={mark.radius}",
                **look,
            )
        )

    def write(self, mark: Writing, order: int) -> None:
        """A line of text, over its halo: drawn by itself, or the text would become a path."""
        from matplotlib import patheffects

        x, y = mark.at
        x -= {"left": 0, "center": 0.5, "right": 1}[mark.align] * width(mark.text, mark.kind)
        stroke = patheffects.Stroke(
            linewidth=self.points(mark.halo_width), foreground=mark.halo, joinstyle="round"
        )
        for effects in ([stroke], None) if mark.halo else (None,):
            self.axes.text(
                x,
                y,
                mark.text,
                fontproperties=self._font(mark.kind),
                color=mark.kind.colour,
                ha="left",
                va="baseline",
                parse_math=False,
                path_effects=effects,
                zorder=order + (0 if effects else 0.5),
            )

    def _font(self, kind: Type) -> FontProperties:
        from matplotlib.font_manager import FontProperties

        return FontProperties(fname=font_file(kind.bold), size=self.points(kind.size))
