"""The story as GIF and as single pictures, and the poster: whole, in order, and to be stopped."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from zipfile import ZipFile

import pytest
from PIL import Image

from ruhrmap import catalog, coverage, picture
from ruhrmap.coverage import Change, Frame, Step
from ruhrmap.export import Material
from ruhrmap.messages import LANGUAGES, pick
from ruhrmap.model import Catalog, Level
from ruhrmap.picture.canvas import Panel, Shape
from ruhrmap.theme import LIGHT

SMALL = picture.Size(320, 180)
PLACES = Level.MUNICIPALITY


@pytest.fixture(scope="module")
def material(ours: Catalog, frames: tuple[Frame, ...]) -> Material:
    return Material(ours, frames, catalog.default_path())


@pytest.fixture(scope="module")
def story(material: Material) -> tuple[Step, ...]:
    return coverage.steps(material.catalog, material.frames)


def test_the_gif_shows_each_step_new_and_settled(
    material: Material, story: tuple[Step, ...]
) -> None:
    told: list[tuple[int, int]] = []
    body = picture.gif(
        material, story, PLACES, "de", SMALL, lambda done, total: told.append((done, total))
    )
    stills = list(picture.frames_of(material, story, PLACES, "de", SMALL, lambda *_: None))
    assert told == [(done, len(stills)) for done in range(len(stills) + 1)]
    image = Image.open(io.BytesIO(body))
    assert image.n_frames == len(stills) == 15, "nine steps, six of them with newcomers"  # type: ignore[attr-defined]
    assert image.info["loop"] == 0, "it runs for ever"
    for index, still in enumerate(stills):
        image.seek(index)
        assert image.info["duration"] == still.milliseconds
        drawn = [one for one in still.canvas.marks if isinstance(one, Shape)]
        new = any(dict(one.data).get("data-change") == Change.NEW_MEMBER for one in drawn)
        patterns = {one.tile for one in drawn}
        assert ("new-member" in patterns) is new
    assert _local_palettes(body) == 0, "one palette for all"


def _local_palettes(gif: bytes) -> int:
    """How many pictures of a GIF bring a palette of their own."""
    at, found = 13 + 3 * 2 ** ((gif[10] & 7) + 1), 0
    while gif[at] != 0x3B:
        if gif[at] == 0x2C:
            flags = gif[at + 9]
            own = 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0
            found += bool(own)
            at += 10 + own + 1
        else:
            at += 2
        while gif[at]:
            at += gif[at] + 1
        at += 1
    return found


def test_the_archive_is_the_same_on_any_day_and_in_order(
    material: Material, story: tuple[Step, ...]
) -> None:
    body = picture.frames_zip(material, story[:2], PLACES, "en", SMALL, lambda *_: None)
    with ZipFile(io.BytesIO(body)) as archive:
        assert archive.namelist() == [
            "01-2013-05-02-new.png",
            "02-2013-05-02-state.png",
            "03-2016-06-15-state.png",
        ]
        day = material.catalog.data_date
        for info in archive.infolist():
            assert info.date_time == (day.year, day.month, day.day, 0, 0, 0)
            assert Image.open(io.BytesIO(archive.read(info))).size == (320, 180)


class StoppedError(Exception):
    """What a reader's stop raises."""


@pytest.mark.parametrize("make", [picture.gif, picture.frames_zip])
def test_it_stops_where_progress_says_so(
    material: Material, story: tuple[Step, ...], make: Callable[..., bytes]
) -> None:
    told = []

    def stop(done: int, total: int) -> None:
        told.append(done)
        if done == 1:
            raise StoppedError

    with pytest.raises(StoppedError):
        make(material, story, PLACES, "de", SMALL, stop)
    assert told == [0, 1], "nothing is drawn after that"


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_poster_tells_each_accession(material: Material, level: Level, language: str) -> None:
    canvas = picture.poster(material, level, language)
    assert canvas.output.paper == (420, 297)
    sheet = canvas.box.grown(-30)
    for text, box in canvas.texts:
        assert sheet.holds(box), text
    for (one, a), (other, b) in combinations(canvas.texts, 2):
        assert not a.meets(b), f"{one!r} on {other!r}"
    said = " ".join(text for text, _ in canvas.texts)
    told = coverage.milestones(material.catalog, material.frames)
    assert len(told) == 6
    drawn = {one.key: dict(one.data) for one in canvas.marks if isinstance(one, Shape) and one.key}
    for one in told:
        for text in (one.when, one.names, one.counts[level]):
            assert pick(language, text) in said
        for ags, status in one.frame.statuses[level].items():
            area = drawn[f"{one.accession.day.isoformat()}-ags-{ags}"]
            assert area["data-status"] == status
            assert area.get("data-change") == one.marks[level].get(ags)
    last = coverage.frame_on(material.frames, coverage.evidence_end(material.catalog))
    for ags, status in last.statuses[level].items():
        assert drawn[f"ags-{ags}"]["data-status"] == status
    assert pick(language, last.sentence) in said
    for text in coverage.caveats(material.catalog):
        assert pick(language, text) in said
    for needed in ("creativecommons.org", "govdata.de/dl-de/by-2-0", "govdata.de/dl-de/zero-2-0"):
        assert needed in said


def test_a_poster_of_few_accessions_keeps_its_form(material: Material) -> None:
    """None at all, and one: a young initiative has a poster, too."""
    ours = material.catalog
    for memberships in ((), ours.memberships[:1]):
        few = replace(ours, memberships=memberships)
        young = Material(few, coverage.frames(few), material.folder)
        canvas = picture.poster(young, PLACES, "de")
        maps = [one for one in canvas.marks if isinstance(one, Panel) and one.fill == LIGHT.land]
        large, *small = (one.box for one in sorted(maps, key=lambda one: -one.box.width))
        assert len(small) == len(coverage.milestones(few, young.frames)) == len(memberships)
        assert all(one.width < large.width / 3 for one in small)
        assert all(canvas.box.grown(-30).holds(box) for _, box in canvas.texts)
