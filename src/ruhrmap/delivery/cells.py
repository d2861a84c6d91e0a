"""One cell of a spreadsheet as the text that the package would have there.

A spreadsheet changes what people type: 05113 becomes the number 5113, 2019-01 a day in
January, 2019 a number. Where only one text can be meant, it is taken and a note says so; where
more than one can, it is an error that says what to write. Nothing is mended in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

from ruhrmap.package.finding import Severity
from ruhrmap.package.schema import Column

_TRUE: Final = frozenset({"true", "wahr", "ja", "yes"})
_FALSE: Final = frozenset({"false", "falsch", "nein", "no"})
_YEARS: Final = range(1000, 2200)
# Serial numbers of days in spreadsheets, from 1954 to 2119.
_SERIALS: Final = range(20_000, 80_000)
_FIRST_DAY: Final = date(1899, 12, 30)
_KEY_LENGTHS: Final = (5, 8)
# Parts of a number format that are no pattern: quoted text, escaped letters, [colours].
_NO_PATTERN: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
# How a workbook writes characters that XML cannot hold.
_ESCAPED: Final = re.compile("_x00([01][0-9A-Fa-f]|7F)_")

Code = Literal["", "zero", "number", "number_wrong", "year", "serial", "shown_month", "shown_year",
               "hidden_day", "date", "time", "flag", "flag_word"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a cell, and what has to be said of it: a code of ``delivery.found_*``."""

    text: str
    code: Code = ""
    severity: Severity = "note"
    fields: Mapping[str, str] = field(default_factory=dict)


def read(value: object, shown_as: str, column: Column) -> Reading:
    """The text that a cell's value stands for in a column.

    Parameters
    ----------
    value : object
        As the library gives it: text, number, truth value, date, time or nothing.
    shown_as : str
        The number format, which tells whether a day is shown of a date.
    column : Column
        Where it stands.

    Examples
    --------
    >>> from ruhrmap.package.schema import tables
    >>> columns = {c.name: c for t in tables() for c in t.columns}
    >>> read(5113, "General", columns["district_ags"]).text
    '05113'
    >>> read(datetime(2019, 1, 1), "mmm yy", columns["joined"]).text
    '2019-01'
    """
    if value is None:
        return Reading("")
    if isinstance(value, str):
        return _of_text(value, column)
    if isinstance(value, bool):
        if column.form == "boolean":
            return Reading("true" if value else "false")
        return Reading(str(value).lower(), "flag", "error")
    if isinstance(value, int | float):
        return _of_number(value, column)
    if isinstance(value, datetime) and value.time() == time():
        return _of_day(value.date(), shown_as, column)
    if isinstance(value, date | time | timedelta):
        return Reading(str(value), "time", "error", {"value": str(value)})
    return Reading(str(value))


def _of_text(value: str, column: Column) -> Reading:
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
    if not text.strip(" "):
        return Reading("")  # blanks alone are nothing to whoever looks at the sheet
    word = text.strip().casefold()
    if column.form == "boolean" and text not in ("true", "false") and word in _TRUE | _FALSE:
        return _flag(text, word in _TRUE)
    return Reading(text)


def _flag(shown: str, truth: bool) -> Reading:
    text = "true" if truth else "false"
    return Reading(text, "flag_word", "note", {"value": shown, "text": text})


def _of_number(value: float, column: Column) -> Reading:
    whole = float(value).is_integer()
    text = str(int(value)) if whole else repr(value)
    if column.form in ("integer", "number"):
        return Reading(text)
    if column.form == "boolean" and value in (0, 1):
        return _flag(text, value == 1)
    if column.form == "edtf" and whole and int(value) in _YEARS:
        return Reading(text, "year", "note", {"value": text})
    if column.form in ("edtf", "date"):
        return _serial(value, text)
    if not whole:
        shown = text.replace(".", ",")
        return Reading(text, "number_wrong", "error", {"value": shown})
    padded = _with_zero(text, column)
    if padded is not None:
        return Reading(padded, "zero", "note", {"value": text, "text": padded})
    return Reading(text, "number", "note", {"value": text})


def _with_zero(text: str, column: Column) -> str | None:
    """The official key of which a spreadsheet has left out the zero at its start."""
    if column.pattern is None or column.pattern.fullmatch(text):
        return None
    padded = f"0{text}"
    fits = len(padded) in _KEY_LENGTHS and column.pattern.fullmatch(padded)
    return padded if fits else None


def _serial(value: float, text: str) -> Reading:
    day = ""
    if int(value) in _SERIALS:
        day = (_FIRST_DAY + timedelta(days=int(value))).isoformat()
    return Reading(text, "serial", "error", {"value": text, "day": day or "2024-04-09"})


def _of_day(day: date, shown_as: str, column: Column) -> Reading:
    text = day.isoformat()
    if column.form not in ("edtf", "date"):
        return Reading(text, "date", "error", {"value": text})
    pattern = _NO_PATTERN.sub("", shown_as).casefold().split(";")[0]
    if "d" in pattern or "y" not in pattern:
        return Reading(text)
    month = "m" in pattern
    rounded = day.replace(day=1) if month else day.replace(month=1, day=1)
    shown = text[:7] if month else text[:4]
    if day != rounded or column.form == "date":
        return Reading(text, "hidden_day", "error", {"value": shown, "day": text})
    return Reading(shown, "shown_month" if month else "shown_year", "note", {"text": shown})
