"""The difference between two packages: nothing is left out, and the figures are those of frames.

The rows are compared by applying a difference to the old rows, which must give the new ones;
the figures with a count of our own on each day around a change.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruhrmap import catalog, checks, coverage, package
from ruhrmap.dates import parse
from ruhrmap.difference import Kind, PackageDifference, difference, package_difference
from ruhrmap.model import Catalog
from ruhrmap.package.schema import tables
from ruhrmap.package.writing import table_bytes
from support import wesel

Rows = list[dict[str, str]]


@cache
def files() -> Mapping[str, bytes]:
    """Our own package in memory."""
    return {name: (catalog.default_path() / name).read_bytes() for name in package.FILES}


def rows(content: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def with_rows(table: str, changed: Rows) -> dict[str, bytes]:
    schema = next(one for one in tables() if one.name == table)
    return {**files(), schema.file: table_bytes(schema, changed)}


def with_wesel() -> dict[str, bytes]:
    """Our own package with the accession of :mod:`tests.support.wesel`."""
    made = dict(files())
    for schema in tables():
        names = [column.name for column in schema.columns]
        added = [dict(zip(names, cells, strict=True)) for cells in wesel.ROWS.get(schema.name, ())]
        made[schema.file] = table_bytes(schema, [*rows(made[schema.file]), *added])
    told = json.loads(made[package.FILE])
    told |= {"version": "1.1.0", "created": "2027-02-03T00:00:00Z"}
    return {**made, package.FILE: json.dumps(told).encode()}


@pytest.fixture(scope="module")
def old() -> Catalog:
    return catalog.load()


@pytest.fixture(scope="module")
def new() -> Catalog:
    report, read = checks.examine(with_wesel())
    assert read is not None, report.errors
    return read


@pytest.mark.parametrize("schema", tables(), ids=lambda schema: schema.name)
def test_a_table_of_ours_is_written_as_it_is(schema: package.schema.TableSchema) -> None:
    assert table_bytes(schema, rows(files()[schema.file])) == files()[schema.file]


def test_a_package_in_memory_reads_like_the_folder() -> None:
    assert checks.run(files()) == checks.run()
    less = {name: body for name, body in files().items() if name != "members.csv"}
    assert [(f.code, f.file) for f in checks.run(less).errors] == [("file_missing", "members.csv")]


def test_the_same_package_differs_in_nothing(old: Catalog) -> None:
    assert not difference(old, old)
    same = package.read(files())
    assert not package_difference(same, same)


class TestAccession:
    def test_it_is_said_in_words(self, old: Catalog, new: Catalog) -> None:
        assert [text.de for text in difference(old, new).words] == [
            "Kreis Wesel tritt am 1. Februar 2027 bei.",
            "Kreis Wesel: Die Vertretung der eigenen Städte und Gemeinden wird angenommen.",
            "Nachweise über Städte und Kreise reichen bis zum 1. Februar 2027 statt bis zum "
            "10. April 2024.",
            "Die Daten haben die Version 1.1.0 vom 3. Februar 2027 statt 1.0.0 vom "
            "21. November 2026.",
        ]

    def test_the_figures_move_on_that_day_and_on_no_other(self, old: Catalog, new: Catalog) -> None:
        (move,) = difference(old, new).moves
        assert (move.start, move.end) == (date(2027, 2, 1), date(2027, 2, 3))
        assert move.period.de == "ab 1. Februar 2027"
        assert move.carried  # today's data end in November
        told = {one.key: (one.before.de, one.after.de) for one in move.figures}
        assert told == {
            "kommunen": ("14", "15"),
            "districts": ("14", "15"),
            "municipalities": ("40", "53"),
            "population": ("4.640.628 (91,1 %)", "5.093.721 (100,0 %)"),
            "area": ("3.395,95 (76,5 %)", "4.438,71 (100,0 %)"),
        }

    def test_taken_back_it_is_the_same_the_other_way_round(
        self, old: Catalog, new: Catalog
    ) -> None:
        there, back = difference(old, new), difference(new, old)
        assert back.words[0].de == (
            "Kreis Wesel steht nicht mehr in den Daten, auch nicht mit einer früheren "
            "Mitgliedschaft."
        )
        assert [(m.start, m.end) for m in back.moves] == [(m.start, m.end) for m in there.moves]
        assert {(f.before, f.after) for f in there.moves[0].figures} == {
            (f.after, f.before) for f in back.moves[0].figures
        }

    def test_the_rows_are_named(self) -> None:
        found = package_difference(package.read(files()), package.read(with_wesel()))
        added = {one.name: [row.key for row in one.of(Kind.ADDED)] for one in found.tables}
        assert added["memberships"] == [("kreis-wesel-1",)]
        assert added["evidence"] == [("kreis-wesel", "P116", "2027-02-01", "joined")]
        assert added.keys() == wesel.ROWS.keys()
        assert not any(one.of(Kind.CHANGED) or one.of(Kind.REMOVED) for one in found.tables)
        assert [(one.kind, one.file) for one in found.files] == [(Kind.CHANGED, package.FILE)]


WORDED = [
    ({"joined": "2023-04-21"}, "Oberhausen tritt am 21. April 2023 bei statt am 9. April 2024."),
    ({"left": "2025-01-01"}, "Oberhausen: Die Mitgliedschaft endet zum 1. Januar 2025."),
    (
        {"agreement_until": "2026-12-31"},
        "Oberhausen: Die Vereinbarung ist bis zum 31. Dezember 2026 geschlossen.",
    ),
]


@pytest.mark.parametrize(("change", "words"), WORDED, ids=lambda one: next(iter(one)))
def test_a_changed_membership_is_said_in_words(
    old: Catalog, change: dict[str, str], words: str
) -> None:
    read = {
        name: date.fromisoformat(value) if name == "agreement_until" else parse(value)
        for name, value in change.items()
    }
    memberships = tuple(
        replace(one, **read) if one.member_id == "stadt-oberhausen" else one
        for one in old.memberships
    )
    found = difference(old, replace(old, memberships=memberships))
    assert [text.de for text in found.words] == [words]
    assert len(difference(replace(old, memberships=memberships), old).words) == 1


def test_an_earlier_accession_moves_the_figures_of_the_days_between(old: Catalog) -> None:
    earlier = tuple(
        replace(one, joined=parse("2023-04-21")) if one.member_id == "stadt-oberhausen" else one
        for one in old.memberships
    )
    new = replace(old, memberships=earlier)
    found = difference(old, new).moves
    assert (found[0].start, found[-1].end) == (date(2023, 4, 21), date(2024, 4, 8))
    for move in found:
        told = next(one for one in move.figures if one.key == "districts")
        for day in (move.start, move.end):
            before, after = (coverage.count_on(one, day).districts for one in (old, new))
            assert told.before.de.startswith(str(before))
            assert told.after.de.startswith(str(after))
            assert before + 1 == after
    for one, following in itertools.pairwise(found):
        assert following.start == one.end + timedelta(days=1)  # no day is left out
        assert following.figures != one.figures  # and none is told twice


def applied(found: PackageDifference, old_rows: Rows, table: str) -> Rows:
    """The rows of a table after a difference has been applied to the old ones."""
    schema = next(one for one in tables() if one.name == table)
    told = next((one for one in found.tables if one.name == table), None)
    made = {tuple(row[c] for c in schema.unique_keys[0]): dict(row) for row in old_rows}
    for row in told.rows if told else ():
        if row.kind is Kind.REMOVED:
            gone = made.pop(row.key)
            assert {c.column: c.before for c in row.cells} == {k: v for k, v in gone.items() if v}
            continue
        if row.kind is Kind.ADDED:
            made[row.key] = {column.name: "" for column in schema.columns}
        for cell in row.cells:
            assert made[row.key][cell.column] == cell.before
            made[row.key][cell.column] = cell.after
    return list(made.values())


EDITED = ("members", "memberships", "published_totals")


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_difference_applied_to_the_old_rows_gives_the_new_ones(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(EDITED))
    schema = next(one for one in tables() if one.name == table)
    before = rows(files()[schema.file])
    edited = [dict(row) for row in before]
    # Whatever a person types: the difference needs no package that is in order.
    for _ in range(data.draw(st.integers(0, 4))):
        row = data.draw(st.sampled_from(edited))
        column = data.draw(st.sampled_from(schema.columns[1:]))
        row[column.name] = data.draw(st.text("ab=1;- ,\"'\nü", max_size=5))
    del edited[data.draw(st.integers(0, len(edited) - 1))]
    edited.append({column.name: "neu" for column in schema.columns})
    found = package_difference(package.read(files()), package.read(with_rows(table, edited)))
    key = schema.columns[0].name
    made = applied(found, before, table)
    assert sorted(made, key=lambda r: r[key]) == sorted(edited, key=lambda r: r[key])
    assert [one.name for one in found.tables] == [table]
