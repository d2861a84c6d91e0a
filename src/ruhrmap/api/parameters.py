"""The parameters of the API: one place that reads them, refuses them and documents them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ruhrmap.dates import iso_day
from ruhrmap.messages import DEFAULT_LANGUAGE, LANGUAGES
from ruhrmap.model import Level
from ruhrmap.view import Limits

_SHOWN_LENGTH: Final = 40  # of a bad value that is named in the answer


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked for; its fields are the parameters, with what holds without them."""

    date: date
    level: Level = Level.MUNICIPALITY
    lang: str = DEFAULT_LANGUAGE


class BadParameterError(ValueError):
    """A parameter cannot be answered; says which values can."""

    def __init__(self, parameter: str, value: str, allowed: Any) -> None:
        super().__init__(f"{parameter}={value}")
        self.parameter, self.value, self.allowed = parameter, value[:_SHOWN_LENGTH], allowed


def described(limits: Limits) -> dict[str, dict[str, Any]]:
    """Schema of each parameter by its name, as OpenAPI has it."""
    usual = Query(limits.opens)
    return {
        "date": {
            "type": "string",
            "format": "date",
            "default": usual.date.isoformat(),
            "description": f"Key date, {_extent(limits)}.",
        },
        "level": {
            "type": "string",
            "enum": [level.value for level in Level],
            "default": usual.level.value,
            "description": "Level of the territories that are listed.",
        },
        "lang": {
            "type": "string",
            "enum": list(LANGUAGES),
            "default": usual.lang,
            "description": "Language of names and labels.",
        },
    }


def read(given: Iterable[tuple[str, str]], limits: Limits) -> Query:
    """Read the parameters of a request.

    Raises
    ------
    BadParameterError
        At the first that is unknown, stands there twice or has a value that cannot be used.

    Examples
    --------
    >>> limits = Limits(date(2013, 1, 1), date(2026, 11, 21), date(2024, 4, 10), {})
    >>> read([("date", "2019-01-31"), ("level", "district")], limits).level.value
    'district'
    """
    found: dict[str, Any] = {}
    names = described(limits)
    for name, value in given:
        if name not in names or name in found:
            raise BadParameterError(name[:_SHOWN_LENGTH], value, sorted(names))
        found[name] = _READERS[name](value, limits)
    return Query(**{"date": limits.opens, **found})


def _date(value: str, limits: Limits) -> date:
    day = iso_day(value)
    if day is None or not limits.holds(day):
        raise BadParameterError("date", value, _extent(limits))
    return day


def _level(value: str, _: Limits) -> Level:
    try:
        return Level(value)
    except ValueError:
        raise BadParameterError("level", value, [level.value for level in Level]) from None


def _language(value: str, _: Limits) -> str:
    if value not in LANGUAGES:
        raise BadParameterError("lang", value, list(LANGUAGES))
    return value


_READERS: Final = {"date": _date, "level": _level, "lang": _language}


def _extent(limits: Limits) -> str:
    return f"YYYY-MM-DD from {limits.first} to {limits.last}"
