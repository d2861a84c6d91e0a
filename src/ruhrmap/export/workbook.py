"""Today's data package as a workbook that people edit and hand back to be checked.

Every cell that is read back as another text than stands in the package would be a loss, so a
number or a day is written as one only if reading it gives the same text; all else is text,
in cells formatted as text, in which a spreadsheet neither counts nor computes.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ruhrmap import package, theme
from ruhrmap.delivery import cells
from ruhrmap.export.making import Download
from ruhrmap.export.selection import Format
from ruhrmap.messages import LANGUAGES, long_date, message
from ruhrmap.package.records import Files
from ruhrmap.package.schema import Column, TableSchema, tables

if TYPE_CHECKING:
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_DAY_FORMAT: Final = "yyyy-mm-dd"
_FREE_ROWS: Final = 500  # below the table, that are ready for new rows
_NARROWEST, _WIDEST, _LOOKED_AT = 11, 60, 200
_LETTERS, _LINE = 92, 15  # of a line in the guide, and its height in points
_STEPS: Final = ("source", "member", "membership", "evidence", "press", "change", "check")
_RULES: Final = ("names", "dates", "text", "formulas", "choices")
_MOST_CHOICES: Final = 255  # characters that a list of choices may have in the file


def write(files: Files, language: str) -> bytes:
    """The workbook: a sheet that says what to do, then a sheet a table.

    The same data give the same bytes.

    Parameters
    ----------
    files : Path or mapping
        A data package whose description is in order.
    language : str
        Of the first sheet and of the notes on columns; tables are the same in each.
    """
    import xlsxwriter

    read = package.read(files)
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        day = read.descriptor.data_date
        assert day is not None, "its description is in order"
        book.set_properties(
            {
                "title": message(language, "delivery.guide_title"),
                "created": datetime.combine(day, time()),
            }
        )
        _guide(book, read.descriptor.version, day, language)
        formats = _Formats(book)
        for schema in tables():
            _sheet(book, formats, schema, read, language)
    return file.getvalue()


@lru_cache(len(LANGUAGES))
def make(folder: Path, language: str) -> Download:
    """The workbook with its name; kept, as the data do not change while the program runs."""
    version = package.read(folder).descriptor.version
    name = message(language, "delivery.guide_file_name", version=version)
    return Download(name, Format.XLSX.media_type, write(folder, language))


class _Formats:
    """The looks of cells."""

    def __init__(self, book: Workbook) -> None:
        colours = theme.LIGHT
        head = {
            "bold": True,
            "font_color": colours.control_text,
            "bg_color": colours.control,
            "valign": "vcenter",
            "border": 1,
            "border_color": colours.rule,
            "num_format": "@",
        }
        self.head = book.add_format(head)
        self.key = book.add_format({**head, "italic": True})
        self.text = book.add_format({"num_format": "@", "valign": "top"})
        self.day = book.add_format({"num_format": _DAY_FORMAT, "valign": "top", "align": "left"})
        self.number = book.add_format({"num_format": "General", "valign": "top"})

    def of(self, column: Column) -> CellFormat:
        if column.form == "date":
            return self.day
        return self.number if column.form in ("integer", "number") else self.text


def _guide(book: Workbook, version: str, day: date, language: str) -> None:
    colours = theme.LIGHT
    heading = book.add_format({"bold": True, "font_size": 16, "font_color": colours.member})
    section = book.add_format(
        {"bold": True, "font_size": 12, "font_color": colours.member, "bottom": 1}
    )
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    label = book.add_format({"bold": True, "valign": "top", "align": "left"})
    link = book.add_format({"font_color": colours.link, "underline": 1, "valign": "top"})
    sheet = book.add_worksheet(message(language, "delivery.guide_sheet"))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, _LETTERS + 8)
    sheet.write_string(0, 0, message(language, "delivery.guide_title"), heading)
    state = {"version": version, "day": long_date(language, day)}
    sheet.merge_range(1, 0, 1, 1, message(language, "delivery.guide_state", **state), wrapped)

    def under(row: int, key: str) -> int:
        sheet.write_string(row + 1, 0, message(language, f"delivery.guide_{key}"), section)
        sheet.write_blank(row + 1, 1, None, section)
        return row + 2

    def line(row: int, text: str) -> None:
        # said, as not every program finds the height of a wrapped text by itself
        sheet.set_row(row, _LINE * math.ceil(len(text) / _LETTERS))
        sheet.write_string(row, 1, text, wrapped)

    row = under(2, "heading_accession")
    for number, step in enumerate(_STEPS, start=1):
        sheet.write_number(row, 0, number, label)
        line(row, message(language, f"delivery.guide_{step}"))
        row += 1
    row = under(row, "heading_rules")
    for rule in _RULES:
        sheet.write_string(row, 0, "·", label)
        line(row, message(language, f"delivery.guide_rule_{rule}"))
        row += 1
    row = under(row, "heading_sheets")
    for schema in tables():
        sheet.write_url(row, 0, f"internal:'{schema.name}'!A1", link, schema.name)
        sheet.write_string(row, 1, message(language, f"delivery.table_{schema.name}"), wrapped)
        row += 1
    _for_print(sheet)


def _sheet(
    book: Workbook, formats: _Formats, schema: TableSchema, read: package.Package, language: str
) -> None:
    sheet = book.add_worksheet(schema.name)
    rows = read[schema.name].rows
    sheet.set_row(0, 22)
    for index, column in enumerate(schema.columns):
        texts = [row.raw.get(column.name, "") for row in rows[:_LOOKED_AT]]
        # The whole column, so that rows which people add keep their zeros and months as well.
        sheet.set_column(index, index, _width(column, texts), formats.of(column))
        look = formats.key if column.name in schema.unique_keys[0] else formats.head
        sheet.write_string(0, index, column.name, look)
        sheet.write_comment(0, index, _help(schema, column, language), _NOTE)
        for number, row in enumerate(rows, start=1):
            _cell(sheet, number, index, column, row.raw.get(column.name, ""), formats)
        _choices(sheet, schema, index, column, len(rows) + _FREE_ROWS, language)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(schema.columns) - 1)
    _for_print(sheet)
    sheet.repeat_rows(0)


_NOTE: Final = {"x_scale": 2.2, "y_scale": 1.3, "author": "ruhrmap", "font_size": 9}


def _help(schema: TableSchema, column: Column, language: str) -> str:
    text = message(language, f"delivery.help_{schema.name}.{column.name}")
    return message(language, "delivery.guide_required", help=text) if column.required else text


def _width(column: Column, texts: Iterable[str]) -> int:
    longest = max((len(text) for text in texts), default=0)
    return min(max(longest, len(column.name) + 4, _NARROWEST) + 1, _WIDEST)


def _cell(
    sheet: Worksheet, row: int, index: int, column: Column, text: str, formats: _Formats
) -> None:
    look: Any = formats.of(column)
    value = typed(text, column)
    if not text:
        return  # the column's own format holds for it
    if isinstance(value, date):
        sheet.write_datetime(row, index, datetime.combine(value, time()), look)
    elif value is not None:
        sheet.write_number(row, index, value, look)
    else:
        sheet.write_string(row, index, text, formats.text)


def typed(text: str, column: Column) -> date | float | None:
    """The day or number that is read back as this very text, if the column is of such."""
    value: date | float | None = None
    try:
        if column.form == "date":
            value = date.fromisoformat(text)
        elif column.form in ("integer", "number"):
            value = float(text)
    except ValueError:
        return None
    if value is None:
        return None
    stored = datetime.combine(value, time()) if isinstance(value, date) else value
    back = cells.read(stored, _DAY_FORMAT, column)
    return value if (back.text, back.code) == (text, "") else None


def _choices(
    sheet: Worksheet, schema: TableSchema, index: int, column: Column, last: int, language: str
) -> None:
    enum = ("true", "false") if column.form == "boolean" else column.enum
    choices = ", ".join(enum)
    options: dict[str, Any] = {"ignore_blank": not column.required}
    if enum:
        assert len(choices) <= _MOST_CHOICES, column.name
        options |= {
            "validate": "list",
            "source": list(enum),
            "error_title": message(language, "delivery.guide_choice_title"),
            "error_message": message(language, "delivery.guide_choice_error", choices=choices),
        }
    else:
        key = next((k for k in schema.foreign_keys if k.column == column.name), None)
        if key is None or key.target == schema.name:
            return
        target = next(one for one in tables() if one.name == key.target)
        place = [one.name for one in target.columns].index(key.target_column)
        letter = chr(ord("A") + place)
        options |= {
            "validate": "list",
            "source": f"='{key.target}'!${letter}$2:${letter}$5000",
            "error_type": "warning",  # the row there may be entered afterwards
            "error_title": message(language, "delivery.guide_key_title"),
            "error_message": message(language, "delivery.guide_key_error", sheet=key.target),
        }
    sheet.data_validation(1, index, last, index, options)


def _for_print(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
