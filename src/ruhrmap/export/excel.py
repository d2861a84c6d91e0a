"""Excel: what must be known on the first sheet, then one sheet a table, cells with types.

XlsxWriter writes it, which is kept up, needs nothing else and gives the same bytes each
time. Every text is written as text, so nothing that stands in the data becomes a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from ruhrmap import theme
from ruhrmap.export.about import About, about
from ruhrmap.export.material import Material
from ruhrmap.export.selection import Selection
from ruhrmap.export.tables import (
    Cell,
    Column,
    Kind,
    Table,
    figures_table,
    members_table,
    sources_of,
    sources_table,
    status_table,
)
from ruhrmap.messages import message

if TYPE_CHECKING:
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_DATE_FORMATS: Final = {"de": "dd.mm.yyyy", "en": "dd/mm/yyyy"}
LABELS_WIDTH: Final = 24
TEXTS_WIDTH: Final = 96
# Nothing that stands in the data becomes a formula or a link by itself.
OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_LINKS: Final = frozenset({"url", "licence_url"})


def write(material: Material, selection: Selection) -> bytes:
    """A workbook: read me, status, figures, sources; with everything also the members."""
    import xlsxwriter

    lang, told = selection.language, about(material, selection)
    status = status_table(material, selection)
    tables = [status, figures_table(material, selection)]
    if selection.day is None:
        members = members_table(material, lang)
        tables.append(members)
        named = [*sources_of(status), *sources_of(members)]
    else:
        named = sources_of(status)
    tables.append(sources_table(material, lang, named))
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        properties(book, material, told, told.title, told.key_date)
        formats = Formats(book, lang)
        _read_me(book, formats, told, tables, lang)
        for table in tables:
            name = message(lang, f"export.sheet_{table.name}")
            table_sheet(book, formats, table, name, (one.name for one in table.columns))
    return file.getvalue()


def properties(book: Workbook, material: Material, told: About, title: str, subject: str) -> None:
    """What the file says of itself; its day is that of the data, so that bytes repeat."""
    book.set_properties(
        {
            "title": title,
            "subject": subject,
            "author": material.creator,
            "comments": told.citation,
            "created": datetime.combine(told.data_date, time()),
        }
    )


class Formats:
    """The looks of cells, by the kind of what is in them."""

    def __init__(self, book: Workbook, language: str) -> None:
        colours = theme.LIGHT
        top = {"valign": "top"}
        wrapped = {**top, "text_wrap": True}
        self.heading = book.add_format(
            {"bold": True, "font_size": 16, "font_color": colours.member}
        )
        self.section = book.add_format(
            {"bold": True, "font_size": 12, "font_color": colours.member, "bottom": 1}
        )
        self.label = book.add_format({**wrapped, "bold": True})
        self.text = book.add_format(wrapped)
        self.plain = book.add_format(top)
        self.head = book.add_format(
            {
                "bold": True,
                "font_color": colours.control_text,
                "bg_color": colours.control,
                "valign": "vcenter",
                "text_wrap": True,
                "border": 1,
                "border_color": colours.rule,
            }
        )
        self.link = book.add_format({**top, "font_color": colours.link, "underline": 1})
        self._by_kind = {
            Kind.TEXT: book.add_format(wrapped),
            Kind.DATE: book.add_format(
                {**top, "num_format": _DATE_FORMATS[language], "align": "left"}
            ),
            Kind.INTEGER: book.add_format({**top, "num_format": "#,##0"}),
            Kind.NUMBER: book.add_format({**top, "num_format": "#,##0.00"}),
            Kind.SHARE: book.add_format({**top, "num_format": "0.0%"}),
            Kind.FLAG: book.add_format({**top, "align": "left"}),
        }

    def of(self, column: Column) -> CellFormat:
        """The look of a column's cells."""
        return self._by_kind[column.kind]


def _read_me(
    book: Workbook, formats: Formats, told: About, tables: list[Table], language: str
) -> None:
    sheet = book.add_worksheet(message(language, "export.sheet_read_me"))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, LABELS_WIDTH)
    sheet.set_column(1, 1, TEXTS_WIDTH)
    sheet.write_string(0, 0, told.title, formats.heading)
    rows: list[tuple[str, str]] = [
        (message(language, "export.label_key_date"), told.key_date),
        (message(language, "export.label_state"), told.state),
        (message(language, "export.label_population"), told.population),
        (message(language, "export.label_citation"), told.citation),
    ]
    row = lines(sheet, formats, 2, rows)
    row = section(sheet, formats, row, message(language, "export.label_licences"))
    credits = [
        (one.part, f"{one.title} ({one.name}) {one.url}\n{one.credit}") for one in told.licences
    ]
    row = lines(sheet, formats, row, credits)
    row = section(sheet, formats, row, message(language, "export.label_unknown"))
    row = lines(sheet, formats, row, [("", text) for text in told.unknown])
    for table in tables:
        name = message(language, f"export.sheet_{table.name}")
        heading = message(language, "export.label_columns", sheet=name)
        row = section(sheet, formats, row, heading)
        row = lines(sheet, formats, row, [(c.name, c.label(language)) for c in table.columns])
    for_print(sheet)


def section(sheet: Worksheet, formats: Formats, row: int, heading: str) -> int:
    """A heading after an empty row; the row after it."""
    sheet.write_string(row + 1, 0, heading, formats.section)
    sheet.write_blank(row + 1, 1, None, formats.section)
    return row + 2


def lines(sheet: Worksheet, formats: Formats, row: int, told: Iterable[tuple[str, str]]) -> int:
    """Rows of a label and a text; the row after the last."""
    for label, text in told:
        sheet.write_string(row, 0, label, formats.label)
        sheet.write_string(row, 1, text, formats.text)
        row += 1
    return row


def table_sheet(
    book: Workbook, formats: Formats, table: Table, name: str, headings: Iterable[str]
) -> Worksheet:
    """A sheet with a table: a heading that stays, a filter, widths, and cells with types."""
    sheet = book.add_worksheet(name)
    sheet.set_row(0, 22)
    for index, (column, heading) in enumerate(zip(table.columns, headings, strict=True)):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, heading, formats.head)
    for number, row in enumerate(table.rows, start=1):
        for index, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            write_cell(sheet, number, index, column, cell, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    for_print(sheet)
    sheet.repeat_rows(0)
    return sheet


def write_cell(
    sheet: Worksheet, row: int, index: int, column: Column, cell: Cell, formats: Formats
) -> None:
    """A cell as what it is; a text is never a formula, whatever it begins with."""
    look: Any = formats.of(column)
    if cell is None or cell == "":
        sheet.write_blank(row, index, None, look)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, index, cell, look)
    elif isinstance(cell, int | float):
        sheet.write_number(row, index, cell, look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, index, datetime.combine(cell, time()), look)
    elif column.name in _LINKS:
        sheet.write_url(row, index, cell, formats.link, cell)
    else:
        sheet.write_string(row, index, cell, look)


def for_print(sheet: Worksheet) -> None:
    """A4 in landscape, as wide as the paper."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
