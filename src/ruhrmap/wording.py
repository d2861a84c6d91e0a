"""How dates, numbers and names from the data are told in German and English.

The words themselves stand in ``locales/<language>/coverage.po``; here it is decided which
of them fits: a day, a month, a year or a span each wants a preposition of its own, a Kreis
wants an article. No rule on membership lives here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final, Literal

from babel.lists import format_list

from ruhrmap.dates import Edtf, Precision
from ruhrmap.messages import (
    LANGUAGES,
    both,
    both_plural,
    long_date,
    message,
    month,
    number,
    pick,
    short_date,
)
from ruhrmap.model import Source, Territory, TerritoryKind, Text

DateStyle = Literal["long", "short"]
Case = Literal["nominative", "accusative", "dative", "towards"]

_KEPT: Final = 4096  # dates: of the data, and whatever is handed in to be read
_LIST_LOCALES: Final = {"de": "de_DE", "en": "en_GB"}
_LARGEST_SPELLED: Final = 12  # German writes numbers up to twelve as words
SEPARATOR: Final = " · "


def bilingual(make: Callable[[str], str]) -> Text:
    """What ``make`` says in each language.

    Examples
    --------
    >>> bilingual(lambda language: number(language, 1.5, 1))
    Text(de='1,5', en='1.5')
    """
    return Text(*(make(language) for language in LANGUAGES))


@lru_cache(_KEPT)
def edtf(language: str, value: Edtf, style: DateStyle = "long") -> str:
    """A date as exactly as it is known, without a preposition of its own.

    Parameters
    ----------
    language : str
        ``de`` or ``en``.
    value : Edtf
        The date.
    style : {"long", "short"}
        With the month as a word, or in figures for narrow columns.

    Examples
    --------
    >>> from ruhrmap.dates import parse
    >>> [edtf("de", parse(text)) for text in ("2013-05-02", "2019-01", "2013~")]
    ['2. Mai 2013', 'Januar 2019', 'um 2013']
    >>> edtf("de", parse("[2023-05-31..2024-04-08]"))
    'zwischen 31. Mai 2023 und 8. April 2024'
    >>> edtf("de", parse("2019-01"), "short")
    '01/2019'
    """
    if value.precision is Precision.SPAN:
        write = long_date if style == "long" else short_date
        return message(
            language,
            f"when.between_{style}",
            first=write(language, value.earliest),
            last=write(language, value.latest),
        )
    plain = _plain(language, value, style)
    if not value.approximate:
        return plain
    shape = "day" if value.precision is Precision.DAY else "period"
    return message(language, f"when.about_{shape}", date=plain)


def _plain(language: str, value: Edtf, style: DateStyle) -> str:
    if value.precision is Precision.YEAR:
        return str(value.latest.year)
    if value.precision is Precision.MONTH:
        if style == "long":
            return month(language, value.latest)
        return f"{value.latest.month:02d}/{value.latest.year}"
    write = long_date if style == "long" else short_date
    return write(language, value.latest)


@lru_cache(_KEPT)
def since(language: str, value: Edtf) -> str:
    """From when something certainly holds, for the inside of a sentence.

    A span says only that it holds at the latest since its last day.

    Examples
    --------
    >>> from ruhrmap.dates import parse
    >>> since("de", parse("2024-04-09")), since("de", parse("2019-01"))
    ('seit dem 9. April 2024', 'seit Januar 2019')
    >>> since("de", parse("[2023-05-31..2024-04-08]"))
    'spätestens seit dem 8. April 2024'
    """
    return message(language, f"when.since_{_shape(value)}", date=_last(language, value))


@lru_cache(_KEPT)
def since_briefly(language: str, value: Edtf) -> str:
    """Like :func:`since`, without an article: for a tooltip or a table.

    Examples
    --------
    >>> from ruhrmap.dates import parse
    >>> since_briefly("de", parse("2023-05-31"))
    'seit 31. Mai 2023'
    """
    return message(language, f"when.since_briefly_{_shape(value)}", date=_last(language, value))


@lru_cache(_KEPT)
def on(language: str, value: Edtf) -> str:
    """When something happened, for the inside of a sentence.

    Examples
    --------
    >>> from ruhrmap.dates import parse
    >>> on("de", parse("2024-04-10")), on("de", parse("2019-01")), on("de", parse("2013"))
    ('am 10. April 2024', 'im Januar 2019', 'im Jahr 2013')
    >>> on("de", parse("[2023-05-31..2024-04-08]"))
    'zwischen dem 31. Mai 2023 und dem 8. April 2024'
    """
    return _placed(language, value, "on")


@lru_cache(_KEPT)
def ending(language: str, value: Edtf) -> str:
    """When a membership ended; its date is the first day that is no longer one.

    Examples
    --------
    >>> from ruhrmap.dates import parse
    >>> ending("de", parse("2025-01-01"))
    'zum 1. Januar 2025'
    """
    return _placed(language, value, "ending")


def _placed(language: str, value: Edtf, what: str) -> str:
    if value.precision is Precision.SPAN:
        return message(
            language,
            "when.on_span",
            first=long_date(language, value.earliest),
            last=long_date(language, value.latest),
        )
    about = "_about" if value.approximate else ""
    return message(
        language,
        f"when.{what}_{value.precision.value}{about}",
        date=_plain(language, value, "long"),
    )


def _shape(value: Edtf) -> str:
    """Which "since" fits: of a day, of a month or year, of a span; told exactly or about."""
    if value.precision is Precision.SPAN:
        return "span"
    shape = "day" if value.precision is Precision.DAY else "period"
    return f"{shape}_about" if value.approximate else shape


def _last(language: str, value: Edtf) -> str:
    if value.precision is Precision.SPAN:
        return long_date(language, value.latest)
    return _plain(language, value, "long")


def source_line(language: str, source: Source) -> str:
    """A source in a line: publisher, title, date as exactly as it is known."""
    date = f", {edtf(language, source.date)}" if source.date else ""
    return f"{source.publisher}: {source.title}{date}"


def listed(language: str, names: Sequence[str]) -> str:
    """Names in a row with the last joined by "und" or "and".

    Examples
    --------
    >>> listed("de", ["Bottrop", "Hamm", "Herne"])
    'Bottrop, Hamm und Herne'
    """
    return format_list(list(names), locale=_LIST_LOCALES[language])


def either(language: str, names: Sequence[str]) -> str:
    """Names in a row with the last joined by "oder" or "or".

    Examples
    --------
    >>> either("de", ["MH", "RUB"]), either("en", ["MH", "RUB"])
    ('MH oder RUB', 'MH or RUB')
    """
    return format_list(list(names), style="or", locale=_LIST_LOCALES[language])


def examples(language: str, given: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What the search may be tried with, as its hint names it; nothing where nothing is given."""
    codes = either(language, given.get("codes", ()))
    return {
        "codes": message(language, "search.such_as", names=codes) if codes else "",
        **{
            key: f" ({', '.join(given[key])})" if given.get(key) else ""
            for key in ("places", "partners", "press")
        },
    }


