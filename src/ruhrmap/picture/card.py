"""The picture that stands beside a link: sentence, map, legend, key date, sources."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from ruhrmap import coverage, payload
from ruhrmap.coverage import Frame
from ruhrmap.messages import long_date, message, pick
from ruhrmap.model import Catalog
from ruhrmap.picture import areas
from ruhrmap.picture.canvas import Box, Canvas
from ruhrmap.picture.lettering import Type, width
from ruhrmap.theme import LIGHT
from ruhrmap.view import ViewState

SIZE: Final = (1200, 630)

_SHEET: Final = Box(40, 30, 1160, 606)
_COLUMN: Final = Box(40, 74, 468, 560)  # of the words
_MAP: Final = Box(500, 34, 1160, 462)
_LEGEND: Final = Box(500, 478, 1160, 572)
_ROWS: Final = 3  # of the legend, in one column or two
_SWATCH: Final = 22.0
_GAP: Final = 9.0
_FOOT: Final = 586.0


def preview(catalog: Catalog, frames: tuple[Frame, ...], shown: ViewState, geo: Path) -> bytes:
    """The picture of a view as a PNG file.

    Parameters
    ----------
    catalog : Catalog
    frames : tuple of Frame
    shown : ViewState
        Key date, level, place and language count.
    geo : Path
        Folder of the boundaries.
    """
    return drawn(catalog, frames, shown, geo).png()


def drawn(catalog: Catalog, frames: tuple[Frame, ...], shown: ViewState, geo: Path) -> Canvas:
    """The same as a canvas that tells where its texts stand."""
    frame = coverage.frame_on(frames, shown.date)
    canvas = Canvas(*SIZE, LIGHT.page)
    _words(canvas, catalog, frame, shown)
    picture = areas.Picture(catalog, frame, shown.level, shown.place, geo)
    areas.draw(canvas, picture, LIGHT, _MAP)
    _legend(canvas, frame, shown)
    _foot(canvas, catalog, shown.language)
    return canvas


def _words(canvas: Canvas, catalog: Catalog, frame: Frame, shown: ViewState) -> None:
    language = shown.language
    site = Type(19, LIGHT.text_soft, bold=True)
    named = message(language, "share.site", **catalog.words)
    canvas.write(named, site, (_SHEET.left, _SHEET.top))
    date = Type(27, LIGHT.text, bold=True)
    label = Type(17, LIGHT.text_soft)
    bottom = _COLUMN.bottom - date.size * date.leading - label.size * label.leading
    canvas.write(message(language, "ui.key_date"), label, (_COLUMN.left, bottom))
    at = (_COLUMN.left, bottom + label.size * label.leading)
    canvas.write(long_date(language, shown.date), date, at)
    # the sentence as large as it can be, with room for what is said under it
    context = pick(language, frame.context)
    small = canvas.fitting(
        context, Type(18, LIGHT.text_soft), Box(_COLUMN.left, 0, _COLUMN.right, 128), 13
    )
    high = len(canvas.wrapped(context, small, _COLUMN.width)) * small.size * small.leading
    room = Box(_COLUMN.left, _COLUMN.top, _COLUMN.right, bottom - high - 26)
    text = pick(language, frame.sentence)
    large = canvas.fitting(text, Type(34, LIGHT.heading, bold=True, leading=1.22), room, 18)
    lower = canvas.paragraph(text, large, room)
    canvas.paragraph(context, small, Box(_COLUMN.left, lower + 12, _COLUMN.right, bottom))


def _legend(canvas: Canvas, frame: Frame, shown: ViewState) -> None:
    """Statuses that occur, in two columns of one size of type, with the number of places."""
    entries = [entry for entry in frame.legend[shown.level] if entry.count]
    texts = [(str(entry.count), pick(shown.language, entry.label)) for entry in entries]
    for size in range(18, 11, -1):
        kind = Type(size, LIGHT.text)
        bold = replace(kind, bold=True)
        widths = [width(n, bold) + _GAP + width(t, kind) for n, t in texts]
        columns = [max(widths[i : i + _ROWS]) for i in range(0, len(widths), _ROWS)]
        if sum(columns) + len(columns) * _SWATCH * 2 <= _LEGEND.width:
            break
    left = _LEGEND.left
    for index, (entry, (count, label)) in enumerate(zip(entries, texts, strict=True)):
        column, row = divmod(index, _ROWS)
        if column and not row:
            left += columns[column - 1] + 2 * _SWATCH
        top = _LEGEND.top + row * _LEGEND.height / _ROWS
        areas.swatch(canvas, entry.status, LIGHT, Box(left, top, left + _SWATCH, top + _SWATCH))
        at = (left + _SWATCH + _GAP, top + (_SWATCH - kind.size * 1.2) / 2)
        number = canvas.write(count, bold, at)
        canvas.write(label, kind, (number.right + _GAP, at[1]))


def _foot(canvas: Canvas, catalog: Catalog, language: str) -> None:
    census = next(iter(catalog.census.values()))
    population = catalog.sources[census.source_id]
    evidence = long_date(language, coverage.evidence_end(catalog))
    text = message(
        language,
        "picture.sources",
        borders=payload.credit(catalog),
        population=f"{population.publisher}, {population.licence}",
        date=evidence,
    )
    kind = Type(14, LIGHT.text_soft)
    box = Box(_SHEET.left, _FOOT, _SHEET.right, _FOOT + kind.size * 1.5)
    canvas.write(text, canvas.fitting(text, kind, box, 9), (box.left, box.top))
