"""From a decision to the rows to add, table by table, with keys that are free."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ruhrmap import wording
from ruhrmap.coverage import member_state_on
from ruhrmap.dates import Edtf
from ruhrmap.messages import both
from ruhrmap.model import Basis, Catalog, Counts, Membership, Representation, Says, Text
from ruhrmap.press.proposal.citation import citation
from ruhrmap.press.proposal.decision import Accession, Decision, Party, party
from ruhrmap.press.proposal.newcomer import member_row

Row = dict[str, str]

_NUMBER: Final = re.compile(r"[A-Z]([0-9]+)")
_DIGITS: Final = 2  # P01, T01: as many at least
_LICENCE: Final = "citation-only"


@dataclass(frozen=True, slots=True)
class Additions:
    """What a release adds to the package.

    Attributes
    ----------
    rows : mapping of str to tuple of rows
        The rows to add by table, each a mapping of column to cell; in the order of writing.
    relinked : mapping of str to str
        Territories whose releases so far stood with their ``ags``, and the member that they
        are from now on: their links go by that key.
    version : str
    day : date
        Of the new package.
    """

    rows: Mapping[str, tuple[Row, ...]]
    relinked: Mapping[str, str]
    version: str
    day: date


def additions(catalog: Catalog, decision: Decision, today: date) -> Additions:
    """The rows of a decision.

    Parameters
    ----------
    catalog : Catalog
        The data so far.
    decision : Decision
    today : date
        When somebody opened the source, and the date of the new package.
    """
    key = _next(catalog.sources, "P")
    newcomers = dict(_newcomers(catalog, decision))
    members = _Keys(catalog, newcomers)
    memberships = tuple(_memberships(catalog, decision, members, key))
    rows = {
        "members": tuple(newcomers.values()),
        "memberships": memberships,
        "evidence": tuple(_evidence(catalog, decision, members, key)),
        "sources": (_source(decision, key, today),),
        "press_releases": (_release(catalog, decision, key, memberships),),
        "press_links": tuple(_links(decision, members, key)),
        "published_totals": tuple(_totals(catalog, decision, key)),
        "changes": (_change(catalog, decision, key, memberships, members, today),),
    }
    return Additions(
        {name: made for name, made in rows.items() if made},
        {row["ags"]: row["member_id"] for row in newcomers.values()},
        next_version(catalog.version),
        max(today, catalog.data_date),
    )


def next_version(version: str) -> str:
    """The version that new facts give: its middle number rises.

    Examples
    --------
    >>> next_version("1.4.2")
    '1.5.0'
    """
    first, middle, _ = version.split(".")
    return f"{first}.{int(middle) + 1}.0"


class _Keys:
    """Member keys of parties, those of newcomers among them."""

    def __init__(self, catalog: Catalog, newcomers: Mapping[str, Row]) -> None:
        self.catalog = catalog
        self._new = {row["ags"]: row["member_id"] for row in newcomers.values()}

    def party(self, key: str) -> Party | None:
        return party(self.catalog, key)

    def member(self, key: str) -> str:
        """The member's key, empty for a territory that is none."""
        one = party(self.catalog, key)
        if one is None:
            return ""
        if one.member is not None:
            return one.member.member_id
        return self._new.get(one.territory.ags, "") if one.territory is not None else ""


def _next(taken: Iterable[str], letter: str) -> str:
    """The key after the highest of its letter."""
    numbers = [
        int(found[1])
        for one in taken
        if one.startswith(letter) and (found := _NUMBER.fullmatch(one))
    ]
    return f"{letter}{max(numbers, default=0) + 1:0{_DIGITS}d}"


def _newcomers(catalog: Catalog, decision: Decision) -> Iterator[tuple[str, Row]]:
    taken = set(catalog.members)
    for accession in decision.accessions:
        one = party(catalog, accession.key)
        if one is not None and one.member is None and one.territory is not None:
            row = member_row(one.territory, taken)
            taken.add(row["member_id"])
            yield one.territory.ags, row


