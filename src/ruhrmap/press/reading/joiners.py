"""Who accedes: the subject of a sentence that tells of an accession as done.

Not who is a member already, who is only near ("in Bochum unterzeichnet", "gemeinsam mit dem
RVR"), whose Kreis joins, who wants to, might, or is denied to have joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from ruhrmap.model import Catalog
from ruhrmap.press.reading import deeds
from ruhrmap.press.reading.days import When, resolve
from ruhrmap.press.reading.places import Places
from ruhrmap.press.reading.result import Joiner
from ruhrmap.press.reading.roles import Role, lists_of, role_of
from ruhrmap.press.reading.scene import Candidate
from ruhrmap.press.reading.telling import Mode, Sentence, clause_around, mode


@dataclass(frozen=True, slots=True)
class Joining:
    """Who accedes, who is announced to, and what the text tells of that besides."""

    joiners: tuple[Joiner, ...]
    planned: tuple[Candidate, ...]
    tells: bool  # a sentence tells of an accession as done
    considered: bool  # one tells of an accession that is planned, possible or denied
    represents: Sentence | None


def joining(
    catalog: Catalog,
    places: Places,
    sentences: tuple[Sentence, ...],
    whens: tuple[When, ...],
    released: date | None,
) -> Joining:
    """Find who accedes."""
    scores: dict[str, int] = {}
    first: dict[str, Candidate] = {}
    planned: list[Candidate] = []
    told = False
    considered = False
    about_us = _is_about_us(sentences)
    founding = any(_is_founding(one, whens, released) for one in sentences)
    for number, sentence in enumerate(one for one in sentences if one.in_body):
        if number < _LEAD and about_us and _is_considered(sentence):
            considered = True
        if deeds.OTHER_BODY.search(sentence.text):
            continue
        for one, how, weight in _told(
            places, sentence, whens, released, about_us=about_us, founding=founding
        ):
            if how is Mode.PLANNED:
                planned.append(one)
            if how is not Mode.DONE:
                continue
            told = True
            scores[one.key] = scores.get(one.key, 0) + weight
            if one.key not in first or (first[one.key].sure < one.sure):
                first[one.key] = one
    most = max(scores.values(), default=0)
    stand_in = next(
        (one for one in sentences if one.in_body and deeds.STAND_IN.search(one.text)), None
    )
    own = {
        one.key for one in first.values() if scores[one.key] >= 2 and 6 * scores[one.key] >= most
    }
    joiners = []
    for key, one in first.items():
        if key not in own:
            continue
        represents = stand_in is not None and one.entry.is_kreis
        joiners.append(_joiner(catalog, places, one, most=most, represents=represents))
    return Joining(
        tuple(sorted(joiners, key=lambda each: each.start)),
        tuple(planned),
        told and bool(joiners),
        considered,
        stand_in if any(each.represents for each in joiners) else None,
    )


_LEAD: Final = 5  # sentences, the title and what stands above it among them


def _is_considered(sentence: Sentence) -> bool:
    """Whether a sentence tells of an accession that is planned, possible or denied."""
    tells = deeds.INTENDING.search(sentence.text) or deeds.JOINING.search(sentence.text)
    return tells is not None and mode(sentence.text) in (Mode.PLANNED, Mode.DENIED)


def _is_about_us(sentences: tuple[Sentence, ...]) -> bool:
    """Whether the title or the first sentence below it names the initiative."""
    body = [one for one in sentences if one.in_body and not one.in_title and len(one.text) > 60]
    first = [one for one in sentences if one.in_title] + body[:2]
    return any(deeds.OURS.search(one.text) for one in first)


def _joiner(
    catalog: Catalog, places: Places, one: Candidate, *, most: int, represents: bool
) -> Joiner:
    text, start = places.text_of(one)
    if one.is_member:
        return Joiner(one.key, one.key, None, text, start, one.sure, represents)
    member = next((m.member_id for m in catalog.members.values() if m.ags == one.key), None)
    return Joiner(member or one.key, member, one.key, text, start, one.sure, represents)


def _told(
    places: Places,
    sentence: Sentence,
    whens: tuple[When, ...],
    released: date | None,
    *,
    about_us: bool,
    founding: bool,
) -> Iterator[tuple[Candidate, Mode, int]]:
    """Each name whose accession a sentence tells of, how it does, and with what weight."""
    found = places.scene
    names = found.between(sentence.first, sentence.behind)
    if not names:
        return
    told = list(deeds.JOINING.finditer(sentence.text))
    signs = deeds.SIGNING.search(sentence.text)
    by_signing = (
        signs is not None
        and deeds.AGREEMENT.search(sentence.text) is not None
        and (about_us or deeds.OURS.search(sentence.text) is not None)
    )
    intends = deeds.INTENDING.search(sentence.text) is not None
    if not told and not by_signing and not intends:
        return
    weight = 4 if sentence.in_title else 2
    lists = lists_of(places, names)
    for one in names:
        role = role_of(places, one, sentence)
        first, last = lists[one.first]
        begin, _ = clause_around(sentence, found.items[first.first].start)
        _, end = clause_around(sentence, found.items[last.first].start)
        how = _mode(sentence, begin, end)
        if intends and not told:
            how = Mode.DENIED if how is Mode.DENIED else Mode.PLANNED
        in_clause = [
            deed
            for deed in told
            if begin <= sentence.start + deed.end() and sentence.start + deed.start() <= end
        ]
        plain = found.tokens.plain.text
        if _since(plain, begin, end):
            continue
        if not founding and _is_long_ago(plain, begin, end, whens, released):
            continue
        if (
            (role == Role.SUBJECT and in_clause)
            or (role in (Role.OF, Role.WITH, Role.TO) and (told or by_signing))
            or (by_signing and role == Role.SUBJECT and not one.is_adjective)
            or (intends and role in (Role.SUBJECT, Role.OFFICE))
        ):
            yield one, how, weight
        elif role == Role.OFFICE and by_signing and not one.is_member:
            yield one, how, weight - 1


def _mode(sentence: Sentence, begin: int, end: int) -> Mode:
    own = mode(sentence.text[begin - sentence.start : end - sentence.start])
    if own is not Mode.DONE:
        return own
    whole = mode(sentence.text)
    return whole if whole in (Mode.PLANNED, Mode.DENIED) else Mode.DONE


def _since(text: str, begin: int, end: int) -> bool:
    return deeds.SINCE.search(text, begin, end) is not None


def _is_long_ago(
    text: str, begin: int, end: int, whens: tuple[When, ...], released: date | None
) -> bool:
    """Whether the dates of a clause, all of them, lie far before the release."""
    own = [one for one in whens if begin <= one.start < end]
    days = [value.latest for one in own if (value := resolve(one, released)) is not None]
    if released is not None and any((released - day).days <= _NEW for day in days):
        return False
    clause = text[begin:end]
    if deeds.FOUNDING.search(clause) and not deeds.FOUNDS.search(clause):
        return True
    if released is None:
        return False
    years = [int(year) for year in re.findall(r"(?<![\d.])(?:19|20)\d\d(?![\d])", clause)]
    return bool(days) or (bool(years) and all(year < released.year - 1 for year in years))


_NEW: Final = 150  # days


def _is_founding(sentence: Sentence, whens: tuple[When, ...], released: date | None) -> bool:
    """Whether the release itself tells of the founding: signed just now."""
    if released is None or not sentence.in_body or not deeds.FOUNDING.search(sentence.text):
        return False
    if not deeds.SIGNING.search(sentence.text) or mode(sentence.text) is not Mode.DONE:
        return False
    own = [one for one in whens if sentence.start <= one.start < sentence.end]
    days = [value.latest for one in own if (value := resolve(one, released)) is not None]
    return any((released - day).days <= _NEW for day in days)
