"""A package that somebody hands over: whatever a spreadsheet did to it, nothing is silent.

What a workbook says is compared with what the same table says as CSV; what is put in place is
compared with our own files, byte for byte.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from ruhrmap import catalog, checks, delivery, package
from ruhrmap.delivery import cells, guarded
from ruhrmap.delivery import workbook as of_workbook
from ruhrmap.delivery.forms import form_of
from ruhrmap.export import workbook
from ruhrmap.package.finding import Finding
from ruhrmap.package.schema import tables
from support import wesel
from support.workbooks import as_csv, book, files, grid, saved, with_cell, zipped
from test_checks import CELLS

TODAY = catalog.default_path()
JOINED = ("memberships", "joined")
COLUMNS = {(t.name, c.name): c for t in tables() for c in t.columns}


def moment(*parts: int) -> datetime:
    """A date as spreadsheets have it: of no zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def report(body: bytes, name: str = "daten.xlsx") -> delivery.Report:
    return delivery.report(delivery.read(name, body, TODAY), TODAY)


def said(told: delivery.Report, *codes: str) -> list[str]:
    """The lines of findings with these codes; of all errors without any."""
    return [
        told.line(one, "de")
        for one in told.findings
        if (one.code in codes if codes else one.severity == "error")
    ]


def errors(findings: tuple[Finding, ...]) -> list[tuple[str, str, int | None, str | None]]:
    return [(f.code, f.file, f.row, f.field) for f in findings if f.severity == "error"]


def placed(told: delivery.Report) -> dict[str, bytes]:
    made = delivery.placed(told.package, TODAY)
    assert checks.run(made).ok
    return made


