"""A table of the package: rows that know their number, with every cell read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ruhrmap.dates import Edtf
from ruhrmap.package.cells import CellError, Value, read_cell
from ruhrmap.package.finding import Finding, error
from ruhrmap.package.records import Files, Record, read_records
from ruhrmap.package.schema import Column, TableSchema

NO_ROWS: Final = "file_no_rows"

# A package without a single known contradiction is a good one, and names may do without others.
_MAY_BE_EMPTY: Final = frozenset({"conflicts", "search_names"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``raw`` is what stands in the file, ``values`` what could be read of it.

    A row with too many or too few cells is not ``intact``: behind the first slip nothing
    stands in its column any more, so it has no values at all.
    """

    number: int
    raw: Mapping[str, str]
    values: Mapping[str, Value]
    intact: bool = True

    def text(self, column: str) -> str:
        """A text; empty where there is none."""
        value = self.values.get(column, "")
        return value if isinstance(value, str) else ""

    def items(self, column: str) -> tuple[str, ...]:
        """The parts of a list; none where there is no list."""
        value = self.values.get(column)
        return value if isinstance(value, tuple) else ()

    def edtf(self, column: str) -> Edtf | None:
        """A date as exactly as known."""
        value = self.values.get(column)
        return value if isinstance(value, Edtf) else None

    def day(self, column: str) -> date | None:
        """A day."""
        value = self.values.get(column)
        return value if isinstance(value, date) else None

    def was_read(self, column: str) -> bool:
        """Whether the cell is empty or could be read: no finding stands on it yet."""
        return column in self.values or not self.raw.get(column)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file. ``columns`` are those that the file really has."""

    name: str
    file: str
    columns: frozenset[str]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return (row for row in self.rows if row.intact)


def read_table(files: Files, schema: TableSchema) -> tuple[Table, tuple[Finding, ...]]:
    """One table of the package, as far as it can be read, and what is wrong with it."""
    records, read_findings = read_records(files, schema.file)
    findings = list(read_findings)
    if not records:
        return Table(schema.name, schema.file, frozenset(), ()), tuple(findings)
    header, *body = records
    known, header_findings = _header(header, schema)
    findings += header_findings
    rows = []
    for record in body if known else ():
        row, row_findings = _row(record, len(header.cells), known, schema.file)
        rows.append(row)
        findings += row_findings
    # A file cut short by a finding of its own need not be told that it is short.
    if not body and not findings and schema.name not in _MAY_BE_EMPTY:
        findings.append(error(NO_ROWS, schema.file))
    columns = frozenset(column.name for _, column in known)
    return Table(schema.name, schema.file, columns, tuple(rows)), tuple(findings)


_Known = list[tuple[int, Column]]


def _header(header: Record, schema: TableSchema) -> tuple[_Known, Iterable[Finding]]:
    """Where each known column stands, and what is wrong with the header."""
    file, number = schema.file, header.number
    if len(header.cells) == 1 and ";" in header.cells[0]:
        return [], [error("file_delimiter", file, number)]
    columns = {column.name: column for column in schema.columns}
    known: dict[str, tuple[int, Column]] = {}
    findings = []
    for index, name in enumerate(header.cells):
        if name not in columns:
            allowed = ", ".join(columns)
            code = "column_unknown" if name.strip() else "column_unnamed"
            findings.append(error(code, file, number, name or None, name=name, allowed=allowed))
        elif name in known:
            findings.append(error("column_double", file, number, name, name=name))
        else:
            known[name] = (index, columns[name])
    missing = [name for name in columns if name not in known]
    findings += [error("column_missing", file, number, name, name=name) for name in missing]
    return list(known.values()), findings


def _row(record: Record, width: int, known: _Known, file: str) -> tuple[Row, Iterable[Finding]]:
    cells, number = record.cells, record.number
    if len(cells) != width:
        # Its keys are kept, so that rows that refer to it are not called wrong as well.
        raw = {column.name: cells[index] for index, column in known if index < len(cells)}
        wrong = error("row_width", file, number, cells=len(cells), columns=width)
        return Row(number, raw, {}, intact=False), [wrong]
    raw, values, findings = {}, {}, []
    for index, column in known:
        raw[column.name] = cells[index]
        try:
            value = read_cell(cells[index], column)
        except CellError as problem:
            findings.append(error(problem.code, file, number, column.name, **problem.fields))
        else:
            if value is not None:
                values[column.name] = value
    return Row(number, raw, values), findings
