"""The story as slides for PowerPoint and Impress: native text, a picture, notes, a slide a step.

python-pptx writes the format; the look comes from :mod:`ruhrmap.export.slide_design`. The
file holds no clock: its dates are those of the data package, so it is the same each time.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ruhrmap import coverage, picture
from ruhrmap.coverage import Step
from ruhrmap.export import slide_design as design
from ruhrmap.export.about import about
from ruhrmap.export.material import Material
from ruhrmap.export.selection import Selection
from ruhrmap.licences import licences
from ruhrmap.messages import long_date, message, pick
from ruhrmap.model import Level
from ruhrmap.picture import Size

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

# Points of a caption and of the figures: the largest pair for which a slide has room.
_SIZES: Final = ((20, 30), (20, 26), (20, 22), (18, 22), (18, 18))
_LEADING: Final = 1.2
_NARROWER: Final = 0.92  # the type of the slides, to that of the pictures, which is measured
_WHEN_SIZE: Final = 18
_POINT: Final = 12_700  # EMU
_POINTS: Final = 72  # of an inch
_DPI = 288  # of the maps: a slide as wide as a 4K projector

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Talk:
    """What all slides are made of."""

    deck: Presentation
    material: Material
    language: str
    level: Level

    def say(self, key: str, **fields: str) -> str:
        return message(self.language, f"slides.{key}", **self.material.catalog.words, **fields)


def write(
    material: Material,
    steps: tuple[Step, ...],
    language: str,
    level: Level,
    progress: Progress,
) -> bytes:
    """The file.

    Parameters
    ----------
    material : Material
    steps : tuple of Step
        A slide each.
    language : str
    level : Level
        Of the maps.
    progress : callable
        Told after each slide; may raise to end the work.
    """
    import pptx

    deck = pptx.Presentation()
    design.design(deck, language)
    talk = _Talk(deck, material, language, level)
    makers: list[Callable[[], None]] = [
        partial(_title, talk, steps[-1]),
        *(partial(_step, talk, one) for one in steps),
        partial(_open, talk, steps[-1]),
        partial(_sources, talk),
        partial(_licences, talk),
    ]
    for done, make in enumerate(makers, 1):
        make()
        progress(done, len(makers))
    _properties(talk)
    design.dress(deck)
    file = io.BytesIO()
    deck.save(file)
    return _without_clock(file.getvalue(), material)


def _title(talk: _Talk, last: Step) -> None:
    told = about(talk.material, Selection(talk.language, last.day, talk.level))
    slide = _new(talk, design.TITLE_LAYOUT, talk.say("title"))
    day = long_date(talk.language, last.day)
    _fill(talk, slide, design.SUBTITLE, [talk.say("subtitle", day=day), told.state])
    _show(talk, slide, last, design.FIRST_MAP)


def _step(talk: _Talk, step: Step) -> None:
    lang = talk.language
    slide = _new(talk, design.STEP_LAYOUT, pick(lang, step.title), when=pick(lang, step.when))
    caption, figures = pick(lang, step.caption), _figures(talk, step)
    small, large, high = _fitting(caption, figures)
    _fill(talk, slide, design.CAPTION, [caption], small)
    _set_figures(talk, slide, figures, large, high)
    _show(talk, slide, step, design.MAP)
    _legend(talk, slide, step)
    _small_print(talk, slide)
    _notes(talk, slide, [pick(lang, text) for text in step.notes])


def _open(talk: _Talk, last: Step) -> None:
    slide = _new(talk, design.TEXT_LAYOUT, talk.say("open"))
    _fill(talk, slide, design.TEXT, [pick(talk.language, text) for text in last.open])
    _small_print(talk, slide)


def _sources(talk: _Talk) -> None:
    """Where each accession is known from: the first of its sources."""
    catalog, lang = talk.material.catalog, talk.language
    slide = _new(talk, design.TEXT_LAYOUT, talk.say("sources"))
    frame = _placeholder(slide, design.TEXT).text_frame
    for number, one in enumerate(coverage.accessions(catalog)):
        source = catalog.sources[coverage.sources_of(catalog, one)[0]]
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        _run(talk, paragraph, f"{pick(lang, one.when)}: ", bold=True)
        _run(talk, paragraph, f"{source.publisher}, ")
        _run(talk, paragraph, source.title, link=source.url)
    _small_print(talk, slide)


def _licences(talk: _Talk) -> None:
    catalog, lang = talk.material.catalog, talk.language
    told = about(talk.material, Selection(lang))
    slide = _new(talk, design.TEXT_LAYOUT, talk.say("licences"))
    frame = _placeholder(slide, design.TEXT).text_frame
    paragraph = frame.paragraphs[0]
    for one in licences(talk.material, lang):
        _run(talk, paragraph, f"{one.part}: ", bold=True)
        _run(talk, paragraph, one.short)
        paragraph.add_line_break()
        _run(talk, paragraph, one.title, link=one.url)
        paragraph = frame.add_paragraph()
    version = talk.say("version", version=catalog.version)
    _run(talk, paragraph, f"{version}: ", bold=True)
    _run(talk, paragraph, told.state)
    _small_print(talk, slide)


def _new(talk: _Talk, layout: int, title: str, when: str = "") -> Slide:
    """A slide with its title; ``when`` stands above it in the same place."""
    slide: Slide = talk.deck.slides.add_slide(talk.deck.slide_layouts[layout])
    assert slide.shapes.title is not None
    paragraph = slide.shapes.title.text_frame.paragraphs[0]
    if when:
        run = _run(talk, paragraph, when)
        run.font.size, run.font.bold = _WHEN_SIZE * _POINT, False
        paragraph.add_line_break()
    _run(talk, paragraph, title)
    return slide


def _placeholder(slide: Slide, index: int) -> Any:
    [found] = [one for one in slide.placeholders if one.placeholder_format.idx == index]
    return found


def _fill(talk: _Talk, slide: Slide, index: int, texts: list[str], size: int = 0) -> None:
    frame = _placeholder(slide, index).text_frame
    for number, text in enumerate(texts):
        run = _run(talk, frame.paragraphs[0] if number == 0 else frame.add_paragraph(), text)
        if size:
            run.font.size = size * _POINT


def _figures(talk: _Talk, step: Step) -> list[tuple[str, str]]:
    """Each figure with what it counts."""
    told = []
    for figure in (one.figure for one in step.counters):
        value, label, note = (
            pick(talk.language, text) for text in (figure.value, figure.label, figure.note)
        )
        told.append((value, talk.say("figure_note", label=label, note=note) if note else label))
    return told


def _fitting(caption: str, figures: list[tuple[str, str]]) -> tuple[int, int, float]:
    """Points of caption and figures for which there is room, and how high the figures are."""
    wide, room = design.FIGURES_PLACE.width * _POINTS, design.MAP.height * _POINTS
    beside = wide - design.HANGING * _POINTS
    label = design.BODY_SIZE / 100
    for small, large in _SIZES:
        above = _lines(caption, small, wide) * small * _LEADING
        high = sum(
            (large + (_lines(text, label, beside) - 1) * label) * _LEADING + design.GAP
            for _, text in figures
        )
        if above + high <= room:
            break
    return small, large, high / _POINTS


def _lines(text: str, size: float, wide: float) -> int:
    canvas = picture.Canvas(wide, wide, "")
    return len(canvas.wrapped(text, picture.Type(size * _NARROWER, ""), wide))


def _set_figures(
    talk: _Talk, slide: Slide, figures: list[tuple[str, str]], size: int, high: float
) -> None:
    from pptx.enum.dml import MSO_THEME_COLOR

    place, above = design.FIGURES_PLACE, design.CAPTION_PLACE
    holder = _placeholder(slide, design.FIGURES)
    if high > place.height:
        top = place.top + place.height - high
        _move(holder, replace(place, top=top, height=high))
        _move(_placeholder(slide, design.CAPTION), replace(above, height=top - above.top))
    frame = holder.text_frame
    for number, (value, label) in enumerate(figures):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = _run(talk, paragraph, value, bold=True)
        run.font.size = size * _POINT
        run.font.color.theme_color = MSO_THEME_COLOR.TEXT_2
        _run(talk, paragraph, f"\t{label}")


def _move(holder: Any, place: design.Place) -> None:
    holder.left, holder.top, holder.width, holder.height = (
        round(one * design.INCH) for one in (place.left, place.top, place.width, place.height)
    )


def _show(talk: _Talk, slide: Slide, step: Step, place: design.Place) -> None:
    told = pick(talk.language, step.alternative[talk.level])
    _insert(talk, slide, design.PICTURE, _Drawing(picture.map_alone, step, place), told)


def _legend(talk: _Talk, slide: Slide, step: Step) -> None:
    told = picture.legend_in_words(talk.material, step, talk.level, talk.language)
    drawing = _Drawing(picture.legend_alone, step, design.LEGEND_PLACE)
    _insert(talk, slide, design.LEGEND, drawing, told)


@dataclass(frozen=True, slots=True)
class _Drawing:
    draw: Callable[..., picture.Canvas]
    step: Step
    place: design.Place

    def png(self, talk: _Talk) -> bytes:
        place = self.place
        size = Size(round(place.width * _DPI), round(place.height * _DPI))
        canvas = self.draw(
            talk.material, self.step, talk.level, talk.language, size, place.width * _POINTS
        )
        return canvas.png()


def _insert(talk: _Talk, slide: Slide, index: int, drawing: _Drawing, told: str) -> None:
    """A picture in its place, with what it shows for who does not see it."""
    holder = _placeholder(slide, index)
    name = holder.name
    shown = holder.insert_picture(io.BytesIO(drawing.png(talk)))
    shown.name = name
    shown._element.nvPicPr.cNvPr.set("descr", told)


def _notes(talk: _Talk, slide: Slide, texts: list[str]) -> None:
    if not texts:
        return
    frame: Any = slide.notes_slide.notes_text_frame
    for number, text in enumerate(texts):
        _run(talk, frame.paragraphs[0] if number == 0 else frame.add_paragraph(), text)


def _small_print(talk: _Talk, slide: Slide) -> None:
    from pptx.oxml import parse_xml

    date = long_date(talk.language, talk.material.catalog.data_date)
    tree = slide.shapes._spTree
    texts = {"ftr": talk.say("footer", date=date), "sldNum": str(len(talk.deck.slides))}
    for number, (kind, text) in enumerate(texts.items(), 90):
        tree.append(parse_xml(design.small_print(kind, number, escape(text), talk.language)))


def _run(talk: _Talk, paragraph: Any, text: str, *, bold: bool = False, link: str = "") -> Any:
    run = paragraph.add_run()
    run.text = text
    run.font.language_id = design.language_id(talk.language)
    if bold:
        run.font.bold = True
    if link:
        run.hyperlink.address = link
    return run


def _properties(talk: _Talk) -> None:
    """What the file says of itself: nothing of whoever made it, and no clock."""
    properties = talk.deck.core_properties
    day = datetime.combine(talk.material.catalog.data_date, time())
    properties.title = talk.say("title")
    properties.author = properties.last_modified_by = talk.material.creator
    properties.language = design.LANGUAGE_TAGS[talk.language]
    properties.subject = properties.keywords = properties.comments = properties.category = ""
    properties.created = properties.modified = properties.last_printed = day
    properties.revision = 1
    properties.version = talk.material.catalog.version


def _without_clock(body: bytes, material: Material) -> bytes:
    """The same archive with the date of the data on every part."""
    day = material.catalog.data_date
    file = io.BytesIO()
    with ZipFile(io.BytesIO(body)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name, part in _parts(old):
            info = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            new.writestr(info, part)
    return file.getvalue()


def _parts(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    for name in archive.namelist():
        yield name, archive.read(name)
