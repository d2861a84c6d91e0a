"""What is made to be looked at: each medium, its name, its steps, and that it can be stopped."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pptx
import pytest
from PIL import Image
from pptx.enum.shapes import PP_PLACEHOLDER

from ruhrmap import cli, coverage, export, picture, site, theme
from ruhrmap.api import downloads
from ruhrmap.coverage import Pace, Step
from ruhrmap.export import (
    Material,
    Medium,
    Order,
    Part,
    presentation,
    show,
    show_name,
    slide_design,
)
from ruhrmap.export import slides as slides_module
from ruhrmap.export.slide_design import TEXT
from ruhrmap.messages import LANGUAGES, pick
from ruhrmap.model import Level
from ruhrmap.picture import Size
from support import tools

OPENS = date(2024, 4, 10)
SMALL = Size(320, 180)


@pytest.fixture(scope="module")
def material() -> Material:
    return downloads.material(site.data_path())


@pytest.fixture(scope="module")
def steps(material: Material) -> tuple[Step, ...]:
    return coverage.steps(material.catalog, material.frames)


class Told:
    """What progress was told."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.heard: list[tuple[int, int]] = []
        self._stop_at = stop_at

    def __call__(self, done: int, total: int) -> None:
        self.heard.append((done, total))
        if done == self._stop_at:
            raise KeyboardInterrupt


STARTS = {
    Medium.PNG: b"\x89PNG\r\n",
    Medium.SVG: b"<?xml",
    Medium.PDF: b"%PDF-1.",
    Medium.GIF: b"GIF89a",
    Medium.FRAMES: b"PK\x03\x04",
    Medium.PPTX: b"PK\x03\x04",
    Medium.POSTER: b"%PDF-1.",
    Medium.HTML: b"<!doctype html>",
}


def test_every_medium_is_known_here() -> None:
    assert set(STARTS) == set(Medium)


@pytest.mark.parametrize("medium", [Medium.PNG, Medium.SVG, Medium.PDF, Medium.POSTER, Medium.HTML])
def test_each_medium_is_what_it_says(material: Material, medium: Medium) -> None:
    told = Told()
    made = show(material, Order(medium, "de", OPENS, size=SMALL), told)
    assert made.body[:15].lower().startswith(STARTS[medium].lower())
    assert made.media_type == medium.media_type
    assert made.name.endswith(f".{medium.ending}")
    assert told.heard[-1][0] == told.heard[-1][1]


def test_a_presentation_is_the_one_that_the_server_gives(material: Material) -> None:
    order = Order(Medium.HTML, "en", OPENS, live="https://karte.example/")
    assert show(material, order, Told()).body == presentation.write(
        material, "https://karte.example/"
    )


def test_a_picture_is_as_large_as_was_asked(material: Material) -> None:
    body = show(material, Order(Medium.PNG, "en", OPENS, size=Size(400, 300)), Told()).body
    with Image.open(io.BytesIO(body)) as image:
        assert image.size == (400, 300)


@pytest.mark.parametrize("medium", [Medium.GIF, Medium.FRAMES, Medium.PPTX])
def test_whoever_is_told_of_progress_can_stop_it(material: Material, medium: Medium) -> None:
    told = Told(stop_at=1)
    with pytest.raises(KeyboardInterrupt):
        show(material, Order(medium, "de", OPENS, size=SMALL), told)
    done, total = told.heard[-1]
    assert done == 1
    assert total > 8


@pytest.mark.parametrize(
    ("order", "name"),
    [
        (Order(Medium.PNG, "de", OPENS), "ruhrmap-karte-gemeinden-2024-04-10.png"),
        (
            Order(Medium.PNG, "en", OPENS, Level.DISTRICT, "05954", picture.size("4k")),
            "ruhrmap-map-districts-ennepe-ruhr-kreis-2024-04-10-4k.png",
        ),
        (
            Order(Medium.PDF, "de", OPENS, size=Size(1600, 900)),
            "ruhrmap-karte-gemeinden-2024-04-10-1600x900.pdf",
        ),
        (
            Order(Medium.PPTX, "de", OPENS, Level.DISTRICT, "05954", pace=Pace.YEAR),
            "ruhrmap-folien-kreise-jahre-1.0.0.pptx",
        ),
        (Order(Medium.FRAMES, "en", OPENS), "ruhrmap-frames-municipalities-1.0.0.zip"),
        (Order(Medium.HTML, "de", OPENS), "ruhrmap-praesentation-1.0.0.html"),
    ],
)
def test_the_name_tells_what_is_inside(material: Material, order: Order, name: str) -> None:
    assert show_name(material, order) == name


