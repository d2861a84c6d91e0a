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
from ruhrmap.press.reading.days import TERM, Kind, When, resolve
from ruhrmap.press.reading.normal import Plain
from ruhrmap.press.reading.result import Found
from ruhrmap.press.reading.telling import Mode, Sentence, mode

_SIGNING: Final = re.compile(
    r"(?:unterzeichn\w*|unterschr(?:ie|ei)b\w*|unterschrift\w*|mitunterzeichn\w*|besiegel\w*"
    r"|signier\w*|\b(?:setz\w*|geleistet\w*|gaben|gab)\b.{0,100}?\b(?:namen|namenszug)\b.{0,20}?\bunter"
    r"|zum (?:füller|stift|kugelschreiber) gr(?:iff|eif)\w*|in trockenen tüchern"
    r"|schriftlich fixiert)",
    re.IGNORECASE,
)
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
# a notice of leaving is signed as well, and so is a lease
_OTHER: Final = re.compile(
    r"\b(?:Kündigung\w*|Austritt\w*|Aufhebung\w*|(?:Kauf|Miet|Pacht|Arbeits|Bau)vertr\w*"
    r"|(?:ihren|seinen|ihre) (?:neuen )?Vertr(?:ag|äge))\b",
    re.IGNORECASE,
)
# "Das teilte die Stadt am Mittwoch mit": the day of what is said, not of what was done
_REPORTED: Final = re.compile(
    r"\b(?:teil(?:t|te|ten)\b.*\bmit|sagte|hieß es|meldet\w*|berichte\w*)\b"
)
_SHORT: Final = 60  # letters
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
    for sentence in sentences:
        if not sentence.in_body:
            continue
        deed = _SIGNING.search(sentence.text) or (joins and _JOINING.search(sentence.text)) or None
        if deed is None or _OTHER.search(sentence.text):
            continue
        weight = 3 if _SIGNING.search(sentence.text) else 2
        told, near = _dates_of(sentence, sentences, whens, plain)
        how = mode(_around(sentence, deed))
        for when in told:
            since = plain.flat[max(0, when.start - 5) : when.start] == "seit "  # "seit gestern"
            is_term = TERM.search(plain.flat, max(0, when.start - 24), when.start)
            if is_term and not (since and when.kind is Kind.RELATIVE):
                continue
            value = resolve(when, released)
            if value is None:
                if when.kind is Kind.RELATIVE and how is Mode.DONE:
                    unresolved = unresolved or when
                continue
            distance = abs(when.start - (sentence.start + deed.start())) if near else 1000
            if _is_ahead(value, released, how, sentence.text):
                planned.append((when, value))
            elif how in (Mode.DONE, Mode.PLANNED) and _is_new(value, released, sentence.text):
                offers.append(_Offer(when, value, weight, distance))
            elif how is Mode.PAST and _is_recent(value, released) and when.kind is Kind.DAY:
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
    sentence: Sentence, all_: tuple[Sentence, ...], whens: tuple[When, ...], plain: Plain
) -> tuple[list[When], bool]:
    """The dates of a sentence, or of the one before it to which "Dort" or "Dabei" points."""
    own = [one for one in whens if sentence.start <= one.start < sentence.end]
    own = [one for one in own if one.kind is not Kind.BROKEN]
    if own or not sentence.index:
        return own, True
    before = all_[sentence.index - 1]
    same_paragraph = "\n\n" not in plain.text[before.end : sentence.start]
    # "Gestern war es so weit. Im Rathaus unterschrieb …"
    leads = (
        len(before.text) <= _SHORT
        and not _REPORTED.search(before.text)
        and before.in_body
        and not before.in_title
    )
    if same_paragraph and (leads or _ANAPHORA.match(sentence.text)):
        return [one for one in whens if before.start <= one.start < before.end], False
    return [], True


def _around(sentence: Sentence, deed: re.Match[str]) -> str:
    """The part of a sentence that tells the deed."""
    text = sentence.text
    begin = max(text.rfind("; ", 0, deed.start()), text.rfind(" – ", 0, deed.start()), 0)
    end = text.find("; ", deed.end())
    return text[begin : end if end >= 0 else len(text)]


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
    return released is not None and released - timedelta(days=31) <= value.earliest <= released


def _found(plain: Plain, when: When, value: Edtf, *, sure: bool = True) -> Found:
    start, end = plain.span(when.start, when.end)
    return Found(value, plain.source[start:end], start, sure)
