"""Accessions: the days to which a reader steps, and the ticks of the time axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ruhrmap import wording
from ruhrmap.dates import Edtf
from ruhrmap.messages import both_plural
from ruhrmap.model import Catalog, Member, MemberKind, Text


@dataclass(frozen=True, slots=True)
class Accession:
    """All that joined at one date.

    Attributes
    ----------
    joined : Edtf
        The date as the data give it.
    day : date
        Its latest day: from here on they are members for certain.
    span : tuple of date or None
        Earliest and latest day where the date is not known to the day.
    member_ids : tuple of str
    of_territories : bool
        Whether a municipal member is among them: then it is a tick of the map.
    when : Text
        The date as exactly as it is known, as a heading.
    names : Text
        Who joined: "Oberhausen"; beside Kommunen the others are only counted.
    short : Text
        The Kommunen among them by their short names, for the edge of a drawing; where there
        are none, the others.
    label : Text
        "9. April 2024: Oberhausen".
    """

    joined: Edtf
    day: date
    span: tuple[date, date] | None
    member_ids: tuple[str, ...]
    of_territories: bool
    when: Text
    names: Text
    short: Text
    label: Text


def accessions(catalog: Catalog) -> tuple[Accession, ...]:
    """The accessions in the order of their days.

    The rule: "Accessions are the distinct values of `joined` (eight; six of them of
    territories, which are the ticks of the map); the day of one is its latest day; a span
    is drawn as a bracket."
    """
    by_date: dict[Edtf, list[str]] = {}
    for membership in catalog.memberships:
        by_date.setdefault(membership.joined, []).append(membership.member_id)
    in_order = sorted(by_date, key=lambda joined: (joined.latest, joined.earliest))
    return tuple(_accession(catalog, joined, by_date[joined]) for joined in in_order)


def sources_of(catalog: Catalog, accession: Accession) -> tuple[str, ...]:
    """The sources of an accession in the order in which its memberships name them.

    Those without an address stand last: a reader cannot look them up.
    """
    begun = (one for one in catalog.memberships if one.joined == accession.joined)
    ids = dict.fromkeys(source_id for one in begun for source_id in one.source_ids)
    return tuple(sorted(ids, key=lambda one: not catalog.sources[one].url))


def _accession(catalog: Catalog, joined: Edtf, member_ids: Sequence[str]) -> Accession:
    members = [catalog.members[member_id] for member_id in dict.fromkeys(member_ids)]
    when = wording.capitalised_text(wording.bilingual(lambda lang: wording.edtf(lang, joined)))
    names = _names(members)
    return Accession(
        joined=joined,
        day=joined.latest,
        span=None if joined.is_exact else (joined.earliest, joined.latest),
        member_ids=tuple(member.member_id for member in members),
        of_territories=any(member.kind.is_municipal for member in members),
        when=when,
        names=names,
        short=_short(members),
        label=wording.joined([when, names], ": "),
    )


def _short(members: Sequence[Member]) -> Text:
    municipal = [member for member in members if member.kind.is_municipal]
    if municipal:
        text = ", ".join(member.short_name for member in municipal)
        return Text(text, text)
    return wording.listed_texts([member_name(member) for member in members])


def _names(members: Sequence[Member]) -> Text:
    """Names in a row; beside Kommunen the others are only counted, or it gets too long."""
    municipal = [member for member in members if member.kind.is_municipal]
    others = [member for member in members if not member.kind.is_municipal]
    names = wording.listed_texts([member_name(member) for member in municipal or others])
    if municipal and others:
        universities = sum(member.kind is MemberKind.UNIVERSITY for member in others)
        counts = [
            both_plural(key, count)
            for key, count in (
                ("accession.universities", universities),
                ("accession.partners", len(others) - universities),
            )
            if count
        ]
        names = wording.joined([names, wording.listed_texts(counts)], "; ")
    return names


def member_name(member: Member) -> Text:
    """A member's name in both languages; where there is no English one, the German."""
    return Text(member.name, member.name_en or member.name)
