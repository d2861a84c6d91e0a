"""Downloads: each is read back with another library and says what the core says.

What must be known of a file (key date, version, licences, citation, sources, gaps) is inside
each of them, in the language that was asked for.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

import openpyxl
import pandas as pd
import pyogrio
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ruhrmap import catalog, coverage, site
from ruhrmap.api import downloads
from ruhrmap.export import Format, Material, Selection, make
from ruhrmap.model import Level

WITTEN, UNNA, OBERHAUSEN = "05954036", "05978", "05119000"
OPENS = date(2024, 4, 10)
UNCERTAIN = date(2019, 1, 15)
TABLES = [form for form in Format if form is not Format.ZIP]


@pytest.fixture(scope="module")
def material() -> Material:
    return downloads.material(site.data_path())


def body(material: Material, form: Format, selection: Selection) -> bytes:
    return make(material, form, selection).body


def statuses(rows: Iterable[Any]) -> dict[str, str]:
    return {row["ags"]: row["status"] for row in rows}


def as_csv(content: bytes) -> list[dict[str, Any]]:
    frame = pd.read_csv(io.BytesIO(content), dtype={"ags": str, "key": str}, keep_default_na=False)
    return frame.to_dict("records")


def as_xlsx(content: bytes) -> list[dict[str, Any]]:
    frame = pd.read_excel(io.BytesIO(content), sheet_name="Status", dtype={"ags": str, "key": str})
    return frame.to_dict("records")


def as_geojson(content: bytes) -> list[dict[str, Any]]:
    return [feature["properties"] for feature in json.loads(content)["features"]]


class OnDisk:
    """A GeoPackage as a file: GDAL wants its ending."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __enter__(self) -> Path:
        self._folder = TemporaryDirectory()
        path = Path(self._folder.name) / "made.gpkg"
        path.write_bytes(self._content)
        return path

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


def as_gpkg(content: bytes) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    with OnDisk(content) as path:
        for layer in ("municipalities", "districts"):
            rows += pyogrio.read_dataframe(path, layer=layer).to_dict("records")
    return rows


READERS: dict[Format, Callable[[bytes], list[dict[str, Any]]]] = {
    Format.CSV: as_csv,
    Format.XLSX: as_xlsx,
    Format.GEOJSON: as_geojson,
    Format.GPKG: as_gpkg,
}


@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize("level", Level)
def test_the_statuses_of_a_file_are_those_of_the_core(
    material: Material, form: Format, level: Level
) -> None:
    for day in (OPENS, UNCERTAIN):
        rows = READERS[form](body(material, form, Selection("de", day, level)))
        told = coverage.statuses_on(material.catalog, level, day)
        found = {ags: status for ags, status in statuses(rows).items() if ags in told}
        assert found == {ags: status.value for ags, status in told.items()}
        assert {str(row["key_date"])[:10] for row in rows} == {day.isoformat()}


@settings(max_examples=5)
@given(st.dates(date(2013, 1, 1), date(2026, 11, 21)), st.sampled_from(Level))
@example(OPENS, Level.DISTRICT)  # the last day of the evidence is not after it
def test_on_any_day_a_file_says_what_the_core_says(day: date, level: Level) -> None:
    made = downloads.material(site.data_path())
    rows = as_csv(body(made, Format.CSV, Selection("en", day, level)))
    told = coverage.statuses_on(made.catalog, level, day)
    assert statuses(rows) == {ags: status.value for ags, status in told.items()}
    for row in rows:
        evidence = row["last_evidence"]
        assert row["after_evidence"] == bool(evidence and day.isoformat() > evidence)


@pytest.mark.parametrize("form", TABLES)
def test_everything_holds_every_place_on_every_span(material: Material, form: Format) -> None:
    """Each day falls into one row of each place, and that row says what holds on the day."""
    rows = READERS[form](body(material, form, Selection("de")))
    places = [row for row in rows if row["level"] != "member"]
    assert len(places) == 68 * len(material.frames)
    for day in (date(2013, 1, 1), UNCERTAIN, date(2023, 6, 1), OPENS, date(2026, 11, 21)):
        valid = [
            row
            for row in places
            if str(row["valid_from"])[:10] <= day.isoformat() <= str(row["valid_to"])[:10]
        ]
        for level in Level:
            told = coverage.statuses_on(material.catalog, level, day)
            found = statuses(row for row in valid if row["level"] == level.value)
            assert found == {ags: status.value for ags, status in told.items()}


def test_everything_also_holds_universities_and_partners(material: Material) -> None:
    rows = as_csv(body(material, Format.CSV, Selection("en")))
    others = {row["key"] for row in rows if row["level"] == "member"}
    mine = {k for k, m in material.catalog.members.items() if not m.kind.is_municipal}
    assert others == mine
    assert len(others) == 10


