"""Packages as people hand them over: workbooks with slips of spreadsheets, and zips."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from functools import cache
from typing import Any

import openpyxl

from ruhrmap import catalog, package
from ruhrmap.package.schema import tables

Grid = list[list[Any]]


@cache
def files() -> Mapping[str, bytes]:
    """Our own package in memory."""
    return {name: (catalog.default_path() / name).read_bytes() for name in package.FILES}


def grid(table: str) -> Grid:
    """A table of ours, header first."""
    file = next(schema.file for schema in tables() if schema.name == table)
    return [*csv.reader(io.StringIO(files()[file].decode(), newline=""))]


def with_cell(table: str, key: str, column: str, value: Any) -> tuple[Grid, int]:
    """A table with one other cell in the row that begins with ``key``; its number."""
    made = grid(table)
    wanted = key.split(",")
    number = next(i for i, row in enumerate(made) if row[: len(wanted)] == wanted)
    made[number][made[0].index(column)] = value
    return made, number + 1


def as_csv(made: Grid) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(made)
    return text.getvalue().encode()


def book(**sheets: Grid) -> openpyxl.Workbook:
    """A workbook with these sheets; a text stays one, whatever it begins with."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for number, row in enumerate(rows, start=1):
            for index, value in enumerate(row, start=1):
                if value not in (None, ""):
                    cell = sheet.cell(number, index, value)
                    if isinstance(value, str):
                        cell.data_type = "s"
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    body = io.BytesIO()
    made.save(body)
    return body.getvalue()


def zipped(content: Mapping[str, bytes], folder: str = "") -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in content.items():
            made.writestr(f"{folder}{name}", part)
    return body.getvalue()