@pytest.fixture(autouse=True)
def within(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Read workbooks in the test's own process, as starting another one takes its time."""
    if request.cls is not TestApart:
        monkeypatch.setattr(guarded, "read", of_workbook.read)


class TestRoundTrip:
    @pytest.mark.parametrize("language", ["de", "en"])
    def test_our_workbook_comes_back_as_our_files(self, language: str) -> None:
        body = workbook.write(TODAY, language)
        told = report(body)
        assert told.ok
        assert told.same
        assert not said(told, "delivery_sheets_ignored", "delivery_sheets_today")
        for name, content in placed(told).items():
            assert content == (TODAY / name).read_bytes(), name

    def test_the_same_data_give_the_same_bytes(self) -> None:
        assert workbook.write(TODAY, "de") == workbook.write(files(), "de")

    def test_text_that_looks_like_a_formula_stays_text(self) -> None:
        made = grid("press_releases")
        for number, sign in enumerate("=+-@", start=1):
            made[number][3] = made[number][4] = f'{sign}HYPERLINK("x")'
        content = {**files(), "press_releases.csv": as_csv(made)}
        body = workbook.write(content, "de")
        for row in openpyxl.load_workbook(io.BytesIO(body))["press_releases"].iter_rows():
            assert all(cell.data_type != "f" for cell in row)
        assert placed(report(body))["press_releases.csv"] == as_csv(made)

    def test_keys_stay_text_and_days_are_days(self) -> None:
        sheets = openpyxl.load_workbook(io.BytesIO(workbook.write(TODAY, "de")))
        assert sheets["members"]["F2"].value == "05913"
        assert sheets["members"].column_dimensions["F"].number_format == "@"
        assert sheets["population_area"]["C2"].value == moment(2022, 5, 15)
        assert sheets["memberships"].freeze_panes == "B2"
        assert sheets["memberships"].auto_filter.ref == "A1:J26"
        choices = {
            str(one.sqref): one.formula1
            for one in sheets["members"].data_validations.dataValidation
        }
        assert any("independent_city,kreis,town" in (formula or "") for formula in choices.values())

    @settings(max_examples=30, deadline=None)
    @given(
        text=st.text(st.characters(codec="utf-8", exclude_characters="_\r"), max_size=12).filter(
            lambda text: text.strip(" ") or not text
        ),
        column=st.sampled_from(
            [c for c in COLUMNS.values() if c.form in ("number", "date", "string")]
        ),
    )
    def test_a_cell_is_typed_only_if_it_is_read_back_as_it_was(
        self, text: str, column: Any
    ) -> None:
        for value in (text, "59.60", "210", "007", "2022-05-15", "1e3"):
            typed = workbook.typed(value, column)
            if typed is not None:
                stored = datetime.combine(typed, time()) if isinstance(typed, date) else typed
                assert cells.read(stored, "yyyy-mm-dd", column) == cells.Reading(value)


# What a spreadsheet makes of what people type: value, number format, column, text, code.
READ: list[tuple[Any, str, tuple[str, str], str, str]] = [
    (5113, "General", ("members", "ags"), "05113", "zero"),
    (5562024, "General", ("press_links", "ags"), "05562024", "zero"),
    (5113.0, "0", ("territories", "district_ags"), "05113", "zero"),
    (51, "General", ("members", "ags"), "51", "number"),
    (moment(2024, 4, 9), "dd.mm.yyyy", JOINED, "2024-04-09", ""),
    (moment(2019, 1, 1), "mmm yy", JOINED, "2019-01", "shown_month"),
    (moment(2019, 1, 1), '[$-407]mmm\\ yy;@', JOINED, "2019-01", "shown_month"),
    (moment(2019, 1, 1), "yyyy", JOINED, "2019", "shown_year"),
    (moment(2019, 1, 7), "mmm yy", JOINED, "2019-01-07", "hidden_day"),
    (moment(2019, 1, 1), "mmm yy", ("changes", "date"), "2019-01-01", "hidden_day"),
    (moment(2024, 4, 9, 10), "dd.mm.yyyy", JOINED, "2024-04-09 10:00:00", "time"),
    (2019, "General", JOINED, "2019", "year"),
    (43466, "General", JOINED, "43466", "serial"),
    (43466, "General", ("changes", "date"), "43466", "serial"),
    (moment(2000, 1, 1), "dd.mm.yyyy", ("changes", "version"), "2000-01-01", "date"),
    (moment(2026, 5, 1), "d.m.", ("sources", "title"), "2026-05-01", "date"),
    (moment(2026, 5, 1), "d.m.", ("population_area", "population"), "2026-05-01", "date"),
    (12085.0, "#,##0", ("population_area", "population"), "12085", ""),
    (59.6, "0.00", ("population_area", "area_km2"), "59.6", ""),
    (2013, "General", ("sources", "title"), "2013", "number"),
    (15.3, "General", ("sources", "title"), "15.3", "number_wrong"),
    (True, "General", ("sources", "title_read"), "true", ""),
    ("WAHR", "@", ("sources", "title_read"), "true", "flag_word"),
    ("nein", "@", ("sources", "title_read"), "false", "flag_word"),
    (1, "General", ("sources", "title_read"), "true", "flag_word"),
    (True, "General", ("sources", "title"), "true", "flag"),
    ("  ", "@", ("sources", "title"), "", ""),
    ("a_x000D_b", "@", ("sources", "title"), "a\rb", ""),
    ("=1+1", "@", ("sources", "title"), "=1+1", ""),
]  # fmt: skip
# What only one text can be meant by is taken; the rest must be written anew.
CERTAIN = {"", "zero", "number", "shown_month", "shown_year", "year", "flag_word"}


@pytest.mark.parametrize(("value", "shown", "column", "text", "code"), READ, ids=str)
def test_what_a_spreadsheet_made_of_a_value(
    value: Any, shown: str, column: tuple[str, str], text: str, code: str
) -> None:
    reading = cells.read(value, shown, COLUMNS[column])
    assert (reading.text, reading.code) == (text, code)
    assert (reading.severity == "note") == (code in CERTAIN)


# Excel reads these as what is meant, or cannot hold them.
ONLY_CSV = {("sources.csv", "title_read", "ja"), ("press_releases.csv", "note_de", "a\x00b")}
SLIPS = [c for c in CELLS if (c[0], c[2], c[3]) not in ONLY_CSV]


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(SLIPS))
def test_a_slip_gives_the_same_finding_as_in_a_csv(slip: tuple[str, str, str, str, str]) -> None:
    file, key, column, value, code = slip
    table = file.removesuffix(".csv")
    made, number = with_cell(table, key, column, value)
    through_csv = checks.run({**files(), file: as_csv(made)})
    told = report(saved(book(**{table: made})))
    assert errors(told.findings) == errors(through_csv.findings)
    assert (code, file, number, column) in errors(told.findings)
    letter = chr(ord("A") + made[0].index(column))
    assert f"Blatt {table}, Zeile {number}, Spalte {letter} ({column}): " in "\n".join(said(told))


