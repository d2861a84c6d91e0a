"""The tables of a workbook, as the files of a package, with all that is to be said of cells.

Rows keep their numbers, so that what the checks find in a table stands in the same row of
the sheet; each column's letter is kept beside.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ruhrmap.delivery import cells, sheets
from ruhrmap.delivery.sheets import Sheet, SheetCell
from ruhrmap.messages import LANGUAGES, both, both_plural, message
from ruhrmap.model import Text
from ruhrmap.package.finding import Finding, Severity, shown
from ruhrmap.package.schema import Column, TableSchema, tables

_SPREADSHEET_ERRORS: Final = {
    "#N/A": "#NV", "#REF!": "#BEZUG!", "#VALUE!": "#WERT!", "#NUM!": "#ZAHL!",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table of the package stands: its sheet, and the letter of each column."""

    sheet: str
    letters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tables:
    """What a workbook holds of a package.

    ``settled`` are the cells, as (file, row, column), of which an error is told here
    already: what the checks say of the same cell only follows from it.
    """

    files: Mapping[str, bytes]
    places: Mapping[str, Place]
    findings: tuple[Finding, ...]
    settled: frozenset[tuple[str, int, str]]


def guide_titles() -> frozenset[str]:
    """How the first sheet of our own workbook is called; nobody need be told it is no table."""
    return frozenset(sheets.plain(message(lang, "delivery.guide_sheet")) for lang in LANGUAGES)


def read(body: bytes) -> Tables:
    """Every sheet that is named as a table.

    Raises
    ------
    WorkbookError
        If the workbook cannot be read, has no such sheet, or has one of them twice.
    """
    schemas = {sheets.plain(schema.name): schema for schema in tables()}
    found, others = sheets.read(body, {title: title for title in schemas})
    if not found:
        named = ", ".join(schema.name for schema in tables())
        raise sheets.WorkbookError(both("delivery.workbook_no_table", names=named))
    titles = [sheets.plain(sheet.title) for sheet in found]
    if len(set(titles)) < len(titles):
        double = next(title for title in titles if titles.count(title) > 1)
        raise sheets.WorkbookError(both("delivery.workbook_double", sheet=double))
    made = [_Table(schemas[sheets.plain(sheet.title)], sheet) for sheet in found]
    findings = [finding for table in made for finding in table.findings]
    ignored = [shown(one) for one in others if sheets.plain(one) not in guide_titles()]
    if ignored:
        findings.insert(0, told("note", "sheets_ignored", "", sheets=", ".join(ignored)))
    return Tables(
        {table.schema.file: table.csv for table in made},
        {table.schema.file: table.place for table in made},
        tuple(findings),
        frozenset(cell for table in made for cell in table.settled),
    )


def told(
    severity: Severity,
    code: str,
    file: str,
    row: int | None = None,
    column: str | None = None,
    /,
    **fields: str | int | Text,
) -> Finding:
    """A finding of ours; texts among the fields come from the file and are made fit to print."""
    printable = {k: shown(v) if isinstance(v, str) else v for k, v in fields.items()}
    text = both(f"delivery.found_{code}", **printable)
    return Finding(f"delivery_{code}", severity, file, row, column and shown(column), text)


class _Table:
    """One sheet on its way to a table."""

    def __init__(self, schema: TableSchema, sheet: Sheet) -> None:
        self.schema, self.sheet = schema, sheet
        self.findings: list[Finding] = []
        self.settled: set[tuple[str, int, str]] = set()
        top = min(sheet.rows, default=1)
        header = sheet.rows.get(top, {})
        self.names = {column: str(cell.value) for column, cell in header.items()}
        # An empty column that somebody inserted is none, neither between nor behind.
        self.order = sorted(self.names)
        known = {column.name: column for column in schema.columns}
        self.columns: dict[int, Column | None] = {
            index: known.get(name) for index, name in self.names.items()
        }
        letters = {name: sheets.letter(index) for index, name in self.names.items()}
        self.place = Place(sheet.title, letters)
        self._look_at_sheet(top)
        self.csv = self._written(top)

    def _look_at_sheet(self, top: int) -> None:
        file = self.schema.file
        if self.sheet.hidden:
            self.findings.append(told("note", "hidden", file))
        inside = [row for _, row in self.sheet.comments if row > top]
        if inside:
            text = both_plural("delivery.found_comments", len(inside))
            self.findings.append(Finding("delivery_comments", "note", file, inside[0], None, text))
        for area in self.sheet.merged:
            covered = list(sheets.cells_of(area))
            row, column = covered[0]
            for one in covered:
                self._settle(*one)
            name = self.names.get(column)
            self.findings.append(told("error", "merged", file, row, name, area=area))
        beside = [
            (row, column)
            for row, filled in self.sheet.rows.items()
            for column in filled
            if column not in self.names
        ]
        if beside:
            row, column = beside[0]
            cell = f"{sheets.letter(column)}{row}"
            self.findings.append(told("error", "beside", file, row, cell=cell, count=len(beside)))

    def _settle(self, row: int, column: int) -> None:
        if (name := self.names.get(column)) is not None:
            self.settled.add((self.schema.file, row, name))

    def _written(self, top: int) -> bytes:
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        last = max(self.sheet.rows, default=0)
        for number in range(1, last + 1):
            filled = self.sheet.rows.get(number, {})
            if number == top:
                writer.writerow([self.names[index] for index in self.order])
            else:
                # The library would write a row of nothing as quotes: it must stay a blank line.
                values = [*self._texts(number, filled)]
                writer.writerow(values if any(values) else [])
        return text.getvalue().encode("utf-8", errors="replace")

    def _texts(self, number: int, filled: Mapping[int, SheetCell]) -> Iterable[str]:
        for index in self.order:
            cell = filled.get(index)
            yield "" if cell is None else self._text(number, index, cell)

    def _text(self, number: int, index: int, cell: SheetCell) -> str:
        name, column = self.names[index], self.columns[index]
        if column is None:
            return str(cell.value)  # the column itself is a finding
        place = (self.schema.file, number, name)
        if cell.is_error:
            value = _SPREADSHEET_ERRORS.get(str(cell.value), str(cell.value))
            self.findings.append(told("error", "cell_error", *place, value=value))
            self._settle(number, index)
            return str(cell.value)
        reading = cells.read(cell.value, cell.shown_as, column)
        if cell.formula:
            code = "formula" if reading.text else "formula_alone"
            fields = {"formula": cell.formula, "value": reading.text}
            self.findings.append(told("error", code, *place, **fields))
            self._settle(number, index)
        elif reading.code:
            self.findings.append(
                told(reading.severity, reading.code, *place, **dict(reading.fields))
            )
            if reading.severity == "error":
                self._settle(number, index)
        return reading.text


def missing(places: Mapping[str, Place]) -> Iterator[str]:
    """The names of the tables that a workbook does not have."""
    return (schema.name for schema in tables() if schema.file not in places)
