"""Short texts that mean something: dates, cells, addresses of the page, searches, sizes."""

from __future__ import annotations

from datetime import date
from typing import Final
from urllib.parse import quote_plus, urlencode

from fuzz import ours
from fuzz.draw import Draw
from fuzz.target import Target, encodable, hold, printable, sound
from ruhrmap import address, dates, picture, search, view, wording
from ruhrmap.messages import LANGUAGES
from ruhrmap.package import wrong_dates
from ruhrmap.package.cells import CellError, read_cell
from ruhrmap.package.finding import error
from ruhrmap.package.schema import Column
from ruhrmap.sitemap import ASKED_FOR

_MONTHS: Final = ("Januar", "Mai", "März", "Maerz", "Dez", "Sept.", "May", "Ⅴ", "05", "5", "13")
_SPELT: Final = (
    "{y}",
    "{y}-{m}",
    "{y}-{m}-{d}",
    "{d}.{m}.{y}",
    "{d}. {m} {y}",
    "{m} {y}",
    "{m}/{y}",
)


def a_date(draw: Draw) -> str:
    """Something like a date."""
    if draw.chance(6):
        return draw.letters(30)
    made = _one_date(draw)
    if draw.chance(3):
        made = f"[{made}..{_one_date(draw)}]"
    if draw.chance(3):
        made += draw.one_of(("~", "?", "%", " ", "T00:00:00Z", "X", "~~", "\n"))
    return _slipped(draw, made)


def _one_date(draw: Draw) -> str:
    year = draw.one_of(("0000", "0001", "2013", "2024", "9999", str(draw.number(0, 99_999))))
    month = draw.one_of((f"{draw.number(0, 14):02}", draw.one_of(_MONTHS)))
    day = draw.one_of((f"{draw.number(0, 33):02}", str(draw.number(0, 33)), "29", "31"))
    return draw.one_of(_SPELT).format(y=year, m=month, d=day)


def _slipped(draw: Draw, text: str) -> str:
    """As it is, mostly; else a letter lost, doubled or replaced."""
    if not draw.chance(4) or not text:
        return text
    at = draw.number(0, len(text) - 1)
    return text[:at] + draw.one_of(("", text[at] * 2, draw.letters(2))) + text[at + 1 :]


def _check_date(text: str) -> None:
    day = dates.iso_day(text)
    meant = wrong_dates.meant(text)
    if meant is not None:
        hold(dates.parse(meant).earliest <= dates.parse(meant).latest, "what is meant is a date")
    if wrong_dates.is_no_day(text):
        hold(meant is None, "what no calendar has is not meant")
    try:
        found = dates.parse(text)
    except dates.DateError as problem:
        hold(problem.reason in ("form", "calendar", "order"), "a known reason")
        hold(day is None, "a day that is written in full is a date")
        return
    hold(found.earliest <= found.latest, "earliest before latest")
    hold(str(found) == text and dates.parse(text) == found, "the text is kept")
    if day is not None:
        hold(found.earliest == found.latest == day, "both readers see the same day")
    for language in LANGUAGES:
        for words in (wording.edtf, wording.since, wording.on):
            hold(words(language, found).strip(), "a date has words")


DATES: Final = Target("dates", "EDTF dates and days", a_date, _check_date, seconds=0.5, examples=25)


def a_cell(draw: Draw) -> tuple[str, Column]:
    """A text and the column it stands in."""
    column = draw.one_of(ours.columns())
    kind = draw.number(0, 7)
    if kind == 0:
        return draw.letters(400), column
    if kind == 1:
        return a_date(draw), column
    if kind == 2:
        return draw.one_of(
            ("-", "", "1e9", "0", "-1", "1.", ".5", "9" * 400, "٣", "²", "1_0")
        ), column
    if kind == 3:
        host = draw.one_of(("a.example", "[", "[::1", "a:99999999", "ä", "a:٣", "", "a@b", "a:0"))
        scheme = draw.one_of(("http://", "https://", "javascript:", "//", "HTTP://", "http:"))
        return _slipped(draw, f"{scheme}{host}/{draw.letters(10)}"), column
    if kind == 4:
        delimiter = column.delimiter or ","
        return delimiter.join(draw.many(lambda: draw.letters(8), 5)), column
    return _slipped(draw, draw.one_of((*column.enum, column.example, "true", "05113"))), column


def _check_cell(case: tuple[str, Column]) -> None:
    text, column = case
    try:
        value = read_cell(text, column)
    except CellError as problem:
        sound([error(problem.code, "a.csv", 2, column.name, **problem.fields)])
        return
    hold(value is not None or not text, "a cell with something in it has a value")
    hold(read_cell(text, column) == value, "the same cell has the same value")
    printable(text)


