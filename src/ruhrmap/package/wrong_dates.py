"""Dates as people and spreadsheets write them, to say in a finding what to write instead.

Never used to read data: only what is written as the package asks for becomes a date.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final

from babel.dates import get_month_names

_DAY: Final = re.compile(r"(?P<d>[0-9]{1,2})[./ ]+(?P<m>[0-9]{1,2})[./ ]+(?P<y>[0-9]{4})")
_NAMED: Final = re.compile(r"(?:(?P<d>[0-9]{1,2})\.? )?(?P<m>[^\W\d_]{3,})\.? (?P<y>[0-9]{4})")
_MONTH: Final = re.compile(r"(?P<m>[0-9]{1,2})[./](?P<y>[0-9]{4})")
_SHORT: Final = re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})(?:-(?P<d>[0-9]{1,2}))?")


def meant(text: str) -> str | None:
    """The form that the package asks for, if the text tells which date is meant.

    Examples
    --------
    >>> meant("Mai 2023"), meant("9. April 2024"), meant("1.5.2023"), meant("5/2023")
    ('2023-05', '2024-04-09', '2023-05-01', '2023-05')
    >>> meant("31.02.2023") is None, meant("Frühjahr") is None
    (True, True)
    """
    parts = _parts(text)
    if parts is None:
        return None
    year, month, day = parts
    try:
        whole = date(year, month, day or 1)
    except ValueError:
        return None
    return whole.isoformat() if day else whole.isoformat()[:7]


def is_no_day(text: str) -> bool:
    """Whether the text names a day that no calendar has.

    Examples
    --------
    >>> is_no_day("31.02.2023"), is_no_day("1.2.2023"), is_no_day("Mai 2023")
    (True, False, False)
    """
    return _parts(text) is not None and meant(text) is None


def _parts(text: str) -> tuple[int, int, int | None] | None:
    for form in (_DAY, _NAMED, _MONTH, _SHORT):
        if match := form.fullmatch(text):
            found = match.groupdict()
            month = _month(found["m"])
            day = int(found["d"]) if found.get("d") else None
            return None if month is None else (int(found["y"]), month, day)
    return None


def _month(text: str) -> int | None:
    if text.isascii() and text.isdigit():
        return int(text)
    names = _month_names()
    return names.get(text.casefold()) or names.get(text.casefold()[:3])


@cache
def _month_names() -> dict[str, int]:
    """Full names and first three letters, in German and English."""
    names: dict[str, int] = {}
    for locale in ("de", "en"):
        for number, name in get_month_names("wide", locale=locale).items():
            names[name.casefold()] = names[name.casefold()[:3]] = number
    return names
