"""Options that several commands take; what is mistyped is named in one line."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from ruhrmap.cli.output import text
from ruhrmap.cli.parsing import UsageError
from ruhrmap.dates import iso_day
from ruhrmap.messages import LANGUAGES
from ruhrmap.model import Level

if TYPE_CHECKING:
    from ruhrmap.coverage import Pace


_Kind = TypeVar("_Kind", bound=StrEnum)


def day(value: str) -> date:
    """The key date that is meant."""
    if (found := iso_day(value)) is None:
        raise UsageError(text("status.bad_date", value=value))
    return found


def level(value: str) -> Level:
    """The level that is meant."""
    return _among(Level, value, "status.bad_level")


def language(value: str) -> str:
    """The language of what is made; the commands themselves speak German."""
    if value not in LANGUAGES:
        raise UsageError(text("export.bad_lang", value=value, known=", ".join(LANGUAGES)))
    return value


def pace(value: str) -> Pace:
    """How the story is cut."""
    from ruhrmap.coverage import Pace

    return _among(Pace, value, "export.bad_pace")


def _among(kind: type[_Kind], value: str, refusal: str) -> _Kind:
    """The member of a kind that is spelled so; else the message says which there are."""
    try:
        return kind(value)
    except ValueError as error:
        known = ", ".join(one.value for one in kind)
        raise UsageError(text(refusal, value=value, known=known)) from error
