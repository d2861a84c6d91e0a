"""From what was read of a release to a first decision, with everything that is unsure marked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from ruhrmap.messages import both
from ruhrmap.model import (
    Catalog,
    Medium,
    MemberKind,
    PressKind,
    Representation,
    Text,
)
from ruhrmap.press.proposal.decision import Accession, Count, Decision, Subject, party
from ruhrmap.press.reading.result import Mention, Reading

# Between the place of a dateline and its date: "Essen, 31. Mai 2023", "Essen (idr). 31. Mai".
_DATELINE: Final = 12
_GENERAL: Final = frozenset({MemberKind.STATE, MemberKind.ASSOCIATION, MemberKind.FOUNDATION})


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field that a person has to look at, and why.

    ``field`` is that of :class:`Decision`; of accessions, subjects and totals ``key`` says
    which one is meant (a total's is its number).
    """

    field: str
    message: Text
    key: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A first decision, what is unsure in it, and everybody who is named at all."""

    decision: Decision
    doubts: tuple[Doubt, ...]
    named: tuple[Subject, ...]  # also those that are not proposed as subjects

    def doubts_on(self, field: str, key: str = "") -> tuple[Text, ...]:
        """Why a field is unsure; nothing where it is not."""
        return tuple(d.message for d in self.doubts if (d.field, d.key) == (field, key))


def propose(catalog: Catalog, reading: Reading) -> Proposal:
    """What is to be entered, if a person agrees; nothing is guessed without a mark."""
    doubts: list[Doubt] = []
    decision = Decision(
        title=reading.title,
        publisher=reading.publisher,
        released=reading.released.value if reading.released else None,
        signed=reading.signed.value if reading.signed else None,
        kind=reading.kind,
        medium=_medium(catalog, reading.publisher, doubts),
        accessions=_accessions(catalog, reading, doubts),
        subjects=_subjects(catalog, reading, doubts),
        totals=_totals(reading, doubts),
    )
    named = tuple(Subject(key) for key in _named(catalog, reading))
    return Proposal(decision, (*_plain_doubts(reading), *doubts), named)


def _plain_doubts(reading: Reading) -> list[Doubt]:
    found = []
    if not reading.title:
        found.append(Doubt("title", both("proposal.doubt_no_title")))
    elif not reading.title_sure:
        found.append(Doubt("title", both("proposal.doubt_title")))
    if not reading.publisher:
        found.append(Doubt("publisher", both("proposal.doubt_no_publisher")))
    if reading.released is None:
        found.append(Doubt("released", both("proposal.doubt_no_released")))
    elif not reading.released.sure:
        found.append(Doubt("released", both("proposal.doubt_date")))
    if reading.signed is not None and not reading.signed.sure:
        found.append(Doubt("signed", both("proposal.doubt_date")))
    if reading.signed is None and (reading.kind is PressKind.ACCESSION or reading.members):
        found.append(Doubt("signed", both("proposal.doubt_no_signed")))
    if not reading.kind_sure:
        found.append(Doubt("kind", both("proposal.doubt_kind")))
    if any(not one.told for one in reading.members):
        found.append(Doubt("kind", both("proposal.doubt_who")))
    found.append(Doubt("url", both("proposal.doubt_url")))
    return found


def _medium(catalog: Catalog, publisher: str, doubts: list[Doubt]) -> Medium:
    """What this publisher's items were so far."""
    known = Counter(
        one.medium
        for one in catalog.press_releases.values()
        if publisher and one.source.publisher.casefold() == publisher.casefold()
    )
    if known:
        return known.most_common(1)[0][0]
    doubts.append(Doubt("medium", both("proposal.doubt_medium")))
    return Medium.PRESS_RELEASE


def _accessions(catalog: Catalog, reading: Reading, doubts: list[Doubt]) -> tuple[Accession, ...]:
    found: dict[str, Accession] = {}
    for joiner in reading.members:
        one = party(catalog, joiner.key)
        if one is None or one.identity in found:
            continue
        if not joiner.told:
            continue  # a person ticks it, or nobody does
        key = one.identity
        representation = None
        if one.is_kreis:
            representation = Representation.STATED
            if not joiner.represents:
                representation = Representation.ASSUMED
                message = both("proposal.doubt_representation")
                doubts.append(Doubt("accessions", message, key))
        if not joiner.sure:
            doubts.append(Doubt("accessions", both("proposal.doubt_joiner"), key))
        found[key] = Accession(key, representation)
    return tuple(found.values())


def _named(catalog: Catalog, reading: Reading) -> dict[str, list[Mention]]:
    """Mentions by whom they mean, in the order of the text."""
    found: dict[str, list[Mention]] = {}
    for mention in reading.mentions:
        if (one := party(catalog, mention.key)) is not None:
            found.setdefault(one.identity, []).append(mention)
    return found


def _subjects(catalog: Catalog, reading: Reading, doubts: list[Doubt]) -> tuple[Subject, ...]:
    """Whom it is about: who joins; else places and universities, else partners.

    The place of a dateline is named but is no subject.
    """
    joining = [p.identity for j in reading.members if (p := party(catalog, j.key)) is not None]
    chosen: list[str] = []
    general: list[str] = []
    for key, mentions in _named(catalog, reading).items():
        one = party(catalog, key)
        if one is None:
            continue
        if not any(mention.sure for mention in mentions):
            doubts.append(Doubt("subjects", both("proposal.doubt_mention"), key))
        if joining or _is_dateline(reading, mentions):
            continue
        partner = one.member is not None and one.member.kind in _GENERAL
        (general if partner else chosen).append(key)
    keys = joining or chosen or general
    return tuple(Subject(key) for key in dict.fromkeys(keys))


def _is_dateline(reading: Reading, mentions: list[Mention]) -> bool:
    if len(mentions) > 1 or reading.released is None or reading.released.start < 0:
        return False
    behind = mentions[0].start + len(mentions[0].text)
    between = reading.text[behind : reading.released.start]
    return behind <= reading.released.start <= behind + _DATELINE and "\n" not in between


def _totals(reading: Reading, doubts: list[Doubt]) -> tuple[Count, ...]:
    """Each published number once; its day is the release's unless the text says another."""
    found: list[Count] = []
    for total in reading.totals:
        if any((one.counts, one.value) == (total.counts, total.value) for one in found):
            continue
        as_of = total.as_of
        key = str(len(found))
        if as_of is None:
            as_of = reading.released.value if reading.released else None
            doubts.append(Doubt("totals", both("proposal.doubt_as_of"), key))
        if not total.sure:
            doubts.append(Doubt("totals", both("proposal.doubt_total"), key))
        found.append(Count(total.counts, total.value, as_of))
    return tuple(found)
