"""What the reader looks at, and its address: one state for every page.

The address speaks German (``datum``, ``ebene``, ``ort``, ``ansicht``, ``vergleich``,
``annahme``, ``sprache``); the program speaks English. A value that cannot be read is named and left
out, never an error; old names and values are :mod:`ruhrmap.address`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from ruhrmap import address
from ruhrmap.address import Ignored, Pairs
from ruhrmap.coverage.subject import subject, title_of
from ruhrmap.dates import iso_day
from ruhrmap.messages import DEFAULT_LANGUAGE, LANGUAGES
from ruhrmap.model import Catalog, Day, Level, Text

_LEVELS: Final = {"gemeinden": Level.MUNICIPALITY, "kreise": Level.DISTRICT}


class View(StrEnum):
    """The ways to look at one state."""

    MAP = "map"
    CURVE = "curve"
    CHRONICLE = "chronicle"
    TABLE = "table"


_VIEWS: Final = {
    "karte": View.MAP,
    "verlauf": View.CURVE,
    "chronik": View.CHRONICLE,
    "tabelle": View.TABLE,
}


@dataclass(frozen=True, slots=True)
class ViewState:
    """Key date, level, chosen place, view, language and the date compared with.

    ``place`` is one key a place: the 8-digit ``ags`` of a municipality, the 5-digit one of a
    Kreis, the member key of a university or partner (see :func:`places`). ``comparison`` is
    a second key date: what was added between the two is shown; which of them is the earlier
    does not matter. ``scenario`` names territories, one key a place and in order, whose
    accession on the key date is assumed.
    """

    date: date
    level: Level = Level.MUNICIPALITY
    place: str | None = None
    language: str = DEFAULT_LANGUAGE
    view: View = View.MAP
    comparison: Day | None = None
    scenario: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What an address may ask for."""

    first: date
    last: date
    opens: date  # the key date without an address
    places: Mapping[str, str]  # every key that names a place -> the one key we use
    scenarios: bool = False  # whether what is assumed can be shown here

    @classmethod
    def of(cls, catalog: Catalog, opens: date, *, scenarios: bool = False) -> Limits:
        """The limits that a data package sets; ``opens`` is the end of its evidence."""
        return cls(catalog.axis_start, catalog.data_date, opens, places(catalog), scenarios)

    def holds(self, day: date) -> bool:
        """Whether the time axis has this day."""
        return self.first <= day <= self.last

    def nearest(self, day: date) -> date:
        """The day of the time axis that is nearest to a day."""
        return min(max(day, self.first), self.last)


def places(catalog: Catalog) -> dict[str, str]:
    """Every key that names a place, with the one key we use for it.

    An independent city has two keys (``05113``, ``05113000``) and one more as a member;
    whichever a link carries, the same place opens.
    """
    found = {ags: ags for ags in catalog.territories}
    for territory in catalog.at(Level.MUNICIPALITY):
        if territory.is_independent_city:
            found[territory.district_ags] = territory.ags
    for key, member in catalog.members.items():
        found[key] = found[member.ags] if member.ags else key
    return found


def titles(catalog: Catalog) -> dict[str, Text]:
    """The name of a place by every key that names it."""
    return {key: title_of(subject(catalog, key)) for key in places(catalog)}


def initial(limits: Limits) -> ViewState:
    """The view that opens without an address."""
    return ViewState(date=limits.opens)


def read(
    parameters: Mapping[str, str] | Pairs, limits: Limits
) -> tuple[ViewState, tuple[Ignored, ...]]:
    """Read an address.

    Parameters
    ----------
    parameters : mapping, or iterable of pairs
        Raw values of the query by name, today's or an old one.
    limits : Limits
        What may be asked for.

    Returns
    -------
    tuple
        The nearest sensible view, and the values that were ignored. A day outside of the
        time axis opens its nearest day, and is named with it.

    Examples
    --------
    >>> known = {"05954036": "05954036"}
    >>> limits = Limits(date(2013, 1, 1), date(2026, 11, 21), date(2024, 4, 10), known)
    >>> view, ignored = read({"datum": "2019-01-31", "ort": "05954036"}, limits)
    >>> view.date.year, view.place, ignored
    (2019, '05954036', ())
    >>> read({"datum": "31.02.2023"}, limits)[1]
    (Ignored(parameter='datum', value='31.02.2023', nearest=None),)
    """
    given = parameters.items() if isinstance(parameters, Mapping) else parameters
    named, left_out = address.today(given, NAMES)
    view = initial(limits)
    ignored: list[Ignored] = []
    for name, reader in _READERS.items():
        raw = named.get(name)
        if raw is None:
            continue
        found = reader(view, raw, limits)
        if found is None:
            ignored.append(Ignored.of(name, raw))
            continue
        view = found
        if name in _DAYS and (asked := iso_day(raw)) is not None and not limits.holds(asked):
            ignored.append(Ignored.of(name, raw, limits.nearest(asked)))
    if address.SHORTENED in named and address.counts(named[address.SHORTENED]):
        left_out += (Ignored.of(address.SHORTENED, named[address.SHORTENED]),)
    return view, (*ignored, *left_out)


