"""Addresses as they come: old ones, damaged ones, endless ones.

What is said here happens before :mod:`ruhrmap.view` reads a value: old names and values
become today's, what is of no use is kept apart and named in one line.

Whoever renames a parameter or a value adds one line here, old to new, and never takes one
away: a link in a newspaper's archive is never corrected. The new word stands in
:mod:`ruhrmap.view`; where both are given, the new one counts. A test walks the tables.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, quote_plus, unquote_to_bytes, urlencode

from ruhrmap.messages import long_date, message, plural
from ruhrmap.model import Day

Pairs = Iterable[tuple[str, str]]

# Old name of a parameter -> today's. The English ones are those of the machine access,
# which people carry over; "stichtag" and "ags" are what the interface and the data say.
RENAMED: Final[Mapping[str, str]] = {
    "date": "datum",
    "stichtag": "datum",
    "level": "ebene",
    "place": "ort",
    "ags": "ort",
    "view": "ansicht",
    "comparison": "vergleich",
    "scenario": "annahme",
    "lang": "sprache",
    "language": "sprache",
}

# Today's name of a parameter -> old value -> today's. A key of an independent city is no
# matter of these tables: all of its keys are good for ever (``view.places``).
REWORDED: Final[Mapping[str, Mapping[str, str]]] = {
    "ebene": {
        "municipality": "gemeinden",
        "municipalities": "gemeinden",
        "gemeinde": "gemeinden",
        "district": "kreise",
        "districts": "kreise",
        "kreis": "kreise",
    },
    "ansicht": {
        "map": "karte",
        "curve": "verlauf",
        "chronicle": "chronik",
        "table": "tabelle",
    },
    "sprache": {
        "deutsch": "de",
        "german": "de",
        "de-DE": "de",
        "english": "en",
        "englisch": "en",
        "en-GB": "en",
    },
}

# Set by whoever passes a link on, to count readers; they are no part of the view and no
# fault of the reader. The last two are Streamlit's own.
_OF_OTHERS: Final = frozenset(
    {"fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "wt_mc", "embed", "embed_options"}
)
_OF_OTHERS_START: Final = ("utm_", "mtm_", "pk_")

# How many parameters more there were, where an endless address has been shortened.
SHORTENED: Final = "gekuerzt"

LONGEST: Final = 2000  # letters of a query that are taken as they are
_READ: Final = 64_000  # letters of a query that are taken apart: a megabyte would take seconds
_SHOWN_LENGTH: Final = 40  # of a bad value that is named on the page
_CUT_LENGTH: Final = 60  # of a value in a shortened address, encoded; no good one is as long
_NAMED: Final = 4  # bad values that are named; further ones are counted
_MOST_COUNTED: Final = 99_999


@dataclass(frozen=True, slots=True)
class Ignored:
    """A value of the address that was left out; name and value are shortened for show.

    ``nearest`` is the day that is shown instead of one outside of the time axis.
    """

    parameter: str
    value: str
    nearest: Day | None = None

    @classmethod
    def of(cls, parameter: str, value: str, nearest: Day | None = None) -> Ignored:
        """With name and value in a form that can be shown in a line of text."""
        return cls(shorten(parameter), shorten(value), nearest)


def today(given: Pairs, known: Iterable[str]) -> tuple[dict[str, str], tuple[Ignored, ...]]:
    """The parameters under today's names and values, and what is of no use.

    Parameters
    ----------
    given : iterable of pairs
        Names and raw values, in the order of the address.
    known : iterable of str
        Today's names.

    Returns
    -------
    tuple
        One value a name: of a repeated one the last, the others are ignored unless they
        say the same. And what was ignored.

    Examples
    --------
    >>> today([("stichtag", "2019-01-31"), ("level", "district")], ["datum", "ebene"])
    ({'datum': '2019-01-31', 'ebene': 'kreise'}, ())
    """
    names = {SHORTENED, *known}
    found: dict[str, str] = {}
    old: dict[str, str] = {}
    ignored: list[Ignored] = []
    for name, raw in given:
        into, current = (found, name) if name in names else (old, RENAMED.get(name, ""))
        if current not in names:
            if not _is_of_others(name):
                ignored.append(Ignored.of(name, raw))
            continue
        value = REWORDED.get(current, {}).get(raw, raw)
        if into.get(current, value) != value:
            ignored.append(Ignored.of(current, into[current]))
        into[current] = value
    return {**old, **found}, tuple(ignored)


def notice(ignored: Iterable[Ignored], language: str) -> str:
    """One line that says what of an address was ignored; empty if nothing was."""
    told = list(ignored)
    more = sum(_counted(one) for one in told if one.parameter == SHORTENED)
    named = [one for one in told if one.parameter != SHORTENED]
    items = [_item(one, language) for one in named[:_NAMED]]
    more += len(named) - len(items)
    if more:
        items.append(plural(language, "address.more", more))
    return message(language, "address.ignored", items=", ".join(items)) if items else ""


def shortened(query: str, known: Iterable[str]) -> str | None:
    """A query that can be handed on, or None if this one can.

    The known parameters are kept, their values cut to what can be shown; of the others the
    first few, and the number of the rest. What stands far behind is only counted. Bytes that
    are no text become marks of it.

    Examples
    --------
    >>> shortened("datum=2019-01-31&ort=" + 3000 * "x", ["datum", "ort"])[:40]
    'datum=2019-01-31&ort=xxxxxxxxxxxxxxxxxxx'
    >>> shortened("datum=2019-01-31", ["datum"]) is None
    True
    """
    if len(query) <= LONGEST and _is_text(query):
        return None
    names = {*RENAMED, *known}
    kept: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    more = query.count("&", _READ)  # what begins behind that
    for name, value in pairs(query[:_READ]):
        if name == SHORTENED:
            more += _counted(Ignored(name, value))
        elif name in names:
            kept[name] = value
        elif _is_of_others(name):
            continue
        elif len(others) < _NAMED:
            others.append((_cut(name), _cut(value)))
        else:
            more += 1
    marker = [(SHORTENED, str(min(more, _MOST_COUNTED)))] if more else []
    good = [(name, _cut(value)) for name, value in kept.items()]
    return urlencode([*good, *others, *marker])


def pairs(query: str) -> list[tuple[str, str]]:
    """Names and values of a query; never an error."""
    return parse_qsl(query, keep_blank_values=True, errors="replace")


def _item(ignored: Ignored, language: str) -> str:
    item = f"{ignored.parameter}={ignored.value}"
    if ignored.nearest is None:
        return item
    date = long_date(language, ignored.nearest)
    return message(language, "address.nearest", item=item, date=date)


def counts(marker: str) -> bool:
    """Whether a shortened address says that anything was left out: "0" says that nothing was."""
    return _counted(Ignored(SHORTENED, marker)) > 0


def _counted(marker: Ignored) -> int:
    """The number that a shortened address carries; it too may be anything."""
    value = marker.value
    good = value.isascii() and value.isdigit() and len(value) <= len(str(_MOST_COUNTED))
    return int(value) if good else 1


def _is_of_others(name: str) -> bool:
    return name in _OF_OTHERS or name.startswith(_OF_OTHERS_START)


def _is_text(query: str) -> bool:
    """Whether a query can be read without a doubt: UTF-8, no control characters."""
    try:
        text = unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        return False
    return query.isascii() and not any(unicodedata.category(letter) == "Cc" for letter in text)


def _cut(value: str) -> str:
    kept = ""
    for letter in map(_visible, value[:_CUT_LENGTH]):
        if len(quote_plus(kept + letter)) > _CUT_LENGTH:
            break
        kept += letter
    return kept


def shorten(value: str) -> str:
    """A value from outside, cut and cleaned so that it can be named in a line."""
    # a letter that is shown may turn the direction of the line, or break it
    seen = " ".join("".join(map(_visible, value[: 4 * _SHOWN_LENGTH])).split())
    return seen if len(seen) <= _SHOWN_LENGTH else seen[: _SHOWN_LENGTH - 1] + "…"


def _visible(letter: str) -> str:
    if letter.isspace():
        return " "
    return "\ufffd" if unicodedata.category(letter).startswith("C") else letter
