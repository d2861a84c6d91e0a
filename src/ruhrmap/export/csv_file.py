"""CSV as RFC 4180 has it: UTF-8, commas, one header row, and nothing but the table.

There is no comment line that a program would take for data. What must be known of the file
stands in columns of its own, the same in every row: it stays with a row that is copied.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Final

from ruhrmap.export.about import about
from ruhrmap.export.material import Material
from ruhrmap.export.selection import Selection
from ruhrmap.export.tables import Cell, reference, status_table

# What a spreadsheet would run as a formula; an apostrophe before it makes it text.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write(material: Material, selection: Selection) -> bytes:
    """The status of each place, with sources, licences, citation and gaps in every row."""
    table, told = status_table(material, selection), about(material, selection)
    sources = material.catalog.sources
    same: dict[str, Cell] = {
        "data_version": told.version,
        "data_date": told.data_date,
        "evidence_end": told.evidence_end,
        "licence": " · ".join(f"{one.part}: {one.name}" for one in told.licences),
        "citation": told.citation,
        "not_known": " ".join(told.unknown),
    }
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*(one.name for one in table.columns), "sources", *same])
    ids = table.column("source_ids")
    for row, named in zip(table.rows, ids, strict=True):
        told_sources = (
            reference(sources[i], selection.language) for i in str(named or "").split(";") if i
        )
        writer.writerow([_text(cell) for cell in (*row, " · ".join(told_sources), *same.values())])
    return text.getvalue().encode()


def _text(cell: Cell) -> str:
    """A cell as programs read it: ISO days, a point in numbers, true and false."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return str(cell)