def test_a_name_tells_apart_whatever_changes_the_file(material: Material) -> None:
    other: dict[Part, dict[str, Any]] = {
        Part.LANGUAGE: {"language": "en"},
        Part.DAY: {"day": date(2019, 1, 31)},
        Part.LEVEL: {"level": Level.DISTRICT},
        Part.PLACE: {"place": "05954036"},
        Part.SIZE: {"size": Size(1234, 777)},
        Part.PACE: {"pace": Pace.YEAR},
    }
    assert set(other) == set(Part)
    for medium in Medium:
        order = Order(medium, "de", OPENS)
        for part, fields in other.items():
            same = show_name(material, order) == show_name(material, replace(order, **fields))
            assert same is (part not in medium.takes) or part is Part.LANGUAGE, (medium, part)


@pytest.fixture(scope="module", autouse=True)
def _coarse_maps() -> Iterator[None]:
    """Slides are laid out the same whatever their maps hold."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slides_module, "_DPI", 24)
        yield


@pytest.fixture(scope="module")
def deck_file(material: Material, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The slides as a file, in German."""
    path = tmp_path_factory.mktemp("slides") / "ruhr.pptx"
    path.write_bytes(show(material, Order(Medium.PPTX, "de", OPENS), Told()).body)
    return path


@pytest.fixture(scope="module")
def slides(deck_file: Path) -> list[Any]:
    return list(pptx.Presentation(str(deck_file)).slides)


def text_of(shape: Any) -> str:
    return str(shape.text_frame.text).replace("\v", "\n")


def pictures(slide: Any) -> list[Any]:
    return [one for one in slide.shapes if one.shape_type is not None and hasattr(one, "image")]


def holders(slide: Any) -> dict[Any, Any]:
    return {one.placeholder_format.type: one for one in slide.placeholders}


def runs(slide: Any) -> Iterator[Any]:
    for shape in slide.shapes:
        if shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                yield from paragraph.runs


