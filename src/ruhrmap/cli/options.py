"""Options that several commands take; what is mistyped is named in one line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ruhrmap.cli.output import text
from ruhrmap.cli.parsing import UsageError
from ruhrmap.dates import iso_day
from ruhrmap.messages import LANGUAGES
from ruhrmap.model import Level

if TYPE_CHECKING:
    from ruhrmap.coverage import Pace


def day(value: str) -> date:
    """The key date that is meant."""
    if (found := iso_day(value)) is None:
        raise UsageError(text("status.bad_date", value=value))
    return found


def level(value: str) -> Level:
    """The level that is meant."""
    try:
        return Level(value)
    except ValueError as error:
        known = ", ".join(one.value for one in Level)
        raise UsageError(text("status.bad_level", value=value, known=known)) from error


def language(value: str) -> str:
    """The language of what is made; the commands themselves speak German."""
    if value not in LANGUAGES:
        raise UsageError(text("export.bad_lang", value=value, known=", ".join(LANGUAGES)))
    return value


def pace(value: str) -> Pace:
    """How the story is cut."""
    from ruhrmap.coverage import Pace

    try:
        return Pace(value)
    except ValueError as error:
        known = ", ".join(one.value for one in Pace)
        raise UsageError(text("export.bad_pace", value=value, known=known)) from error