@pytest.mark.parametrize(
    ("level", "place", "expected"),
    [
        (Level.MUNICIPALITY, WITTEN, {WITTEN}),
        (Level.DISTRICT, WITTEN, {WITTEN}),
        (Level.DISTRICT, UNNA, {UNNA}),
        (Level.MUNICIPALITY, OBERHAUSEN, {OBERHAUSEN}),
        (Level.DISTRICT, OBERHAUSEN, {"05119"}),
    ],
)
def test_a_chosen_place_is_its_own_row(
    material: Material, level: Level, place: str, expected: set[str]
) -> None:
    rows = as_csv(body(material, Format.CSV, Selection("de", OPENS, level, place)))
    assert {row["ags"] for row in rows} == expected


def test_a_chosen_kreis_is_its_towns_and_a_university_itself(material: Material) -> None:
    rows = as_csv(body(material, Format.CSV, Selection("de", OPENS, Level.MUNICIPALITY, UNNA)))
    assert len(rows) == 10
    assert {row["district"] for row in rows} == {"Kreis Unna"}
    [row] = as_csv(body(material, Format.CSV, Selection("de", OPENS, Level.DISTRICT, "rub")))
    assert (row["key"], row["name"], row["ags"]) == ("rub", "Ruhr-Universität Bochum", "")


def test_how_exactly_a_date_is_known_goes_along(material: Material) -> None:
    rows = as_csv(body(material, Format.CSV, Selection("de", OPENS, Level.DISTRICT)))
    unna = next(row for row in rows if row["ags"] == UNNA)
    assert unna["since"] == "[2023-05-31..2024-04-08]"
    assert (unna["since_precision"], unna["certain_from"]) == ("span", "2024-04-08")
    assert "31. Mai 2023" in unna["precision_note"]
    wesel = next(row for row in rows if row["ags"] == "05170")
    assert (wesel["since"], wesel["since_precision"], wesel["certain_from"]) == ("", "", "")
    assert wesel["status_label"] == "kein Beitritt bekannt"


# what is inside