class TestSheets:
    def test_those_that_are_missing_are_todays_and_that_is_said(self) -> None:
        told = report(saved(book(members=grid("members"))))
        assert told.same
        (line,) = said(told, "delivery_sheets_today")
        assert "memberships" in line
        assert "changes" in line
        assert " members," not in line

    def test_others_are_named(self) -> None:
        (line,) = said(
            report(saved(book(members=grid("members"), Notizen=[["x"]]))), "delivery_sheets_ignored"
        )
        assert "Notizen" in line

    def test_capitals_and_blanks_in_a_title_do_not_matter(self) -> None:
        assert report(saved(book(**{" Members": grid("members")}))).same

    def test_a_hidden_sheet_is_read_and_that_is_said(self) -> None:
        made = book(members=grid("members"), conflicts=grid("conflicts"))
        made["members"].sheet_state = "hidden"
        told = report(saved(made))
        assert told.same
        assert said(told, "delivery_hidden") == [
            "Blatt members: Hinweis: Das Blatt ist ausgeblendet; es wird trotzdem gelesen."
        ]

    def test_empty_rows_and_columns_are_nothing_and_rows_keep_their_numbers(self) -> None:
        made, number = with_cell("memberships", "stadt-hamm-1", "joined", "31.02.2023")
        rows = [made[0], [], [], *made[1:], [], [" "]]
        shifted = [[*row[:2], None, *row[2:], None] for row in rows]
        told = report(saved(book(memberships=shifted)))
        assert [(f.code, f.row, f.field) for f in told.findings if f.severity == "error"] == [
            ("date_calendar", number + 2, "joined")
        ]
        assert f"Zeile {number + 2}, Spalte D (joined)" in said(told)[0]  # as the sheet shows it

    def test_a_value_beside_the_table(self) -> None:
        made = grid("members")
        made[3] += [None, "Rückfrage"]
        (line,) = said(report(saved(book(members=made))))
        assert line.startswith("Blatt members, Zeile 4: In H4 steht ein Wert neben der Tabelle")

    @pytest.mark.parametrize(
        ("slip", "place", "words"),
        [
            ("formula", "Zeile 3, Spalte B (name)", "eine Formel (=A1)"),
            ("error", "Zeile 3, Spalte B (name)", "der Fehlerwert #NV"),
            ("merged", "Zeile 3, Spalte B (name)", "Die Zellen B3:D3 sind verbunden"),
        ],
    )
    def test_one_slip_of_a_sheet_is_one_error(self, slip: str, place: str, words: str) -> None:
        made = book(members=grid("members"))
        sheet = made["members"]
        if slip == "formula":
            sheet["B3"] = "=A1"
        elif slip == "error":
            sheet["B3"] = "#N/A"
            sheet["B3"].data_type = "e"
        else:
            sheet.merge_cells("B3:D3")
        told = report(saved(made))
        (line,) = said(told)
        assert line.startswith(f"Blatt members, {place}: ")
        assert words in line
        assert not told.ok

    def test_comments_are_not_carried_over(self) -> None:
        made = book(members=grid("members"))
        made["members"]["A1"].comment = Comment("An der Überschrift", "x")
        made["members"]["A5"].comment = Comment("Stimmt das?", "x")
        told = report(saved(made))
        assert told.same
        (line,) = said(told, "delivery_comments")
        assert line.startswith("Blatt members, Zeile 5: Hinweis: In der Tabelle steht 1 Kommentar")

    def test_rows_that_were_sorted_go_back_to_their_places(self) -> None:
        made = grid("members")
        added = [*made, list(wesel.ROWS["members"][0])]
        turned = [added[0], *reversed(added[1:])]
        told = report(zipped({**files(), "members.csv": as_csv(turned)}), "x.zip")
        assert delivery.placed(told.package, TODAY)["members.csv"] == as_csv(added)


class TestVersion:
    def changed(self, *change: str) -> delivery.Report:
        made, _ = with_cell("members", "stadt-hamm", "name_en", "Hamm in Westphalia")
        sheets = {"members": made}
        if change:
            sheets["changes"] = [*grid("changes"), [*change]]
        return report(saved(book(**sheets)))

    def test_the_last_change_names_version_and_date(self) -> None:
        told = self.changed("1.0.1", "2026-12-01", "Ein Name.", "A name.")
        assert told.ok
        described = json.loads(placed(told)[package.FILE])
        assert (described["version"], described["created"]) == ("1.0.1", "2026-12-01T00:00:00Z")
        before = json.loads(files()[package.FILE])
        assert {k: v for k, v in described.items() if k not in ("version", "created")} == {
            k: v for k, v in before.items() if k not in ("version", "created")
        }

    def test_other_data_of_the_same_version_are_said_to_be_so(self) -> None:
        told = self.changed()
        assert told.ok
        assert "dieselbe Version 1.0.0" in said(told, "delivery_same_version")[0]

    def test_a_date_that_is_too_late_leads_to_the_sheet_of_changes(self) -> None:
        made, _ = with_cell("memberships", "stadt-hamm-1", "left", "2027-01-01")
        (line,) = said(report(saved(book(memberships=made))))
        assert "letzten Zeile von changes" in line


