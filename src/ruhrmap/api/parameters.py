"""The parameters of the API: one place that reads them, refuses them and documents them."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from ruhrmap.dates import iso_day
from ruhrmap.export import Format, Selection
from ruhrmap.messages import DEFAULT_LANGUAGE, LANGUAGES
from ruhrmap.model import Level
from ruhrmap.search import LONGEST
from ruhrmap.view import Limits

_Choice = TypeVar("_Choice", bound=StrEnum)

_SHOWN_LENGTH: Final = 40  # of a bad value that is named in the answer
_LOOKED_FOR: Final = f"1 to {LONGEST} characters that are not all spaces"

# The parameters of each address, in the order in which they are told.
COVERAGE: Final = ("date", "level", "lang")
SEARCH: Final = ("q", "date", "lang")
DOWNLOAD: Final = ("format", "scope", "date", "level", "place", "lang")


REQUIRED: Final = frozenset({"q"})


class Scope(StrEnum):
    """How much a download holds."""

    SELECTION = "selection"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked for; its fields are the parameters, with what holds without them."""

    date: date
    level: Level = Level.MUNICIPALITY
    lang: str = DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is looked for: a text, with statuses of a day in a language."""

    q: str
    date: date
    lang: str = DEFAULT_LANGUAGE


class BadParameterError(ValueError):
    """A parameter cannot be answered; says which values can."""

    def __init__(self, parameter: str, value: str, allowed: Any) -> None:
        super().__init__(f"{parameter}={value}")
        self.parameter, self.value, self.allowed = parameter, value[:_SHOWN_LENGTH], allowed


def described(limits: Limits, names: Iterable[str] = COVERAGE) -> dict[str, dict[str, Any]]:
    """Schema of each parameter by its name, as OpenAPI has it."""
    usual = Query(limits.opens)
    schemas: dict[str, dict[str, Any]] = {
        "date": {
            "type": "string",
            "format": "date",
            "pattern": days(limits.first, limits.last),
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
        "q": {
            "type": "string",
            "minLength": 1,
            "maxLength": LONGEST,
            "pattern": r"\S",
            "examples": ["Universitaet", "Kreis", "Kita 2017"],
            "description": "What to look for: a place, a partner, words of a press item.",
        },
        "format": {
            "type": "string",
            "enum": [form.value for form in Format],
            "default": Format.CSV.value,
            "description": "Form of the file; zip is the whole data package, whatever the scope.",
        },
        "scope": {
            "type": "string",
            "enum": [scope.value for scope in Scope],
            "default": Scope.SELECTION.value,
            "description": "The key date with level and place, or every level and key date; "
            "date, level and place go with the selection alone.",
        },
        "place": {
            "type": "string",
            "enum": sorted(limits.places),
            "examples": sorted(set(limits.places.values()))[:3],
            "description": "Key of a territory (5 or 8 digits) or member; its row alone, or "
            "those of the level that lie in it.",
        },
    }
    return {name: schemas[name] for name in names}


def days(first: date, last: date) -> str:
    """A regular expression of the days between two, both included.

    JSON Schema has no limits for dates, and a description that allows more than is answered
    would not be true.

    Examples
    --------
    >>> days(date(2019, 12, 30), date(2020, 1, 31))
    '^(2019-12-(30|31)|2020-01-(0[1-9]|[12][0-9]|3[01]))$'
    """
    whole = range(first.year + 1, last.year)
    parts = [*_months(first, min(last, date(first.year, 12, 31)))]
    if whole:
        years = "|".join(map(str, whole))
        of_length = ("(0[13578]|1[02])-" + _LENGTHS[31], "(0[469]|11)-" + _LENGTHS[30])
        parts.append(f"({years})-({'|'.join((*of_length, '02-' + _LENGTHS[28]))})")
        leaps = "|".join(str(year) for year in whole if calendar.isleap(year))
        parts += [f"({leaps})-02-29"] if leaps else []
    if last.year > first.year:
        parts += _months(date(last.year, 1, 1), last)
    return f"^({'|'.join(parts)})$"


_LENGTHS: Final = {
    28: "(0[1-9]|1[0-9]|2[0-8])",
    29: "(0[1-9]|[12][0-9])",
    30: "(0[1-9]|[12][0-9]|30)",
    31: "(0[1-9]|[12][0-9]|3[01])",
}


def _months(first: date, last: date) -> Iterator[str]:
    """The days of one year, month by month."""
    for month in range(first.month, last.month + 1):
        length = calendar.monthrange(first.year, month)[1]
        least = first.day if month == first.month else 1
        most = last.day if month == last.month else length
        days_ = "|".join(f"{day:02}" for day in range(least, most + 1))
        told = _LENGTHS[length] if (least, most) == (1, length) else f"({days_})"
        yield f"{first.year}-{month:02}-{told}"


def read(given: Iterable[tuple[str, str]], limits: Limits) -> Query:
    """Read the parameters of a request for coverage.

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
    return Query(**{"date": limits.opens, **_found(given, limits, COVERAGE)})


