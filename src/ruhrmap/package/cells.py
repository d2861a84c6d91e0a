"""One cell: what may stand in it, and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from ruhrmap import dates
from ruhrmap.package import wrong_dates
from ruhrmap.package.schema import Column

Value = str | int | float | bool | date | dates.Edtf | tuple[str, ...]

# Control characters and line separators: a text is one line, and nothing hides in it.
_UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# What turns the reading direction makes a text look like another one.
_DIRECTION: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INTEGER: Final = re.compile(r"-?[0-9]{1,15}")
_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_ADDRESS_BREAKS: Final = re.compile(r"[\s<>\"\\^`{|}]")


class CellError(ValueError):
    """A cell that cannot be read: the code of the finding and the fields of its message."""

    def __init__(self, code: str, **fields: Any) -> None:
        super().__init__(code)
        self.code = code
        self.fields: Mapping[str, Any] = fields


def read_cell(text: str, column: Column) -> Value | None:
    """What a cell says, or nothing if it is empty.

    Raises
    ------
    CellError
        If the column does not allow it.

    Examples
    --------
    >>> from ruhrmap.package.schema import tables
    >>> joined = next(c for t in tables() for c in t.columns if c.name == "joined")
    >>> read_cell("2019-01", joined).latest
    datetime.date(2019, 1, 31)
    >>> read_cell("Mai 2023", joined)
    Traceback (most recent call last):
    ...
    ruhrmap.package.cells.CellError: date_meant
    """
    if not text:
        if column.required:
            raise CellError("cell_required")
        return None
    if _UNPRINTABLE.search(text) or _DIRECTION.search(text):
        raise CellError("cell_unprintable", value=text)
    if text != text.strip():
        raise CellError("cell_space", value=text)
    if column.max_length is not None and len(text) > column.max_length:
        raise CellError("cell_long", length=len(text), most=column.max_length)
    value = _READERS[column.form](text, column)
    if column.minimum is not None and isinstance(value, int | float) and value < column.minimum:
        raise CellError("cell_minimum", value=text, minimum=f"{column.minimum:g}")
    return value


def is_web_address(text: str) -> bool:
    """Whether a text is an ``http`` or ``https`` address with a host, and nothing else.

    Examples
    --------
    >>> is_web_address("https://www.ruhrfutur.de/presse"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    if _ADDRESS_BREAKS.search(text):
        return False
    try:
        parts = urlsplit(text)
        # The port is read only when asked for, and is what may be malformed.
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _text(text: str, column: Column) -> str:
    if column.enum and text not in column.enum:
        raise CellError("cell_choice", value=text, choices=", ".join(column.enum))
    if column.pattern and not column.pattern.fullmatch(text):
        key = column.name.endswith("ags")
        code = "cell_official_key" if key else "cell_pattern"
        raise CellError(code, value=text, example=column.example)
    return text


def _integer(text: str, column: Column) -> int:
    if not _INTEGER.fullmatch(text):
        raise CellError("cell_integer", value=text)
    return int(text)


def _number(text: str, column: Column) -> float:
    if not _NUMBER.fullmatch(text):
        raise CellError("cell_number", value=text)
    return float(text)


def _boolean(text: str, column: Column) -> bool:
    if text not in ("true", "false"):
        raise CellError("cell_choice", value=text, choices="true, false")
    return text == "true"


def _day(text: str, column: Column) -> date:
    try:
        if dates.ISO_DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        raise CellError("date_calendar", value=text) from None
    meant = wrong_dates.meant(text)
    if meant is not None and dates.ISO_DAY.fullmatch(meant):
        raise CellError("date_meant", value=text, meant=meant)
    raise CellError("date_day", value=text)


def _edtf(text: str, column: Column) -> dates.Edtf:
    try:
        return dates.parse(text)
    except dates.DateError as problem:
        reason = problem.reason
    if reason != "form":
        raise CellError(f"date_{reason}", value=text)
    if wrong_dates.is_no_day(text):
        raise CellError("date_calendar", value=text)
    meant = wrong_dates.meant(text)
    if meant is not None:
        raise CellError("date_meant", value=text, meant=meant)
    raise CellError("date_form", value=text)


def _list(text: str, column: Column) -> tuple[str, ...]:
    items = tuple(text.split(column.delimiter))
    if any(not item or item != item.strip() for item in items):
        raise CellError("cell_list", value=text, delimiter=column.delimiter)
    if len(set(items)) < len(items):
        raise CellError("cell_list_double", value=text)
    return items


def _web_address(text: str, column: Column) -> str:
    if not is_web_address(text):
        raise CellError("cell_address", value=text)
    return text


_READERS: Final[Mapping[str, Callable[[str, Column], Value]]] = {
    "string": _text,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _day,
    "edtf": _edtf,
    "list": _list,
    "web-address": _web_address,
}