class TestZip:
    @pytest.mark.parametrize("folder", ["", "data/", "Übergabe März/data/"])
    def test_with_or_without_a_folder(self, folder: str) -> None:
        junk = {"__MACOSX/data/._members.csv": b"x", f"{folder}.DS_Store": b"x"}
        told = report(zipped({**{f"{folder}{n}": b for n, b in files().items()}, **junk}), "a.zip")
        assert told.same
        assert told.delivery.form is delivery.Form.ZIP
        assert not [one for one in told.findings if one.code.startswith("delivery")]

    def test_without_boundaries_and_description_todays_are_used(self) -> None:
        less = {name: part for name, part in files().items() if name.endswith(".csv")}
        told = report(zipped(less), "a.zip")
        assert told.same
        assert said(told, "delivery_geo_today", "delivery_described_today")

    def test_a_table_that_is_missing_is_an_error(self) -> None:
        less = {name: part for name, part in files().items() if name != "evidence.csv"}
        assert ("file_missing", "evidence.csv", None, None) in errors(
            report(zipped(less), "a.zip").findings
        )

    def test_what_is_none_of_it_is_named(self) -> None:
        more = {**files(), "README.md": b"x", "entwurf.docx": b"x"}
        (line,) = said(report(zipped(more), "a.zip"), "delivery_files_ignored")
        assert "entwurf.docx" in line
        assert "README" not in line

    def test_a_workbook_in_a_zip_is_read(self) -> None:
        body = zipped({"mappe.xlsx": saved(book(members=grid("members")))})
        assert report(body, "a.zip").delivery.form is delivery.Form.WORKBOOK


def refused(name: str, body: bytes) -> str:
    with pytest.raises(delivery.DeliveryError) as told:
        delivery.read(name, body, TODAY)
    assert told.value.message.en
    assert "\n" not in told.value.message.de
    return told.value.message.de


def with_part(body: bytes, name: str, part: bytes) -> bytes:
    """A workbook in which one part is another one."""
    with zipfile.ZipFile(io.BytesIO(body)) as old:
        return zipped({**{n: old.read(n) for n in old.namelist()}, name: part})


def sheet_xml(rows: str) -> bytes:
    name = "http" + "://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{name}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def plain_book() -> bytes:
    return saved(book(members=[["member_id"], ["x"]]))


