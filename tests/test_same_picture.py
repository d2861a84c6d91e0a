"""The same picture everywhere: each territory has one status in pixels, drawing, table and page.

A reader takes what somebody would see and finds the status of every territory in it; it knows
the theme and where a territory lies, and nothing of the records. Another medium is another
reader in ``READERS``.
"""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image, ImageDraw

from ruhrmap import catalog, coverage, payload, picture, site
from ruhrmap.coverage import Frame, Status
from ruhrmap.export import Material
from ruhrmap.model import Catalog, Level
from ruhrmap.picture import Canvas, Scene
from ruhrmap.picture.canvas import Shape
from ruhrmap.theme import LIGHT, STATUS_FILLS, Fill
from ruhrmap.view import ViewState
from ruhrmap.web import embed
from support import tools

SIZE = picture.Size(960, 540)
SVG = "{http://www.w3.org/2000/svg}"
NEAR = 8  # steps of a channel: a picture keeps no two colours that are nearer
Found = Mapping[str, Status]


@dataclass(frozen=True)
class Moment:
    """A key date at a level, with the picture of it."""

    material: Material
    day: date
    level: Level

    @property
    def canvas(self) -> Canvas:
        """The map as large as it can be."""
        scene = Scene(self.day, self.level, "de", words=False)
        return picture.sheet(self.material, scene, SIZE)


# pixels


def in_png(moment: Moment) -> Found:
    """Map the pixels of each area back to a status through the colours of the theme."""
    return in_pixels(moment.canvas, moment.canvas.png())


def in_pixels(canvas: Canvas, image: bytes) -> Found:
    """The status of each area of a canvas in a file of pixels that was made of it."""
    pixels = np.asarray(Image.open(io.BytesIO(image)).convert("RGB"))
    places = {one.key: one for one in canvas.marks if isinstance(one, Shape) and one.key}
    return {
        key.removeprefix("ags-"): shown(pixels[inside(canvas, one)]) for key, one in places.items()
    }


def inside(canvas: Canvas, area: Shape) -> Any:
    """Which pixels belong to an area: without its borders, and without names on it."""
    unit = canvas.output.unit
    mask = Image.new("1", (SIZE.width, SIZE.height))
    pen = ImageDraw.Draw(mask)
    rings = [[(x * unit, y * unit) for x, y in ring] for ring in area.rings]
    for ring in rings:
        pen.polygon(ring, fill=1)
    for ring in rings:
        pen.line(ring, fill=0, width=7)
    for _, box in canvas.texts:
        rim = box.grown(4)
        pen.rectangle([side * unit for side in (rim.left, rim.top, rim.right, rim.bottom)], fill=0)
    return np.asarray(mask)


def shown(pixels: Any) -> Status:
    """The status whose ground, and whose pattern if it has one, an area shows."""
    assert len(pixels) > 30, "too little is seen of an area"

    def share(name: str) -> float:
        colour = str(getattr(LIGHT, name))
        wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
        near = np.abs(pixels.astype(int) - wanted).max(axis=1) <= NEAR
        return float(near.mean())

    told = [
        status
        for status in Status
        if (fill := STATUS_FILLS[status])
        and share(fill.ground) > (0.25 if fill.pattern else 0.98)
        and (not fill.pattern or share(fill.ink) > 0.015)
    ]
    assert len(told) == 1, f"an area looks like {told or 'nothing'}"
    return told[0]


# elements


def in_svg(moment: Moment) -> Found:
    """Map the fill of each area back; what it says of itself must be the same."""
    root = ElementTree.fromstring(moment.canvas.svg())
    by_fill = {STATUS_FILLS[status]: status for status in Status}
    inks = {f"url(#{one.get('id')})": one[0].get("fill") for one in root.iter(f"{SVG}pattern")}
    found = {}
    for area in root.iter():
        if (ags := area.get("data-ags")) is not None:
            ground, *pattern = (one.get("fill") for one in area.iter(f"{SVG}path"))
            ink = inks[pattern[0] or ""] if pattern else None
            found[ags] = by_fill[_fill(ground, ink)]
            assert found[ags] == area.get("data-status")
            assert area.get("id") == f"ags-{ags}"
    return found


