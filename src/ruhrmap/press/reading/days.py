"""Days as German prose writes them: in figures, in words, by weekday, and from today's view.

What a text says is kept apart from the day it means: "am Dienstag" means one only together
with the date of the release.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from typing import Final

from ruhrmap import dates
from ruhrmap.dates import Edtf
from ruhrmap.press.reading.numbers import number
from ruhrmap.press.reading.vocabulary import listed

_MONTHS: Final = (
    "januar jänner jan january", "februar feber feb february", "märz maerz mär mrz mar march",
    "april apr", "mai may", "juni jun june", "juli jul july", "august aug",
    "september sept sep", "oktober okt oct october", "november nov", "dezember dez dec december",
)  # fmt: skip
_MONTH: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAYS: Final = (
    "montag mo monday mon", "dienstag di tuesday tue", "mittwoch mi wednesday wed",
    "donnerstag do thursday thu", "freitag fr friday fri", "samstag sa sonnabend saturday sat",
    "sonntag so sunday sun",
)  # fmt: skip
_WEEKDAY: Final = {name: day for day, names in enumerate(_WEEKDAYS) for name in names.split()}
_ORDINALS: Final = listed(
    "ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten elften zwölften"
    " dreizehnten vierzehnten fünfzehnten sechzehnten siebzehnten achtzehnten neunzehnten"
    " zwanzigsten einundzwanzigsten zweiundzwanzigsten dreiundzwanzigsten vierundzwanzigsten"
    " fünfundzwanzigsten sechsundzwanzigsten siebenundzwanzigsten achtundzwanzigsten"
    " neunundzwanzigsten dreißigsten einunddreißigsten"
)
_ORDINAL: Final = {word: number for number, word in enumerate(_ORDINALS, 1)}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_M: Final = f"(?:{_any(_MONTH)})"
_LONG_DAYS: Final = [names.split()[0] for names in _WEEKDAYS] + ["sonnabend"]
_W: Final = f"(?:{_any(_WEEKDAY)})"
_Y: Final = r"(?:19|20)[0-9]{2}"
_S: Final = r"[ \n]?"
_BEFORE: Final = (
    rf"(?:(?<!\w)(?P<weekday>{_W})(?:s?(?:abend|morgen|mittag|nachmittag|vormittag))?\.?"
    r"(?:,| \(|)[ \n]?(?:den |dem |der )?)?"
)
_DATE: Final = re.compile(
    _BEFORE + r"(?<![\w.,/-])(?:"
    rf"(?P<iso_y>{_Y})-(?P<iso_m>[0-9]{{2}})-(?P<iso_d>[0-9]{{2}})(?![\w-])"
    rf"|(?P<d>[0-9]{{1,2}})\.?{_S}(?P<m>{_M})(?!\w)\.?(?:{_S}(?P<y>{_Y})(?!\w))?"
    rf"|(?P<word>{_any(_ORDINALS)})[ \n](?P<word_m>{_M})(?!\w)(?:[ \n](?P<word_y>{_Y})(?!\w))?"
    r"|(?P<nd>[0-9]{1,2})\.[ ]?(?P<nm>[0-9]{1,2})\.(?:[ ]?(?P<ny>(?:19|20)[0-9]{2}"
    r"|[0-9]{2})(?![\w.]\w|\w))?"
    rf"|(?P<month>{_M})(?!\w)\.?[ \n](?P<month_y>{_Y})(?!\w)"
    r")",
    re.IGNORECASE,
)
_IN_MONTH: Final = re.compile(
    rf"(?<!\w)(?:im|ende|anfang|mitte)[ \n](?P<month>{_M})(?!\w)", re.IGNORECASE
)
_RELATIVE: Final = re.compile(
    r"(?<![\w-])(?:"
    r"(?:heute[ \n])?vor[ \n](?P<ago>\w+)[ \n](?P<ago_unit>Tagen|Woche|Wochen)"
    rf"|(?:am[ \n])?(?P<weekly>{_any(_LONG_DAYS)})(?:abend|morgen|mittag|nachmittag"
    r"|vormittag)?[ \n](?:vergangener|letzter|voriger|der[ \n](?:vergangenen|letzten|vorigen))"
    r"[ \n]Woche"
    r"|(?P<hours>am[ \n](?:Vormittag|Mittag|Nachmittag))"
    r"|(?P<today>heute|am heutigen [a-zäöü]+|heutigen|gestern|vorgestern|morgen|übermorgen)"
    rf"|(?:am[ \n])?(?P<which>vorgestrigen|vergangene[nmr]|letzten|vorigen|gestrigen"
    r"|kommenden|nächsten"
    rf"|diesen|diesem)[ \n](?P<named>{_any(_LONG_DAYS)})(?:abend|morgen|mittag|nachmittag"
    rf"|vormittag)?"
    rf"|(?P<part>{_any(_LONG_DAYS)})(?:abend|morgen|mittag|nachmittag|vormittag)"
    rf"|(?:am|seit|vom)[ \n](?P<plain>{_any(_LONG_DAYS)})(?:abend|morgen|mittag|nachmittag"
    rf"|vormittag)?"
    r")(?!\w)",
    re.IGNORECASE,
)
_NOT_TODAY_BEFORE: Final = re.compile(
    r"(?:bis|noch|schon|auch|von|ab|wie|seit|erst|gerade|für)[ \n]$", re.IGNORECASE
)
_NOT_TODAY_BEHIND: Final = re.compile(
    r"[ \n](?:noch|schon|leben|lebt|wie|zählt|zählen|gehören|gehört|bekannt|üblich|sind|weiß)\b"
    r"|[ \n]?(?:,[ \n])?(?:morgen|übermorgen)\b"
)


# dates that say from when or until when something holds
TERM: Final = re.compile(
    r"\b(?:ab|ab dem|zum|bis|bis zum|bis ende|seit|seit dem|mit wirkung (?:vom|zum)|von"
    r"|gilt ab|laufzeit"
    r"|beginnt am|startet am|start am|endet am|findet am|finden am|folgt am|für den|geplant am"
    r"|spätestens|eröffnet am|in kraft am)[ \n]+(?:dem[ \n]+)?$",
    re.IGNORECASE,
)


class Kind(Enum):
    """How a text tells a day."""

    DAY = auto()  # day, month and year
    YEARLESS = auto()  # day and month
    MONTH = auto()  # month and year
    BARE_MONTH = auto()  # "im Januar"
    RELATIVE = auto()  # "gestern", "am Dienstag"
    BROKEN = auto()  # a day that does not exist


@dataclass(frozen=True, slots=True)
class When:
    """A date as a text tells it, at ``start`` to ``end`` of the plain text."""

    kind: Kind
    start: int
    end: int
    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int | None = None  # 0 is Monday
    shift: int = 0  # days from the release, of a relative one without weekday
    which: str = (
        ""  # "last", "next", "week before" or "" beside a weekday; "hours" of the day itself
    )

    @property
    def exact(self) -> date | None:
        """The day, where the words alone give one."""
        return date(self.year, self.month, self.day) if self.kind is Kind.DAY else None

    @property
    def contradicts_itself(self) -> bool:
        """Whether the weekday is not that of the date."""
        day = self.exact
        return day is not None and self.weekday is not None and day.weekday() != self.weekday


def whens(text: str) -> tuple[When, ...]:
    """Every date that a plain text tells, in order.

    Examples
    --------
    >>> [one.exact for one in whens("Essen, 31. Mai 2023 und am 9.4.24")]
    [datetime.date(2023, 5, 31), datetime.date(2024, 4, 9)]
    """
    found = [when for match in _DATE.finditer(text) if (when := _absolute(match)) is not None]
    taken = [(one.start, one.end) for one in found]
    others = [_bare_month(match) for match in _IN_MONTH.finditer(text)]
    for match in _RELATIVE.finditer(text):
        relative = _relative(text, match)
        if relative is not None:
            others.append(relative)
    found += list(_apart(others, taken))
    return tuple(sorted(found, key=lambda one: one.start))


def _apart(others: list[When], taken: list[tuple[int, int]]) -> Iterator[When]:
    """Those that do not overlap what is taken; both are in order."""
    at = 0
    for one in sorted(others, key=lambda each: each.start):
        while at < len(taken) and taken[at][1] <= one.start:
            at += 1
        if at == len(taken) or taken[at][0] >= one.end:
            yield one


def _absolute(match: re.Match[str]) -> When | None:
    weekday = _WEEKDAY[match["weekday"].lower()] if match["weekday"] else None
    start, end = match.span()
    if match["month"]:
        month = _MONTH[match["month"].lower()]
        first = match.start("month")
        return When(Kind.MONTH, first, end, int(match["month_y"]), month)
    if match["iso_y"]:
        year, month, day = (int(match[part]) for part in ("iso_y", "iso_m", "iso_d"))
    elif match["d"]:
        year = int(match["y"] or 0)
        month, day = _MONTH[match["m"].lower()], int(match["d"])
        if match["m"].islower() and len(match["m"]) < 4:
            return None  # "2 so", not a month
    elif match["word"]:
        year = int(match["word_y"] or 0)
        month, day = _MONTH[match["word_m"].lower()], _ORDINAL[match["word"].lower()]
    else:
        year = int(match["ny"] or 0)
        month, day = int(match["nm"]), int(match["nd"])
        if match["ny"] and len(match["ny"]) == 2:
            year += 2000
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None  # a number of a paragraph, or a version
        text = match.string[end : end + 12]
        if not year and re.match(r"[ ]?(?:Uhr|Prozent|%|Euro|km|Mio)", text):
            return None
    try:
        date(year or 2000, month, day)
    except ValueError:
        return When(Kind.BROKEN, start, end, year, month, day)
    kind = Kind.DAY if year else Kind.YEARLESS
    return When(kind, start, end, year, month, day, weekday)


def _bare_month(match: re.Match[str]) -> When:
    return When(Kind.BARE_MONTH, *match.span(), month=_MONTH[match["month"].lower()])


_SHIFTS: Final = {"vorgestern": -2, "gestern": -1, "heut": 0, "morgen": 1, "übermorgen": 2}


def _relative(text: str, match: re.Match[str]) -> When | None:
    start, end = match.span()
    if match["ago"]:
        count = number(match["ago"])
        days = 7 if match["ago_unit"].lower().startswith("woche") else 1
        return None if count is None else When(Kind.RELATIVE, start, end, shift=-days * count)
    if match["weekly"]:
        weekday = _WEEKDAY[match["weekly"].lower()]
        return When(Kind.RELATIVE, start, end, weekday=weekday, which="week before")
    if match["hours"]:
        return When(Kind.RELATIVE, start, end, which="hours")
    if match["today"]:
        low = match["today"].lower()
        if low == "morgen" and (match["today"] != "morgen" or not _is_tomorrow(text, start, end)):
            return None
        before = _NOT_TODAY_BEFORE.search(text, max(0, start - 12), start)
        since = before is not None and before[0].lower().startswith("seit")
        if before is not None and not (since and low.endswith(("gestern", "heute"))):
            return None
        if low == "heute" and not since and _NOT_TODAY_BEHIND.match(text, end):
            return None
        if low == "heutigen" and not re.match(rf"[ \n]{_W}", text[end : end + 12], re.IGNORECASE):
            return None
        word = "heut" if low.startswith(("heut", "am heut")) else low
        return When(Kind.RELATIVE, start, end, shift=_SHIFTS[word])
    which = (match["which"] or "").lower()
    weekday = _WEEKDAY[(match["named"] or match["part"] or match["plain"]).lower()]
    if which == "gestrigen":
        return When(Kind.RELATIVE, start, end, shift=-1)
    if which == "vorgestrigen":
        return When(Kind.RELATIVE, start, end, shift=-2)
    past = which in ("vergangenem", "vergangenen", "vergangener", "letzten", "vorigen")
    sense = "last" if past else "next" if which in ("kommenden", "nächsten") else ""
    return When(Kind.RELATIVE, start, end, weekday=weekday, which=sense)


def _is_tomorrow(text: str, start: int, end: int) -> bool:
    """Not "am Morgen", "heute morgen"."""
    return not re.search(
        r"(?:heute|gestern|am|guten|von|und)[ \n,]*$", text[max(0, start - 9) : start]
    )


def resolve(when: When, released: date | None) -> Edtf | None:
    """The day or month that is meant, the nearest that is not after the release.

    None where the release's date is needed and not known, and for a day that does not exist.
    """
    if when.kind is Kind.DAY:
        return _edtf(date(when.year, when.month, when.day))
    if when.kind is Kind.MONTH:
        return dates.parse(f"{when.year:04d}-{when.month:02d}")
    if released is None or when.kind is Kind.BROKEN:
        return None
    if when.kind is Kind.BARE_MONTH:
        year = released.year if when.month <= released.month else released.year - 1
        return dates.parse(f"{year:04d}-{when.month:02d}")
    if when.kind is Kind.YEARLESS:
        return _nearest(when, released)
    if when.weekday is None:
        return _edtf(released + timedelta(days=when.shift))
    if when.which == "week before":
        monday = released - timedelta(days=released.weekday() + 7)
        return _edtf(monday + timedelta(days=when.weekday))
    back = (released.weekday() - when.weekday) % 7
    if when.which == "next":
        return _edtf(released + timedelta(days=(7 - back) if back else 7))
    if when.which == "last" and not back:
        back = 7
    return _edtf(released - timedelta(days=back))


def _nearest(when: When, released: date) -> Edtf | None:
    """The last such day up to the release; one that follows within weeks is that one."""
    for year in (released.year + 1, released.year, released.year - 1):
        try:
            day = date(year, when.month, when.day)
        except ValueError:
            continue  # 29 February
        if day <= released + timedelta(days=_SOON):
            return _edtf(day)
    return None


_SOON: Final = 60  # a day without a year that follows within so many days lies ahead


def _edtf(day: date) -> Edtf:
    return dates.parse(day.isoformat())