def everything_in(form: Format, content: bytes) -> str:
    """All text of a file, whatever its form."""
    if form is Format.XLSX:
        book = openpyxl.load_workbook(io.BytesIO(content))
        return "\n".join(
            str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
        )
    if form is Format.ZIP:
        archive = zipfile.ZipFile(io.BytesIO(content))
        return "\n".join(archive.read(name).decode() for name in archive.namelist())
    if form is Format.GPKG:
        with OnDisk(content) as path:
            layers = [str(name) for name, _ in pyogrio.list_layers(path)]
            told = [str(pyogrio.read_info(path, layer=name)) for name in layers]
            told += [pyogrio.read_dataframe(path, layer=name).to_csv() for name in layers]
        return "\n".join(told)
    return content.decode()


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("language", ["de", "en"])
def test_each_file_says_what_must_be_known_of_it(
    material: Material, form: Format, language: str
) -> None:
    text = everything_in(form, body(material, form, Selection(language, OPENS)))
    for licence in ("CC-BY-4.0", "dl-de/by-2-0", "dl-de/zero-2-0"):
        assert licence in text
    for credit in ("ruhrmap contributors", "Statistische Ämter des Bundes", "Geobasis NRW"):
        assert credit in text
    assert material.catalog.version in text
    for source in ("P46", "D01", "D02", "D03"):
        assert source in text
    # gaps and citation in the reader's language
    words = {"de": ("Kreis Wesel: Es ist kein Beitritt bekannt", "21. November 2026"),
             "en": ("Kreis Wesel: no accession is known", "21 November 2026")}  # fmt: skip
    for told in words[language]:
        assert told in text
    if form is not Format.ZIP:
        assert "2024-04-10" in text
        assert {"de": "Stichtag 10. April 2024", "en": "Key date 10 April 2024"}[language] in text


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("day", [OPENS, None])
def test_the_same_question_gives_the_same_bytes(
    material: Material, form: Format, day: date | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else nothing could be kept by its tag, and a diff would show what nobody changed."""
    first = body(material, form, Selection("de", day))
    make.cache_clear()
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert body(material, form, Selection("de", day)) == first


def test_a_file_is_made_once(material: Material) -> None:
    selection = Selection("de", OPENS)
    assert make(material, Format.CSV, selection) is make(material, Format.CSV, selection)


# one form each


def test_a_csv_is_a_plain_table(material: Material) -> None:
    content = body(material, Format.CSV, Selection("de", OPENS))
    lines = content.decode().split("\r\n")
    assert lines[0].startswith("key_date,level,ags,")
    assert len(lines) == 53 + 2  # a header, and the last line has its end
    assert not content.startswith(b"\xef\xbb\xbf")
    assert {row["citation"] for row in as_csv(content)} != {""}
    assert all("P46" in row["source_ids"] and "Oberhausen" in row["sources"]
               for row in as_csv(content) if row["ags"] == OBERHAUSEN)  # fmt: skip


def test_an_excel_file_has_cells_with_types_and_a_read_me(material: Material) -> None:
    book = openpyxl.load_workbook(io.BytesIO(body(material, Format.XLSX, Selection("de", OPENS))))
    assert book.sheetnames == ["Lies mich", "Status", "Kennzahlen", "Quellen"]
    sheet = book["Status"]
    names = [cell.value for cell in sheet[1]]
    first = dict(zip(names, sheet[2], strict=True))
    assert first["key_date"].value == datetime(2024, 4, 10)  # noqa: DTZ001
    assert first["key_date"].number_format == "dd.mm.yyyy"
    assert first["population"].number_format == "#,##0"
    assert isinstance(first["population"].value, int)
    assert isinstance(first["area_km2"].value, float)
    assert first["after_evidence"].value is False
    assert isinstance(first["ags"].value, str)
    assert sheet.freeze_panes == "A2"
    assert sheet[1][0].font.bold
    assert sheet.column_dimensions["A"].width >= 10
    figures = {c.value: v.value for c, v in zip(book["Kennzahlen"][1], book["Kennzahlen"][2],
                                                strict=True)}  # fmt: skip
    assert (figures["kommunen"], figures["districts"], figures["municipalities"]) == (14, 14, 40)
    told = {row[0].value: row[1].value for row in book["Lies mich"].iter_rows(min_row=2)}
    assert told["status"].startswith("Status für Programme")


def spoiled(material: Material) -> Material:
    """The data with a formula for a name."""
    ours = material.catalog
    place = replace(ours.territories[WITTEN], name="=HYPERLINK(1)")
    territories = MappingProxyType({**ours.territories, WITTEN: place})
    changed = replace(ours, territories=territories)
    return Material(changed, coverage.frames(changed), material.folder)


def test_no_text_of_the_data_becomes_a_formula(material: Material) -> None:
    evil = spoiled(material)
    content = body(evil, Format.XLSX, Selection("de", OPENS))
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for row in book["Status"].iter_rows() for cell in row]
    assert any(cell.value == "=HYPERLINK(1)" for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}  # and never "f"
    rows = as_csv(body(evil, Format.CSV, Selection("de", OPENS)))
    assert "'=HYPERLINK(1)" in {row["name"] for row in rows}


def test_geojson_has_the_shapes_of_the_package(material: Material) -> None:
    found = json.loads(body(material, Format.GEOJSON, Selection("de", OPENS, Level.DISTRICT)))
    assert found["type"] == "FeatureCollection"
    own = json.loads((material.folder / "geo" / "districts.geojson").read_text("utf-8"))
    wanted = {one["properties"]["ags"]: one["geometry"] for one in own["features"]}
    assert {one["properties"]["ags"]: one["geometry"] for one in found["features"]} == wanted
    assert found["metadata"]["key_date"] == "2024-04-10"
    assert len(found["metadata"]["licences"]) == 4
    assert set(found["metadata"]["columns"]) == set(found["features"][0]["properties"])
    frame = pyogrio.read_dataframe(io.BytesIO(json.dumps(found).encode()))
    assert (len(frame), frame.crs.to_epsg()) == (15, 4326)


def test_a_member_without_a_territory_has_no_shape(material: Material) -> None:
    found = json.loads(body(material, Format.GEOJSON, Selection("de", OPENS, place="rub")))
    assert [one["geometry"] for one in found["features"]] == [None]


def test_a_geopackage_has_both_levels_and_metadata(material: Material) -> None:
    with OnDisk(body(material, Format.GPKG, Selection("de", OPENS))) as path:
        assert dict(pyogrio.list_layers(path)) == {
            "municipalities": "MultiPolygon",
            "districts": "MultiPolygon",
            "figures": None,
            "members": None,
            "sources": None,
            "read_me": None,
        }
        info = pyogrio.read_info(path, layer="districts")
        frame = pyogrio.read_dataframe(path, layer="municipalities")
    types = dict(zip(info["fields"], info["ogr_types"], strict=True))
    assert (types["key_date"], types["population"]) == ("OFTDate", "OFTInteger64")
    assert info["layer_metadata"]["KEY_DATE"] == "2024-04-10"
    assert "CC-BY-4.0" in info["layer_metadata"]["LICENCE"]
    area = frame.to_crs(25832).area.sum() / 1e6
    assert area == pytest.approx(4438.71, rel=0.01)


def test_the_archive_is_the_whole_package(material: Material, tmp_path: Path) -> None:
    content = body(material, Format.ZIP, Selection("de", OPENS))
    archive = zipfile.ZipFile(io.BytesIO(content))
    archive.extractall(tmp_path)
    folder = tmp_path / "ruhrmap"
    assert catalog.load(folder) == material.catalog
    for resource in material.described["resources"]:
        path = resource["path"]
        assert (folder / path).read_bytes() == (material.folder / path).read_bytes()
    told = (folder / "LIESMICH.txt").read_text("utf-8")
    assert "@misc{ruhrmap-1.0.0," in told
    assert archive.testzip() is None
    english = zipfile.ZipFile(io.BytesIO(body(material, Format.ZIP, Selection("en"))))
    assert "ruhrmap/README.txt" in english.namelist()
