"""When a release was published: its dateline, what is written above it, or the hints."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import Final

from ruhrmap import dates
from ruhrmap.press.reading.days import Kind, When, resolve
from ruhrmap.press.reading.layout import Layout, Line
from ruhrmap.press.reading.local import local
from ruhrmap.press.reading.normal import Plain
from ruhrmap.press.reading.papers import paper
from ruhrmap.press.reading.result import Found, Hints

_PLACE: Final = re.compile(
    r"[\W_]{0,4}(?!(?:Am|An|Im|In|Der|Die|Das|Dem|Den|Seit|Zum|Vom|Bis|Ab|Heute|Gestern|Stand"
    r"|Termin|Wann|Beginn|Nach|Und|Ein|Eine|Mit|Für|Bei|Schon|Bereits|Erst|Tel|Fax|Nr)\b)"
    r"[A-ZÄÖÜ][^\n.!?]{1,60}?(?:\.[ ]?)?(?:[,.(:|/–—-]|\))?\s*"
    r"(?:\((?:[\w ./-]{1,25})\)[.,:]?\s*)?[(*_]*(?:den\s+|der\s+|im\s+)?[(*_]*"
)
_CALLED_TODAY: Final = re.compile(
    r"\bheut(?:e|igen)\b[ ,]*(?:\w+tag,? ?)?(?:de[nm] )?\(?$", re.IGNORECASE
)
_BEHIND_PLACE: Final = re.compile(r"[)*_]*[.,]?\s*(?:[–—:|/(.*_+-]|$|\([\w ./-]{1,25}\))")
_LABEL: Final = re.compile(
    r"(?:presse-?(?:mitteilung|information|meldung|erklärung|text|info|dienst|einladung)"
    r"|\binformation|\beintrag|\bbeitrag|\bartikel|\bnachricht|\bnotiz"
    r"|medien-?(?:mitteilung|information|info|meldung)|\bmitteilung|\bmeldung|\bpm\b|newsletter"
    r"|\bstand|\bdatum|\bdate|\bgesendet|\bsent|veröffentlicht|veröffentlichung\w*|erschienen"
    r"|erstellt|publiziert|ausgabe|online seit|herausgegeben|eingestellt)\b"
    r"[^.\n]{0,60}$|(?:nr|nummer)\.?\s*[\d/ -]{1,12}[^.\n]{0,30}$",
    re.IGNORECASE,
)
_FROM: Final = re.compile(r"\bvom (?:\w+tag, ?(?:den |dem )?)?$")
_PRESS: Final = re.compile(
    r"\b(?:presse|medien)-?(?:mitteilung|information|meldung)", re.IGNORECASE
)
_MAIL: Final = re.compile(r"^\W{0,3}(?:datum|date|gesendet|sent)\s*:", re.IGNORECASE)
_EMBARGO: Final = re.compile(
    r"sperrfrist|frei ab|freigabe|veröffentlichung ab|nicht vor", re.IGNORECASE
)
_RETRIEVED: Final = re.compile(r"\babgerufen|\babruf", re.IGNORECASE)
_CHANGED: Final = re.compile(r"aktualisiert|geändert|bearbeitet|letzte änderung", re.IGNORECASE)
_OTHER: Final = re.compile(
    r"\b(?:wann|termin|beginn|veranstaltung|anmeld\w*|einsendeschluss|bewerbungsschluss|am|bis|ab"
    r"|zum|vom|seit|geboren|gültig|laufzeit|foto|abruf\w*|abgerufen)\b",
    re.IGNORECASE,
)
_FILLER: Final = re.compile(
    r"[\d:.,|/()\s•·*_#>\[\]–—-]+|\b(?:uhr|den|der|lesezeit|minuten?|min|von|presse\w*|medien\w*"
    r"|pm|nr|lokales|aktuelles|bildung|stadt|kreis|meldung|uhrzeit|et|cest|cet|mez|mesz|gmt)\b",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 4
_SHORT_LINE: Final = 110
_BARE_LABEL: Final = 7  # words: "Stand", "Eintrag vom" and a date
_LABEL_WORDS: Final = 12  # of a line that is nothing but a label with its date
_LAST: Final = 6  # lines in which a date may stand alone at the end
_HEAD_LINES: Final = 18


class Rank(IntEnum):
    """How well a place in a release tells its date."""

    CHANGED = 1
    EMBARGO = 2
    AT_THE_END = 3
    MAIL = 4
    ALONE = 5
    LABELLED = 6
    DATELINE = 7


@dataclass(frozen=True, slots=True)
class Released:
    """The date, and what about it is to be told."""

    found: Found | None
    rivals: tuple[Found, ...] = ()  # other dates that claim to be it
    contradicting: tuple[Found, ...] = ()  # where nobody can tell which: then none is found
    no_year: When | None = None
    embargo: When | None = None  # where none is found, the end of an embargo: that is no date of it
    wrong_weekday: When | None = None
    broken: When | None = None
    dateline: int = 0  # where the text behind the dateline begins; 0 where there is none

    @property
    def day(self) -> date | None:
        """The day that relative dates are counted from; the latest of a month."""
        return self.found.value.latest if self.found else None


def released(plain: Plain, layout: Layout, whens: tuple[When, ...], hints: Hints) -> Released:
    """Find the date of a release.

    The rule: a dateline tells it best, then a date with a label ("Pressemitteilung vom"), a
    date alone above the text, the header of the mail, a date alone at the end. Two of the first
    three that differ contradict each other, and none is proposed; against the header of a mail
    or a page the better one is, unsure. The end of an embargo is no date of a release.
    """
    ranked: list[tuple[Rank, When]] = []
    no_year: When | None = None
    broken: When | None = None
    embargo: When | None = None
    ranks = [(_rank(plain, layout, when), when) for when in whens]
    for rank, when in ranks:
        if rank is None or when.kind in (Kind.RELATIVE, Kind.BARE_MONTH):
            continue
        if rank is Rank.EMBARGO:
            embargo = embargo or when
        elif when.kind is Kind.BROKEN:
            broken = broken or when
        elif when.kind is Kind.YEARLESS:
            no_year = no_year or when
        else:
            ranked.append((rank, when))
    dateline = next((when for rank, when in ranks if rank is Rank.DATELINE), None)
    end = _BEHIND_PLACE.match(plain.text, dateline.end) if dateline else None
    told = _chosen(plain, ranked, hints, no_year, broken, whens)
    return replace(told, dateline=end.end() if end else 0, embargo=embargo)


def _chosen(
    plain: Plain,
    ranked: list[tuple[Rank, When]],
    hints: Hints,
    no_year: When | None,
    broken: When | None,
    all_days: tuple[When, ...],
) -> Released:
    days = [(rank, when) for rank, when in ranked if when.kind is Kind.DAY]
    months = [(rank, when) for rank, when in ranked if when.kind is Kind.MONTH]
    hinted = hints.released
    if no_year is not None and not any(rank >= Rank.ALONE for rank, _ in days) and hinted:
        value = resolve(no_year, hinted)
        if value is not None:
            return Released(_found(plain, no_year, value), broken=broken)
    if not days and hinted is None and (today := _today(plain, all_days)) is not None:
        value = resolve(today, None)
        assert value is not None
        return Released(_found(plain, today, value), broken=broken)
    if not days:
        if hinted is not None:
            return Released(Found(dates.parse(hinted.isoformat()), "", -1), broken=broken)
        if months and no_year is None:
            when = max(months, key=lambda pair: pair[0])[1]
            value = resolve(when, None)
            assert value is not None
            return Released(_found(plain, when, value), broken=broken)
        return Released(None, no_year=no_year, broken=broken)
    best_rank = max(rank for rank, _ in days)
    best = next(when for rank, when in days if rank == best_rank)
    value = resolve(best, None)
    assert value is not None
    rivals = []
    least = Rank.MAIL if best_rank >= Rank.MAIL else best_rank
    for rank, when in days:
        other = resolve(when, None)
        assert other is not None
        if rank >= least and other.latest != value.latest:
            rivals.append(_found(plain, when, other, sure=False))
    claims = [
        _found(plain, when, other, sure=False)
        for rank, when in days
        if _claims(plain, rank, when) and (other := resolve(when, None)) is not None
    ]
    if len({one.value.latest for one in claims}) > 1:
        return Released(None, contradicting=tuple(claims), broken=broken)
    if hinted is not None and hinted != value.latest:
        rivals.append(Found(dates.parse(hinted.isoformat()), "", -1, sure=False))
    wrong = best if best.contradicts_itself else None
    sure = not rivals and wrong is None and best_rank > Rank.CHANGED
    return Released(
        _found(plain, best, value, sure=sure),
        tuple(rivals),
        wrong_weekday=wrong,
        broken=broken,
    )


def _today(plain: Plain, whens: tuple[When, ...]) -> When | None:
    """A date that the text calls today's: "am heutigen Dienstag, 30. November 2027"."""
    return next(
        (
            one
            for one in whens
            if one.kind is Kind.DAY
            and _CALLED_TODAY.search(plain.text, max(0, one.start - 40), one.start)
        ),
        None,
    )


