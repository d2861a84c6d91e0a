"""A canvas as SVG: texts stay texts, areas carry their keys, nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ruhrmap.picture import grain
from ruhrmap.picture.canvas import About, Canvas, Panel, Shape, Writing
from ruhrmap.picture.lettering import FONT
from ruhrmap.theme import LIGHT, Palette
from ruhrmap.tiles import TILES

# Verdana is as wide as the font that was measured with; the others are narrower.
_FONTS: Final = f"'{FONT}', 'Bitstream Vera Sans', Verdana, 'Noto Sans', 'Segoe UI', sans-serif"
_ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}
_DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def svg(canvas: Canvas) -> bytes:
    """The picture as an SVG file, the same bytes each time."""
    size = canvas.output
    if size.paper is not None:
        wide, high = (f"{_number(side)}mm" for side in size.paper)
    else:
        wide, high = str(size.width), str(size.height)
    box = f"0 0 {_number(canvas.width)} {_number(canvas.height)}"
    language = f' lang="{canvas.about.language}"' if canvas.about else ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="{box}"'
        f' role="img" aria-labelledby="title" aria-describedby="desc"{language}'
        f"{language.replace(' lang', ' xml:lang')}"
        f' font-family="{_FONTS}" text-rendering="geometricPrecision"'
        ' stroke-linejoin="round">',
        *_about(canvas.about),
        *_patterns(canvas),
        f'<rect width="100%" height="100%" fill="{canvas.colour}"/>',
        *(_mark(mark) for mark in canvas.marks),
        "</svg>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _about(about: About | None) -> Iterable[str]:
    if about is None:
        return
    yield f'<title id="title">{_text(about.title)}</title>'
    yield f'<desc id="desc">{_text(about.description)}</desc>'
    told = {
        "title": about.title,
        "description": about.description,
        "language": about.language,
        "creator": about.creator,
        "rights": f"{about.licence}, {about.licence_url}",
        "source": about.credit,
    }
    inside = "".join(f"<dc:{name}>{_text(text)}</dc:{name}>" for name, text in told.items())
    yield (
        f'<metadata><rdf:RDF xmlns:rdf="{_RDF}" xmlns:dc="{_DUBLIN_CORE}">'
        f'<rdf:Description rdf:about="">{inside}</rdf:Description></rdf:RDF></metadata>'
    )


def _patterns(canvas: Canvas) -> Iterable[str]:
    used = {_pattern_id(one): one for one in canvas.marks if isinstance(one, Shape) and one.tile}
    if used:
        yield "<defs>"
        yield from (_pattern(key, one, LIGHT) for key, one in used.items())
        yield "</defs>"


def _pattern(key: str, mark: Shape, palette: Palette) -> str:
    tile = TILES[mark.tile]
    side = f'width="{_number(tile.size)}" height="{_number(tile.size)}"'
    drawn = ""
    for shape, at in tile.marks:
        ink = grain.inking(tile, shape, palette)
        paint = (
            f'fill="none" stroke="{ink.colour}" stroke-width="{_number(ink.line)}"'
            if ink.line
            else f'fill="{ink.colour}"'
        )
        where = " ".join(f'{name}="{value}"' for name, value in at.items())
        drawn += f"<{shape} {where} {paint}/>"
    placed = [f"scale({_number(mark.grain)})"] if mark.grain != 1 else []
    if any(mark.origin):
        placed.insert(0, f"translate({' '.join(_number(one) for one in mark.origin)})")
    if tile.turn:
        placed.append(f"rotate({tile.turn})")
    turned = f' patternTransform="{" ".join(placed)}"' if placed else ""
    return f'<pattern id="{key}" {side} patternUnits="userSpaceOnUse"{turned}>{drawn}</pattern>'


def _pattern_id(mark: Shape) -> str:
    scale = "" if mark.grain == 1 else f"-{round(mark.grain * 100)}"
    start = "".join(f"-{one:.0f}" for one in mark.origin) if any(mark.origin) else ""
    return f"pattern-{mark.tile}{scale}{start}"


def _mark(mark: Shape | Panel | Writing) -> str:
    if isinstance(mark, Writing):
        return _writing(mark)
    if isinstance(mark, Panel):
        box = mark.box
        return (
            f'<rect x="{_number(box.left)}" y="{_number(box.top)}" width="{_number(box.width)}"'
            f' height="{_number(box.height)}" rx="{_number(mark.radius)}"'
            f"{_paint(mark.fill, mark.stroke, mark.width)}/>"
        )
    key = f' id="{mark.key}"' if mark.key else ""
    told = key + "".join(f' {name}="{_text(value)}"' for name, value in mark.data)
    d = "".join(_ring(ring, mark.closed) for ring in mark.rings)
    if not mark.tile:
        return f'<path{told}{_paint(mark.fill, mark.stroke, mark.width)} d="{d}"/>'
    # The pattern lies over the ground: programs that know no patterns keep the colour, and
    # those that draw tiles one by one show no seams.
    pattern = _paint(f"url(#{_pattern_id(mark)})", mark.stroke, mark.width)
    ground = _paint(mark.fill, "", 0)
    return f'<g{told}><path{ground} d="{d}"/><path{pattern} d="{d}"/></g>'


def _paint(fill: str, stroke: str, width: float) -> str:
    painted = f' fill="{fill or "none"}"'
    if stroke and width:
        painted += f' stroke="{stroke}" stroke-width="{_number(width)}"'
    return painted


def _ring(ring: Iterable[tuple[float, float]], closed: bool) -> str:
    points = [f"{_number(x)},{_number(y)}" for x, y in ring]
    if closed and points[0] == points[-1]:
        points.pop()
    return f"M{' '.join(points)}{'z' if closed else ''}"


def _writing(mark: Writing) -> str:
    kind, (x, y) = mark.kind, mark.at
    anchor = "" if mark.align == "left" else f' text-anchor="{_ANCHORS[mark.align]}"'
    weight = ' font-weight="bold"' if kind.bold else ""
    placed = f'x="{_number(x)}" y="{_number(y)}" font-size="{_number(kind.size)}"{weight}{anchor}'
    text = _text(mark.text)
    written = f'<text {placed} fill="{kind.colour}">{text}</text>'
    if not mark.halo:
        return written
    # A text of its own, as few programs for drawings know an order of fill and stroke.
    stroke = f'stroke="{mark.halo}" stroke-width="{_number(mark.halo_width)}"'
    unread = 'aria-hidden="true" pointer-events="none" style="user-select:none"'
    return f'<text {placed} fill="{mark.halo}" {stroke} {unread}>{text}</text>{written}'


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    from xml.sax.saxutils import escape

    return escape(text, {'"': "&quot;"})