def current(catalog: Catalog, member_id: str, day: Edtf) -> Membership | None:
    """The membership that a member has on a day, whether for certain or not."""
    own = (one for one in catalog.memberships if one.member_id == member_id)
    return next(
        (one for one in own if one.left is None or one.left.latest > day.latest),
        None,
    )


def joining(catalog: Catalog, decision: Decision) -> Iterator[tuple[Accession, Party, bool]]:
    """Who joins, and whether as a member of now; once each."""
    when, seen = decision.joined, set()
    for accession in decision.accessions:
        one = party(catalog, accession.key)
        if when is None or one is None or one.name in seen:
            continue
        seen.add(one.name)
        member = one.member
        known = member is not None and current(catalog, member.member_id, when[0]) is not None
        yield accession, one, not known


def _memberships(catalog: Catalog, decision: Decision, members: _Keys, key: str) -> Iterator[Row]:
    when = decision.joined
    for accession, one, new in joining(catalog, decision):
        if when is None or not new:
            continue
        member = members.member(accession.key)
        spells = {spell.membership_id for spell in catalog.memberships}
        number = 1
        while f"{member}-{number}" in spells:
            number += 1
        representation = ""
        if one.is_kreis:
            representation = (accession.representation or Representation.ASSUMED).value
        until = accession.agreement_until
        yield {
            "membership_id": f"{member}-{number}",
            "member_id": member,
            "joined": when[0].text,
            "left": "",
            "joined_basis": when[1].value,
            "agreement_until": until.isoformat() if until else "",
            "representation": representation,
            "sources": key,
            "note_de": "",
            "note_en": "",
        }


def _evidence(catalog: Catalog, decision: Decision, members: _Keys, key: str) -> Iterator[Row]:
    """What the source says of whom: joined, named as a member, counted; once each."""
    said: set[str] = set()
    when = decision.joined
    for accession, _, new in joining(catalog, decision):
        member = members.member(accession.key)
        if when is None or member in said:
            continue
        said.add(member)
        says = Says.JOINED if new or _agrees(catalog, member, when[0]) else Says.LISTED
        yield _said(member, key, when[0], says)
    day = decision.released or decision.signed
    for subject in decision.subjects:
        member = members.member(subject.key)
        if subject.listed and member and member not in said and day is not None:
            said.add(member)
            yield _said(member, key, day, Says.LISTED)
    for total in decision.totals:
        if not total.counted or total.as_of is None:
            continue
        for member in _counted(catalog, decision, members, total.counts, total.as_of.latest):
            if member not in said:
                said.add(member)
                yield _said(member, key, total.as_of, Says.COUNTED)


def _said(member: str, source: str, day: Edtf, says: Says) -> Row:
    return {"member_id": member, "source_id": source, "date": day.text, "says": says.value}


def _agrees(catalog: Catalog, member: str, when: Edtf) -> bool:
    spell = current(catalog, member, when)
    if spell is None:
        return False
    return spell.joined.earliest <= when.latest and when.earliest <= spell.joined.latest


def _counted(
    catalog: Catalog, decision: Decision, members: _Keys, counts: Counts, day: date
) -> Iterator[str]:
    """The members that a total counts: certain ones on its day, and who joins by then."""
    for member in catalog.members.values():
        kind = member.kind
        fits = kind.is_municipal if counts is Counts.MUNICIPAL_MEMBERS else kind == "university"
        if fits and member_state_on(catalog, member.member_id, day) == "member":
            yield member.member_id
    when = decision.joined
    for accession, one, new in joining(catalog, decision):
        fits = (one.territory is not None) == (counts is Counts.MUNICIPAL_MEMBERS)
        if fits and new and when is not None and when[0].latest <= day:
            yield members.member(accession.key)


