"""Other regions from other data packages: nothing of ours is in the code or in their answers."""

from __future__ import annotations

import ast
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from benchmarks.made import Elsewhere
from starlette.applications import Starlette

from ruhrmap import (
    catalog,
    checks,
    configuration,
    coverage,
    dates,
    picture,
    press,
    server,
    site,
    view,
)
from ruhrmap.cli import main
from ruhrmap.export import Format, Material, Medium, Order, Selection, make, show
from ruhrmap.messages import message, pick
from ruhrmap.model import Catalog, Level
from ruhrmap.sitemap import PAGES
from ruhrmap.web import dataset, head, opening
from support import elsewhere
from support.apptest import app, components
from support.asgi import ask
from support.own_words import PROGRAM, found_in, own_words
from support.reading_back import letters
from support.sheets import assert_whole

SOURCES = Path(__file__).parents[1] / "src" / "ruhrmap"
REGIONS = (elsewhere.SEENLAND, elsewhere.HEIDE)
ANSWERS = (
    "/einbetten", "/einbetten?ebene=kreise&sprache=en", "/feed.xml",
    "/datapackage.json", "/data/members.csv", "/api/v1/openapi.json",
    "/api/v1/coverage?date=2021-01-01&lang=en", "/api/v1/coverage?level=district",
    "/api/v1/search?q=Bildung", "/api/v1/download?format=csv", "/api/v1/download?format=geojson",
)  # fmt: skip


@pytest.fixture(scope="module", params=REGIONS, ids=lambda one: str(one.package))
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    which: Elsewhere = request.param
    return elsewhere.written(tmp_path_factory.mktemp(which.package) / "data", which)


