"""The poster: how things stand as a large map, and under it a small one for each accession."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Final

from ruhrmap import coverage
from ruhrmap.coverage import Change, Frame, Milestone, Status
from ruhrmap.licences import licences
from ruhrmap.messages import long_date, message, pick, plural
from ruhrmap.model import Catalog, Level
from ruhrmap.picture import areas, layout, words
from ruhrmap.picture.areas import Look, Picture
from ruhrmap.picture.canvas import Box, Canvas
from ruhrmap.picture.layout import Grid, Legend
from ruhrmap.picture.lettering import Type
from ruhrmap.picture.size import A3
from ruhrmap.picture.words import Entry, Material
from ruhrmap.theme import LIGHT

# In quarters of a millimetre.
_WIDE: Final = 1680.0
_HIGH: Final = 1188.0
_MARGIN: Final = 62.0
_COLUMN: Final = 500.0  # of heading, sentence and figures
_GUTTER: Final = 44.0
_GAP: Final = 26.0  # between small maps
_COLUMNS: Final = 5  # of small maps at the least, or a few would leave no room for the large one

_SITE: Final = Type(19, LIGHT.text_soft, bold=True)
_HEADING: Final = Type(58, LIGHT.heading, bold=True, leading=1.12)
_SENTENCE: Final = Type(19, LIGHT.text, leading=1.36)
_CONTEXT: Final = Type(15.5, LIGHT.text_soft, leading=1.36)
_FIGURES: Final = Grid(
    2,
    gap=26,
    row_gap=20,
    value=Type(37, LIGHT.text, bold=True, leading=1.16),
    label=Type(15.5, LIGHT.text, leading=1.25),
    note=Type(13, LIGHT.text_soft, leading=1.28),
)
_ENTRY: Final = Type(15, LIGHT.text)
_SERIES: Final = Type(22, LIGHT.heading, bold=True)
_WHEN: Final = Type(14.5, LIGHT.text, bold=True, leading=1.22)
_NAMES: Final = Type(15, LIGHT.text, leading=1.3)
_NAMES_HIGH: Final = 200.0  # of names under a small map, at the most
_COUNT: Final = Type(13.5, LIGHT.text_soft, leading=1.3)
_FOOT: Final = Type(10.5, LIGHT.text_soft, leading=1.4)
_FOOT_LABEL: Final = Type(10.5, LIGHT.text, bold=True, leading=1.5)
_DOT: Final = 7.0


def poster(material: Material, level: Level, language: str) -> Canvas:
    """The poster of the accessions, A3, as things stand when the evidence ends."""
    catalog = material.catalog
    day = coverage.evidence_end(catalog)
    frame = coverage.frame_on(material.frames, day)
    told = coverage.milestones(catalog, material.frames)
    heading = message(language, "picture.poster_heading", **material.catalog.words)
    described = [frame.sentence, *(one.alternative[level] for one in told)]
    in_words = " ".join(pick(language, text) for text in described)
    about = words.about(material, language, heading, in_words)
    canvas = Canvas(_WIDE, _HIGH, LIGHT.page, A3, about)
    inner = canvas.box.grown(-_MARGIN)
    foot = _foot(canvas, material, language, inner)
    series = _series(canvas, material, told, level, language, replace(inner, bottom=foot - 22))
    upper = replace(inner, bottom=series - 32)
    _words(canvas, material.catalog, frame, language, replace(upper, right=upper.left + _COLUMN))
    picture = Picture(catalog, frame, level, None, material.folder / "geo")
    large = replace(upper, left=upper.left + _COLUMN + _GUTTER)
    seen = {status for one in told for status in one.frame.statuses[level].values()}
    _large(canvas, picture, seen, language, long_date(language, day), large)
    return canvas


def _words(canvas: Canvas, catalog: Catalog, frame: Frame, language: str, box: Box) -> None:
    """Heading, sentence and figures, from the top to the foot of their column."""
    canvas.write(message(language, "share.site", **catalog.words), _SITE, (box.left, box.top - 4))
    y = box.top + 34
    canvas.bar(Box(box.left, y, box.left + 74, y + 7), LIGHT.accent)
    figures = words.values(language, frame.figures)
    lower = box.bottom - _FIGURES.height(canvas, figures, box.width)
    _FIGURES.draw(canvas, figures, replace(box, top=lower))
    heading = message(language, "picture.poster_heading", **catalog.words)
    sentence, context = pick(language, frame.sentence), pick(language, frame.context)
    room = replace(box, top=y + 26, bottom=lower - 22)
    size = _HEADING.size
    while True:
        kind = replace(_HEADING, size=size)
        parts = ((heading, kind), (sentence, _SENTENCE), (context, _CONTEXT))
        high = sum(canvas.height_of(text, one, box.width) for text, one in parts) + 28
        if (high <= room.height and canvas.fits(heading, kind, room)) or size <= 30:
            break
        size -= 1
    narrow = replace(room, right=room.left + canvas.balanced(heading, kind, room.width))
    y = canvas.paragraph(heading, kind, narrow) + 14
    for text, one in parts[1:]:
        y = canvas.paragraph(text, one, replace(room, top=y)) + 14


def _large(
    canvas: Canvas, picture: Picture, seen: Set[Status], language: str, date: str, box: Box
) -> None:
    """The map of the end of the story; its legend explains what the small ones show too."""
    entries = tuple(words.legend(language, picture.frame, picture, seen))
    legend = Legend.of(entries, box.width, _ENTRY)
    frame = replace(box, bottom=box.bottom - legend.height_of(legend.rows) - 18)
    look = Look(rim=18, name=0, grain=1.15, line=1.15)
    place = areas.draw(canvas, picture, LIGHT, frame, look)
    texts = (message(language, "ui.key_date"), date)
    layout.key_date(canvas, texts, picture.geo, place, frame, scale=1.3)
    areas.names(canvas, picture, LIGHT, place, 17)
    legend.draw(canvas, (box.left, frame.bottom + 18))


def _series(
    canvas: Canvas,
    material: Material,
    told: Sequence[Milestone],
    level: Level,
    language: str,
    box: Box,
) -> float:
    """The small maps along a line of time, at the foot of a box; gives their upper edge."""
    if not told:
        return box.bottom
    columns = max(_COLUMNS, len(told))
    wide = (box.width - (columns - 1) * _GAP) / columns
    lefts = [box.left + index * (wide + _GAP) for index in range(len(told))]
    texts = [
        (
            pick(language, one.when),
            _named(canvas, one, language, wide),
            pick(language, one.counts[level]),
        )
        for one in told
    ]
    when_high = max(canvas.height_of(when, _WHEN, wide) for when, _, _ in texts)
    said_high = max(
        canvas.height_of(names, _NAMES, wide) + canvas.height_of(count, _COUNT, wide)
        for _, names, count in texts
    )
    map_high = wide * 0.62
    top = box.bottom - (_SERIES.line + 36 + when_high + 6 + map_high + 8 + said_high + 4)
    _series_heading(canvas, told, level, language, replace(box, top=top))
    line = top + _SERIES.line + 20
    canvas.bar(Box(box.left, line - 1, box.right, line + 1), LIGHT.heading)
    for left, one, (when, names, count) in zip(lefts, told, texts, strict=True):
        canvas.disc((left + _DOT, line), _DOT, LIGHT.accent, LIGHT.casing, 1.5)
        y = line + 16
        canvas.paragraph(when, _WHEN, Box(left, y, left + wide, y))
        y += when_high + 6
        picture = Picture(
            material.catalog, one.frame, level, None, material.folder / "geo", one.marks[level]
        )
        look = Look(rim=8, name=0, grain=0.55, line=0.5, prefix=f"{one.accession.day.isoformat()}-")
        areas.draw(canvas, picture, LIGHT, Box(left, y, left + wide, y + map_high), look)
        y = canvas.paragraph(names, _NAMES, Box(left, y + map_high + 8, left + wide, y)) + 2
        canvas.paragraph(count, _COUNT, Box(left, y, left + wide, y))
    return top


def _named(canvas: Canvas, one: Milestone, language: str, wide: float) -> str:
    """Who joined, or how many where their names would take the room of the large map."""
    names = pick(language, one.names)
    room = Box(0, 0, wide, _NAMES_HIGH)
    return names if canvas.fits(names, _NAMES, room) else pick(language, one.how_many)


def _series_heading(
    canvas: Canvas,
    told: Sequence[Milestone],
    level: Level,
    language: str,
    box: Box,
) -> None:
    text = plural(language, "picture.poster_series", len(told))
    canvas.write(text, _SERIES, (box.left, box.top))
    new = {one for milestone in told for one in milestone.marks[level].values()}
    entries = tuple(
        Entry(one, "", pick(language, coverage.change_label(one))) for one in Change if one in new
    )
    legend = Legend.of(entries, box.width, replace(_ENTRY, size=13.5))
    legend.draw(canvas, (box.right - legend.width, box.top + 5))


def _foot(canvas: Canvas, material: Material, language: str, inner: Box) -> float:
    """Sources on the left, what is not known on the right; gives the upper edge."""
    facts, *others = licences(material, language)
    sources = [f"{facts.part}: {facts.short}, {facts.name} ({facts.url})"]
    sources += [f"{one.part}: {one.short} ({one.url})" for one in others]
    unknown = [pick(language, text) for text in coverage.caveats(material.catalog)]
    half = (inner.width - _GUTTER) / 2
    columns = [
        (inner.left, message(language, "picture.poster_sources"), " · ".join(sources)),
        (inner.right - half, message(language, "picture.poster_unknown"), " ".join(unknown)),
    ]
    high = max(canvas.height_of(text, _FOOT, half) for _, _, text in columns) + _FOOT_LABEL.line
    top = inner.bottom + _MARGIN * 0.32 - high
    canvas.bar(Box(inner.left, top - 14, inner.right, top - 13), LIGHT.rule)
    for left, label, text in columns:
        canvas.write(label, _FOOT_LABEL, (left, top))
        canvas.paragraph(text, _FOOT, Box(left, top + _FOOT_LABEL.line, left + half, top))
    return top - 14