class TestSlides:
    def test_one_a_step_between_title_and_sources(
        self, slides: list[Any], steps: tuple[Step, ...]
    ) -> None:
        assert len(slides) == 1 + len(steps) + 3
        for slide, step in zip(slides[1:], steps, strict=False):
            assert text_of(slide.shapes.title) == f"{step.when.de}\n{step.title.de}"
            said = " ".join(text_of(one) for one in slide.placeholders if one.has_text_frame)
            assert step.caption.de in said
            for figure in (one.figure for one in step.counters):
                assert f"{figure.value.de}\t{figure.label.de}" in said
                assert figure.note.de in said

    def test_each_map_is_told_in_words(self, slides: list[Any], steps: tuple[Step, ...]) -> None:
        for slide, step in zip(slides[1:], steps, strict=False):
            shown, legend = pictures(slide)
            words = shown._element.nvPicPr.cNvPr.get("descr")
            assert words == step.alternative[Level.MUNICIPALITY].de
            assert legend._element.nvPicPr.cNvPr.get("descr").startswith("Legende: ")
        assert all(len(pictures(slide)) in (0, 1, 2) for slide in slides)

    def test_notes_say_what_the_step_says(self, slides: list[Any], steps: tuple[Step, ...]) -> None:
        for slide, step in zip(slides[1:], steps, strict=False):
            if step.notes:
                frame = slide.notes_slide.notes_text_frame
                assert [one.text for one in frame.paragraphs] == [one.de for one in step.notes]

    def test_what_is_open_and_every_licence_stand_at_the_end(
        self, slides: list[Any], steps: tuple[Step, ...], material: Material
    ) -> None:
        open_, sources, licences = slides[-3:]
        [body] = [one for one in open_.placeholders if one.placeholder_format.idx == TEXT]
        said = [paragraph.text for paragraph in body.text_frame.paragraphs]
        assert said == [one.de for one in steps[-1].open]
        linked = Counter(r.hyperlink.address for r in runs(sources) if r.hyperlink.address)
        known = {one.url for one in material.catalog.sources.values()}
        assert sum(linked.values()) == len(coverage.accessions(material.catalog))
        assert set(linked) <= known
        words = " ".join(text_of(one) for one in licences.placeholders if one.has_text_frame)
        for name in ("dl-de/by-2-0", "dl-de/zero-2-0", "Creative Commons", "Zensus 2022"):
            assert name in words
        assert all(r.hyperlink.address for r in runs(licences) if "Datenlizenz" in r.text)

    def test_no_place_of_a_layout_is_left_empty(self, slides: list[Any]) -> None:
        for slide in slides:
            filled = {one.placeholder_format.idx for one in slide.placeholders}
            wanted = {one.placeholder_format.idx for one in slide.slide_layout.placeholders}
            assert filled == wanted
            for one in slide.placeholders:
                assert not one.has_text_frame or one.text_frame.text.strip()

    def test_nothing_overlaps_or_leaves_the_slide(self, slides: list[Any]) -> None:
        for slide in slides:
            boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
            for left, top, right, bottom in boxes:
                assert left >= 0
                assert top >= 0
                assert right <= 12_192_000
                assert bottom <= 6_858_000
            for i, one in enumerate(boxes):
                for other in boxes[i + 1 :]:
                    apart = (
                        one[2] <= other[0] + 9144
                        or other[2] <= one[0] + 9144
                        or one[3] <= other[1] + 9144
                        or other[3] <= one[1] + 9144
                    )
                    assert apart, (slide.slide_id, one, other)

    def test_every_run_has_its_language(self, slides: list[Any]) -> None:
        tags = {run._r.rPr.get("lang") for slide in slides for run in runs(slide)}
        assert tags == {"de-DE"}

    def test_type_is_large_and_of_the_theme(self, deck_file: Path) -> None:
        with zipfile.ZipFile(deck_file) as archive:
            names = archive.namelist()
            for name in names:
                if name.startswith("ppt/theme/"):
                    xml = archive.read(name).decode()
                    assert f'typeface="{theme.OFFICE_FONT}"' in xml
                    assert theme.LIGHT.member[1:].upper() in xml
                    assert "4F81BD" not in xml  # the blue of the empty presentation
            slides = [archive.read(one).decode() for one in names if "slides/slide" in one]
            assert "screen4x3" not in archive.read("ppt/presentation.xml").decode()
        sizes = {int(part.split('"')[0]) for xml in slides for part in xml.split(' sz="')[1:]
                 if part.split('"')[0].isdigit()}  # fmt: skip
        assert min(sizes) >= 1800
        leftovers = ("printerSettings", "thumbnail", "app.xml")  # of an empty deck
        assert not [one for one in names if any(left in one for left in leftovers)]

    def test_the_same_bytes_each_time_and_no_clock(
        self, deck_file: Path, material: Material
    ) -> None:
        again = show(material, Order(Medium.PPTX, "de", date(2019, 1, 1)), Told()).body
        assert again == deck_file.read_bytes()
        day = material.catalog.data_date
        with zipfile.ZipFile(deck_file) as archive:
            days = {one.date_time[:3] for one in archive.infolist()}
        properties = pptx.Presentation(str(deck_file)).core_properties
        assert days == {(day.year, day.month, day.day)}
        assert properties.created.date() == properties.modified.date() == day
        assert properties.language == "de-DE"
        assert properties.author == material.creator

    def test_english_slides_are_english(self, material: Material) -> None:
        order = Order(Medium.PPTX, "en", OPENS, Level.DISTRICT, pace=Pace.YEAR)
        deck = pptx.Presentation(io.BytesIO(show(material, order, Told()).body))
        told = coverage.steps(material.catalog, material.frames, Pace.YEAR)
        assert len(deck.slides) == 1 + len(told) + 3
        assert {run._r.rPr.get("lang") for slide in deck.slides for run in runs(slide)} == {"en-GB"}
        shown = pictures(deck.slides[1])[0]
        assert shown._element.nvPicPr.cNvPr.get("descr") == pick(
            "en", told[0].alternative[Level.DISTRICT]
        )

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("level", list(Level))
    def test_a_legend_leaves_no_entry_out(
        self, material: Material, language: str, level: Level
    ) -> None:
        place = slide_design.LEGEND_PLACE
        size, wide = Size(round(place.width * 72), round(place.height * 72)), place.width * 72
        for pace in Pace:
            for step in coverage.steps(material.catalog, material.frames, pace):
                drawn = picture.legend_alone(material, step, level, language, size, wide)
                told = picture.legend_in_words(material, step, level, language)
                assert all(drawn.box.holds(box) for _, box in drawn.texts)
                assert len(drawn.texts) == 2 * (told.count(";") + 1)
                assert all(text in told for text, _ in drawn.texts)

    def test_the_title_is_one(self, slides: list[Any]) -> None:
        assert PP_PLACEHOLDER.CENTER_TITLE in holders(slides[0])
        assert all(PP_PLACEHOLDER.TITLE in holders(slide) for slide in slides[1:])
        assert all(PP_PLACEHOLDER.SLIDE_NUMBER in holders(slide) for slide in slides[1:])


