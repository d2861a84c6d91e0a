"""Reading a release: its text in, a proposal out. Nothing is guessed silently."""

from __future__ import annotations

from typing import Final

from ruhrmap.model import Catalog
from ruhrmap.press.reading import kinds, notes
from ruhrmap.press.reading.days import whens
from ruhrmap.press.reading.joiners import joining
from ruhrmap.press.reading.layout import layout
from ruhrmap.press.reading.normal import plain_text
from ruhrmap.press.reading.places import places
from ruhrmap.press.reading.publisher import publisher
from ruhrmap.press.reading.released import released
from ruhrmap.press.reading.result import Hints, Reading
from ruhrmap.press.reading.signed import Signed, signed
from ruhrmap.press.reading.telling import sentences
from ruhrmap.press.reading.tokens import tokens
from ruhrmap.press.reading.totals import totals

LONGEST: Final = 100_000  # letters that are read: forty printed pages, no release is so long


def read(catalog: Catalog, text: str, hints: Hints, *, name: str) -> Reading:
    """Read a release by rules, without a network, in a few milliseconds.

    See :func:`ruhrmap.press.read`; of a text longer than :data:`LONGEST` the rest is not read.
    """
    plain = plain_text(text[:LONGEST])
    cut = tokens(plain)
    parts = layout(plain, hints.title)
    dates_told = whens(plain.text)
    when = released(plain, parts, dates_told, hints)
    told = sentences(cut, parts, when.dateline)
    found = places(catalog, cut)
    acceding = joining(catalog, found, told, dates_told, when.day)
    in_text = tuple(one for one in dates_told if one.start >= when.dateline)
    signing = signed(plain, told, in_text, when.day, joins=bool(acceding.joiners))
    judged = kinds.judge(
        plain,
        parts,
        told,
        acceding,
        planned=signing.planned is not None,
        mentions=len(found.mentions),
    )
    if judged.exit_at is not None and not acceding.joiners:
        signing = Signed(None)  # a notice is signed as well
    members = acceding.joiners if judged.kind.value == "accession" else ()
    published = totals(
        plain,
        told,
        when.found.value if when.found else None,
        of_us=kinds.speaks_of_us(plain) and not judged.elsewhere,
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
