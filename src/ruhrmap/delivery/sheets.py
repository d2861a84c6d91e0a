"""A foreign workbook as sheets of cells, read in bounds; what it means is none of its business.

openpyxl reads it row by row. What it would not tell (merged cells, where comments are) is
looked up in the parts of the file; what no workbook has (entities, columns without end) is
refused before it is asked.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree

from ruhrmap import archives
from ruhrmap.messages import both
from ruhrmap.model import Text

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_BOUNDS: Final = archives.Bounds(members=2_000, total=64_000_000)
# What is really parsed: our own workbook has 0.4 MB of it, from LibreOffice 1.4 MB.
_MOST_XML: Final = 12_000_000
_MOST_COLUMNS: Final = 200
_LAST_ROW: Final = 1_048_576
_MOST_ROWS: Final = 20_000
_MOST_MERGED: Final = 1_000

_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=\"([A-Z]+[0-9]+:[A-Z]+[0-9]+)\"")
_COMMENT: Final = re.compile(rb"<(?:\w+:)?comment\b[^>]*\bref=\"([A-Z]+)([0-9]+)\"")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s>/]")
_FILLED: Final = re.compile(rb"<(?:\w+:)?c\b[^>]*\br=\"([A-Z]{2,3})[0-9]+\"(?:[^>]*[^/>])?>")


class WorkbookError(Exception):
    """A workbook cannot be read; ``message`` says why and what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that is not empty. ``formula`` is what is computed there, else empty."""

    value: Any
    shown_as: str = "General"
    formula: str = ""
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: cells by row and column, both from 1."""

    title: str
    hidden: bool
    rows: Mapping[int, Mapping[int, SheetCell]]
    merged: tuple[str, ...]
    comments: tuple[tuple[str, int], ...]  # column letter and row