def locked() -> bytes:
    """What Excel writes with a password: no zip any more."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("leer.xlsx", bytes, "ist leer"),
    ("nichts.zip", lambda: b" \n ", "ist leer"),
    ("makro.xlsm", lambda: zipped({"xl/workbook.xml": b"x", "xl/vbaProject.bin": b"x"}), "Makros"),
    ("makro.xlsx", lambda: zipped({"xl/workbook.xml": b"x", "xl/vbaProject.bin": b"x"}), "Makros"),
    ("alt.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "alte Format"),
    ("geheim.xlsx", locked, "Kennwort"),
    ("binaer.xlsb", lambda: zipped({"xl/workbook.bin": b"x"}), ".xlsb"),
    (
        "offen.ods",
        lambda: zipped({"mimetype": b"x", "META-INF/manifest.xml": b"x", "content.xml": b"x"}),
        "OpenDocument",
    ),
    (
        "text.docx",
        lambda: zipped({"[Content_Types].xml": b"x", "word/d.xml": b"x"}),
        "keine Arbeit",
    ),
    ("members.csv", lambda: files()["members.csv"], "einzelne Tabelle"),
    ("bild.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(90), "weder eine Zip-Datei"),
    ("bilder.zip", lambda: zipped({"a.png": b"x"}), "keine Datei eines Datenpakets"),
    (
        "zwei.zip",
        lambda: zipped({"a/members.csv": b"x", "b/members.csv": b"x"}),
        "in mehreren Ordnern",
    ),
    ("raus.zip", lambda: zipped({"../members.csv": b"x"}), "members.csv"),
    ("gross.zip", lambda: zipped({"members.csv": b"x" * 9_000_000}), "größer als 8 MB"),
    ("lang.zip", lambda: zipped({"members.csv": b"a\n" * 50_000}), "mehr als 20.000 Zeilen"),
    ("kaputt.zip", lambda: zipped(files())[:2000], "beschädigt"),
    ("bombe.zip", lambda: zipped({"members.csv": bytes(70_000_000)}), "MB"),
    (
        "bombe.xlsx",
        lambda: with_part(plain_book(), "xl/worksheets/sheet1.xml", b" " * 17_000_000),
        "MB",
    ),
    (
        "dtd.xlsx",
        lambda: with_part(plain_book(), "xl/worksheets/sheet1.xml", b"<!DOCTYPE x []><x/>"),
        "beschädigt",
    ),
    (
        "unsinn.xlsx",
        lambda: with_part(plain_book(), "xl/worksheets/sheet1.xml", b"<worksheet"),
        "beschädigt",
    ),
    (
        "tief.xlsx",
        lambda: with_part(
            plain_book(),
            "xl/worksheets/sheet1.xml",
            sheet_xml('<row r="99999999"><c r="A99999999"><v>1</v></c></row>'),
        ),
        "beschädigt",
    ),
    (
        "breit.xlsx",
        lambda: with_part(
            plain_book(),
            "xl/worksheets/sheet1.xml",
            sheet_xml('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
        ),
        "weit neben der Tabelle",
    ),
    ("fremd.xlsx", lambda: saved(book(Tabelle1=[["a"], ["b"]])), "Kein Blatt"),
    (
        "doppelt.xlsx",
        lambda: saved(book(members=grid("members"), Members_=[[1]], **{"members ": [[1]]})),
        "zweimal",
    ),
]


@pytest.mark.parametrize(("name", "body", "words"), REFUSED, ids=[one[0] for one in REFUSED])
def test_what_cannot_be_read_is_told_in_one_line(
    name: str, body: Callable[[], bytes], words: str
) -> None:
    assert words in refused(name, body())


def test_a_file_of_100_mb_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "riesig.zip"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(delivery.DeliveryError) as told:
        delivery.read_path(path, TODAY)
    assert "größer als 20 MB" in told.value.message.de


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06"]))
def test_no_bytes_raise_anything_else(body: bytes, start: bytes) -> None:
    form_of("x.xlsx", start + body)
    try:
        delivery.read("x.xlsx", start + body, TODAY)
    except delivery.DeliveryError:
        return


class TestApart:
    """A workbook is read in a process of its own, which is bounded."""

    def test_it_says_what_reading_here_says(self) -> None:
        made = book(members=grid("members"), Notizen=[["x"]])
        made["members"]["B3"] = "=A1"
        body = saved(made)
        assert guarded.read(body) == of_workbook.read(body)

    def test_what_it_refuses_it_says(self) -> None:
        assert "Kein Blatt" in refused("x.xlsx", saved(book(Tabelle1=[["a"]])))

    @pytest.mark.parametrize(("limit", "value"), [("_SECONDS", 0), ("_PATIENCE", 0.01)])
    def test_one_that_costs_too_much_is_stopped(
        self, limit: str, value: float, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(guarded, limit, value)
        told = refused("x.xlsx", saved(book(members=grid("members"))))
        assert "abgebrochen" in told or "beschädigt" in told


class TestPlaced:
    def test_the_zip_is_the_same_each_time_and_reads_back(self) -> None:
        told = report(zipped(files()), "a.zip")
        made = delivery.placed(told.package, TODAY)
        body = delivery.archive(made, date(2026, 11, 21))
        assert body == delivery.archive(dict(reversed(made.items())), date(2026, 11, 21))
        assert report(body, "b.zip").same

    def test_what_another_program_wrote_is_written_as_ours(self) -> None:
        odd = b"\xef\xbb\xbf" + files()["members.csv"].replace(b"\n", b"\r\n").replace(
            b"stadt-hamm,", b'"stadt-hamm",'
        )
        told = report(zipped({**files(), "members.csv": odd}), "a.zip")
        assert told.same
        assert delivery.placed(told.package, TODAY)["members.csv"] == files()["members.csv"]

    def test_a_folder_is_read_as_it_is(self, tmp_path: Path) -> None:
        for name, part in files().items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(part)
        told = delivery.report(delivery.read_path(tmp_path, TODAY), TODAY)
        assert told.same
        assert replace(told.delivery, files=TODAY) == delivery.Delivery(delivery.Form.FOLDER, TODAY)