def by_name(places: Iterable[Territory]) -> list[Territory]:
    """Territories as a German list has them: ä beside a, whatever their keys are.

    Examples
    --------
    >>> from ruhrmap.model import Level
    >>> names = ["Unna", "Mülheim", "Moers", "Münster"]
    >>> made = [Territory("", Level.DISTRICT, TerritoryKind.KREIS, n, n, "") for n in names]
    >>> [place.name for place in by_name(made)]
    ['Moers', 'Mülheim', 'Münster', 'Unna']
    """
    return sorted(places, key=lambda place: _folded(place.name))


def _folded(name: str) -> tuple[str, str]:
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c)), name


def listed_texts(texts: Sequence[Text]) -> Text:
    """Like :func:`listed`, in both languages."""
    return bilingual(lambda language: listed(language, [pick(language, t) for t in texts]))


def joined(parts: Iterable[Text], separator: str) -> Text:
    """The parts that say something, one behind the other."""
    told = [part for part in parts if part]
    return bilingual(lambda language: separator.join(pick(language, part) for part in told))


def capitalised(text: str) -> str:
    """The text with a capital at its start and everything else as it is.

    Examples
    --------
    >>> capitalised("seit dem 9. April 2024")
    'Seit dem 9. April 2024'
    """
    return text[:1].upper() + text[1:]