def read(body: bytes, wanted: Mapping[str, str]) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The sheets whose title is wanted, and the titles of the others.

    Parameters
    ----------
    body : bytes
    wanted : mapping
        Titles as :func:`plain` has them.

    Raises
    ------
    WorkbookError
        If it is damaged, encrypted or larger than the bounds.
    """
    try:
        parts = archives.read(body, _BOUNDS)
    except archives.ArchiveError as error:
        raise WorkbookError(error.message) from error
    xml = {name: part for name, part in parts.items() if not name.startswith("xl/media/")}
    if sum(map(len, xml.values())) > _MOST_XML:
        raise WorkbookError(both("delivery.workbook_large", most=_MOST_XML // 1_000_000))
    if any(_declares(part) for name, part in xml.items() if name.endswith((".xml", ".rels"))):
        raise WorkbookError(both("delivery.workbook_damaged"))
    try:
        # What openpyxl leaves out with a warning (drawings, extensions) is none of ours.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _sheets(body, parts, wanted)
    except WorkbookError:
        raise
    except Exception as error:  # foreign bytes: openpyxl raises whatever they make it stumble on
        raise WorkbookError(both("delivery.workbook_damaged")) from error


def plain(title: str) -> str:
    """A title for comparison: people write capitals and leave blanks."""
    return title.strip().casefold()


def letter(column: int) -> str:
    """The letter of a column, counted from 1, as the spreadsheet shows it.

    Examples
    --------
    >>> letter(1), letter(28)
    ('A', 'AB')
    """
    from openpyxl.utils import get_column_letter

    told: str = get_column_letter(column)
    return told


def cells_of(area: str) -> Iterator[tuple[int, int]]:
    """Row and column of the cells of an area like ``A1:B2``; of a large one only the first."""
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(area)
    for row in range(top, min(bottom, top + _MOST_COLUMNS) + 1):
        for column in range(left, min(right, left + _MOST_COLUMNS) + 1):
            yield row, column


def _declares(part: bytes) -> bool:
    """Whether XML declares anything of its own, as entities that grow without end do."""
    if part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in part[:4]:
        return True  # every program writes UTF-8; in another encoding nothing could be searched
    return b"<!DOCTYPE" in part or b"<!ENTITY" in part


def _sheets(
    body: bytes, parts: Mapping[str, bytes], wanted: Mapping[str, str]
) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)
    paths = _paths(parts)
    computed: Workbook | None = None
    found, others = [], []
    for sheet in book.worksheets:
        if plain(sheet.title) not in wanted:
            others.append(sheet.title)
            continue
        path = paths.get(sheet.title, "")
        raw = parts.get(path, b"")
        if any(_wide(match[1]) for match in _FILLED.finditer(raw)):
            raise WorkbookError(both("delivery.workbook_wide", sheet=sheet.title))
        formulas: dict[tuple[int, int], str] = {}
        if _FORMULA.search(raw):
            computed = computed or openpyxl.load_workbook(io.BytesIO(body), read_only=True)
            formulas = _formulas(computed[sheet.title])
        merged = tuple(match[1].decode() for match in _MERGED.finditer(raw))
        if len(merged) > _MOST_MERGED:
            raise WorkbookError(both("delivery.workbook_damaged"))
        notes = tuple(
            (match[1].decode(), int(match[2]))
            for part in _related(parts, path, "comments")
            for match in _COMMENT.finditer(parts.get(part, b""))
        )
        hidden = sheet.sheet_state != "visible"
        found.append(Sheet(sheet.title, hidden, _rows(sheet, formulas), merged, notes))
    others += [chart.title for chart in book.chartsheets]
    return tuple(found), tuple(others)


def _rows(
    sheet: Any, formulas: Mapping[tuple[int, int], str]
) -> Mapping[int, Mapping[int, SheetCell]]:
    rows = {}
    for number, cells in _walk(sheet):
        filled = {
            column: SheetCell(
                cell.value,
                cell.number_format if cell.data_type == "d" else "General",
                formulas.get((number, column), ""),
                cell.data_type == "e",
            )
            for column, cell in enumerate(cells, start=1)
            if cell.value is not None or (formulas and (number, column) in formulas)
        }
        if filled:
            rows[number] = filled
            if len(rows) > _MOST_ROWS:
                raise WorkbookError(both("delivery.workbook_long", sheet=sheet.title))
    return rows


def _formulas(sheet: Any) -> dict[tuple[int, int], str]:
    return {
        (number, column): str(getattr(cell.value, "text", cell.value))
        for number, cells in _walk(sheet)
        for column, cell in enumerate(cells, start=1)
        if cell.data_type == "f"
    }


def _walk(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows that the file has, with their numbers, whatever size the sheet says it has.

    For rows that the file leaves out the library gives one and the same tuple again and
    again; up to the last row of a sheet there may be a million of them.
    """
    sheet.reset_dimensions()
    before: tuple[Any, ...] = ()
    for number, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), start=1):
        if number > _LAST_ROW:
            raise WorkbookError(both("delivery.workbook_damaged"))
        if cells is not before:
            yield number, cells
        before = cells


def _wide(letters: bytes) -> bool:
    from openpyxl.utils import column_index_from_string

    return bool(column_index_from_string(letters.decode()) > _MOST_COLUMNS)


def _paths(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Where in the file each sheet is."""
    main = next(iter(_related(parts, "", "officeDocument")), "xl/workbook.xml")
    targets = _targets(parts, main)
    sheets = ElementTree.fromstring(parts[main]).iter()
    return {
        one.get("name", ""): targets.get(key, "")
        for one in sheets
        if one.tag.endswith("}sheet")
        for name, key in one.attrib.items()
        if name.endswith("}id")
    }


def _related(parts: Mapping[str, bytes], path: str, kind: str) -> list[str]:
    return [
        target
        for relation in _relations(parts, path)
        if relation.get("Type", "").rpartition("/")[2] == kind
        for target in [_resolved(path, relation.get("Target", ""))]
    ]


def _targets(parts: Mapping[str, bytes], path: str) -> dict[str, str]:
    relations = _relations(parts, path)
    return {one.get("Id", ""): _resolved(path, one.get("Target", "")) for one in relations}


def _relations(parts: Mapping[str, bytes], path: str) -> list[ElementTree.Element]:
    folder, _, name = path.rpartition("/")
    file = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    content = parts.get(file)
    return [] if content is None else list(ElementTree.fromstring(content))


def _resolved(path: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    folders = path.split("/")[:-1]
    for part in target.split("/"):
        folders = folders[:-1] if part == ".." else [*folders, part]
    return "/".join(folders)