def _claims(plain: Plain, rank: Rank, when: When) -> bool:
    """Whether a place says that this is the date, and not only stands where one would."""
    line_start = plain.text.rfind("\n", 0, when.start) + 1
    line_end = plain.text.find("\n", when.end)
    line = plain.text[line_start : line_end if line_end >= 0 else None]
    if rank is Rank.ALONE:
        return line.strip() == plain.text[when.start : when.end]
    words = len(line.split())
    says = _PRESS.search(line) is not None and words <= _LABEL_WORDS
    if rank is Rank.AT_THE_END:
        return says
    return rank is Rank.DATELINE or (rank is Rank.LABELLED and (says or words <= _BARE_LABEL))


def _found(plain: Plain, when: When, value: dates.Edtf, *, sure: bool = True) -> Found:
    start, end = plain.span(when.start, when.end)
    return Found(value, plain.source[start:end], start, sure)


def _rank(plain: Plain, layout: Layout, when: When) -> Rank | None:
    line = layout.line_of(when.start)
    before, behind = _sides(line, when)
    in_head = line in layout.head[:_HEAD_LINES]
    if in_head and _is_dateline(before, behind):
        return Rank.DATELINE
    # "11. Dezember 2035. Sechs Jahre lang …"
    if in_head and line.after_gap and not before.strip() and re.match(r"\.[ ]\w", behind):
        return Rank.DATELINE
    if len(line.text) <= _SHORT_LINE or in_head:
        if _EMBARGO.search(before):
            return Rank.EMBARGO
        if _CHANGED.search(before):
            return Rank.CHANGED
    short = len(line.text) <= _SHORT_LINE
    is_last = line in layout.lines[-_LAST:]
    if not short or not (in_head or is_last):
        return None
    if _MAIL.search(before) and layout.is_mail:
        return Rank.MAIL
    if _LABEL.search(before) and len(before) < 70 and _is_filled(behind):
        return Rank.LABELLED if in_head else Rank.AT_THE_END
    above = line.start < layout.title_start
    if (paper(before) or above) and _FROM.search(before) and _is_filled(behind):
        return Rank.LABELLED if in_head else Rank.AT_THE_END  # "Lippe-Bote vom"
    if _OTHER.search(before) or not _is_filled(before) or not _is_filled(behind):
        return None
    if line.text.rstrip().endswith((".", "?", "!", ",")) and _words(line.text) > 3:
        return None
    return Rank.ALONE if in_head else Rank.AT_THE_END


