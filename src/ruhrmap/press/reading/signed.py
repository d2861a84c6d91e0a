"""When an agreement was signed: only what the text says of the day of the signing.

The day of the release is not that of the signing. A careful reader takes it for that only
where the text says "heute", or names it; else nothing is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ruhrmap.dates import Edtf
from ruhrmap.press.reading import deeds
from ruhrmap.press.reading.days import TERM, Kind, When, resolve
from ruhrmap.press.reading.normal import Plain
from ruhrmap.press.reading.result import Found
from ruhrmap.press.reading.telling import Mode, Sentence, clause_around, mode

_JOINING: Final = re.compile(
    r"\b(?:(?:ist|sind|gehört|gehören|zählt|zählen)\b.{0,40}?\bseit (?:heute|gestern|vorgestern)\b"
    r"|tra(?:t|ten)\b.{1,250}?\bbei\b|beigetreten|angeschlossen|beitritt\w*\s+(?:wurde"
    r"|vollzog\w*"
    r"|offiziell|erfolgte)|vollzog\w*|aufgenommen"
    r"|(?:vereinbarung|vertrag|abkommen|partnerschaft|bündnis)\w*\b.{0,120}\b(?:geschlossen"
    r"|schlossen)"
    r"|schlossen\b.{0,200}\b(?:vereinbarung|vertrag|abkommen|kooperation)\w*|schlossen sich\b)",
    re.IGNORECASE | re.DOTALL,
)
_ANAPHORA: Final = re.compile(
    r"\W{0,3}(?:Dort|Dabei|Hierbei|Anschließend|Bei dieser Gelegenheit|In diesem Rahmen"
    r"|In feierlichem Rahmen|Vor Ort|Da|Danach|Zum Abschluss|Mit (?:ihrer|ihren|einer|der) Unter)\b"
)
_FOUNDING: Final = re.compile(
    r"\b(?:gegründet|gründung\w*|gründete[n]?|gründerinnen|gründer)\b", re.IGNORECASE
)
_PLANNED_NOUN: Final = re.compile(
    r"\b(?:Einladung|laden|lädt|eingeladen|Pressetermin|Fototermin|findet|finden)\b", re.IGNORECASE
)
# of another year
_THAT_YEAR: Final = re.compile(r"[ \n](?:jenes|desselben|des gleichen|des genannten)[ \n]Jahres")
# "Das teilte die Stadt am Mittwoch mit": the day of what is said, not of what was done
_REPORTED: Final = re.compile(
    r"\b(?:teil(?:t|te|ten)\b.*\bmit|sagte|hieß es|meldet\w*|berichte\w*)\b"
)
_SHORT: Final = 60  # letters
_BACK: Final = 2  # sentences
_THAT_DAY: Final = re.compile(
    r"\b(?:an|am) (?:jenem|diesem|demselben|selben|gleichen) Tag\b", re.IGNORECASE
)
_SINCE: Final = re.compile(r"\bseit (?:dem )?$", re.IGNORECASE)
# "seit dem 1. März stehen alle Unterschriften"
_STANDS: Final = re.compile(
    r"\bUnterschrift(?:en)?\b.{0,60}\bsteh(?:t|en)\b|\bsteh(?:t|en)\b.{0,60}\bUnterschrift",
    re.DOTALL,
)
_FINITE: Final = re.compile(
    r"unterzeichneten?$|unterschrieb(?:en)?$|besiegelten?$|signierten?$|unterzeichnet$|zeichneten?$"
    r"|\bunter$",
    re.IGNORECASE,
)
_LONG_AGO: Final = timedelta(days=150)


@dataclass(frozen=True, slots=True)
class Signed:
    """The day of the signing, and what about it is to be told."""

    found: Found | None
    rivals: tuple[Found, ...] = ()
    planned: Found | None = None  # it is announced
    unresolved: When | None = None  # told from the day of the release, which is not known
    wrong_weekday: When | None = None


@dataclass(frozen=True, slots=True)
class _Offer:
    when: When
    value: Edtf
    weight: int
    distance: int


def signed(
    plain: Plain,
    sentences: tuple[Sentence, ...],
    whens: tuple[When, ...],
    released: date | None,
    *,
    joins: bool,
) -> Signed:
    """Find the day of the signing.

    Where nobody joins (``joins``), only words of signing count, not those of joining.
    """
    offers: list[_Offer] = []
    planned: list[tuple[When, Edtf]] = []
    unresolved: When | None = None
    newest = max((one.year for one in whens), default=0)
    for sentence in sentences:
        if not sentence.in_body:
            continue
        deed = (
            deeds.SIGNED.search(sentence.text) or (joins and _JOINING.search(sentence.text)) or None
        )
        if deed is None or deeds.NOT_THE_NEWS.search(sentence.text):
            continue
        weight = 3 if deeds.SIGNED.search(sentence.text) else 2
        told, near, points = _dates_of(sentence, deed, sentences, whens, plain)
        how = _mode(sentence, deed)
        if not near and how is not Mode.DONE:
            continue
        for when in told:
            since = _SINCE.search(plain.flat, max(0, when.start - 12), when.start) is not None
            since = since or plain.flat.startswith("seit ", when.start)
            is_term = TERM.search(plain.flat, max(0, when.start - 24), when.start)
            fixed = points or (
                since and (when.kind is Kind.RELATIVE or _STANDS.search(sentence.text))
            )
            if (is_term and not fixed) or _THAT_YEAR.match(plain.flat, when.end):
                continue
            value = resolve(when, released)
            if value is None:
                if when.kind is Kind.RELATIVE and how is Mode.DONE:
                    unresolved = unresolved or when
                continue
            if released is None and value.latest.year < newest - 1:
                continue
            distance = abs(when.start - (sentence.start + deed.start())) if near else 1000
            if _is_ahead(value, released, how, sentence.text):
                planned.append((when, value))
            elif how in (Mode.DONE, Mode.PLANNED) and _is_new(value, released, sentence.text):
                offers.append(_Offer(when, value, weight, distance))
            elif how is Mode.PAST and _is_recent(value, released):
                offers.append(_Offer(when, value, 1, distance))
    if not offers:
        first = next(iter(planned), None)
        ahead = _found(plain, *first, sure=False) if first else None
        return Signed(None, planned=ahead, unresolved=unresolved)
    return _chosen(plain, offers)


def _chosen(plain: Plain, offers: list[_Offer]) -> Signed:
    weight = max(one.weight for one in offers)
    best = min(
        (one for one in offers if one.weight == weight),
        key=lambda one: (one.value.latest != one.value.earliest, one.distance, one.when.start),
    )
    others = [
        one
        for one in offers
        if one.weight == weight
        and one.when.kind is not Kind.MONTH
        and one.distance <= _SAME_CLAUSE
        and not _agree(one.value, best.value)
        and not _same_sentence_other(one, best)
    ]
    rivals = tuple(_found(plain, one.when, one.value, sure=False) for one in others)
    wrong = next((one.when for one in (best,) if one.when.contradicts_itself), None)
    sure = not rivals and wrong is None
    return Signed(_found(plain, best.when, best.value, sure=sure), rivals, wrong_weekday=wrong)


_SAME_CLAUSE: Final = 400


def _same_sentence_other(one: _Offer, best: _Offer) -> bool:
    """A farther date of the same sentence is of something else."""
    return abs(one.when.start - best.when.start) < _SAME_CLAUSE and one.distance > best.distance


def _agree(one: Edtf, other: Edtf) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


def _dates_of(
    sentence: Sentence,
    deed: re.Match[str],
    all_: tuple[Sentence, ...],
    whens: tuple[When, ...],
    plain: Plain,
) -> tuple[list[When], bool, bool]:
    """The dates that a sentence is about; whether they are its own, and whether it points to them.

    A sentence without a date goes on from those before it in its paragraph: "Gestern war es so
    weit. Im Rathaus unterschrieb …"
    """
    own = _within(sentence, whens)
    points = _THAT_DAY.search(sentence.text) is not None
    if own and not points:
        begin, end = _part(sentence, deed)
        beside = [one for one in own if begin <= one.start - sentence.start < end] or own
        exact = [one for one in beside if one.which != "hours"]
        return exact or beside, True, False
    for back in range(1, min(_BACK, sentence.index) + 1):
        before = all_[sentence.index - back]
        if (
            not before.in_body
            or before.in_title
            or "\n\n" in plain.text[before.end : sentence.start]
        ):
            break
        told = _within(before, whens)
        if not told:
            continue
        leads = len(before.text) <= _SHORT or _ANAPHORA.match(sentence.text) or points
        fresh = all(one.kind in (Kind.RELATIVE, Kind.YEARLESS) for one in told)
        if (leads or fresh) and not _REPORTED.search(before.text):
            return told, False, points
        break
    return own, True, False


def _within(sentence: Sentence, whens: tuple[When, ...]) -> list[When]:
    return [
        one
        for one in whens
        if sentence.start <= one.start < sentence.end and one.kind is not Kind.BROKEN
    ]


def _mode(sentence: Sentence, deed: re.Match[str]) -> Mode:
    """How a sentence tells the deed. A finite verb in the past tells it as done.

    Whatever else the sentence tells of: "unterschrieb, nachdem der Rat es zweimal abgelehnt hatte".
    """
    how = mode(_around(sentence, deed))
    if how in (Mode.DONE, Mode.PAST) or not _FINITE.search(deed[0]):
        return how
    begin, end = clause_around(sentence, sentence.start + deed.start())
    return mode(sentence.text[begin - sentence.start : end - sentence.start])


def _part(sentence: Sentence, deed: re.Match[str]) -> tuple[int, int]:
    """Begin and end of the part of a sentence that tells the deed."""
    text = sentence.text
    begin = max(text.rfind(mark, 0, deed.start()) for mark in ("; ", " – ", ": ", ":\n"))
    end = text.find("; ", deed.end())
    return max(begin, 0), end if end >= 0 else len(text)


def _around(sentence: Sentence, deed: re.Match[str]) -> str:
    begin, end = _part(sentence, deed)
    return sentence.text[begin:end]


def _is_ahead(value: Edtf, released: date | None, how: Mode, text: str) -> bool:
    if released is None:
        return how is Mode.PLANNED
    if value.earliest > released:
        return True
    same_day = value.latest == released
    return same_day and how is Mode.PLANNED and _PLANNED_NOUN.search(text) is not None


def _is_new(value: Edtf, released: date | None, text: str) -> bool:
    """Whether it may be the signing that the release tells of."""
    if released is None:
        return True
    if _FOUNDING.search(text) and value.latest < released - timedelta(days=60):
        return False
    return value.latest >= released - _LONG_AGO


def _is_recent(value: Edtf, released: date | None) -> bool:
    return released is None or released - _LONG_AGO <= value.earliest <= released


def _found(plain: Plain, when: When, value: Edtf, *, sure: bool = True) -> Found:
    start, end = plain.span(when.start, when.end)
    return Found(value, plain.source[start:end], start, sure)