CELLS: Final = Target("cells", "one cell of a table", a_cell, _check_cell, seconds=0.5, examples=25)

_VALUES: Final = (
    *("gemeinden", "kreise", "karte", "verlauf", "chronik", "tabelle", "de", "en", "district"),
    *("2019-01-31", "0001-01-01", "9999-12-31", "2024-02-30", "05954036", "05113", "05113000"),
    *("05113,05911000", ",", "stadt-essen", "en-GB", "0", "-1", "99999", "100000", "٣"),
)


def a_query(draw: Draw) -> str:
    """The part of an address behind the question mark."""
    if draw.chance(8):
        return draw.raw(200).decode("latin-1")
    if draw.chance(30):
        return draw.one_of(("&", "=", "%", "+", "a=", "%00", "ort=x&")) * draw.number(1, 4_000)
    names = (*view.NAMES, *address.RENAMED, address.SHORTENED, ASKED_FOR, "utm_x", "embed", "")
    parts = []
    for _ in range(draw.number(0, 9)):
        name = draw.letters(10) if draw.chance(6) else draw.one_of(names)
        value = draw.letters(draw.one_of((10, 10, 500))) if draw.chance(3) else draw.one_of(_VALUES)
        parts.append(draw.one_of((urlencode({name: value}), f"{name}={quote_plus(value)}")))
        if draw.chance(12):
            parts[-1] = f"{parts[-1]}{draw.one_of(('%', '%f', '%ff', '%C3', '#', ';', '&', '='))}"
    return "&".join(parts)


def _check_query(query: str) -> None:
    known = (*view.NAMES, ASKED_FOR)
    short = address.shortened(query, known)
    if short is not None:
        hold(len(short) <= address.LONGEST, "a shortened address is short")
        hold(address.shortened(short, known) is None, "a shortened address is not shortened again")
    given = address.pairs(query)
    for limits in ours.limits():
        found, ignored = view.read(given, limits)
        hold(view.read(given, limits) == (found, ignored), "the same address is read the same")
        again, left_out = view.read(view.write(found), limits)
        hold(again == found and not left_out, "what is written is read back")
        hold(limits.holds(found.date), "the key date lies on the axis")
        hold(found.place is None or found.place in limits.places.values(), "the place exists")
        for language in LANGUAGES:
            notice = address.notice(ignored, language)
            hold(bool(notice) == bool(ignored), "what is ignored is said")
            printable(notice)
            hold(len(notice) < 1_000, "the notice is short")


ADDRESSES: Final = Target(
    "addresses",
    "addresses of the page",
    a_query,
    _check_query,
    seconds=1.0,
    examples=15,
)


def a_search(draw: Draw) -> tuple[str, date, str]:
    """What somebody types into the field."""
    words = ours.names()
    if draw.chance(6):
        text = draw.letters(search.LONGEST)
    elif draw.chance(8):
        text = (draw.letters(3) or "a") * 300
    else:
        text = draw.one_of((" ", "-", ", ", "")).join(
            _slipped(draw, draw.one_of(words)[: draw.number(1, 30)])
            for _ in range(draw.number(0, 6))
        )
    here = ours.catalog()
    day = draw.one_of((here.axis_start, here.data_date, date(2019, 1, 31)))
    return text, day, draw.one_of(LANGUAGES)


def _check_search(case: tuple[str, date, str]) -> None:
    text, day, language = case
    found = search.answer(ours.index(), text, day, language)
    encodable(found)
    hold(
        search.answer(ours.index(), text, day, language) == found,
        "the same search, the same answer",
    )
    printable(found["announcement"])
    for group in found["groups"]:
        hold(0 < len(group["hits"]) <= group["total"], "no empty group")
        for hit in group["hits"]:
            for what, ranges in ((hit["name"], hit["marks"]), (hit["also"], hit["also_marks"])):
                ends = 0
                for start, end in ranges:
                    hold(ends <= start < end <= len(what), f"marks lie in the text: {hit!r}")
                    ends = end


SEARCHES: Final = Target(
    "search", "the search field", a_search, _check_search, seconds=1.0, examples=20
)


def a_size(draw: Draw) -> str:
    """A size of a picture, as typed."""
    if draw.chance(3):
        return draw.letters(12)
    times = draw.one_of(("x", "×", " x ", "X", "*", ""))
    return f"{draw.number(0, 5_000)}{times}{draw.number(0, 5_000)}"


def _check_size(text: str) -> None:
    try:
        found = picture.size(text)
    except ValueError:
        return
    hold(found.width <= 4_000 * 2 and found.height <= 4_000 * 2, "a picture of bounded size")
    hold(found.unit > 0 and min(found.inches) > 0, "a picture of some size")


SIZES: Final = Target("sizes", "sizes of pictures", a_size, _check_size, seconds=0.5, examples=25)
