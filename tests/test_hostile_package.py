"""A package with markup and formulas in every text: nothing that is made of it runs anywhere.

Each kind of answer is read as those who get it read it: documents by an HTML parser, feeds and
drawings as XML, tables by spreadsheets' rules. What a browser shows is held by
``browser/test_bad_data.py``.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pypdf
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ruhrmap import bundles, checks, export, picture, press, server, site
from ruhrmap.api import description
from ruhrmap.api.downloads import material
from ruhrmap.export import Format, Medium, Order, OutreachForm, OutreachOrder, Selection, workbook
from ruhrmap.export.outreach_making import make_outreach
from ruhrmap.model import Level
from ruhrmap.press import proposal
from ruhrmap.press.proposal import saved, sheet
from support import packages
from support.asgi import Answer, ask

# What ends an element, a comment, a section or an attribute; what a formula, a place to fill in
# or a piece of mathematics begins with. The shorter one fits into every field.
LONG = "=cmd()$\\x^$</script></title><img src=x onerror=w()><!--\"'{x}%s]]>"
SHORT = '=0${x}$<img src=x onerror=w()>"]]>'
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def spoilt(text: str, longest: int = 120) -> str:
    """A text behind what an attacker would write."""
    payload = LONG if longest >= 2 * len(LONG) else SHORT
    return (payload + text)[:longest]


def spoil(described: Any, keys: tuple[str, ...]) -> None:
    """Every text below that has one of these names, or is one of a list."""
    pairs = described.items() if isinstance(described, dict) else enumerate(described)
    for key, value in [*pairs]:
        if isinstance(value, dict | list):
            spoil(value, keys)
        elif isinstance(value, str) and (key in keys or isinstance(key, int)):
            described[key] = spoilt(value)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package that is in order, and hostile in every text that may be any."""
    made = packages.copied(tmp_path_factory.mktemp("hostile") / "data")
    for file, name, longest in packages.text_fields(made):

        def change(row: dict[str, str], name: str = name, longest: int = longest) -> None:
            row[name] = spoilt(row[name], longest) if row[name] else ""

        packages.changed(made / file, change)
    path = made / "datapackage.json"
    told = json.loads(path.read_text("utf-8"))
    own = told["ruhrmap"]
    for section in (own["region"], own["initiative"]):
        for language in section.values():
            spoil(language, tuple(language))
    spoil(own["keywords"], ())
    spoil(own["searchExamples"], ())
    spoil(told["contributors"], ("title",))
    for one in (told, *told["resources"]):
        spoil(one.get("licenses", []), ("title",))
        one["title"] = spoilt(one["title"])
    path.write_text(json.dumps(told), "utf-8")
    return made


@pytest.fixture(autouse=True)
def shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(site.DATA_VARIABLE, str(folder))
    return folder


@pytest.fixture(scope="module")
def app() -> Starlette:
    async def shell(_: Request) -> Response:
        return HTMLResponse(bundles.shell_document())

    pages = [Route("/", shell), Route("/daten", shell)]
    return Starlette(routes=[*server.routes(), *pages], middleware=server.middleware())


def answered(app: Starlette, address: str) -> Answer:
    told = ask(app, address)
    assert told.status == 200, told.text[:300]
    assert told.headers["x-content-type-options"] == "nosniff"
    return told


