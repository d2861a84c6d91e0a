"""Reading a release: its text in, a proposal out. Nothing is guessed silently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ruhrmap.model import Catalog, PressKind
from ruhrmap.press.reading import kinds, local, notes
from ruhrmap.press.reading.days import When, whens
from ruhrmap.press.reading.joiners import Joining, joining
from ruhrmap.press.reading.layout import Layout, layout
from ruhrmap.press.reading.normal import Plain, plain_text
from ruhrmap.press.reading.places import Places, places
from ruhrmap.press.reading.publisher import publisher
from ruhrmap.press.reading.released import Released, released
from ruhrmap.press.reading.result import Hints, Reading
from ruhrmap.press.reading.signed import Signed, signed
from ruhrmap.press.reading.signs import signs
from ruhrmap.press.reading.supposing import supposed
from ruhrmap.press.reading.telling import Sentence, sentences
from ruhrmap.press.reading.tokens import tokens
from ruhrmap.press.reading.totals import totals

LONGEST: Final = 100_000  # letters that are read: forty printed pages, no release is so long


def read(catalog: Catalog, text: str, hints: Hints, *, name: str) -> Reading:
    """Read a release, without a network, in a few milliseconds.

    See :func:`ruhrmap.press.read`; of a text longer than :data:`LONGEST` the rest is not read.
    """
    with local.reading(catalog):
        return _read(catalog, text, hints, name)


def _read(catalog: Catalog, text: str, hints: Hints, name: str) -> Reading:
    seen = _seen(catalog, text, hints)
    plain, parts, when, told, found = seen.plain, seen.parts, seen.when, seen.told, seen.found
    of_us = kinds.speaks_of_us(plain)
    judged = kinds.judge(
        seen.signs,
        leaving=seen.leaving,
        region=seen.region,
        joining=seen.joining,
        planned=seen.signed.planned is not None,
        ours=of_us or bool(found.mentions),
    )
    joins = judged.kind is PressKind.ACCESSION
    signing = seen.signed
    if joins != bool(seen.joining.joiners):
        signing = signed(plain, told, seen.whens, when.day, joins=joins)
    leaves = judged.kind is PressKind.OTHER and judged.exit_at is not None
    if judged.kind is PressKind.REPORT or leaves:
        signing = Signed(None)  # of something else: a notice is signed as well
    acceding = supposed(catalog, found, told, seen.joining) if joins else seen.joining
    members = acceding.joiners if joins else ()
    published = totals(
        plain,
        told,
        when.found.value if when.found else None,
        of_us=of_us and not judged.elsewhere,
    )
    known = notes.Known(
        catalog=catalog,
        name=name,
        places=found,
        released=when,
        signed=signing,
        joining=acceding,
        judged=judged,
        totals=published,
        title_sure=parts.title_sure,
        is_empty=not plain.text.strip(),
        is_cut=len(text) > LONGEST,
    )
    return Reading(
        text=text,
        title=parts.title,
        title_sure=parts.title_sure,
        released=when.found,
        signed=signing.found,
        publisher=publisher(catalog, plain, parts, found, hints.publisher),
        kind=judged.kind,
        kind_sure=judged.sure,
        members=members,
        mentions=found.mentions,
        totals=published,
        findings=notes.notes(known),
    )


def signs_of(catalog: Catalog, text: str) -> dict[str, float]:
    """The signs of a text by which its kind is judged, as the weights are learnt from."""
    with local.reading(catalog):
        return _seen(catalog, text, Hints()).signs


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a text tells, before anybody judges what it is about."""

    plain: Plain
    parts: Layout
    when: Released
    whens: tuple[When, ...]  # without that of the dateline
    told: tuple[Sentence, ...]
    found: Places
    joining: Joining
    signed: Signed
    leaving: Sentence | None
    region: str
    signs: dict[str, float]


def _seen(catalog: Catalog, text: str, hints: Hints) -> _Seen:
    plain = plain_text(text[:LONGEST])
    cut = tokens(plain)
    parts = layout(plain, hints.title)
    all_whens = whens(plain.text)
    when = released(plain, parts, all_whens, hints)
    told = sentences(cut, parts, when.dateline)
    found = places(catalog, cut)
    acceding = joining(catalog, found, told, all_whens, when.day)
    in_text = tuple(one for one in all_whens if one.start >= when.dateline)
    signing = signed(plain, told, in_text, when.day, joins=bool(acceding.joiners))
    leaving = kinds.leaving(told)
    named = kinds.region(plain, parts)
    region = "" if kinds.begins_with_us(plain, parts) else named
    weighed = signs(
        found,
        told,
        acceding,
        signing,
        leaves=leaving is not None,
        elsewhere=bool(region),
        region=bool(named),
    )
    return _Seen(
        plain, parts, when, in_text, told, found, acceding, signing, leaving, region, weighed
    )
