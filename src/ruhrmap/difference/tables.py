"""Two packages, table by table: which rows came, went and changed, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from ruhrmap.messages import both
from ruhrmap.model import Text
from ruhrmap.package import FILE, Package, Row, Table
from ruhrmap.package.records import read_bytes
from ruhrmap.package.schema import TableSchema, geography_files, tables

# A row's identity: its key, and the how-manieth row of that key it is (1 in a sound table).
Key = tuple[tuple[str, ...], int]
_NAMES: Final = ("name", "title", "text_de")  # what people call a row by, the first it has


class Kind(StrEnum):
    """What became of a row or a file."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell before and after; empty where there was or is none."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row.

    Attributes
    ----------
    kind : Kind
    key : tuple of str
        The values of the table's key.
    number : int
        Of the row where it stands: in the new package, of a removed one in the old.
    name : str
        What people call it by, if the table has such a column and it is no part of the key.
    cells : tuple of Cell
        Those that differ; of an added or removed row those that are not empty.
    """

    kind: Kind
    key: tuple[str, ...]
    number: int
    name: str
    cells: tuple[Cell, ...]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "kind": self.kind.value,
            "key": list(self.key),
            "row": self.number,
            "cells": [{"column": c.column, "before": c.before, "after": c.after}
                      for c in self.cells],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class TableDifference:
    """A table in which something differs; ``title`` is its name for people."""

    name: str
    file: str
    title: Text
    key: tuple[str, ...]
    rows: tuple[RowChange, ...]
    reordered: bool  # rows that both have stand in another order

    def of(self, kind: Kind) -> tuple[RowChange, ...]:
        """The rows of which this is said."""
        return tuple(row for row in self.rows if row.kind is kind)


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file without rows that differs: the description of the package, a boundary file."""

    kind: Kind
    file: str


@dataclass(frozen=True, slots=True)
class PackageDifference:
    """All that differs between two packages; nothing if they say the same."""

    tables: tuple[TableDifference, ...]
    files: tuple[FileChange, ...]

    def __bool__(self) -> bool:
        return bool(self.tables or self.files)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "tables": [
                {
                    "file": one.file,
                    "reordered": one.reordered,
                    "rows": [row.as_dict() for row in one.rows],
                }
                for one in self.tables
            ],
            "files": [{"kind": one.kind.value, "file": one.file} for one in self.files],
        }


def package_difference(old: Package, new: Package) -> PackageDifference:
    """What differs, whatever state the packages are in.

    A row is the same one as long as its key is: the first of the unique keys that the schema
    names. Of rows that share a key (a finding of its own) the first is compared with the
    first, the second with the second.
    """
    found = (_table(schema, old[schema.name], new[schema.name]) for schema in tables())
    return PackageDifference(
        tuple(one for one in found if one is not None), tuple(_files(old, new))
    )


def keyed(table: Table, schema: TableSchema) -> dict[Key, Row]:
    """The rows of a table by key, in the order of the file."""
    seen: Counter[tuple[str, ...]] = Counter()
    rows = {}
    for row in table.rows:
        values = tuple(row.raw.get(column, "") for column in schema.unique_keys[0])
        seen[values] += 1
        rows[values, seen[values]] = row
    return rows


def _table(schema: TableSchema, old: Table, new: Table) -> TableDifference | None:
    before, after = keyed(old, schema), keyed(new, schema)
    rows = [*_rows(schema, before, after)]
    kept = [key for key in before if key in after]
    reordered = kept != [key for key in after if key in before]
    if not rows and not reordered:
        return None
    title = both(f"delivery.table_{schema.name}")
    return TableDifference(
        schema.name, schema.file, title, schema.unique_keys[0], tuple(rows), reordered
    )


def _rows(
    schema: TableSchema, before: Mapping[Key, Row], after: Mapping[Key, Row]
) -> Iterator[RowChange]:
    for key, row in after.items():
        if key not in before:
            yield _row(Kind.ADDED, schema, key, row, None, row)
    for key, row in after.items():
        if key in before and any(_cells(schema, before[key], row)):
            yield _row(Kind.CHANGED, schema, key, row, before[key], row)
    for key, row in before.items():
        if key not in after:
            yield _row(Kind.REMOVED, schema, key, row, row, None)


def _row(
    kind: Kind, schema: TableSchema, key: Key, row: Row, before: Row | None, after: Row | None
) -> RowChange:
    names = (row.raw.get(c, "") for c in _NAMES if c not in schema.unique_keys[0])
    cells = tuple(_cells(schema, before, after))
    return RowChange(kind, key[0], row.number, next((n for n in names if n), ""), cells)


def _cells(schema: TableSchema, before: Row | None, after: Row | None) -> Iterator[Cell]:
    for column in schema.columns:
        was = before.raw.get(column.name, "") if before else ""
        now = after.raw.get(column.name, "") if after else ""
        if was != now:
            yield Cell(column.name, was, now)


def _files(old: Package, new: Package) -> Iterator[FileChange]:
    for file in (FILE, *geography_files()):
        before, after = (read_bytes(one.files, file)[0] for one in (old, new))
        if before == after:
            continue
        if before is None:
            yield FileChange(Kind.ADDED, file)
        else:
            yield FileChange(Kind.CHANGED if after is not None else Kind.REMOVED, file)