def _fill(ground: str | None, ink: str | None) -> Fill:
    """The only fill of a status with these colours."""
    fills = [
        fill
        for fill in STATUS_FILLS.values()
        if getattr(LIGHT, fill.ground) == ground
        and (getattr(LIGHT, fill.ink) if fill.pattern else None) == ink
    ]
    assert len(fills) == 1
    return fills[0]


# words


def in_table(moment: Moment) -> Found:
    """What the table says."""
    rows = coverage.table_rows(moment.material.catalog, moment.level, moment.day)
    return {row.ags: row.status for row in rows}


def in_page(moment: Moment) -> Found:
    """What the embeddable page says without scripts."""
    shown = ViewState(moment.day, moment.level)
    html = embed.page(site.current(), shown, "http://testserver/")
    letters = {code: status for status, code in payload.CODES.items()}
    rows = re.findall(r'<tr data-ags="(\d+)">.*?data-status="(.)"', html)
    return {ags: letters[letter] for ags, letter in rows}


READERS: tuple[Callable[[Moment], Found], ...] = (in_png, in_svg, in_table, in_page)


@pytest.fixture(scope="module")
def material(ours: Catalog, frames: tuple[Frame, ...]) -> Material:
    return Material(ours, frames, catalog.default_path())


def days(ours: Catalog) -> Iterator[date]:
    """Each accession; of one that is a span also the first day, and the day before all."""
    accessions = coverage.accessions(ours)
    yield accessions[0].day - timedelta(days=1)
    for one in accessions:
        if one.span:
            yield one.span[0]
        yield one.day


DAYS = tuple(dict.fromkeys(days(catalog.load())))


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_medium_shows_the_same_status(material: Material, day: date, level: Level) -> None:
    moment = Moment(material, day, level)
    expected = coverage.frame_on(material.frames, day).statuses[level]
    for read in READERS:
        assert dict(read(moment)) == dict(expected), read.__name__


def test_a_page_on_paper_shows_the_same(material: Material, tmp_path: Path) -> None:
    """What another program draws of the PDF, on a day on which every status is seen."""
    moment = Moment(material, date(2023, 5, 31), Level.MUNICIPALITY)
    page = tmp_path / "map.pdf"
    page.write_bytes(moment.canvas.pdf())
    command = [tools.path_of("pdftoppm"), "-r", "96", "-png", "-singlefile", str(page)]
    subprocess.run([*command, str(tmp_path / "map")], check=True)
    found = in_pixels(moment.canvas, (tmp_path / "map.png").read_bytes())
    assert set(found.values()) == set(Status)
    assert dict(found) == dict(in_table(moment))


def test_a_page_carries_its_fonts(material: Material, tmp_path: Path) -> None:
    page = tmp_path / "map.pdf"
    page.write_bytes(Moment(material, DAYS[0], Level.DISTRICT).canvas.pdf())
    told = subprocess.run(
        [tools.path_of("pdffonts"), str(page)], capture_output=True, text=True, check=True
    )
    _, _, *fonts = told.stdout.splitlines()
    assert len(fonts) >= 2
    for font in fonts:
        assert "DejaVuSans" in font
        assert "TrueType" in font, "letters, not drawings of letters"
        assert font.split()[-5:-2] == ["yes", "yes", "yes"], "inside, in part, as text"


def test_the_dates_show_every_status(material: Material) -> None:
    """Else a mistake in one pattern would not be seen."""
    found = {
        status
        for day in DAYS
        for status in coverage.frame_on(material.frames, day).statuses[Level.MUNICIPALITY].values()
    }
    assert found == set(Status)
    assert {one.day for one in coverage.accessions(material.catalog)} <= set(DAYS)


def test_another_colour_would_be_noticed() -> None:
    """The reader of pixels does not take the next best status."""
    with pytest.raises(AssertionError, match="looks like"):
        shown(np.full((100, 3), (30, 80, 130), dtype=np.uint8))