def capitalised_text(text: Text) -> Text:
    """Like :func:`capitalised`, in both languages."""
    return Text(*(capitalised(pick(language, text)) for language in LANGUAGES))


def as_sentence(text: Text) -> Text:
    """A note as a sentence of its own: a capital before it, a full stop behind it."""
    if not text:
        return text
    return Text(*(capitalised(pick(language, text)).rstrip(".") + "." for language in LANGUAGES))


def counted(count: int) -> Text:
    """A small number as a word, a larger one in figures.

    Examples
    --------
    >>> counted(9).de, counted(13).de
    ('neun', '13')
    """
    if 2 <= count <= _LARGEST_SPELLED:
        return both(f"count.{count}")
    return bilingual(lambda language: number(language, count))


def figure(value: float, digits: int = 0) -> Text:
    """A number in both languages."""
    return bilingual(lambda language: number(language, value, digits))


def percent(share: float) -> Text:
    """A share (0..1) in per cent with one decimal.

    All is said only of all, and nothing only of nothing: 99.97 % is not told as 100 %.

    Examples
    --------
    >>> percent(4640628 / 5093721).de, percent(0.99999).de, percent(1).de
    ('91,1 %', '99,9 %', '100,0 %')
    """
    return both("figure.percent", value=figure(rounded_percent(share), 1))


def rounded_percent(share: float) -> float:
    """The number in :func:`percent`."""
    rounded = _half_up(share * 100, "0.1")
    if 0 < share < 1:
        rounded = min(max(rounded, Decimal("0.1")), Decimal("99.9"))
    return float(rounded)


def per_hundred(share: float) -> int:
    """How many of 100 a share (0..1) comes to, rounded half up.

    Examples
    --------
    >>> per_hundred(0.911), per_hundred(0.125)
    (91, 13)
    """
    return int(_half_up(share * 100, "1"))


def _half_up(value: float, step: str) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(step), ROUND_HALF_UP)


def people(count: int) -> Text:
    """A number of inhabitants, in millions from one million on.

    Examples
    --------
    >>> people(4640628).de, people(4640628).en, people(96000).de
    ('4,64 Mio.', '4.64 million', '96.000')
    """
    if count < 1_000_000:
        return figure(count)
    return both("figure.million", value=figure(float(_half_up(count / 1_000_000, "0.01")), 2))


def territory(place: Territory, case: Case = "nominative") -> Text:
    """A territory's name as a sentence needs it: a Kreis takes an article, a town none.

    ``towards`` is the case of a heading: "zum Kreis Unna", "zu Witten".

    Examples
    --------
    >>> from ruhrmap.model import Level
    >>> unna = Territory("05978", Level.DISTRICT, TerritoryKind.KREIS, "Kreis Unna", "", "05978")
    >>> territory(unna).de, territory(unna, "accusative").de, territory(unna, "towards").de
    ('der Kreis Unna', 'den Kreis Unna', 'zum Kreis Unna')
    """
    kind = "kreis" if place.kind is TerritoryKind.KREIS else "town"
    # English says "Kreis Unna" but "the Ennepe-Ruhr-Kreis".
    if kind == "kreis" and not place.name.startswith("Kreis "):
        kind = "kreis_compound"
    return both(f"name.{kind}_{case}", name=place.name)


def town(place: Territory) -> Text:
    """A municipality with what it is: "die Stadt Herten", "die Gemeinde Bönen"."""
    kind = "municipality" if place.kind is TerritoryKind.MUNICIPALITY else "town"
    return both(f"name.the_{kind}", name=place.name)


def territories(
    places: Sequence[Territory], case: Case = "nominative", *, most: int = 5, key: str
) -> Text:
    """Territories by name when there are few, else how many: ``key`` says what is counted."""
    if len(places) > most:
        return both_plural(key, len(places))
    return listed_texts([territory(place, case) for place in by_name(places)])
