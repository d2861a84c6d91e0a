"""Data packages of odd sizes work, or are one clear finding.

One district that is its one municipality, one Kreis with one town, cities without a Kreis, names
of sixty letters, a region that nobody has joined, no release, nothing at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette

from ruhrmap import catalog, checks, coverage, payload, picture, server, site
from ruhrmap.api import description
from ruhrmap.checks import line
from ruhrmap.cli import main
from ruhrmap.export import Format, Material, Selection, make
from ruhrmap.messages import LANGUAGES
from ruhrmap.model import Level
from ruhrmap.sitemap import entry
from ruhrmap.view import Limits
from ruhrmap.web import head
from support import apptest, odd
from support.asgi import ask
from support.sheets import assert_whole

MADE: dict[str, Callable[[Path], Path]] = {
    "one_city": odd.one_city,
    "one_kreis": odd.one_kreis,
    "cities": odd.cities,
    "long_names": odd.long_names,
    "nobody": odd.nobody,
    "no_press": odd.no_press,
}


@pytest.fixture(scope="module", params=MADE)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return MADE[request.param](tmp_path_factory.mktemp("odd") / request.param)


@pytest.fixture(scope="module")
def material(made: Path) -> Material:
    loaded = catalog.load(made)
    return Material(loaded, coverage.frames(loaded), made)


@pytest.fixture
def shown(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(site.DATA_VARIABLE, str(made))
    return made


def test_it_is_in_order(made: Path) -> None:
    report = checks.run(made)
    assert report.errors == ()
    emptied = {one.code for one in report.notes} & {"no_members_yet", "no_releases_yet"}
    assert emptied == {
        "nobody": {"no_members_yet", "no_releases_yet"},
        "no_press": {"no_releases_yet"},
    }.get(made.name, set())


def test_every_day_has_a_frame_and_what_it_opens_with_lies_on_the_axis(material: Material) -> None:
    limits = Limits.of(material.catalog, coverage.evidence_end(material.catalog))
    assert limits.holds(limits.opens)
    for frame in material.frames:
        for text in (frame.sentence, frame.context, frame.announcement):
            assert not re.search(r"\{|\bNone\b|\bnan\b", text.de + text.en)
        for level in Level:
            assert sum(entry.count for entry in frame.legend[level]) == len(frame.statuses[level])


def test_the_command_line_tells_it(shown: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status"]) == 0
    assert main(["check"]) == 0
    said = capsys.readouterr().out
    assert {
        "one_city": "Kreise und kreisfreie Städte: 1 / 1",
        "one_kreis": "Städte und Gemeinden: 1 / 1",
        "cities": "Kreise und kreisfreie Städte: 11 / 11",
        "long_names": "Kreise und kreisfreie Städte: 14 / 15",
        "nobody": "ist kein Beitritt einer Kommune zu RuhrFutur bekannt",
        "no_press": "Kreise und kreisfreie Städte: 14 / 15",
    }[shown.name] in said


@pytest.mark.parametrize("level", Level)
def test_tables_can_be_taken_along(material: Material, level: Level) -> None:
    loaded = material.catalog
    day = Limits.of(loaded, coverage.evidence_end(loaded)).opens
    for form in (Format.CSV, Format.XLSX, Format.GEOJSON, Format.ZIP):
        assert len(make(material, form, Selection("de", day, level)).body) > 500


@pytest.mark.parametrize("level", Level)
def test_a_page_and_a_picture_are_made(material: Material, level: Level) -> None:
    loaded, frames, geo = material.catalog, material.frames, material.folder / "geo"
    packed = payload.time_map(loaded, frames, geo)
    assert len(packed["frames"]) == len(payload.page(loaded, frames)["frames"]) == len(frames)
    assert set(packed["order"][level]) == {place.ags for place in loaded.at(level)}
    json.dumps([packed, payload.evidence(loaded)], allow_nan=False)
    day = Limits.of(loaded, coverage.evidence_end(loaded)).opens
    chosen = loaded.at(level)[0].ags
    for language in LANGUAGES:
        sheet = picture.sheet(
            material, picture.Scene(day, level, language, chosen), picture.SIZES["hd"]
        )
        assert_whole(sheet)
        assert_whole(picture.poster(material, level, language))
        drawn = ElementTree.fromstring(sheet.svg())
        assert len(list(drawn.iter())) > len(loaded.at(level))


def test_programs_and_other_pages_are_answered(shown: Path) -> None:
    app = Starlette(routes=server.routes())
    for path in (
        description.COVERAGE,
        f"{description.COVERAGE}?level=district&lang=en",
        f"{description.SEARCH}?q=Bo",
        description.OPENAPI,
        description.PACKAGE,
        description.FEED,
        f"/{head.EMBED}?ebene=kreise",
    ):
        assert ask(app, path).status == 200, (shown.name, path)
    told = json.loads(ask(app, description.COVERAGE).text)
    assert (told["territories"][0]["status"] == "none") == (shown.name == "nobody")


@pytest.mark.parametrize("name", ["one_city", "cities", "nobody"])
def test_pages_show_it(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(site.DATA_VARIABLE, str(MADE[name](tmp_path / name)))
    at = apptest.app(ebene="kreise", ansicht="chronik")
    assert not at.exception
    assert apptest.part(at, "timeline")
    at.switch_page(entry("data").file).run()
    assert not at.exception


def test_a_package_of_heads_alone_is_one_finding(tmp_path: Path) -> None:
    found = checks.run(odd.nothing(tmp_path / "nothing")).findings
    assert [(one.code, one.file) for one in found] == [("package_empty", "")]


def test_districts_without_municipalities_are_refused_by_name(tmp_path: Path) -> None:
    """Shares and areas are counted by municipality: without any there is nothing to show."""
    folder = odd.no_municipalities(tmp_path / "data")
    empty = [one for one in checks.run(folder).errors if one.code == "district_empty"]
    assert len(empty) == 15
    assert all(re.search(r"05\d{3}", line(one, "de")) for one in empty)
    with pytest.raises(catalog.PackageError):
        catalog.load(folder)


def test_nobody_lives_alone_without_a_note(tmp_path: Path) -> None:
    """A region without neighbours: an island, or a made one."""
    folder = odd.one_city(tmp_path / "island")
    odd.bordered(folder / "geo" / "context.geojson", lambda _: False)
    assert checks.run(folder).errors == ()


@pytest.mark.parametrize("table", ["members", "memberships", "evidence", "press_links"])
def test_one_table_alone_without_rows_is_still_lost_rows(tmp_path: Path, table: str) -> None:
    folder = odd.one_kreis(tmp_path / "lost")
    odd.emptied(folder, table)
    assert ("file_no_rows", f"{table}.csv") in {
        (one.code, one.file) for one in checks.run(folder).errors
    }