@pytest.fixture
def served(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(configuration.DATA.name, str(folder))
    return folder


def test_a_made_region_is_in_order(folder: Path) -> None:
    assert [checks.line(one, "en") for one in checks.run(folder).findings] == []


def test_the_only_district_is_named_and_not_counted(tmp_path: Path) -> None:
    loaded = catalog.load(elsewhere.written(tmp_path / "data", elsewhere.HEIDE))
    first, second, *_ = (frame.sentence.de for frame in coverage.frames(loaded))
    assert first == (
        "Bis zum 2. März 2014 ist kein Beitritt einer Kommune zum Bildungsbüro Heide bekannt."
    )
    assert second == (
        "Seit dem 3. März 2014 gehört der Kreis Amt 1 zum Bildungsbüro Heide. "
        "Dort leben alle Menschen der Region."
    )
    ended = replace(loaded.memberships[0], left=dates.parse("2020-01-01"))
    without = coverage.frames(replace(loaded, memberships=(ended, *loaded.memberships[1:])))
    assert "Für den Kreis Amt 1 ist in diesem Zeitraum keine Mitgliedschaft" in str(
        [frame.sentence.de for frame in without]
    )


def test_a_title_names_the_region_once(folder: Path) -> None:
    """As "Bildungsregion Seenland", and not "Bildungsregion Seenland im Seenland"."""
    own = catalog.load(folder)
    region = own.words["region_name"]
    for language in ("de", "en"):
        for key in ("share.site", "page.title", "feed.title", "export.title"):
            told = message(language, key, **own.words)
            assert told.startswith(pick(language, own.words["initiative_title"]))
            assert told.count(region.de) == 1
            assert region.en not in told
        heading = message(language, "picture.poster_heading", **own.words)
        assert heading.count(region.de) == 1


def test_no_answer_has_a_word_of_ours(served: Path) -> None:
    asked = Starlette(routes=server.routes(), middleware=server.middleware())
    name = catalog.load(served).words["initiative_name"].de
    named = 0
    for path in ANSWERS:
        answer = ask(asked, path)
        assert answer.status == 200, path
        assert found_in(answer.text) == [], path
        named += name in answer.text
        shown = answer.headers.get("content-disposition", "")
        assert PROGRAM not in shown, path
    assert named > 4
    here = site.current()
    shown = view.initial(here.limits)
    for language in ("de", "en"):
        asked_for = replace(shown, language=language)
        told = opening.markup(here, asked_for) + dataset.script(here, language, "http://localhost/")
        told += head.title(here, asked_for)
        assert found_in(told) == []
        assert name in told


def test_no_page_has_a_word_of_ours(served: Path) -> None:
    small = len(site.current().catalog.at(Level.DISTRICT)) == 1
    for language in ("de", "en") if small else ("de",):
        at = app(sprache=language)
        for page in PAGES if small else PAGES[:1]:
            if page.path:
                at = at.switch_page(page.file).run()
            assert not at.exception, page.key
            shown = " ".join(str(one.proto) for one in components(at))
            assert len(shown) > 100, page.key
            assert found_in(_unescaped(shown)) == [], (language, page.key)


def _unescaped(text: str) -> str:
    """The letters of a message of Streamlit's wire: its escapes would hide an umlaut."""
    return text.replace("\\n", " ").replace('\\"', " ")


@pytest.fixture(scope="module")
def material(folder: Path) -> Material:
    own = catalog.load(folder)
    return Material(own, coverage.frames(own), folder)


SMALL = picture.Size(480, 270)
FAST: tuple[Format | Medium, ...] = (
    Format.CSV, Format.XLSX, Format.GEOJSON, Format.GPKG, Format.ZIP, Medium.SVG, Medium.PNG,
)  # fmt: skip
# Of one district alone: of 400 each takes some seconds.
FAST_OF_ONE = (Medium.PDF, Medium.POSTER, Medium.PPTX, Medium.HTML)


@pytest.mark.parametrize("form", FAST)
def test_files_of_another_region(material: Material, form: Format | Medium) -> None:
    _made_and_read_back(material, form, "de", Level.MUNICIPALITY, SMALL)


@pytest.mark.parametrize("folder", [elsewhere.HEIDE], indirect=True, scope="module", ids=["heide"])
@pytest.mark.parametrize("form", FAST_OF_ONE)
def test_stories_of_a_small_region(material: Material, form: Medium) -> None:
    _made_and_read_back(material, form, "de", Level.MUNICIPALITY, SMALL)


@pytest.mark.parametrize(
    "folder", [elsewhere.SEENLAND], indirect=True, scope="module", ids=["seenland"]
)
def test_a_poster_has_room_where_fifty_join_on_a_day(material: Material) -> None:
    for language in ("de", "en"):
        assert_whole(picture.poster(material, Level.DISTRICT, language))


# Each form as large as it is without an option, at both levels and in both languages:
# script/test -m by_hand tests/test_elsewhere.py
@pytest.mark.by_hand
@pytest.mark.parametrize(
    ("language", "level"), [("de", Level.MUNICIPALITY), ("en", Level.DISTRICT)]
)
@pytest.mark.parametrize("form", [*Format, *Medium])
def test_every_file_of_another_region(
    material: Material, form: Format | Medium, language: str, level: Level
) -> None:
    _made_and_read_back(material, form, language, level, None)


def _made_and_read_back(
    material: Material,
    form: Format | Medium,
    language: str,
    level: Level,
    size: picture.Size | None,
) -> None:
    own = material.catalog
    day = coverage.evidence_end(own)
    if isinstance(form, Format):
        made = make(material, form, Selection(language, day, level))
    else:
        made = show(material, Order(form, language, day, level, size=size), _unheard)
    told = letters(made.body)
    assert made.name.startswith(f"{own.naming.package}-"), made.name
    assert found_in(told) == []
    if form not in (Medium.PNG, Medium.GIF, Medium.FRAMES):  # what is drawn is no text there
        words = own.words["initiative_name"].de if isinstance(form, Medium) else _a_place(own)
        assert words in " ".join(told.split())


def _a_place(own: Catalog) -> str:
    return own.at(Level.DISTRICT)[0].short_name


def _unheard(done: int, total: int) -> None:
    """Nobody waits for it."""


def test_releases_of_another_initiative_are_read(tmp_path: Path) -> None:
    own = catalog.load(elsewhere.written(tmp_path / "data", elsewhere.HEIDE))
    text = (
        "Kreis Amt 1 tritt dem Bildungsbüro Heide bei\n\n"
        "Lüneburg, 4. Mai 2023. Der Kreis Amt 1 ist heute dem Bildungsbüro Heide beigetreten."
        " Die Landrätin unterschrieb die Kooperationsvereinbarung.\n"
    )
    read = press.read(own, text)
    assert read.kind.value == "accession"
    ours = catalog.load()
    assert press.read(ours, text).kind.value == "other"  # speaks of none of ours
    assert press.read(own, text) == read  # and the other region has left nothing behind


def test_serve_refuses_what_is_no_package(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (tmp_path / "nowhere", tmp_path):
        assert main(["serve", "--data", str(path)]) == 2
        told = capsys.readouterr().err
        assert str(path) in told and told.count("\n") == 1


# --- the code ------------------------------------------------------------------------------


def _texts(path: Path) -> Iterator[str]:
    """What of a file can reach a reader, or decide: no comment, and no docstring.

    Comments and the examples of docstrings explain by our own data; they never run.
    """
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        tree = ast.parse(text)
        explaining = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield "" if id(node) in explaining else node.value
    elif path.suffix == ".po":
        for entry in read_po(io.BytesIO(path.read_bytes())):
            yield from [entry.string] if isinstance(entry.string, str) else entry.string
    elif path.suffix == ".json":
        yield json.dumps(json.loads(text), ensure_ascii=False).replace('"', " ")
    else:
        yield re.sub(r"/\*.*?\*/|(?m:^\s*(?://|#).*$)", "", text, flags=re.DOTALL)


FILES = [
    path
    for path in sorted(SOURCES.rglob("*"))
    if path.suffix in {".py", ".po", ".json", ".toml", ".js", ".css", ".html", ".jinja", ".txt"}
]


def test_no_word_of_ours_stands_in_the_code() -> None:
    found = {
        str(path.relative_to(SOURCES)): told
        for path in FILES
        if (told := found_in("\n".join(_texts(path))))
    }
    assert len(FILES) > 300
    assert found == {}


@pytest.mark.parametrize("word", ["RuhrFutur", "im Ruhrgebiet", "Kreis Unna", "Witten", "05113"])
def test_the_scan_would_find_them(word: str) -> None:
    assert own_words().search(f"so {word}, und")
    assert not own_words().search("ruhrmap zeigt, was ein Land an Essen gibt")