def reported(told: object, held: ViewState, limits: Limits) -> ViewState | None:
    """The view after what a part of the page has reported: dates, level, view and language.

    The place where it says one: a connection that was cut off may have lost the choice.

    A report comes over the visitor's connection, on which anybody can say anything. None where
    it is nothing that our scripts send; a day outside of the time axis is its nearest one.

    Examples
    --------
    >>> limits = Limits(date(2013, 1, 1), date(2026, 11, 21), date(2024, 4, 10), {})
    >>> told = {"date": "2019-01-31", "level": "district", "view": "map", "comparison": None}
    >>> reported({**told, "language": "en"}, initial(limits), limits).date
    datetime.date(2019, 1, 31)
    >>> reported({"date": ["?"]}, initial(limits), limits) is None
    True
    """
    if not isinstance(told, Mapping):
        return None
    comparison, language = told.get("comparison"), told.get("language")
    try:
        return replace(
            held,
            date=_reported_day(told.get("date"), limits),
            level=Level(str(told.get("level"))),
            view=View(str(told.get("view"))),
            comparison=None if comparison is None else _reported_day(comparison, limits),
            language=language if language in LANGUAGES else DEFAULT_LANGUAGE,
            place=chosen(told["place"], limits) if "place" in told else held.place,
        )
    except ValueError:
        return None


def _reported_day(told: object, limits: Limits) -> date:
    day = _day(told, limits) if isinstance(told, str) else None
    if day is None:
        raise ValueError(told)
    return day


def chosen(told: object, limits: Limits) -> str | None:
    """The place that a report names by any of its keys; None if it names none."""
    return limits.places.get(told) if isinstance(told, str) else None


def assumed(told: object, limits: Limits) -> tuple[str, ...] | None:
    """The territories whose accession a report assumes; None where it is no such report.

    Examples
    --------
    >>> limits = Limits(date(2013, 1, 1), date(2026, 11, 21), date(2024, 4, 10), {"05": "05"})
    >>> assumed(["05", "x", 7], limits), assumed([], limits), assumed("05", limits)
    (('05',), (), None)
    """
    if not isinstance(told, list):
        return None
    keys = {chosen(key, limits) for key in told}
    return tuple(sorted(key for key in keys if key is not None and key.isdigit()))


def write(view: ViewState) -> dict[str, str]:
    """The address of a view; :func:`read` gives the same view back."""
    levels = {level: name for name, level in _LEVELS.items()}
    address = {"datum": view.date.isoformat(), "ebene": levels[view.level]}
    if view.place is not None:
        address["ort"] = view.place
    if view.view is not View.MAP:
        address["ansicht"] = next(name for name, one in _VIEWS.items() if one is view.view)
    if view.comparison is not None:
        address["vergleich"] = view.comparison.isoformat()
    if view.scenario:
        address["annahme"] = ",".join(view.scenario)
    if view.language != DEFAULT_LANGUAGE:
        address["sprache"] = view.language
    return address


def spelling() -> dict[str, dict[str, str]]:
    """How an address spells the names and the values of a view, for who writes one elsewhere."""
    return {
        "names": {
            "date": "datum",
            "level": "ebene",
            "place": "ort",
            "view": "ansicht",
            "comparison": "vergleich",
            "language": "sprache",
        },
        "level": {level.value: name for name, level in _LEVELS.items()},
        "view": {one.value: name for name, one in _VIEWS.items() if one is not View.MAP},
        "language": {language: language for language in LANGUAGES if language != DEFAULT_LANGUAGE},
    }


def _read_date(view: ViewState, raw: str, limits: Limits) -> ViewState | None:
    day = _day(raw, limits)
    return None if day is None else replace(view, date=day)


def _read_comparison(view: ViewState, raw: str, limits: Limits) -> ViewState | None:
    day = _day(raw, limits)
    return None if day is None else replace(view, comparison=day)


def _day(raw: str, limits: Limits) -> date | None:
    day = iso_day(raw)
    return None if day is None else limits.nearest(day)


def _read_view(view: ViewState, raw: str, _: Limits) -> ViewState | None:
    found = _VIEWS.get(raw)
    return None if found is None else replace(view, view=found)


def _read_level(view: ViewState, raw: str, _: Limits) -> ViewState | None:
    level = _LEVELS.get(raw)
    return None if level is None else replace(view, level=level)


def _read_place(view: ViewState, raw: str, limits: Limits) -> ViewState | None:
    place = limits.places.get(raw)
    return None if place is None else replace(view, place=place)


def _read_scenario(view: ViewState, raw: str, limits: Limits) -> ViewState | None:
    """All of it or nothing: a scenario with a part left out would be another one."""
    keys = [limits.places.get(key.strip(), "") for key in raw.split(",") if key.strip()]
    if not keys or not limits.scenarios or not all(key.isdigit() for key in keys):
        return None  # a university or partner is a place, but no territory
    return replace(view, scenario=tuple(sorted(set(keys))))


def _read_language(view: ViewState, raw: str, _: Limits) -> ViewState | None:
    return replace(view, language=raw) if raw in LANGUAGES else None


_READERS: Final[dict[str, Callable[[ViewState, str, Limits], ViewState | None]]] = {
    "datum": _read_date,
    "ebene": _read_level,
    "ort": _read_place,
    "ansicht": _read_view,
    "vergleich": _read_comparison,
    "annahme": _read_scenario,
    "sprache": _read_language,
}


NAMES: Final = tuple(_READERS)
_DAYS: Final = frozenset({"datum", "vergleich"})
