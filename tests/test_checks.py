"""Slips in a data package: each is found, with its place, and all of them at once.

Each slip is planted in a copy of our own package. What is asserted is the whole list of
errors, so that one slip does not come back as a page of others.
"""

from __future__ import annotations

import ast
import csv
import dataclasses
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from ruhrmap import catalog, checks, package
from ruhrmap.checks import Finding, Report, line
from ruhrmap.package.finding import shown
from ruhrmap.package.schema import tables
from support.workbooks import files

CODE = Path(package.__file__).parents[1]
PAYLOAD = "<img src=x onerror=alert(1)>"

Found = tuple[str, str, int | None, str | None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path / "data")


def copied(target: Path) -> Path:
    shutil.copytree(catalog.default_path(), target)
    return target


def read(path: Path) -> list[list[str]]:
    return parsed(path.read_bytes())


def parsed(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8"), newline="")))


def write(path: Path, rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(text.getvalue(), "utf-8")


def put(folder: Path, file: str, key: str, column: str, value: str) -> int:
    """Write a value into the row whose first cells are ``key``; its row number."""
    rows = read(folder / file)
    wanted = key.split(",")
    number = next(i for i, row in enumerate(rows) if row[: len(wanted)] == wanted)
    rows[number][rows[0].index(column)] = value
    write(folder / file, rows)
    return number + 1


def add(folder: Path, file: str, *cells: str) -> int:
    rows = read(folder / file)
    rows.append(list(cells))
    write(folder / file, rows)
    return len(rows)


def errors(folder: Path) -> list[Found]:
    return [(f.code, f.file, f.row, f.field) for f in checks.run(folder).errors]


# One cell each: file, key of the row, column, what is written there, code of the finding.
CELLS = [
    ("memberships.csv", "stadt-hamm-1", "joined", "31.02.2023", "date_calendar"),
    ("memberships.csv", "stadt-hamm-1", "joined", "2023-02-31", "date_calendar"),
    ("memberships.csv", "stadt-hamm-1", "joined", "Mai 2023", "date_meant"),
    ("memberships.csv", "stadt-hamm-1", "joined", "21.4.2023", "date_meant"),
    ("memberships.csv", "stadt-hamm-1", "joined", "Frühjahr 2023", "date_form"),
    ("memberships.csv", "stadt-hamm-1", "joined", "[2023-05..2023-06]", "date_form"),
    ("memberships.csv", "stadt-hamm-1", "joined", "[2023-06-01..2023-05-01]", "date_order"),
    ("memberships.csv", "stadt-hamm-1", "joined", "", "cell_required"),
    ("memberships.csv", "stadt-hamm-1", "agreement_until", "Ende 2024", "date_day"),
    ("memberships.csv", "stadt-hamm-1", "agreement_until", "31.12.2024", "date_meant"),
    ("memberships.csv", "stadt-hamm-1", "agreement_until", "2024-12-32", "date_calendar"),
    ("memberships.csv", "stadt-hamm-1", "agreement_until", "2022-12-31", "membership_agreement"),
    ("memberships.csv", "stadt-hamm-1", "joined_basis", "gegründet", "cell_choice"),
    ("memberships.csv", "stadt-hamm-1", "sources", "P39;P999", "key_unknown"),
    ("memberships.csv", "stadt-hamm-1", "sources", "P39; P40", "cell_list"),
    ("memberships.csv", "stadt-hamm-1", "sources", "P39;P39", "cell_list_double"),
    ("press_releases.csv", "P01", "note_en", "", "note_one_language"),
    ("press_releases.csv", "P01", "note_de", "x" * 301, "cell_long"),
    ("press_releases.csv", "P01", "note_de", "zwei\nZeilen", "cell_unprintable"),
    ("press_releases.csv", "P01", "note_de", "a\x00b", "cell_unprintable"),
    ("press_releases.csv", "P01", "note_de", "a\u202eb", "cell_unprintable"),
    ("press_releases.csv", "P01", "note_de", " davor", "cell_space"),
    ("memberships.csv", "stadt-hamm-1", "representation", "assumed", "representation_unfit"),
    ("memberships.csv", "kreis-unna-1", "representation", "", "representation_missing"),
    ("memberships.csv", "stadt-herten-1", "left", "2013-05-01", "membership_ends_before"),
    ("memberships.csv", "stadt-herten-1", "left", "2013-05-02", "membership_ends_before"),
    ("memberships.csv", "stadt-herten-1", "left", "2027-01-01", "axis_after"),
    ("members.csv", "stadt-hamm", "kind", "Stadt", "cell_choice"),
    ("members.csv", "stadt-hamm", "ags", "5915", "cell_official_key"),
    ("members.csv", "stadt-hamm", "ags", "09999", "key_unknown"),
    ("members.csv", "stadt-hamm", "ags", "", "member_needs_territory"),
    ("members.csv", "stadt-hamm", "ags", "05915000", "member_territory"),
    ("members.csv", "stadt-hamm", "ags", "05170", "member_territory"),
    ("members.csv", "rub", "ags", "05911", "member_without_territory"),
    ("members.csv", "stadt-hamm", "name", "", "cell_required"),
    ("territories.csv", "05170004", "kind", "kreis", "territory_kind"),
    ("territories.csv", "05170004", "level", "Gemeinde", "cell_choice"),
    ("territories.csv", "05170004", "district_ags", "05978", "territory_district"),
    ("territories.csv", "05113000", "kind", "town", "territory_kinds_differ"),
    ("territories.csv", "05170004", "short_name", "Al|p|en", "territory_break"),
    ("territories.csv", "05170004", "short_name", "|Alpen", "territory_break"),
    ("territories.csv", "05170004", "short_name", "Alpen |am Rhein", "territory_break"),
    ("population_area.csv", "05170004", "population", "12.085", "cell_integer"),
    ("population_area.csv", "05170004", "population", "0", "cell_minimum"),
    ("population_area.csv", "05170004", "area_km2", "59,60", "cell_number"),
    ("population_area.csv", "05170004", "population_date", "2022", "date_day"),
    ("population_area.csv", "05170004", "source_id", "D99", "key_unknown"),
    ("sources.csv", "P06", "title", "", "cell_required"),
    ("sources.csv", "P06", "title_read", "ja", "cell_choice"),
    ("sources.csv", "P06", "url", "javascript:alert(1)", "cell_address"),
    ("sources.csv", "P06", "url", "JavaScript:alert(1)//https://a.de", "cell_address"),
    ("sources.csv", "P06", "url", "data:text/html,x", "cell_address"),
    ("sources.csv", "P06", "url", "//www.ruhrfutur.de", "cell_address"),
    ("sources.csv", "P06", "url", "https://", "cell_address"),
    ("sources.csv", "P06", "url", "http://[", "cell_address"),
    ("sources.csv", "P06", "url", 'https://a.de/"onclick="x', "cell_address"),
    ("sources.csv", "P06", "date", "2027", "axis_after"),
    ("sources.csv", "P06", "accessed", "2027-01-01", "axis_after"),
    ("sources.csv", "P06", "licence", "frei", "cell_choice"),
    ("sources.csv", "D01", "licence_url", "", "licence_address"),
    ("press_releases.csv", "P06", "medium", "Zeitung", "cell_choice"),
    ("press_releases.csv", "P06", "kind", "", "cell_required"),
    ("press_links.csv", "P12,rvr", "member_id", "rwr", "key_unknown"),
    ("press_links.csv", "P12,rvr", "member_id", "", "link_neither"),
    ("press_links.csv", "P12,rvr", "press_id", "P999", "key_unknown"),
    ("search_names.csv", "HRW", "name", "", "cell_required"),
    ("search_names.csv", "HRW", "name", "---", "cell_pattern"),
    ("search_names.csv", "UDE", "kind", "Kennzeichen", "cell_choice"),
    ("search_names.csv", "MH", "ags", "05999", "key_unknown"),
    ("search_names.csv", "MO", "ags", "", "link_neither"),
    ("search_names.csv", "RUB", "member_id", "stadt-essen", "search_name_member"),
    ("evidence.csv", "rvr,P12", "date", "2014", "evidence_joined"),
    ("evidence.csv", "rvr,P30", "date", "2014", "evidence_outside"),
    ("evidence.csv", "rvr,P54", "date", "2030-01", "axis_after"),
    ("evidence.csv", "rvr,P30", "member_id", "rwr", "key_unknown"),
    ("published_totals.csv", "T09", "value", "viele", "cell_integer"),
    ("published_totals.csv", "T09", "value", "-1", "cell_minimum"),
    ("published_totals.csv", "T09", "value", "15", "total_conflict"),
    ("published_totals.csv", "T09", "as_of", "2012", "axis_before"),
    ("conflicts.csv", "C1", "members", "stadt-krefeld", "key_unknown"),
    ("conflicts.csv", "C1", "sources", "P42;P998", "key_unknown"),
    ("conflicts.csv", "C1", "text_en", "", "cell_required"),
    ("changes.csv", "1.0.0", "date", "21.11.2026", "date_meant"),
    ("changes.csv", "1.0.0", "text_en", "", "cell_required"),
]

# Findings that follow from the planted one and say something of their own.
FOLLOWING = {
    ("memberships.csv", "axis_after"): {"total_conflict"},  # Herten counted to the last
    ("published_totals.csv", "axis_before"): {"total_conflict"},  # nobody had joined yet
    ("evidence.csv", "key_unknown"): {"evidence_no_membership"},
}


@pytest.mark.parametrize(("file", "key", "column", "value", "code"), CELLS)
def test_a_slip_in_a_cell_is_found_where_it_is(
    folder: Path, file: str, key: str, column: str, value: str, code: str
) -> None:
    row = put(folder, file, key, column, value)
    found = errors(folder)
    assert (code, file, row, column) in found
    assert [other[0] for other in found].count(code) == 1
    assert {other[0] for other in found} - FOLLOWING.get((file, code), set()) == {code}


@pytest.mark.parametrize(
    ("rows", "version", "created", "expected"),
    [
        (["1.1.0,2026-12-01"], "1.1.0", "2026-12-01", []),
        (["1.1.0,2026-12-01"], "1.0.0", "2026-12-01", [("changes_version", 3, "version")]),
        (["1.1.0,2026-12-01"], "1.1.0", "2026-12-02", [("changes_date", 3, "date")]),
        (["0.9.0,2026-12-01"], "0.9.0", "2026-12-01", [("changes_version_order", 3, "version")]),
        (["1.10.0,2026-11-21", "1.9.0,2026-11-21"], "1.9.0", "2026-11-21",
         [("changes_version_order", 4, "version")]),
        (["1.0.1,2026-11-20"], "1.0.1", "2026-11-21",
         [("changes_date_order", 3, "date"), ("changes_date", 3, "date")]),
    ],
)  # fmt: skip
def test_the_change_log_rises_and_ends_with_the_package(
    folder: Path, rows: list[str], version: str, created: str, expected: list[Any]
) -> None:
    """Else the page would say of data that they are older or newer than they are."""
    for row in rows:
        add(folder, "changes.csv", *row.split(","), "Anders.", "Other.")
    describe(folder, lambda d: d.update(version=version, created=f"{created}T00:00:00Z"))
    assert [(code, row, field) for code, _, row, field in errors(folder)] == expected


def test_several_slips_are_told_at_once(folder: Path) -> None:
    # Of slips in one cell the last stays; these hide or follow from one another.
    planted = [cell for cell in CELLS if cell[1] not in ("stadt-hamm-1", "stadt-hamm", "T09")]
    planted = [cell for cell in planted if cell[4] != "territory_kind"]
    last = {(file, key, column): (value, code) for file, key, column, value, code in planted}
    wanted = {
        (code, file, put(folder, file, key, column, value), column)
        for (file, key, column), (value, code) in last.items()
        if key not in ("P12,rvr", "rvr,P30")
    }
    found = set(errors(folder))
    assert len(wanted) > 20
    assert wanted <= found


def test_findings_stand_in_the_order_of_files_and_rows(folder: Path) -> None:
    source = put(folder, "sources.csv", "P06", "title", "")
    later = put(folder, "members.csv", "rub", "name", "")
    earlier = put(folder, "members.csv", "stadt-hamm", "name", "")
    (folder / "geo" / "districts.geojson").unlink()
    assert earlier < later
    assert [(f, row) for _, f, row, _ in errors(folder)] == [
        ("members.csv", earlier),
        ("members.csv", later),
        ("sources.csv", source),
        ("geo/districts.geojson", None),
    ]


# --- whole files -----------------------------------------------------------------------


@pytest.mark.parametrize("file", package.FILES)
def test_a_missing_file_is_one_finding(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert errors(folder) == [("file_missing", file, None, None)]


@pytest.mark.parametrize("file", package.FILES)
def test_an_empty_file_is_one_finding(folder: Path, file: str) -> None:
    (folder / file).write_bytes(b"")
    [found] = errors(folder)
    assert found[:2] == ("file_empty" if file.endswith(".csv") else "file_json", file)


@pytest.mark.parametrize("file", package.FILES)
def test_a_folder_in_place_of_a_file_is_one_finding(folder: Path, file: str) -> None:
    (folder / file).unlink()
    (folder / file).mkdir()
    assert errors(folder) == [("file_unreadable", file, None, None)]


@pytest.mark.parametrize("file", [schema.file for schema in tables()])
def test_a_header_without_rows_is_found(folder: Path, file: str) -> None:
    write(folder / file, read(folder / file)[:1])
    found = errors(folder)
    if file in ("conflicts.csv", "search_names.csv"):  # nothing is wrong with having none
        assert found == []
    else:
        assert ("file_no_rows", file, None, None) in found


def test_windows_letters_are_found_in_their_row_and_the_rest_is_read_on(folder: Path) -> None:
    row = put(folder, "members.csv", "rub", "kind", "Uni")
    path = folder / "members.csv"
    path.write_bytes(path.read_text("utf-8").encode("cp1252"))
    assert errors(folder) == [
        ("file_encoding", "members.csv", 5, None),  # Mülheim is the first with an umlaut
        ("cell_choice", "members.csv", row, "kind"),
    ]


def test_utf_16_is_one_finding(folder: Path) -> None:
    path = folder / "members.csv"
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))
    assert errors(folder) == [("file_encoding", "members.csv", 1, None)]


def test_json_that_is_not_utf_8(folder: Path) -> None:
    path = folder / "datapackage.json"
    path.write_bytes(path.read_text("utf-8").encode("cp1252"))
    [found] = errors(folder)
    assert found[:2] == ("file_encoding_json", "datapackage.json")


def test_semicolons_between_the_columns_are_one_finding(folder: Path) -> None:
    path = folder / "territories.csv"
    path.write_text(path.read_text("utf-8").replace(",", ";"), "utf-8")
    assert errors(folder) == [("file_delimiter", "territories.csv", 1, None)]


def test_a_quotation_mark_too_many(folder: Path) -> None:
    path = folder / "members.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines[-1] = lines[-1].replace("Stiftung", '"Stiftung', 1)
    path.write_text("".join(lines), "utf-8")
    assert ("file_quotes", "members.csv", 26, None) in errors(folder)


def test_columns_unknown_missing_and_double(folder: Path) -> None:
    path = folder / "members.csv"
    rows = read(path)
    rows[0][rows[0].index("name_en")] = "englisch"
    rows = [[*row, "x"] for row in rows]
    rows[0][-1] = "name"
    write(path, rows)
    assert errors(folder) == [
        ("column_unknown", "members.csv", 1, "englisch"),
        ("column_double", "members.csv", 1, "name"),
        ("column_missing", "members.csv", 1, "name_en"),
    ]


def test_a_column_without_a_name(folder: Path) -> None:
    path = folder / "members.csv"
    write(path, [[*row, ""] for row in read(path)])
    assert errors(folder) == [("column_unnamed", "members.csv", 1, None)]


def test_columns_may_stand_in_another_order(folder: Path) -> None:
    path = folder / "members.csv"
    write(path, [row[::-1] for row in read(path)])
    assert errors(folder) == []


@pytest.mark.parametrize("change", [lambda row: row[:-1], lambda row: [*row, "zu viel"]])
def test_a_row_with_another_number_of_cells(
    folder: Path, change: Callable[[list[str]], list[str]]
) -> None:
    path = folder / "members.csv"
    rows = read(path)
    rows[3] = change(rows[3])
    write(path, rows)
    assert errors(folder) == [("row_width", "members.csv", 4, None)]


def test_a_row_cut_short_is_not_taken_for_one_with_empty_cells(folder: Path) -> None:
    path = folder / "press_links.csv"
    rows = read(path)
    rows[3] = rows[3][:1]
    write(path, rows)
    assert errors(folder) == [("row_width", "press_links.csv", 4, None)]


def test_rows_are_counted_as_a_spreadsheet_does(folder: Path) -> None:
    path = folder / "memberships.csv"
    rows = read(path)
    rows[1][rows[0].index("note_de")] = "zwei\nZeilen"  # one row all the same
    rows.insert(2, [])  # an empty line is a row
    rows[5][rows[0].index("joined_basis")] = "x"
    write(path, rows)
    found = errors(folder)
    assert ("cell_unprintable", "memberships.csv", 2, "note_de") in found
    assert ("cell_choice", "memberships.csv", 6, "joined_basis") in found


# --- keys ------------------------------------------------------------------------------


@pytest.mark.parametrize("schema", tables(), ids=lambda schema: schema.name)
def test_a_row_twice_is_a_double_key(folder: Path, schema: Any) -> None:
    path = folder / schema.file
    rows = read(path)
    write(path, [*rows, rows[1]])
    assert ("key_double", schema.file, len(rows) + 1) in [f[:3] for f in errors(folder)]


def test_every_foreign_key_is_looked_up(folder: Path) -> None:
    for schema in tables():
        for key in schema.foreign_keys:
            rows = read(folder / schema.file)
            index = rows[0].index(key.column)
            number = next(i for i, row in enumerate(rows[1:], start=1) if row[index])
            before = rows[number][index]
            target = next(t for t in tables() if t.name == key.target)
            known = {cell for row in read(folder / target.file) for cell in row}
            # Of the right form, but nobody's: the last letter or digit is another one.
            others = (before[:-1] + digit for digit in "0123456789")
            rows[number][index] = next(other for other in others if other not in known)
            write(folder / schema.file, rows)
            wanted = ("key_unknown", schema.file, number + 1, key.column)
            assert wanted in errors(folder), (schema.name, key.column)
            rows[number][index] = before
            write(folder / schema.file, rows)


# --- the description of the package ----------------------------------------------------


def describe(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "datapackage.json"
    content = json.loads(path.read_text("utf-8"))
    change(content)
    path.write_text(json.dumps(content), "utf-8")


def fields(content: dict[str, Any], table: str) -> list[dict[str, Any]]:
    resource = next(r for r in content["resources"] if r["name"] == table)
    found: list[dict[str, Any]] = resource["schema"]["fields"]
    return found


def own(content: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = content["ruhrmap"]
    return found


MEMBERS = "resources.members.schema"

DESCRIPTIONS = [
    (lambda d: d.pop("created"), "descriptor_created", "created"),
    (lambda d: d.update(created="2026-02-30"), "descriptor_created", "created"),
    (lambda d: d.update(created=20261121), "descriptor_created", "created"),
    (lambda d: own(d).pop("axisStart"), "descriptor_axis", "ruhrmap.axisStart"),
    (lambda d: own(d).update(axisStart="2013"), "descriptor_axis", "ruhrmap.axisStart"),
    (lambda d: d.update(name="Süd & Co"), "descriptor_name", "name"),
    (lambda d: own(d)["region"]["de"].pop("in"), "descriptor_words", "ruhrmap.region.de.in"),
    (lambda d: own(d)["region"].update(fr={}), "descriptor_words_unknown", "ruhrmap.region.fr"),
    (lambda d: own(d)["keywords"].update(en="Ruhr"), "descriptor_list", "ruhrmap.keywords.en"),
    (lambda d: own(d).update(press=[]), "descriptor_press_object", "ruhrmap.press"),
    (
        lambda d: own(d)["press"].update(media="WAZ"),
        "descriptor_press_words",
        "ruhrmap.press.media",
    ),
    (lambda d: d.update(version="neu"), "descriptor_version", "version"),
    (lambda d: d["resources"].pop(0), "descriptor_resource", "resources"),
    (lambda d: d["resources"].pop(-1), "descriptor_resource", "resources"),
    (lambda d: d["resources"][2].update(path="m.csv"), "descriptor_path", "resources.members.path"),
    (lambda d: fields(d, "members").pop(), "descriptor_column_missing", f"{MEMBERS}.fields"),
    (
        lambda d: fields(d, "members").append({"name": "neu", "type": "string"}),
        "descriptor_column_unknown",
        f"{MEMBERS}.fields",
    ),
    (
        lambda d: fields(d, "members")[4].update(type="integer"),
        "descriptor_column_differs",
        f"{MEMBERS}.fields.kind",
    ),
    (
        lambda d: d["resources"][2]["schema"].update(primaryKey=["name"]),
        "descriptor_keys",
        f"{MEMBERS}.primaryKey",
    ),
    (
        lambda d: d["resources"][2]["schema"].pop("foreignKeys"),
        "descriptor_keys",
        f"{MEMBERS}.foreignKeys",
    ),
]


@pytest.mark.parametrize(("change", "code", "field"), DESCRIPTIONS)
def test_a_description_that_differs(
    folder: Path, change: Callable[[dict[str, Any]], object], code: str, field: str
) -> None:
    describe(folder, change)
    assert errors(folder) == [(code, "datapackage.json", None, field)]


def test_words_for_readers_may_differ(folder: Path) -> None:
    describe(folder, lambda d: fields(d, "members")[0].update(title="Key", description="x"))
    assert errors(folder) == []


def test_broken_json_is_found_in_its_row(folder: Path) -> None:
    path = folder / "datapackage.json"
    path.write_text(path.read_text("utf-8").replace('"version": "1.0.0",', '"version": ,'), "utf-8")
    assert errors(folder) == [("file_json", "datapackage.json", 6, None)]


@pytest.mark.parametrize("text", ["[" * 100_000, "1" * 5_000])
def test_json_that_would_exhaust_a_reader(folder: Path, text: str) -> None:
    (folder / "datapackage.json").write_text(text, "utf-8")
    assert errors(folder) == [("file_json_size", "datapackage.json", None, None)]


@pytest.mark.parametrize("text", ["[]", '"x"', "null", "3"])
def test_json_that_describes_nothing(folder: Path, text: str) -> None:
    (folder / "datapackage.json").write_text(text, "utf-8")
    assert errors(folder) == [("descriptor_object", "datapackage.json", None, None)]


def test_an_axis_that_ends_before_it_begins(folder: Path) -> None:
    describe(folder, lambda d: d.update(created="2012-01-01"))
    assert ("descriptor_order", "datapackage.json", None, "created") in errors(folder)


# --- what the tables mean --------------------------------------------------------------


def test_overlapping_memberships_of_one_member(folder: Path) -> None:
    cells = ("2019-01-01", "", "signing", "", "", "P30", "", "")
    row = add(folder, "memberships.csv", "stadt-essen-2", "stadt-essen", *cells)
    assert errors(folder) == [("membership_overlap", "memberships.csv", row, "joined")]


def test_a_member_that_left_may_come_back(folder: Path) -> None:
    cells = ("2023-04-21", "", "signing", "", "", "P39", "", "")
    add(folder, "memberships.csv", "stadt-herten-2", "stadt-herten", *cells)
    add(folder, "evidence.csv", "stadt-herten", "P39", "2023-04-21", "joined")
    found = errors(folder)
    # Only the totals of that time no longer agree.
    assert {code for code, *_ in found} == {"total_conflict"}


def test_it_must_have_left_before_for_certain(folder: Path) -> None:
    cells = ("2023-04-20", "", "signing", "", "", "P39", "", "")
    row = add(folder, "memberships.csv", "stadt-herten-2", "stadt-herten", *cells)
    assert ("membership_overlap", "memberships.csv", row, "joined") in errors(folder)


def test_a_membership_without_evidence(folder: Path) -> None:
    path = folder / "evidence.csv"
    write(path, [row for row in read(path) if row[0] != "stadt-hagen"])
    row = next(i for i, r in enumerate(read(folder / "memberships.csv"), 1) if "stadt-hagen" in r)
    assert errors(folder) == [("membership_no_evidence", "memberships.csv", row, "member_id")]


def test_evidence_with_an_unreadable_date_may_be_the_one(folder: Path) -> None:
    wrong = [
        put(folder, "evidence.csv", f"stadt-hagen,{source}", "date", "im April")
        for source in ("P39", "P46")
    ]
    assert errors(folder) == [("date_form", "evidence.csv", row, "date") for row in wrong]


def test_evidence_of_an_end_that_no_membership_has(folder: Path) -> None:
    row = put(folder, "evidence.csv", "rvr,P30", "says", "ended")
    assert errors(folder) == [("evidence_ended", "evidence.csv", row, "date")]


def test_evidence_of_an_end_that_is_known(folder: Path) -> None:
    add(folder, "evidence.csv", "stadt-herten", "P39", "2023-04-21", "ended")
    assert errors(folder) == []


def test_evidence_of_a_member_without_membership(folder: Path) -> None:
    member = add(folder, "members.csv", "kreis-wesel", *["Kreis Wesel"] * 3, "kreis", "05170")
    row = add(folder, "evidence.csv", "kreis-wesel", "P46", "2024-04-10", "listed")
    assert errors(folder) == [
        ("member_no_membership", "members.csv", member, "member_id"),
        ("evidence_no_membership", "evidence.csv", row, "member_id"),
    ]


def test_two_members_for_one_territory(folder: Path) -> None:
    row = put(folder, "members.csv", "stadt-hamm", "ags", "05914")
    assert errors(folder) == [("member_territory_double", "members.csv", row, "ags")]


def test_a_link_with_two_subjects(folder: Path) -> None:
    row = put(folder, "press_links.csv", "P12,rvr", "ags", "05562024")
    assert errors(folder) == [("link_both", "press_links.csv", row, "member_id")]


def test_a_search_name_of_two_places(folder: Path) -> None:
    row = put(folder, "search_names.csv", "RUB", "ags", "05911")
    assert errors(folder) == [("link_both", "search_names.csv", row, "ags")]


@pytest.mark.parametrize("ags", ["05119", "05119000"])
def test_a_link_to_the_territory_of_a_member(folder: Path, ags: str) -> None:
    row = add(folder, "press_links.csv", "P06", "", ags)
    assert errors(folder) == [("link_member", "press_links.csv", row, "ags")]


def test_a_municipality_without_inhabitants(folder: Path) -> None:
    path = folder / "population_area.csv"
    write(path, [row for row in read(path) if row[0] != "05954036"])
    assert errors(folder) == [("census_missing", "population_area.csv", None, "ags")]
    assert "05954036" in checks.run(folder).errors[0].message.de


def test_territories_that_do_not_fit_each_other(folder: Path) -> None:
    path = folder / "territories.csv"
    rows = [row for row in read(path) if not row[0].startswith("05119")]
    rows.append(["05119", "municipality", "town", "Oberhausen", "Oberhausen", "05119"])
    rows.append(["05113001", "municipality", "independent_city", "X", "X", "05113"])
    rows.append(["05120", "district", "kreis", "Y", "Y", "05120"])
    write(path, rows)
    last, essen = len(rows), 1 + next(i for i, r in enumerate(rows) if r[0] == "05113")
    found = errors(folder)
    assert {
        ("territory_key", "territories.csv", last - 2, "ags"),
        ("territory_no_district", "territories.csv", last - 2, "district_ags"),
        ("district_city", "territories.csv", essen, "ags"),
        ("district_empty", "territories.csv", last, "ags"),
        ("census_missing", "population_area.csv", None, "ags"),
    } <= set(found)


def test_inhabitants_of_a_district_are_counted_by_municipality(folder: Path) -> None:
    path = folder / "territories.csv"
    write(
        path,
        [["05113000", "district", *row[2:]] if row[0] == "05113000" else row for row in read(path)],
    )
    assert "census_district" in {code for code, *_ in errors(folder)}


@pytest.mark.parametrize("joined", ["2023-04-09", "2025-04-09"])
def test_oberhausen_moved_by_a_year_contradicts_the_published_totals(
    folder: Path, joined: str
) -> None:
    put(folder, "memberships.csv", "stadt-oberhausen-1", "joined", joined)
    assert "total_conflict" in {code for code, *_ in errors(folder)}


def test_a_total_with_a_reason_is_a_note(folder: Path) -> None:
    row = put(folder, "published_totals.csv", "T09", "value", "15")
    put(folder, "published_totals.csv", "T09", "conflict_de", "Eine Stadt doppelt gezählt.")
    put(folder, "published_totals.csv", "T09", "conflict_en", "One city counted twice.")
    report = checks.run(folder)
    assert report.ok
    [note] = [f for f in report.notes if f.code == "total_explained"]
    assert (note.file, note.row, note.field) == ("published_totals.csv", row, "value")
    assert "14" in note.message.de
    assert "Eine Stadt doppelt gezählt." in note.message.de


def test_a_reason_that_is_no_longer_needed_is_told(folder: Path) -> None:
    put(folder, "published_totals.csv", "T09", "conflict_de", "Anders gezählt.")
    put(folder, "published_totals.csv", "T09", "conflict_en", "Counted otherwise.")
    report = checks.run(folder)
    assert report.ok
    assert "total_needless" in {f.code for f in report.notes}


def test_totals_are_compared_whatever_else_is_wrong(folder: Path) -> None:
    put(folder, "published_totals.csv", "T09", "value", "15")
    put(folder, "sources.csv", "P06", "title", "")
    (folder / "press_links.csv").unlink()
    assert {code for code, *_ in errors(folder)} == {
        "total_conflict",
        "cell_required",
        "file_missing",
    }


# --- boundaries ------------------------------------------------------------------------


def redraw(folder: Path, file: str, change: Callable[[list[dict[str, Any]]], object]) -> None:
    path = folder / "geo" / file
    content = json.loads(path.read_text("utf-8"))
    change(content["features"])
    path.write_text(json.dumps(content), "utf-8")


def geometry(value: object) -> Callable[[list[dict[str, Any]]], object]:
    return lambda features: features[0].update(geometry=value)


AREAS = [
    (lambda f: f.pop(), "geo_missing", "ags"),
    (lambda f: f.append(f[0]), "geo_double", "ags"),
    (lambda f: f.append({**f[0], "properties": {"ags": "05111"}}), "geo_unknown", "ags"),
    (lambda f: f.append({**f[0], "properties": {}}), "geo_no_key", "ags"),
    (lambda f: f.append({**f[0], "properties": None}), "geo_no_key", "ags"),
    (lambda f: f.clear(), "geo_no_features", None),
    (geometry(None), "geo_geometry", "geometry"),
    (geometry({"type": "Point", "coordinates": [7, 51]}), "geo_geometry", "geometry"),
    (geometry({"type": "Polygon", "coordinates": []}), "geo_geometry", "geometry"),
    (geometry({"type": "Polygon", "coordinates": [[[7, "51"]]]}), "geo_geometry", "geometry"),
    (geometry({"type": "Polygon", "coordinates": [[[3e5, 5.7e6]]]}), "geo_geometry", "geometry"),
    (
        geometry({"type": "Polygon", "coordinates": [[[7, 51], [float("nan"), 51]]]}),
        "geo_geometry",
        "geometry",
    ),
    (geometry({"type": "Polygon", "coordinates": [[[10**400, 51]]]}), "geo_geometry", "geometry"),
    (geometry({"type": "Polygon", "coordinates": [[[True, 51]]]}), "geo_geometry", "geometry"),
    (geometry({"type": ["Polygon"], "coordinates": 3}), "geo_geometry", "geometry"),
]


@pytest.mark.parametrize("file", ["districts.geojson", "municipalities.geojson"])
@pytest.mark.parametrize(("change", "code", "field"), AREAS)
def test_boundaries_that_cannot_be_used(
    folder: Path,
    file: str,
    change: Callable[[list[dict[str, Any]]], object],
    code: str,
    field: str | None,
) -> None:
    redraw(folder, file, change)
    assert errors(folder) == [(code, f"geo/{file}", None, field)]


@pytest.mark.parametrize("text", ["[]", "{}", '{"type": "Feature", "features": [1]}'])
def test_boundaries_that_are_no_collection(folder: Path, text: str) -> None:
    (folder / "geo" / "context.geojson").write_text(text, "utf-8")
    assert errors(folder) == [("geo_collection", "geo/context.geojson", None, None)]


def test_neighbours_need_no_key_of_ours(folder: Path) -> None:
    redraw(folder, "context.geojson", lambda features: features.pop())
    redraw(folder, "context.geojson", lambda features: features[0].update(properties={}))
    assert errors(folder) == []


# --- text is text ----------------------------------------------------------------------


def is_free(column: Any) -> bool:
    """Whether people write a text of their own into a column."""
    return column.form == "string" and not column.enum and column.pattern is None


def test_markup_in_any_text_is_read_as_text(folder: Path) -> None:
    planted = 0
    for schema in tables():
        free = [column.name for column in schema.columns if is_free(column)]
        rows = read(folder / schema.file)
        for row in rows[1:]:
            for name in free:
                if not name.startswith("conflict_"):
                    row[rows[0].index(name)] = PAYLOAD
                    planted += 1
        write(folder / schema.file, rows)
    loaded = catalog.load(folder)
    assert planted > 500
    assert {t.name for t in loaded.territories.values()} == {PAYLOAD}
    assert {t.short_name for t in loaded.territories.values()} == {PAYLOAD}
    for member in loaded.members.values():
        assert (member.name, member.name_en, member.short_name) == (PAYLOAD,) * 3
    for source in loaded.sources.values():
        assert (source.title, source.publisher, source.citation) == (PAYLOAD,) * 3
    notes = [item.note for item in loaded.press_releases.values()]
    notes += [m.note for m in loaded.memberships] + [t.note for t in loaded.published_totals]
    notes += [conflict.text for conflict in loaded.conflicts]
    assert {(note.de, note.en) for note in notes} == {(PAYLOAD, PAYLOAD)}


def test_keys_and_addresses_take_no_markup(folder: Path) -> None:
    row = put(folder, "sources.csv", "P06", "url", PAYLOAD)
    other = put(folder, "press_links.csv", "P12,rvr", "member_id", PAYLOAD)
    assert errors(folder) == [
        ("cell_address", "sources.csv", row, "url"),
        ("cell_pattern", "press_links.csv", other, "member_id"),
    ]


# --- findings as people and programs read them -----------------------------------------


def test_a_finding_says_where_what_and_what_to_do(folder: Path) -> None:
    put(folder, "memberships.csv", "kreis-unna-1", "joined", "Mai 2023")
    [found] = checks.run(folder).errors
    assert line(found, "de") == (
        "memberships.csv, Zeile 15, Spalte joined: "
        "„Mai 2023“ ist kein lesbares Datum. Schreiben Sie 2023-05."
    )
    assert line(found, "en") == (
        "memberships.csv, row 15, column joined: “Mai 2023” is not a readable date. Write 2023-05."
    )


def test_a_finding_without_row_or_column_has_no_empty_places(folder: Path) -> None:
    (folder / "members.csv").unlink()
    describe(folder, lambda d: d.pop("version"))
    first, second = checks.run(folder).errors
    assert line(first, "de").startswith("datapackage.json, Feld version: Die Version fehlt")
    assert line(second, "de").startswith("members.csv: Die Datei fehlt.")


def test_a_note_is_told_apart() -> None:
    note = checks.run().notes[0]
    assert line(note, "de").startswith("conflicts.csv, Zeile 2: Hinweis: Die Stadt Duisburg")


def test_a_finding_for_programs() -> None:
    found = checks.run().findings[0].as_dict()
    assert json.loads(json.dumps(found)) == found
    assert list(found) == [field.name for field in dataclasses.fields(Finding)]
    assert set(found["message"]) == {"de", "en"}


def test_notes_alone_do_not_stop_a_package() -> None:
    note = checks.run().findings[0]
    wrong = dataclasses.replace(note, severity="error")
    assert Report((note,)).ok
    assert not Report((note, wrong)).ok


def test_what_cannot_be_printed_is_replaced_and_long_texts_are_cut() -> None:
    assert shown("a\x00\n\u202e\ud800b") == "a����b"
    assert len(shown("x" * 500)) == 120
    assert shown("Mülheim („Ruhr“)") == "Mülheim („Ruhr“)"


def constants() -> Iterator[str]:
    """Every string in the code of package and checks."""
    for path in [*(CODE / "package").glob("*.py"), *(CODE / "checks").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_every_finding_has_a_text_and_every_text_a_finding() -> None:
    with (CODE / "locales" / "de" / "checks.po").open("rb") as file:
        texts = {str(entry.id).removeprefix("checks.") for entry in read_po(file) if entry.id}
    used = {constant.removeprefix("checks.") for constant in constants()}
    # Composed: date_<reason> from the reader of dates, place.<kind> and line.<severity>.
    composed = {"date_order", "place.column", "place.field", "line.error", "line.note"}
    assert texts - used == composed
    codes = {c for c in used if re.fullmatch(r"[a-z]+(_[a-z]+)+", c)}
    raised = {code for _, _, _, _, code in CELLS} | {code for _, code, _ in DESCRIPTIONS + AREAS}
    assert raised <= codes | {"date_order"}
    assert raised <= texts


# --- whatever stands in the files ------------------------------------------------------


def survives(file: str, content: bytes) -> None:
    """Checking ends with findings that can be printed."""
    for finding in checks.run({**files(), file: content}).findings:
        for language in ("de", "en"):
            text = line(finding, language)
            assert text.encode("utf-8")
            assert "\n" not in text


@settings(deadline=None, max_examples=20)
@given(file=st.sampled_from(package.FILES), content=st.binary(max_size=400))
def test_arbitrary_bytes_are_survived(file: str, content: bytes) -> None:
    survives(file, content)


@settings(deadline=None, max_examples=40)
@given(
    file=st.sampled_from(package.FILES),
    at=st.floats(0, 1),
    cut=st.integers(0, 200),
    content=st.binary(max_size=40),
)
def test_arbitrary_bytes_amid_real_ones_are_survived(
    file: str, at: float, cut: int, content: bytes
) -> None:
    real = files()[file]
    start = int(at * len(real))
    survives(file, real[:start] + content + real[start + cut :])


CELL = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["", "2024", "[2013-05-02..2026-11-21]", "P01", "05113", "05113000"]),
    st.sampled_from(["stadt-essen", "kreis", "district", "municipality", "joined", "assumed"]),
)


@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_arbitrary_cells_are_survived(data: st.DataObject) -> None:
    schema = data.draw(st.sampled_from(tables()))
    rows = parsed(files()[schema.file])
    for _ in range(data.draw(st.integers(1, 4))):
        row = rows[data.draw(st.integers(0, len(rows) - 1))]
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(CELL)
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    survives(schema.file, text.getvalue().encode("utf-8", "replace"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "name",
                    "path",
                    "schema",
                    "fields",
                    "resources",
                    "ruhrmap",
                    "features",
                    "type",
                    "geometry",
                    "coordinates",
                    "properties",
                    "ags",
                    "created",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=25)
@given(
    file=st.sampled_from([f for f in package.FILES if not f.endswith(".csv")]),
    content=JSON,
    key=st.sampled_from(["resources", "features", "ruhrmap", "created", "version", "type"]),
)
def test_arbitrary_json_is_survived(file: str, content: object, key: str) -> None:
    real = json.loads(files()[file])
    for changed in (content, {**real, key: content}):
        survives(file, json.dumps(changed).encode())