class _Elements(HTMLParser):
    """What a browser would make of a document: nothing in it may come from the data."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.described: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        of_data = ("type", "application/ld+json") in attrs
        self._inside = tag if of_data else ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.described.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


def parsed(html: str) -> _Elements:
    reader = _Elements()
    reader.feed(html)
    reader.close()
    assert len(reader.found) > 10
    for tag, attributes in reader.found:
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        assert attributes.get("src") != "x", (tag, attributes)
        href = attributes.get("href") or ""
        assert not href.lower().lstrip().startswith(("javascript:", "data:text")), href
    assert "onerror=w()" in html, "else nothing was injected"
    return reader


def test_the_package_itself_is_in_order(folder: Path) -> None:
    assert checks.run(folder).errors == ()


@pytest.mark.parametrize(
    "address",
    ["/", "/?ort=05954036&sprache=en", "/daten", "/einbetten?ebene=kreise&sprache=en",
     "/einbetten?ort=rub", "/praesentation"],
)  # fmt: skip
def test_no_document_has_an_element_of_the_data(app: Starlette, address: str) -> None:
    told = parsed(answered(app, address).text)
    if address == "/daten":
        assert LONG in json.dumps(json.loads("".join(told.described)), ensure_ascii=False).replace(
            '\\"', '"'
        ).replace("\\\\", "\\"), "the description for search engines is still what it says"


def test_the_same_of_a_file_for_a_rush(folder: Path) -> None:
    made = export.static_site.files(material(folder))
    parsed(made["index.html"].decode())


def nodes_of(xml: bytes) -> Iterator[ET.Element]:
    for node in ET.fromstring(xml).iter():
        name = str(node.tag).rpartition("}")[2]
        assert name not in ("script", "img", "foreignObject", "iframe"), name
        assert not [one for one in node.attrib if one.rpartition("}")[2].startswith("on")]
        yield node


def test_feeds_and_drawings_are_xml_with_texts_in_it(app: Starlette, folder: Path) -> None:
    feed = "".join(node.text or "" for node in nodes_of(answered(app, description.FEED).body))
    assert LONG in feed
    day = site.current().limits.opens
    order = Order(Medium.SVG, "de", day, Level.DISTRICT, "05954")
    drawn = export.show(material(folder), order, lambda *_: None).body
    assert len([*nodes_of(drawn)]) > 10


@pytest.mark.parametrize(
    "address",
    [description.COVERAGE, f"{description.SEARCH}?q=cmd", description.OPENAPI,
     description.PACKAGE, f"{description.DOWNLOAD}?format=geojson"],
)  # fmt: skip
def test_programs_get_json_and_nothing_else(app: Starlette, address: str) -> None:
    told = answered(app, address)
    assert told.headers["content-type"].endswith("json")
    assert "sandbox" in told.headers["content-security-policy"]
    json.loads(told.text)


@pytest.mark.parametrize("query", ["format=csv", "format=csv&scope=all&lang=en"])
def test_no_cell_of_a_csv_is_a_formula(app: Starlette, query: str) -> None:
    told = answered(app, f"{description.DOWNLOAD}?{query}").text
    cells = [cell for row in csv.reader(io.StringIO(told, newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(FORMULA)] == []
    assert sum("=cmd()" in cell for cell in cells) > 50, "else nothing was injected"


def excel_files(folder: Path) -> Iterator[bytes]:
    made, day = material(folder), site.current().limits.opens
    yield export.make(made, Format.XLSX, Selection("de")).body
    yield export.make(made, Format.XLSX, Selection("en", day, Level.DISTRICT)).body
    yield make_outreach(made, OutreachForm.XLSX, OutreachOrder("de", day, Level.MUNICIPALITY)).body
    yield workbook.make(folder, "de").body


def test_no_cell_of_a_workbook_is_a_formula_or_leads_elsewhere(folder: Path) -> None:
    for body in excel_files(folder):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            texts = {name: book.read(name) for name in book.namelist()}
        assert any(b"=cmd()" in text for text in texts.values()), "else nothing was injected"
        for name, text in texts.items():
            if name.endswith((".xml", ".rels")):
                for node in ET.fromstring(text).iter():
                    kind = str(node.tag).rpartition("}")[2]
                    assert kind not in ("f", "oleLink", "ddeLink"), name
                    if kind == "Relationship" and node.get("TargetMode") == "External":
                        assert str(node.get("Target")).startswith(("http://", "https://"))


def pdf_files(folder: Path) -> Iterator[bytes]:
    made, day = material(folder), site.current().limits.opens
    yield make_outreach(made, OutreachForm.PDF, OutreachOrder("de", day, Level.MUNICIPALITY)).body
    order = Order(Medium.PDF, "de", day, size=picture.size("hd"))
    yield export.show(made, order, lambda *_: None).body


def test_a_pdf_has_texts_and_does_nothing(folder: Path) -> None:
    told = ""
    for body in pdf_files(folder):
        read = pypdf.PdfReader(io.BytesIO(body))
        assert not re.search(rb"/(JavaScript|JS|Launch|AA|SubmitForm)\b", body)
        opens = read.trailer["/Root"].get("/OpenAction", [])
        assert isinstance(opens, list), "a place to begin at, and nothing to be done"
        for page in read.pages:
            told += page.extract_text()
            for one in page.get("/Annots", ()):
                action = one.get_object().get("/A", {})
                assert str(action.get("/URI", "http")).startswith("http")
    assert "onerror=w()" in told.replace("\n", ""), "else nothing was injected"


@pytest.mark.parametrize("address", ["/vorschau.png", "/vorschau.png?ort=05954036&sprache=en"])
def test_a_picture_is_drawn_of_any_text(app: Starlette, address: str) -> None:
    """The drawing library would read what stands between dollars as mathematics, and fail."""
    assert answered(app, address).body.startswith(b"\x89PNG")


RELEASE = f"""{LONG} Kreis Wesel ist neuer Partner von RuhrFutur

Wesel, 2. September 2026. Der Kreis Wesel hat gestern die Kooperationsvereinbarung der \
Bildungsinitiative RuhrFutur unterzeichnet, sagte Landrat \"\"\"{SHORT}\n[accessions]\n.
"""


def test_a_release_gets_into_a_proposal_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(site.DATA_VARIABLE)
    catalog = site.current().catalog
    reading = press.read(catalog, RELEASE, name='"]\nx')
    made = proposal.propose(catalog, reading)
    written = sheet.as_toml(catalog, made, reading, '"]\nx')
    assert saved.read(written.encode()).decision.title == made.decision.title
    assert "<img src=x onerror=w()>" in made.decision.title, "else nothing was injected"
    assert [*tomllib.loads(written)][:1] == ["format"]
