"""The lists to take along: Excel with types and without formulas, PDF for a meeting, addresses."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache

import openpyxl
import pypdf
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from starlette.applications import Starlette

from ruhrmap import coverage, server, site, staff
from ruhrmap.api.downloads import material
from ruhrmap.export import Material, OutreachForm, OutreachOrder, outreach_excel, outreach_pdf
from ruhrmap.export.outreach_front import front
from ruhrmap.messages import pick
from ruhrmap.model import Level
from ruhrmap.pages import asking
from ruhrmap.view import ViewState
from ruhrmap.web import outreach_files
from support.asgi import ask

LATER = date(2026, 11, 21)
TOWNS = OutreachOrder("de", LATER, Level.MUNICIPALITY, ("05170024",))
DISTRICTS = OutreachOrder("de", date(2024, 4, 9), Level.DISTRICT)


def ours() -> Material:
    return material(site.data_path())


@cache
def excel(order: OutreachOrder = TOWNS) -> bytes:
    return outreach_excel.write(ours(), order)


@cache
def pdf(order: OutreachOrder = TOWNS) -> bytes:
    return outreach_pdf.write(ours(), order)


def sheets(body: bytes) -> dict[str, Worksheet]:
    return {one.title: one for one in openpyxl.load_workbook(io.BytesIO(body))}


def test_a_sheet_a_list_and_first_what_must_be_known() -> None:
    book = sheets(excel())
    assert list(book) == [
        "Lies mich",
        "Kein Beitritt bekannt",
        "Vereinbarung ausgelaufen",
        "Vertretung angenommen",
        "Meldungen",
        "Quellen",
    ]
    first = "\n".join(str(cell) for row in book["Lies mich"].values for cell in row if cell)
    told = front(ours(), TOWNS)
    for text in (told.subject, *told.assumed, told.about.citation, told.about.state):
        assert text in first
    assert all(text in first for _, text in told.rules)
    assert all(one.credit in first for one in told.about.licences)


def test_the_rows_are_those_of_the_page_with_real_dates_and_numbers() -> None:
    book = sheets(excel())
    for sheet, one in zip(list(book.values())[1:4], front(ours(), TOWNS).lists, strict=True):
        heads, *rows = sheet.values
        assert [row[0] for row in rows] == [entry.place.name for entry in one.entries]
        for row, entry in zip(rows, one.entries, strict=True):
            told = dict(zip(heads, row, strict=True))
            assert told["Schlüssel (AGS)"] == entry.place.ags  # a text: it begins with 0
            assert told["Einwohner"] == entry.population
            assert told["Fläche in km²"] == entry.area_km2
            assert told["Grenze zu Mitgliedern"] == pytest.approx(
                entry.neighbourhood.covered, abs=1e-6
            )
            assert told["Einwohner am"].date() == entry.population_date
            last = told["Letzter Nachweis"]
            assert (last.date() if last else None) == entry.freshness.last
            assert told["Alter in Tagen"] == entry.freshness.days
            assert (told["Beitritt angenommen"] == "ja") is (entry.place.name == "Moers")
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(sheet.column_dimensions[c].width > 8 for c in "ABCDEFG")
    assert book["Kein Beitritt bekannt"]["G2"].number_format == "#,##0"
    assert book["Vereinbarung ausgelaufen"]["T2"].number_format == "dd.mm.yyyy"
    assert book["Kein Beitritt bekannt"]["J2"].number_format == "0.0%"


def test_press_items_come_with_links_and_sources_with_theirs() -> None:
    book = sheets(excel())
    items = list(book["Meldungen"].iter_rows(min_row=2))
    lists = front(ours(), TOWNS).lists
    groups = [g for one in lists for entry in one.entries for g in entry.releases]
    assert len(items) == sum(len(group.items) for group in groups) > 100
    assert sum(row[9].hyperlink is not None for row in items) > 100
    named = {row[0].value for row in book["Quellen"].iter_rows(min_row=2)}
    assert named == set(front(ours(), TOWNS).source_ids) >= {"D01", "D02", "D03"}


def test_a_list_without_rows_says_so_in_words() -> None:
    book = sheets(excel(DISTRICTS))
    told = book["Vertretung angenommen"]["A2"].value
    assert told == pick("de", front(ours(), DISTRICTS).lists[2].empty)
    assert "kein" in book["Vereinbarung ausgelaufen"]["A2"].value


STARTS = ("=", "+", "-", "@", "\t", "\r")


@cache
def hostile() -> Material:
    """Our data with names, titles and publishers that a spreadsheet might run."""
    made = ours()
    catalog = made.catalog
    bad = {
        place.ags: replace(place, name=f"{STARTS[i % len(STARTS)]}1+1|{place.name}")
        for i, place in enumerate(catalog.territories.values())
    }
    sources = {
        key: replace(one, title=f"=HYPERLINK(1){one.title}", publisher=f"@{one.publisher}")
        for key, one in catalog.sources.items()
    }
    releases = {
        key: replace(one, source=sources[key]) for key, one in catalog.press_releases.items()
    }
    catalog = replace(catalog, territories=bad, sources=sources, press_releases=releases)
    return Material(catalog, coverage.frames(catalog), made.folder)


def test_text_never_becomes_a_formula() -> None:
    body = outreach_excel.write(hostile(), TOWNS)
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        parts = {n: packed.read(n).decode() for n in packed.namelist() if n.endswith(".xml")}
    cells = "".join(text for name, text in parts.items() if "worksheets/" in name)
    assert "<f>" not in cells and "<f " not in cells and "<definedName" not in cells.lower()
    assert re.search(r'<c r="A2"[^>]* t="s"', cells)
    assert "=1+1" in parts["xl/sharedStrings.xml"]
    started = set()
    for sheet in sheets(body).values():
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
                if isinstance(cell.value, str) and cell.value[:1] in STARTS:
                    started.add(cell.value[0])
    assert started >= {"=", "+", "-", "@"}  # kept as they are, not cut off


@pytest.mark.parametrize("write", [outreach_excel.write, outreach_pdf.write])
def test_the_same_order_gives_the_same_bytes(write: object) -> None:
    assert callable(write)
    assert write(ours(), DISTRICTS) == write(ours(), DISTRICTS)


def test_the_document_says_what_it_is() -> None:
    read = pypdf.PdfReader(io.BytesIO(pdf()))
    assert read.metadata is not None
    assert read.metadata.title == "Offene Beitritte"
    assert read.metadata.subject == "Stichtag 21. November 2026, Ebene: Städte und Gemeinden"
    assert read.metadata.creation_date is not None
    assert read.metadata.creation_date.date() == ours().catalog.data_date
    assert read.trailer["/Root"]["/Lang"] == "de-DE"
    assert [one.title for one in read.outline if not isinstance(one, list)][:3] == [
        "Kein Beitritt bekannt (13)",
        "Vereinbarung vielleicht ausgelaufen (5)",
        "Vertretung nur angenommen (20)",
    ]
    width, height = read.pages[0].mediabox.width, read.pages[0].mediabox.height
    assert (round(float(width)), round(float(height))) == (842, 595)  # A4 across


def test_every_letter_is_embedded() -> None:
    read = pypdf.PdfReader(io.BytesIO(pdf()))
    for page in read.pages:
        for font in page["/Resources"]["/Font"].values():
            (inner,) = font.get_object()["/DescendantFonts"]
            assert "/FontFile2" in inner.get_object()["/FontDescriptor"]
            assert "DejaVu" in font.get_object()["/BaseFont"]


def test_key_date_and_page_stand_on_every_page_and_every_place_in_the_document() -> None:
    read = pypdf.PdfReader(io.BytesIO(pdf()))
    texts = [page.extract_text() for page in read.pages]
    for place, text in enumerate(texts, start=1):
        assert "Stichtag 21. November 2026" in text
        assert f"Seite {place} von {len(texts)}" in text
    whole = "".join("".join(texts).split())  # a line may break within a name

    def stands(text: str) -> bool:
        return "".join(text.split()) in whole

    told = front(ours(), TOWNS)
    for one in told.lists:
        assert all(stands(entry.place.name) for entry in one.entries)
    assert all(stands(term) for term, _ in told.rules)
    assert all(stands(one.name) for one in told.about.licences)
    assert stands("Annahme, kein Nachweis")
    heads = sum(text.count("Mitglieder nebenan") for text in texts)
    assert heads > len(told.lists)  # repeated where a table goes on


def test_hostile_text_is_text_in_the_document() -> None:
    body = outreach_pdf.write(hostile(), DISTRICTS)
    whole = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)
    assert "1+1|Kreis Wesel" in whole


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Starlette:
    monkeypatch.setenv(staff.VARIABLE, "1")
    return Starlette(routes=outreach_files.routes())


def test_the_page_leads_to_its_files(app: Starlette) -> None:
    view = ViewState(date(2024, 4, 9), Level.DISTRICT)
    for one in asking.lists(site.current(), view)["files"]:
        answer = ask(app, one["href"].removeprefix("."))
        assert answer.status == 200
        assert answer.headers["content-disposition"] == f'attachment; filename="{one["name"]}"'
        assert answer.headers["cache-control"] == "no-store"
        assert answer.body[:4] in (b"PK\x03\x04", b"%PDF")


def test_a_file_is_never_of_another_day_than_asked_for(app: Starlette) -> None:
    for query in ("datum=2031-01-01", "datum=gestern", "annahme=stadt-x", "ebene=orte"):
        answer = ask(app, f"{outreach_files.PATH}.pdf?{query}")
        assert answer.status == 400
        assert query in answer.text and "„Offene Beitritte“" in answer.text


def test_without_the_switch_there_is_no_such_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(staff.VARIABLE, raising=False)
    assert not [one for one in server.routes() if one.path.startswith("/stab")]


def test_names_tell_what_is_inside() -> None:
    assert {form.media_type for form in OutreachForm} == {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    english = replace(TOWNS, language="en")
    assert front(ours(), english).title == "Open accessions"
    assert "Moers" in sheets(excel(english))["No accession known"]["A3"].value
