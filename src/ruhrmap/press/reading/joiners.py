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
from ruhrmap.press.reading.days import TERM, When, resolve
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
    nameless: bool  # somebody accedes whom the sentence does not name
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
    nameless = None if scores or not about_us else _nameless(places, sentences, whens, released)
    if nameless is not None and nameless.one is not None:
        told = True
        scores[nameless.one.key] = 2
        first[nameless.one.key] = nameless.one
    most = max(scores.values(), default=0)
    stand_in = next(
        (one for one in sentences if one.in_body and deeds.STAND_IN.search(one.text)), None
    )
    own = {
        one.key for one in first.values() if scores[one.key] >= 2 and 6 * scores[one.key] >= most
    }
    kreise = {key for key in own if first[key].entry.is_kreis}
    joiners = []
    for key, one in first.items():
        place = catalog.territories.get(key)
        # "auch für die 13 kreisangehörigen Kommunen: …": they are represented
        stands_in = stand_in is not None and place is not None and place.district_ags in kreise
        if key not in own or (stands_in and key not in kreise):
            continue
        represents = stand_in is not None and one.entry.is_kreis
        guessed = nameless is not None and one is nameless.one
        joiners.append(joiner(catalog, places, one, sure=not guessed, represents=represents))
    return Joining(
        tuple(sorted(joiners, key=lambda each: each.start)),
        tuple(planned),
        told and bool(joiners),
        considered,
        nameless is not None,
        stand_in if any(each.represents for each in joiners) else None,
    )


@dataclass(frozen=True, slots=True)
class _Nameless:
    """A sentence that tells of an accession without a name of ours, and who may be meant."""

    one: Candidate | None


def _nameless(
    places: Places,
    sentences: tuple[Sentence, ...],
    whens: tuple[When, ...],
    released: date | None,
) -> _Nameless | None:
    """Who is meant by "Die Stadt ist der Initiative beigetreten": whom the text named before."""
    body = [one for one in sentences if one.in_body]
    for sentence in body[: 2 * _LEAD]:
        text = sentence.text
        office = _office_that_signs(text)
        if office is None and not (deeds.STRONG.search(text) and deeds.US.search(text)):
            continue
        if deeds.OTHER_BODY.search(text) or mode(text) is not Mode.DONE:
            continue
        if _since(text, 0, len(text), 0) or _is_long_ago(text, 0, len(text), (), released):
            continue
        ahead = [resolve(when, released) for when in whens if sentence.holds(when.start)]
        if released and any(day is not None and day.earliest > released for day in ahead):
            continue
        named = deeds.NAMELESS.search(text)
        head = named["head"] if named else office
        if head is None and places.scene.between(sentence.first, sentence.behind):
            return None
        # the dateline belongs to no sentence, so its place is not meant
        fitting = [
            one
            for earlier in sentences[: sentence.index + 1]
            if earlier.in_body
            for one in places.scene.between(earlier.first, earlier.behind)
            if not one.is_adjective and (_fits(one, head) if head else not one.is_member)
        ]
        keys = {one.key for one in fitting}
        titled = [
            one
            for title in sentences
            if title.in_title
            for one in fitting
            if title.first <= one.first < title.behind
        ]
        if len({one.key for one in titled}) == 1:
            return _Nameless(titled[0])
        return _Nameless(fitting[0] if len(keys) == 1 else None)
    return None


def _office_that_signs(text: str) -> str | None:
    """Of whom somebody signs an agreement who is named by an office alone: Kreis or town."""
    office = deeds.OFFICE.search(text)
    signs = deeds.SIGNING.search(text) and deeds.AGREEMENT.search(text)
    if office is None or not signs or deeds.OTHER_AGREEMENT.search(text):
        return None
    if office["hochschule"]:
        return "Hochschule"
    return "Kreis" if office["kreis"] else "Stadt"


def _fits(one: Candidate, head: str) -> bool:
    if head == "Kommune":
        return not one.is_member
    return one.entry.is_kreis == (head == "Kreis") and one.is_member == (head == "Hochschule")


_LEAD: Final = 5  # sentences, the title and what stands above it among them