def read_search(given: Iterable[tuple[str, str]], limits: Limits) -> SearchQuery:
    """Read the parameters of a search.

    Raises
    ------
    BadParameterError
        As :func:`read`; also if nothing is looked for.
    """
    found = _found(given, limits, SEARCH)
    if "q" not in found:
        raise BadParameterError("q", "", _LOOKED_FOR)
    return SearchQuery(**{"date": limits.opens, **found})


def read_download(given: Iterable[tuple[str, str]], limits: Limits) -> tuple[Format, Selection]:
    """Read the parameters of a request for a download.

    Raises
    ------
    BadParameterError
        As :func:`read`; also for a key date, level or place beside what holds them all.

    Examples
    --------
    >>> limits = Limits(date(2013, 1, 1), date(2026, 11, 21), date(2024, 4, 10), {})
    >>> form, selection = read_download([("format", "xlsx"), ("scope", "all")], limits)
    >>> form.value, selection.day
    ('xlsx', None)
    """
    found = _found(given, limits, DOWNLOAD)
    form, scope = found.get("format", Format.CSV), found.get("scope", Scope.SELECTION)
    language = found.get("lang", DEFAULT_LANGUAGE)
    if form is Format.ZIP:
        _only(found, ("format", "lang"))
        return form, Selection(language)
    if scope is Scope.ALL:
        _only(found, ("format", "scope", "lang"))
        return form, Selection(language)
    usual = Query(limits.opens)
    day, level = found.get("date", usual.date), found.get("level", usual.level)
    return form, Selection(language, day, level, found.get("place"))


def _found(
    given: Iterable[tuple[str, str]], limits: Limits, names: Sequence[str]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in given:
        if name not in names or name in found:
            raise BadParameterError(name[:_SHOWN_LENGTH], value, sorted(names))
        found[name] = _READERS[name](value, limits)
    return found


def _text(value: str, _: Limits) -> str:
    if not value.strip() or len(value) > LONGEST:
        raise BadParameterError("q", value, _LOOKED_FOR)
    return value


def _only(found: Mapping[str, Any], names: Sequence[str]) -> None:
    """Whoever asks for a part of what only comes whole is told, and gets no other thing."""
    for name, value in found.items():
        if name not in names:
            raise BadParameterError(name, str(value), sorted(names))


def _date(value: str, limits: Limits) -> date:
    day = iso_day(value)
    if day is None or not limits.holds(day):
        raise BadParameterError("date", value, _extent(limits))
    return day


def _place(value: str, limits: Limits) -> str:
    if value not in limits.places:
        raise BadParameterError("place", value, sorted(set(limits.places.values())))
    return limits.places[value]


def _choice(name: str, kind: type[_Choice]) -> Callable[[str, Limits], _Choice]:
    def read_one(value: str, _: Limits) -> _Choice:
        try:
            return kind(value)
        except ValueError:
            raise BadParameterError(name, value, [one.value for one in kind]) from None

    return read_one


def _language(value: str, _: Limits) -> str:
    if value not in LANGUAGES:
        raise BadParameterError("lang", value, list(LANGUAGES))
    return value


_READERS: Final[Mapping[str, Callable[[str, Limits], Any]]] = {
    "date": _date,
    "level": _choice("level", Level),
    "lang": _language,
    "q": _text,
    "format": _choice("format", Format),
    "scope": _choice("scope", Scope),
    "place": _place,
}


def _extent(limits: Limits) -> str:
    return f"YYYY-MM-DD from {limits.first} to {limits.last}"