def _source(decision: Decision, key: str, today: date) -> Row:
    return {
        "source_id": key,
        "title": decision.title,
        "title_read": "true" if decision.title_read else "false",
        "date": decision.released.text if decision.released else "",
        "publisher": decision.publisher,
        "url": decision.url,
        "accessed": today.isoformat(),
        "licence": _LICENCE,
        "licence_url": "",
        "citation": citation(
            decision.publisher,
            decision.title,
            decision.released,
            decision.url,
            today,
            title_read=decision.title_read,
        ),
    }


def _release(catalog: Catalog, decision: Decision, key: str, memberships: tuple[Row, ...]) -> Row:
    note = decision.note or suggested_note(catalog, decision, new=bool(memberships))
    return {
        "press_id": key,
        "medium": decision.medium.value,
        "kind": decision.kind.value,
        "note_de": note.de,
        "note_en": note.en,
    }


def suggested_note(catalog: Catalog, decision: Decision, *, new: bool = True) -> Text:
    """What readers should know of the release: when it was signed, for whom a Kreis stands."""
    if not new:
        return Text()
    parts = []
    if decision.signed is None:
        parts.append(both("proposal.note_no_signing"))
    elif decision.released is None or decision.signed.text != decision.released.text:
        signed = decision.signed
        when = wording.bilingual(lambda language: wording.on(language, signed))
        parts.append(both("proposal.note_signed", when=when))
    for accession in decision.accessions:
        one = party(catalog, accession.key)
        stated = accession.representation is Representation.STATED
        if stated and one is not None and one.territory is not None and one.is_kreis:
            place = wording.capitalised_text(wording.territory(one.territory))
            parts.append(both("proposal.note_represents", place=place))
    return wording.joined(parts, " ")


def _links(decision: Decision, members: _Keys, key: str) -> Iterator[Row]:
    """Whom it is about, who joins first; a member goes by its key."""
    seen = set()
    keys = [one.key for one in decision.accessions]
    keys += [one.key for one in decision.subjects]
    for one in keys:
        subject = members.party(one)
        if subject is None:
            continue
        member = members.member(one)
        ags = "" if member or subject.territory is None else subject.territory.ags
        if (member, ags) not in seen:
            seen.add((member, ags))
            yield {"press_id": key, "member_id": member, "ags": ags}


def _totals(catalog: Catalog, decision: Decision, key: str) -> Iterator[Row]:
    taken = [one.total_id for one in catalog.published_totals]
    for total in decision.totals:
        taken.append(_next(taken, "T"))
        yield {
            "total_id": taken[-1],
            "as_of": total.as_of.text if total.as_of else "",
            "counts": total.counts.value,
            "value": str(total.value),
            "source_id": key,
            "note_de": "",
            "note_en": "",
            "conflict_de": total.conflict.de,
            "conflict_en": total.conflict.en,
        }


def _change(
    catalog: Catalog,
    decision: Decision,
    key: str,
    memberships: tuple[Row, ...],
    members: _Keys,
    today: date,
) -> Row:
    text = decision.change
    if not text:
        text = _told(catalog, decision, key, {row["member_id"] for row in memberships}, members)
    return {
        "version": next_version(catalog.version),
        "date": max(today, catalog.data_date).isoformat(),
        "text_de": text.de,
        "text_en": text.en,
    }


def _told(catalog: Catalog, decision: Decision, key: str, joined: set[str], members: _Keys) -> Text:
    """What changed, in a sentence."""
    names = [
        Text(one.name, one.name)
        for accession, one, _ in joining(catalog, decision)
        if members.member(accession.key) in joined
    ]
    when = decision.joined
    if names and when is not None:
        day, basis = when
        told = wording.bilingual(lambda language: wording.on(language, day))
        listed = wording.listed_texts(names)
        if basis is Basis.SIGNING:
            return both("proposal.change_signed", names=listed, when=told, key=key)
        return both("proposal.change_reported", names=listed, when=told, key=key)
    publisher = Text(decision.publisher, decision.publisher)
    return both("proposal.change_release", publisher=publisher, key=key)