def _sides(line: Line, when: When) -> tuple[str, str]:
    return line.text[: max(when.start - line.start, 0)], line.text[max(when.end - line.start, 0) :]


_SMALL_OF_DATELINES: Final = frozenset(["der", "den", "und", "die", "ots", "dpa"])


def _is_dateline(before: str, behind: str) -> bool:
    in_brackets = before.endswith("(") and behind.startswith(")")
    if before.startswith("(") and behind.startswith(")"):
        before, in_brackets = before[1:], True  # "(Essen, 10.04.2024) Am Freitag …"
    if len(before) > 80 or not _PLACE.fullmatch(before):
        return False
    if not in_brackets and not _BEHIND_PLACE.match(behind):
        return False
    if (
        _RETRIEVED.search(before)
        or _LABEL.search(before)
        or _EMBARGO.search(before)
        or _CHANGED.search(before)
    ):
        return False
    # a place has no small words of a sentence in it
    small = re.findall(r"\b[a-zäöüß]{3,}\b", re.sub(r"\([^)]*\)", "", before))
    here = local().words
    own = {*(key for key, _ in here.agencies), *(one.lower() for one in here.prefixes)}
    return all(word in own or word in _SMALL_OF_DATELINES for word in small)


def _is_filled(text: str) -> bool:
    """Whether a part of a line is nothing but time, place and category."""
    return len(_FILLER.sub(" ", text).split()) <= _MOST_WORDS and not re.search(
        r"[a-zäöüß]{3,}\. [A-ZÄÖÜ]", text
    )


def _words(text: str) -> int:
    return len(_FILLER.sub(" ", text).split())
