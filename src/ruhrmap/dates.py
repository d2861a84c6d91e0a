"""Dates as the sources give them: EDTF (ISO 8601-2) to an earliest and a latest day.

Only the forms that the data need are read: ``Y``, ``Y-M``, ``Y-M-D``, each with an
optional ``~`` (approximate), and ``[a..b]`` with both ends to the day. Everything else
is refused, so that a slip in a spreadsheet becomes a finding and never a wrong day.

The reader is our own because the PyPI package ``edtf`` takes 10 ms a date, pads
approximate dates by arbitrary spans and refuses mixed precision (see docs/decisions).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_SIMPLE = re.compile(r"(?P<y>[0-9]{4})(?:-(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2}))?)?(?P<approx>~)?")
_SPAN = re.compile(r"\[(?P<a>[0-9]{4}-[0-9]{2}-[0-9]{2})\.\.(?P<b>[0-9]{4}-[0-9]{2}-[0-9]{2})\]")


class Precision(StrEnum):
    """How finely a source tells the time."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"


class DateError(ValueError):
    """A text is not a date in one of the accepted forms; ``reason`` says why, as a word."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"{text!r}: {reason}")
        self.text = text
        self.reason = reason


@dataclass(frozen=True, slots=True, order=True)
class Edtf:
    """A date with its bounds: the event lies between ``earliest`` and ``latest``, both included.

    ``approximate`` (``~``) widens nothing; it is only worded ("um 2013").
    """

    earliest: date
    latest: date
    text: str
    precision: Precision
    approximate: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether one day is meant."""
        return self.earliest == self.latest

    def __str__(self) -> str:
        return self.text


def parse(text: str) -> Edtf:
    """Read one EDTF date.

    Parameters
    ----------
    text : str
        ``2013``, ``2013-05``, ``2013-05-02``, each with an optional ``~``, or
        ``[2023-05-31..2024-04-08]``.

    Returns
    -------
    Edtf
        With earliest and latest day.

    Raises
    ------
    DateError
        For any other text. ``reason`` is ``form`` (not one of the forms), ``calendar``
        (no such day) or ``order`` (a span that ends before it begins).

    Examples
    --------
    >>> parse("2019-01").latest
    datetime.date(2019, 1, 31)
    >>> parse("[2023-05-31..2024-04-08]").earliest
    datetime.date(2023, 5, 31)
    >>> parse("31.02.2023")
    Traceback (most recent call last):
    ...
    ruhrmap.dates.DateError: '31.02.2023': form
    """
    if match := _SIMPLE.fullmatch(text):
        return _simple(text, match)
    if match := _SPAN.fullmatch(text):
        earliest, latest = _day(text, match["a"]), _day(text, match["b"])
        if latest < earliest:
            raise DateError(text, "order")
        precision = Precision.DAY if earliest == latest else Precision.SPAN
        return Edtf(earliest, latest, text, precision)
    raise DateError(text, "form")


def iso_day(text: str) -> date | None:
    """The day that ``YYYY-MM-DD`` names; None for any other text and for days that do not exist.

    ``date.fromisoformat`` alone would take ``20240409`` and week dates too.

    Examples
    --------
    >>> iso_day("2024-04-09")
    datetime.date(2024, 4, 9)
    >>> iso_day("2023-02-31"), iso_day("20240409"), iso_day("9.4.2024")
    (None, None, None)
    """
    try:
        return date.fromisoformat(text) if ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None


def _simple(text: str, match: re.Match[str]) -> Edtf:
    year, month, day = (int(match[g]) if match[g] else None for g in ("y", "m", "d"))
    assert year is not None
    approximate = match["approx"] is not None
    try:
        if month is None:
            first, last, precision = date(year, 1, 1), date(year, 12, 31), Precision.YEAR
        elif day is None:
            first = date(year, month, 1)
            last = date(year, month, calendar.monthrange(year, month)[1])
            precision = Precision.MONTH
        else:
            first = last = date(year, month, day)
            precision = Precision.DAY
    except ValueError as error:
        raise DateError(text, "calendar") from error
    return Edtf(first, last, text, precision, approximate)


def _day(text: str, part: str) -> date:
    try:
        return date.fromisoformat(part)
    except ValueError as error:
        raise DateError(text, "calendar") from error