def _is_considered(sentence: Sentence) -> bool:
    """Whether a sentence tells of an accession that is planned, possible or denied."""
    text = sentence.text
    tells = bool(
        deeds.INTENDING.search(text)
        or any(not deeds.STATE.fullmatch(one[0]) for one in deeds.JOINING.finditer(text))
        or re.search(r"\bMitgliedschaft|\bals (?:neues )?Mitglied", text)
        or (deeds.SIGNING.search(text) and deeds.OURS.search(text))
    )
    return tells and mode(sentence.text) in (Mode.PLANNED, Mode.DENIED)


def _is_about_us(sentences: tuple[Sentence, ...]) -> bool:
    """Whether the title or the first sentence below it names the initiative."""
    body = [one for one in sentences if one.in_body and not one.in_title and len(one.text) > 25]
    first = [one for one in sentences if one.in_title] + body[:2]
    return any(deeds.OURS.search(one.text) for one in first)


def joiner(
    catalog: Catalog, places: Places, one: Candidate, *, sure: bool, represents: bool
) -> Joiner:
    """A name of the text as one who accedes: by the member's key where there is such a row."""
    text, start = places.text_of(one)
    sure = sure and one.sure
    if one.is_member:
        return Joiner(one.key, one.key, None, text, start, sure, represents)
    member = next((m.member_id for m in catalog.members.values() if m.ags == one.key), None)
    return Joiner(member or one.key, member, one.key, text, start, sure, represents)


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
    of_us = deeds.US.search(sentence.text) is not None
    told = list(deeds.JOINING.finditer(sentence.text)) if of_us else []
    if not deeds.NEW.search(sentence.text):
        told = [deed for deed in told if not deeds.STATE.fullmatch(deed[0])]
    signs = deeds.SIGNING.search(sentence.text)
    by_signing = (
        signs is not None
        and deeds.AGREEMENT.search(sentence.text) is not None
        and deeds.OTHER_AGREEMENT.search(sentence.text) is None
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
        plain = found.tokens.plain.flat
        how = _by_dates(how, plain, begin, end, whens, released)
        if _since(plain, begin, end, found.items[one.first].start):
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
            if not deeds.WITNESS.search(plain, begin, found.items[one.first].start):
                yield one, how, weight
        elif role == Role.FOR and by_signing and not deeds.STAND_IN.search(sentence.text):
            yield one, how, weight


def _mode(sentence: Sentence, begin: int, end: int) -> Mode:
    own = mode(sentence.text[begin - sentence.start : end - sentence.start])
    if own is not Mode.DONE:
        return own
    whole = mode(sentence.text)
    return whole if whole in (Mode.PLANNED, Mode.DENIED) else Mode.DONE


def _by_dates(
    how: Mode, text: str, begin: int, end: int, whens: tuple[When, ...], released: date | None
) -> Mode:
    """How a clause tells, once its dates are known: what lies ahead is planned."""
    if released is None or how is Mode.DENIED:
        return how
    own = [
        (one, value)
        for one in whens
        if begin <= one.start < end and (value := resolve(one, released)) is not None
    ]
    ahead = [
        one
        for one, value in own
        if value.earliest > released and not TERM.search(text, max(0, one.start - 24), one.start)
    ]
    if ahead and len(ahead) == len(own):
        return Mode.PLANNED
    recent = any(0 <= (released - value.latest).days <= _RECENT for _, value in own)
    return Mode.DONE if how is Mode.PAST and recent else how


_RECENT: Final = 60  # days


def _since(text: str, begin: int, end: int, place: int) -> bool:
    """Whether a clause says of a name that it has been a member for long.

    As in "Bereits Mitglied sind …" and "Bochum, seit 2019 dabei"; not in "Zu den bisherigen
    Mitgliedern stößt nun …", where the name stands behind "nun".
    """
    found = deeds.SINCE.search(text, begin, end)
    if found is None:
        return False
    between = text[found.end() : place] if found.end() <= place else ""
    return re.search(r"\b(?:nun|jetzt|auch|neu)\b", between) is None


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
