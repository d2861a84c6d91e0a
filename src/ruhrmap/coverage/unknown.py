"""What is not known: every gap of the data that a reader must know of, told from the data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from ruhrmap import wording
from ruhrmap.coverage.accession import member_name
from ruhrmap.coverage.evidence import evidence_end_of
from ruhrmap.coverage.status import own_memberships
from ruhrmap.dates import Edtf
from ruhrmap.messages import both, both_plural, long_date
from ruhrmap.model import (
    Basis,
    Catalog,
    Level,
    MemberKind,
    Membership,
    Representation,
    Text,
)

# How the reference line of a source, which is German, names a licence nobody has confirmed.
_UNCONFIRMED: Final = "noch zu bestätigen"


@dataclass(frozen=True, slots=True)
class Unknown:
    """One gap. ``key`` names its kind for programs; sources are those it was seen in."""

    key: str
    text: Text
    source_ids: tuple[str, ...] = ()


def unknowns(catalog: Catalog) -> tuple[Unknown, ...]:
    """All that is not known, what weighs most first."""
    return (
        *_after_evidence(catalog),
        *_agreements(catalog),
        *_without_end(catalog),
        *_districts(catalog),
        *_representation(catalog),
        *_joined(catalog),
        *_signed(catalog),
        *_left(catalog),
        *_sources(catalog),
    )


def caveats(catalog: Catalog) -> tuple[Text, ...]:
    """The gaps that whoever uses a status must know, wherever it is carried to."""
    weighty = {"after_evidence", "agreement", "district", "absence"}
    return tuple(one.text for one in unknowns(catalog) if one.key in weighty)


def evidence_ends(catalog: Catalog) -> tuple[tuple[Text, date], ...]:
    """The last day of the evidence of each kind of members; kinds with the same day in one."""
    ends: dict[date, list[Text]] = {}
    for group in ("municipal", "universities", "partners"):
        last = [
            end
            for member in catalog.members.values()
            if _group(member.kind) == group
            and (end := evidence_end_of(catalog, member.member_id)) is not None
        ]
        if last:
            ends.setdefault(max(last), []).append(both(f"unknown.group_{group}"))
    return tuple((wording.listed_texts(groups), day) for day, groups in sorted(ends.items()))


def _after_evidence(catalog: Catalog) -> Iterator[Unknown]:
    for who, day in evidence_ends(catalog):
        text = both("unknown.after_evidence", date=_long(day), who=who)
        yield Unknown("after_evidence", text)


def _group(kind: MemberKind) -> str:
    if kind.is_municipal:
        return "municipal"
    return "universities" if kind is MemberKind.UNIVERSITY else "partners"


def _agreements(catalog: Catalog) -> Iterator[Unknown]:
    until = {m.agreement_until for m in catalog.memberships} - {None}
    for day in sorted(day for day in until if day is not None):
        those = [m for m in catalog.memberships if m.agreement_until == day]
        text = both("unknown.agreement", names=_names(catalog, those), date=_long(day))
        yield Unknown("agreement", text, _sources_of(those))


def _without_end(catalog: Catalog) -> Iterator[Unknown]:
    those = [m for m in catalog.memberships if m.left is None and m.agreement_until is None]
    if those:
        total = wording.figure(len(catalog.memberships))
        yield Unknown("no_end", both_plural("unknown.no_end", len(those), total=total))


def _districts(catalog: Catalog) -> Iterator[Unknown]:
    own = own_memberships(catalog)
    those = [place for place in catalog.at(Level.DISTRICT) if place.ags not in own]
    if those:
        names = wording.listed_texts([Text(p.name, p.name) for p in wording.by_name(those)])
        yield Unknown("district", both("unknown.district", names=names))


def _representation(catalog: Catalog) -> Iterator[Unknown]:
    those = [m for m in catalog.memberships if m.representation is Representation.ASSUMED]
    if those:
        text = both("unknown.representation", names=_names(catalog, those))
        yield Unknown("representation", text, _sources_of(those))


def _joined(catalog: Catalog) -> Iterator[Unknown]:
    """Accessions that are not known to the day, those of the same date in one."""
    inexact = [m for m in catalog.memberships if not m.joined.is_exact or m.joined.approximate]
    for when, those in groupby(sorted(inexact, key=lambda m: m.joined), lambda m: m.joined):
        group = list(those)
        text = both(
            "unknown.joined",
            names=_names(catalog, group),
            when=_told(wording.on, when),
        )
        yield Unknown("joined", text, _sources_of(group))


def _signed(catalog: Catalog) -> Iterator[Unknown]:
    those = [m for m in catalog.memberships if m.basis is Basis.PRESS_RELEASE_DATE]
    if those:
        text = both("unknown.signed", names=_names(catalog, those))
        yield Unknown("signed", text, _sources_of(those))


def _left(catalog: Catalog) -> Iterator[Unknown]:
    for one in catalog.memberships:
        if (left := one.left) is None or left.is_exact:
            continue
        when = _told(wording.ending, left)
        text = both("unknown.left", names=_names(catalog, [one]), when=when)
        yield Unknown("left", wording.joined([text, one.note], " "), one.source_ids)


def _sources(catalog: Catalog) -> Iterator[Unknown]:
    sources = catalog.sources.values()
    total = wording.figure(len(sources))
    counts = (
        ("title", [s for s in sources if not s.title_read]),
        ("undated", [s for s in sources if s.date is None]),
        ("address", [s for s in sources if not s.url]),
    )
    for key, those in counts:
        if those:
            yield Unknown(key, both_plural(f"unknown.source_{key}", len(those), total=total))
    open_ = [s for s in sources if _UNCONFIRMED in s.citation]
    if open_:
        titles = "; ".join(f"{s.publisher}: {s.title}" for s in open_)
        ids = tuple(s.source_id for s in open_)
        yield Unknown("licence", both("unknown.source_licence", titles=titles), ids)
    yield Unknown("absence", both("unknown.absence"))


def _names(catalog: Catalog, memberships: Iterable[Membership]) -> Text:
    ids = dict.fromkeys(one.member_id for one in memberships)
    return wording.listed_texts([member_name(catalog.members[i]) for i in ids])


def _sources_of(memberships: Iterable[Membership]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for one in memberships for i in one.source_ids))


def _long(day: date) -> Text:
    return wording.bilingual(lambda lang: long_date(lang, day))


def _told(write: Callable[[str, Edtf], str], value: Edtf) -> Text:
    return wording.bilingual(lambda lang: write(lang, value))
