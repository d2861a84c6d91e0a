"""Sheets and slides: at every size all that must be said is there, whole and apart."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from benchmarks import made
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from ruhrmap import catalog, coverage, picture
from ruhrmap.coverage import Change, Frame
from ruhrmap.export import Material
from ruhrmap.messages import LANGUAGES, long_date, pick
from ruhrmap.model import Catalog, Level
from ruhrmap.picture import Canvas, Scene, Size, Type, lettering
from ruhrmap.picture.canvas import Shape
from ruhrmap.picture.lettering import width
from ruhrmap.picture.moving import frames_of
from ruhrmap.theme import LIGHT
from support.sheets import assert_whole

WITTEN = "05954036"
SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2024, 4, 8)
# of the named sizes those that are laid out differently; the others are the same in units
FORMS = ("hd", "square", "a4")


@pytest.fixture(scope="module")
def material(ours: Catalog, frames: tuple[Frame, ...]) -> Material:
    return Material(ours, frames, catalog.default_path())


def said(canvas: Canvas) -> str:
    """All words of a picture in the order in which they were written."""
    return " ".join(text for text, _ in canvas.texts)


# what is said


@pytest.mark.parametrize(("name", "level"), list(product(FORMS, Level)))
def test_a_sheet_says_all_of_every_frame_and_nothing_is_cut(
    material: Material, name: str, level: Level
) -> None:
    size = picture.SIZES[name]
    for frame, language in product(material.frames, LANGUAGES):
        scene = Scene(frame.start, level, language, WITTEN)
        canvas = picture.sheet(material, scene, size)
        assert_whole(canvas)
        words = said(canvas)
        assert pick(language, frame.sentence) in words
        assert pick(language, frame.context) in words
        assert long_date(language, frame.start) in words
        for figure in frame.figures[:4]:
            assert f"{pick(language, figure.value)} {pick(language, figure.label)}" in words
            assert pick(language, figure.note) in words
        for entry in frame.legend[level]:
            told = f"{entry.count} {pick(language, entry.label)}"
            assert (told in words) is bool(entry.count), "the map is counted as the frame counts"
        evidence = long_date(language, coverage.evidence_end(material.catalog))
        for needed in ("CC-BY-4.0", "dl-de/by-2-0", "dl-de/zero-2-0", "Geobasis NRW", evidence):
            assert needed in words


@pytest.mark.parametrize(("name", "level"), list(product(FORMS, Level)))
def test_the_pictures_of_the_story_say_who_joined_when(
    material: Material, name: str, level: Level
) -> None:
    told = coverage.steps(material.catalog, material.frames)
    for language in LANGUAGES:
        stills = list(frames_of(material, told, level, language, picture.SIZES[name], _nobody))
        maps = set()
        for still in stills:
            assert_whole(still.canvas)
            shapes = [one for one in still.canvas.marks if isinstance(one, Shape) and one.key]
            maps.add(min(point for shape in shapes for ring in shape.rings for point in ring))
        assert len(maps) == 1, "the map stands still"
        # each step that is drawn has a picture of who is new, and each one of how things stand
        assert len(stills) == len(told) + sum(1 for step in told if step.marks[level])
        settled = [still for still in stills if not _is_new(still.canvas)]
        for step, still in zip(told, settled, strict=True):
            words = said(still.canvas)
            for text in (step.when, step.title, step.caption):
                assert pick(language, text) in words
            assert step.day.isoformat() in still.name
        assert all(2000 <= still.milliseconds <= 12000 for still in stills)
        assert sorted(still.name for still in stills) == [still.name for still in stills]


def _nobody(done: int, total: int) -> None:
    assert done <= total


def _is_new(canvas: Canvas) -> bool:
    return any(isinstance(one, Shape) and "data-change" in dict(one.data) for one in canvas.marks)


def test_named_sizes_differ_only_in_scale() -> None:
    """What is tried at one of them holds at the others of its form."""
    sizes = picture.SIZES
    units = {name: (one.width / one.unit, one.height / one.unit) for name, one in sizes.items()}
    assert units["hd"] == units["fullhd"] == units["4k"] == (1280, 720)
    assert units["a3"] == pytest.approx(units["a4"], rel=0.001)
    assert {sizes[name].form for name in FORMS} == {"wide", "tall", "broad"}


def test_nothing_is_cut_at_any_other_size(material: Material) -> None:
    longest = max(material.frames, key=lambda one: len(one.sentence.de + one.context.de))

    @settings(max_examples=25)
    @given(st.integers(320, 3840), st.integers(180, 3840), st.sampled_from(Level))
    @example(3840, 180, Level.MUNICIPALITY)
    @example(320, 3840, Level.MUNICIPALITY)
    def tried(wide: int, high: int, level: Level) -> None:
        scene = Scene(longest.start, level, "de", WITTEN)
        assert_whole(picture.sheet(material, scene, picture.size(f"{wide}x{high}")))

    tried()


def test_newcomers_are_highlighted_and_in_the_legend(material: Material) -> None:
    step = coverage.steps(material.catalog, material.frames)[3]
    level = Level.MUNICIPALITY
    scene = Scene(step.day, level, "de", marks=step.marks[level])
    words = said(picture.sheet(material, scene, picture.SIZES["hd"]))
    for change in (Change.NEW_MEMBER, Change.NEW_ASSUMED):
        count = sum(1 for one in step.marks[level].values() if one is change)
        assert f"{count} {coverage.change_label(change).de}" in words
    plain = said(picture.sheet(material, Scene(step.day, level, "de"), picture.SIZES["hd"]))
    assert coverage.change_label(Change.NEW_MEMBER).de not in plain


def test_a_map_alone_has_legend_key_date_and_sources(material: Material) -> None:
    scene = Scene(DAY, Level.DISTRICT, "en", words=False)
    canvas = picture.sheet(material, scene, picture.SIZES["hd"])
    assert_whole(canvas)
    frame = coverage.frame_on(material.frames, DAY)
    assert frame.sentence.en not in said(canvas)
    for needed in ("8 April 2024", "13 member", "CC-BY-4.0"):
        assert needed in said(canvas)


def test_a_day_outside_of_the_axis_is_refused(material: Material) -> None:
    with pytest.raises(ValueError, match="outside"):
        picture.sheet(material, Scene(date(1999, 1, 1), Level.DISTRICT, "de"), Size(1280, 720))


@pytest.mark.parametrize(
    "text", ["", "huge", "1280", "1280x", "-5x10", "300x300", "4000x2000", "800x100", "1e3x900"]
)
def test_a_size_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no size|than pictures"):
        picture.size(text)


# files


@pytest.fixture(scope="module")
def canvas(material: Material) -> Canvas:
    scene = Scene(DAY, Level.MUNICIPALITY, "de", WITTEN)
    return picture.sheet(material, scene, picture.SIZES["hd"])


def test_the_same_picture_is_the_same_file(canvas: Canvas) -> None:
    for write in (canvas.png, canvas.svg, canvas.pdf):
        assert write() == write()


def test_a_png_has_its_size_and_says_under_which_licence(canvas: Canvas) -> None:
    image = Image.open(io.BytesIO(canvas.png()))
    assert image.size == (1280, 720)
    assert canvas.about is not None
    assert image.info["Title"] == canvas.about.title
    assert "creativecommons.org" in image.info["Copyright"]
    assert "Geobasis NRW" in image.info["Source"]


def test_an_svg_keeps_texts_as_texts_and_areas_by_their_keys(canvas: Canvas) -> None:
    body = canvas.svg()
    root = ElementTree.fromstring(body)
    assert (root.get("width"), root.get("height"), root.get("lang")) == ("1280", "720", "de")
    assert root.get("role") == "img"
    assert canvas.about is not None
    assert root.findtext(f"{SVG}title") == canvas.about.title
    assert root.findtext(f"{SVG}desc") == canvas.about.description
    written = [one for one in root.iter(f"{SVG}text") if one.get("aria-hidden") is None]
    texts = [element.text for element in written]
    assert texts == [text for text, _ in canvas.texts]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {f"ags-{place}" for place in (WITTEN, "05113000")} <= set(ids)
    # nothing is fetched: names of vocabularies and addresses of licences are only read
    assert not re.search(rb"<(image|script|style|link|a)\b|@import|href", body)
    patterns = {f"#{one.get('id')}".encode() for one in root.iter(f"{SVG}pattern")}
    assert set(re.findall(rb"url\(([^)]*)\)", body)) == patterns


def test_a_pdf_is_a_page_of_vectors_with_its_fonts(canvas: Canvas, material: Material) -> None:
    scene = Scene(DAY, Level.MUNICIPALITY, "de")
    body = picture.sheet(material, scene, picture.SIZES["a4"]).pdf()
    box = re.search(rb"/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+) ?\]", body)
    assert box is not None
    millimetres = [float(side) / 72 * 25.4 for side in box.groups()]
    assert millimetres == pytest.approx([297, 210], abs=0.01)
    assert b"/Subtype /Image" not in body
    assert b"CreationDate" not in body
    assert len(re.findall(rb"/FontFile2", body)) >= 2, "upright and bold, inside"
    assert b"/Title" in body
    assert b"/Keywords" in body


def test_colours_of_areas_are_exactly_those_of_the_theme(canvas: Canvas) -> None:
    image = Image.open(io.BytesIO(canvas.png())).convert("RGB")
    found = {f"#{r:02x}{g:02x}{b:02x}" for _, (r, g, b) in image.getcolors(1 << 24) or ()}
    for colour in (LIGHT.member, LIGHT.represented, LIGHT.none, LIGHT.dots, LIGHT.page):
        assert colour in found


def numbers_of(canvas: Canvas) -> Iterator[str]:
    """Lines that begin or end within a date."""
    for text, _ in canvas.texts:
        if re.search(r"\b[0-9]{1,2}\.$", text):
            yield text


def test_dates_are_not_broken(canvas: Canvas) -> None:
    assert list(numbers_of(canvas)) == []


def test_texts_are_measured_right_while_others_measure() -> None:
    """The font that measures is one for all threads, and what it says is kept."""
    texts = [f"{'i' * (number % 40)}{'W' * (number % 7)}{number}" for number in range(500)]
    kinds = (Type(10, "#000000"), Type(10, "#000000", bold=True))

    def measured(start: int) -> dict[tuple[str, bool], float]:
        turned = texts[start:] + texts[:start]
        return {(one, kind.bold): width(one, kind) for one in turned for kind in kinds}

    alone = measured(0)
    forgotten: Any = lettering._per_size
    forgotten.cache_clear()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            told = list(threads.map(measured, range(0, len(texts), 70)))
    finally:
        sys.setswitchinterval(interval)
        forgotten.cache_clear()
    assert all(one == alone for one in told)


def test_names_keep_off_the_key_date_where_the_region_fills_every_corner(tmp_path: Path) -> None:
    made.write(tmp_path, 60, catalog.default_path())
    own = catalog.load(tmp_path)
    squares = Material(own, coverage.frames(own), tmp_path)
    for level in Level:
        scene = Scene(coverage.evidence_end(own), level, "de")
        assert_whole(picture.sheet(squares, scene, picture.SIZES["square"]))
        assert_whole(picture.poster(squares, level, "de"))