class TestCommand:
    def test_ctrl_c_leaves_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def interrupted(*_: object) -> bytes:
            raise KeyboardInterrupt

        monkeypatch.setattr(picture.Canvas, "png", interrupted)
        assert cli.main(["export", "pptx", "-o", str(tmp_path / "a.pptx")]) == 130
        assert list(tmp_path.iterdir()) == []
        assert capsys.readouterr() == ("", "")

    def test_where_no_file_can_be_is_told_before_the_work(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        begun: list[object] = []
        monkeypatch.setattr(export, "show", lambda *order: begun.append(order))
        for place in (tmp_path / "nowhere" / "a.gif", Path("/proc/a.gif")):
            assert cli.main(["export", "gif", "-o", str(place)]) == 1
            assert capsys.readouterr().err.count("\n") == 1
        assert begun == []

    def test_the_closing_line_tells_size_and_length(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "a.png"
        arguments = ["export", "png", "-o", str(path), "--size", "640x360", "--lang", "en"]
        assert cli.main([*arguments, "--place", "Witten", "--level", "district"]) == 0
        kilobytes = f"{path.stat().st_size / 1000:.0f}"
        said = capsys.readouterr()
        assert said == (f"Geschrieben: {path} (640 × 360, {kilobytes} kB)\n", "")
        with Image.open(path) as image:
            assert image.size == (640, 360)

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["png", "--size", "riesig"], "„riesig“"),
            (["png", "--size", "9999x9999"], "320x180"),
            (["gif", "--pace", "schnell"], "accession, year"),
            (["gif", "--date", "2024-04-10"], "--date gilt nicht für gif"),
            (["html", "--lang", "en"], "--lang gilt nicht für html"),
            (["csv", "--size", "hd"], "--size gilt nicht für csv"),
            (["zip", "--place", "Witten"], "--place gilt nicht für zip"),
        ],
    )
    def test_what_does_not_go_together_is_one_line(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        arguments: list[str],
        said: str,
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert cli.main(["export", *arguments]) == 2
        told = capsys.readouterr().err
        assert said in told
        assert told.count("\n") == 1
        assert list(tmp_path.iterdir()) == []

    def test_a_person_at_a_terminal_sees_how_far_it_is(self, tmp_path: Path) -> None:
        """On a real terminal, which a pipe is not."""
        path = tmp_path / "a.png"
        ours, theirs = os.openpty()
        command = [sys.executable, "-m", "ruhrmap", "export", "png", "-o", str(path)]
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
        ended = subprocess.Popen(
            [*command, "--size", "320x180"], stdout=subprocess.PIPE, stderr=theirs, env=environment
        )
        os.close(theirs)
        seen = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # how a terminal tells that its other end is closed
                break
            if not part:
                break
            seen += part
        out = ended.communicate()[0].decode()
        os.close(ours)
        assert ended.returncode == 0
        assert b"2/2" in seen
        assert out.startswith("Geschrieben: ")
        assert path.is_file()


def test_libreoffice_opens_the_slides(deck_file: Path, slides: list[Any]) -> None:
    profile = deck_file.parent / "profile"  # of its own: another one that is open would answer
    command = [tools.path_of("soffice"), f"-env:UserInstallation=file://{profile}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(deck_file.parent), str(deck_file)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pdf = deck_file.with_suffix(".pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == len(slides)
