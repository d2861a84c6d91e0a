"""Our own data package: complete, without findings, and with the figures that are known of it.

The counts guard against a row lost in a spreadsheet, the sums against a typing error.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ruhrmap import catalog, checks
from ruhrmap.dates import parse
from ruhrmap.model import (
    Catalog,
    Counts,
    Level,
    Medium,
    MemberKind,
    Representation,
    TerritoryKind,
    Text,
)

DATA = Path(__file__).parents[1] / "data"

ROWS = {
    "territories.csv": 68,
    "population_area.csv": 53,
    "members.csv": 25,
    "search_names.csv": 53,
    "memberships.csv": 25,
    "evidence.csv": 82,
    "sources.csv": 124 + 3,
    "press_releases.csv": 115,
    "press_links.csv": 325,
    "published_totals.csv": 10,
    "conflicts.csv": 5,
    "changes.csv": 1,
}


def rows(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def test_our_package_is_the_one_of_this_checkout() -> None:
    assert catalog.default_path() == DATA


def test_our_package_has_no_errors_and_tells_its_five_conflicts() -> None:
    report = checks.run()
    assert report.ok
    assert [(f.code, f.file, f.row) for f in report.findings] == [
        ("conflict_known", "conflicts.csv", row) for row in range(2, 7)
    ]


@pytest.mark.parametrize("file", ROWS)
def test_every_row_is_there(file: str) -> None:
    assert len(rows(file)) == ROWS[file]


def test_every_table_is_in_the_count() -> None:
    assert sorted(path.name for path in DATA.glob("*.csv")) == sorted(ROWS)


def test_inhabitants_and_area_of_the_region(ours: Catalog) -> None:
    assert sum(one.population for one in ours.census.values()) == 5_093_721
    area = sum(Decimal(row["area_km2"]) for row in rows("population_area.csv"))
    assert area == Decimal("4438.71")
    assert {(one.source_id, one.area_source_id) for one in ours.census.values()} == {("D02", "D03")}
    assert {one.population_date.isoformat() for one in ours.census.values()} == {"2022-05-15"}


def test_districts_and_their_municipalities(ours: Catalog) -> None:
    districts = ours.at(Level.DISTRICT)
    assert Counter(d.kind for d in districts) == {
        TerritoryKind.INDEPENDENT_CITY: 11,
        TerritoryKind.KREIS: 4,
    }
    assert {
        d.name: len(ours.municipalities_of(d.ags))
        for d in districts
        if d.kind is TerritoryKind.KREIS
    } == {"Ennepe-Ruhr-Kreis": 9, "Kreis Recklinghausen": 10, "Kreis Unna": 10, "Kreis Wesel": 13}


def test_towns_and_gemeinden_are_told_apart(ours: Catalog) -> None:
    # Some towns carry another word than "Stadt" in the register: Hansestadt, Stadt der ...
    gemeinden = {t.name for t in ours.territories.values() if t.kind is TerritoryKind.MUNICIPALITY}
    assert gemeinden == {"Alpen", "Hünxe", "Schermbeck", "Sonsbeck", "Bönen", "Holzwickede"}


def test_names_as_people_write_them(ours: Catalog) -> None:
    names = {t.ags: (t.name, t.short_name) for t in ours.territories.values()}
    assert names["05513"] == names["05513000"] == ("Gelsenkirchen", "Gelsen|kirchen")
    assert names["05117"] == names["05117000"] == ("Mülheim an der Ruhr", "Mülheim")
    assert names["05170"] == ("Kreis Wesel", "Kreis Wesel")
    assert names["05170048"] == ("Wesel", "Wesel")
    assert names["05954004"] == ("Breckerfeld", "Brecker|feld")
    assert names["05954032"] == ("Wetter (Ruhr)", "Wetter")
    assert names["05978012"] == ("Fröndenberg/Ruhr", "Frönden|berg")
    assert not [name for name, _ in names.values() if "," in name or "stadt" in name]


def test_a_bar_in_a_short_name_only_breaks_it(ours: Catalog) -> None:
    for territory in ours.territories.values():
        assert territory.short_name.replace("|", "") in territory.name
        assert "|" not in territory.name
    assert not [member for member in ours.members.values() if "|" in member.short_name]


def test_members_by_kind(ours: Catalog) -> None:
    kinds = Counter(member.kind for member in ours.members.values())
    assert kinds == {
        MemberKind.INDEPENDENT_CITY: 11,
        MemberKind.KREIS: 3,
        MemberKind.TOWN: 1,
        MemberKind.UNIVERSITY: 7,
        MemberKind.STATE: 1,
        MemberKind.ASSOCIATION: 1,
        MemberKind.FOUNDATION: 1,
    }
    assert ours.members["stadt-herten"].ags == "05562020"
    assert "05170" not in {member.ags for member in ours.members.values()}


def test_dates_are_as_exact_as_the_sources(ours: Catalog) -> None:
    spells = {m.member_id: m for m in ours.memberships}
    assert spells["kreis-unna"].joined == parse("[2023-05-31..2024-04-08]")
    assert spells["stadt-bochum"].joined == parse("2019-01")
    assert spells["stadt-oberhausen"].joined == parse("2024-04-09")
    assert spells["stadt-herten"].left == parse("[2019-02-01..2023-04-21]")
    assert [m.member_id for m in ours.memberships if m.left is not None] == ["stadt-herten"]
    assert len({m.joined.text for m in ours.memberships}) == 8


def test_terms_and_representation(ours: Catalog) -> None:
    terms = {m.member_id for m in ours.memberships if m.agreement_until is not None}
    assert terms == {f"stadt-{t}" for t in ("bottrop", "duisburg", "hagen", "hamm", "herne")}
    assert {m.member_id: m.representation for m in ours.memberships if m.representation} == {
        "kreis-recklinghausen": Representation.ASSUMED,
        "kreis-unna": Representation.ASSUMED,
        "ennepe-ruhr-kreis": Representation.STATED,
    }


def test_time_axis(ours: Catalog) -> None:
    assert ours.axis_start.isoformat() == "2013-01-01"
    assert ours.data_date.isoformat() == "2026-11-21"


def test_published_totals(ours: Catalog) -> None:
    found = [(t.as_of.text, t.value) for t in ours.published_totals]
    assert ("2023-04-20", 6) in found
    assert ("2024-04-10", 14) in found
    counted = Counter(t.counts for t in ours.published_totals)
    assert counted == {Counts.MUNICIPAL_MEMBERS: 5, Counts.UNIVERSITIES: 5}
    assert not [t.total_id for t in ours.published_totals if t.conflict]


def test_every_press_item_is_told_apart_by_medium(ours: Catalog) -> None:
    assert set(ours.press_releases) == {f"P{n:02}" for n in range(1, 116)}
    media = {press_id: item.medium for press_id, item in ours.press_releases.items()}
    assert media["P39"] is media["P46"] is media["P16"] is Medium.PRESS_RELEASE
    assert media["P02"] is media["P29"] is media["P49"] is Medium.NEWS_REPORT
    assert media["P32"] is media["P62"] is media["P95"] is Medium.PROJECT_PAGE
    letters = {press_id for press_id, medium in media.items() if medium is Medium.NEWSLETTER}
    assert letters == {"P75", "P77", "P93"}


def test_towns_that_are_no_members_are_subjects_all_the_same(ours: Catalog) -> None:
    subjects = {press_id: item.ags for press_id, item in ours.press_releases.items() if item.ags}
    assert Counter(ags for item in subjects.values() for ags in item) == {
        "05562004": 2,  # Castrop-Rauxel
        "05562014": 5,  # Gladbeck
        "05562024": 1,  # Marl
    }
    assert subjects["P109"] == ("05562024",)


def test_titles_that_were_not_read_are_marked(ours: Catalog) -> None:
    unread = {source_id for source_id, s in ours.sources.items() if not s.title_read}
    assert {"P02", "P16", "P45", "P96"} <= unread
    assert not {"P01", "P14", "P39", "P82"} & unread
    assert len([source_id for source_id in unread if source_id.startswith("P")]) == 28


def test_an_item_without_an_address_has_none(ours: Catalog) -> None:
    assert [s.source_id for s in ours.sources.values() if not s.url] == ["P43"]


def test_every_data_set_has_an_open_licence_with_its_text(ours: Catalog) -> None:
    licences = {i: (s.licence, s.licence_url) for i, s in ours.sources.items() if i[0] == "D"}
    zero, by = "dl-de/zero-2-0", "dl-de/by-2-0"
    assert {i: licence for i, (licence, _) in licences.items()} == {
        "D01": zero,
        "D02": by,
        "D03": by,
    }
    assert all(url == f"https://www.govdata.de/{licence}" for licence, url in licences.values())


def test_every_citation_is_complete(ours: Catalog) -> None:
    for source in ours.sources.values():
        parts = [source.publisher, source.title, source.url or "Adresse nicht bekannt"]
        assert [part for part in parts if part not in source.citation] == [], source.source_id
        if source.date is not None:
            assert str(source.date.earliest.year) in source.citation


def cells() -> list[tuple[str, str, str]]:
    return [
        (file, column, text) for file in ROWS for row in rows(file) for column, text in row.items()
    ]


def test_no_text_is_longer_than_a_line_or_speaks_loudly() -> None:
    notes = ("note_de", "note_en", "text_de", "text_en", "conflict_de", "conflict_en")
    for file, column, text in cells():
        assert text == " ".join(text.split()), (file, column, text)
        if column in notes:
            assert len(text) <= 250, (file, column, text)
            assert "!" not in text, (file, column, text)


def test_no_absence_of_a_record_is_told_as_a_fact() -> None:
    # "kein Beitritt bekannt": no source says of anyone that it is no member.
    claim = re.compile(r"(ist|war) (nicht|kein) Mitglied|(is|was) (not a|no) member\b")
    told = [text for _, column, text in cells() if column[-3:] in ("_de", "_en")]
    assert told
    assert not [text for text in told if claim.search(text)]


def test_notes_are_for_the_public() -> None:
    notes = [
        note
        for note in (
            *(m.note for m in catalog.load().memberships),
            *(p.note for p in catalog.load().press_releases.values()),
        )
        if note != Text()
    ]
    assert len(notes) > 100
    # Keys of sources and words of the research mean nothing to a reader.
    jargon = ("P0", "P1", "W0", "slug", "Slug", "CONFLICT", "Heading", "AGS")
    assert not [n for n in notes for word in jargon if word in n.de or word in n.en]


def test_files_are_plain_and_alike() -> None:
    for path in DATA.glob("*.csv"):
        raw = path.read_bytes()
        assert b"\r" not in raw, path.name
        assert not raw.startswith(b"\xef\xbb\xbf"), path.name
        assert raw.endswith(b"\n"), path.name


def descriptor() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    return content


def test_descriptor_names_every_file_and_no_other() -> None:
    named = {resource["path"] for resource in descriptor()["resources"]}
    there = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*.*")}
    assert named == there - {"datapackage.json", "README.md"}


def test_descriptor_tells_readers_what_each_column_is() -> None:
    tables = [r for r in descriptor()["resources"] if r["path"].endswith(".csv")]
    fields = [(r["name"], f) for r in tables for f in r["schema"]["fields"]]
    assert [
        (n, f["name"]) for n, f in fields if not f.get("title") or not f.get("description")
    ] == []
    assert [r["name"] for r in descriptor()["resources"] if not r["licenses"]] == []


def test_licences_in_the_descriptor_and_in_the_readme_agree() -> None:
    readme = (DATA / "README.md").read_text("utf-8")
    for licence in descriptor()["licenses"]:
        assert licence["name"] in readme
        assert licence["path"] in readme
