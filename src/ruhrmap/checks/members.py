"""Checks of members, their memberships and the evidence for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ruhrmap.checks.needs import needs
from ruhrmap.dates import Edtf
from ruhrmap.model import Level, MemberKind, Says, TerritoryKind
from ruhrmap.package import Package, Row
from ruhrmap.package.finding import Finding, error

_MEMBER_OF: Final = {
    MemberKind.INDEPENDENT_CITY: (Level.DISTRICT, (TerritoryKind.INDEPENDENT_CITY,)),
    MemberKind.KREIS: (Level.DISTRICT, (TerritoryKind.KREIS,)),
    MemberKind.TOWN: (Level.MUNICIPALITY, (TerritoryKind.TOWN, TerritoryKind.MUNICIPALITY)),
}


@needs(members="member_id kind ags", territories="ags level kind")
def member_fits_territory(package: Package) -> Iterator[Finding]:
    """A municipal member has the territory of its kind, once; another member has none."""
    table = package["members"]
    territories = {row.text("ags"): row for row in package["territories"] if row.text("ags")}
    seen: dict[str, int] = {}
    for row in table:
        ags, kind = row.text("ags"), row.text("kind")
        if not kind or not row.was_read("ags"):
            continue
        place = (table.file, row.number, "ags")
        if not MemberKind(kind).is_municipal:
            if ags:
                yield error("member_without_territory", *place, value=ags, kind=kind)
        elif not ags:
            yield error("member_needs_territory", *place, kind=kind)
        elif ags in seen:
            yield error("member_territory_double", *place, value=ags, earlier=seen[ags])
        elif ags in territories:
            level, kinds = _MEMBER_OF[MemberKind(kind)]
            found = territories[ags].text("level"), territories[ags].text("kind")
            if all(found) and (found[0] != level or found[1] not in kinds):
                yield error("member_territory", *place, value=ags, kind=kind, found=found[1])
        seen.setdefault(ags, row.number)


@needs(members="member_id", memberships="member_id")
def members_have_memberships(package: Package) -> Iterator[Finding]:
    """A member without any membership: perhaps a row was forgotten."""
    table = package["members"]
    with_spell = {row.raw.get("member_id") for row in package["memberships"].rows}
    for row in table:
        member = row.text("member_id")
        if member and member not in with_spell:
            yield error("member_no_membership", table.file, row.number, "member_id", value=member)


@needs(memberships="joined left agreement_until")
def membership_ends_after_it_begins(package: Package) -> Iterator[Finding]:
    """A membership can have lasted a day at least, and its agreement ends no sooner."""
    table = package["memberships"]
    for row in table:
        joined, left, until = row.edtf("joined"), row.edtf("left"), row.day("agreement_until")
        if joined is None:
            continue
        if left is not None and _ends_before(joined, left):
            fields = {"left": left.text, "joined": joined.text}
            yield error("membership_ends_before", table.file, row.number, "left", **fields)
        if until is not None and until < joined.earliest:
            fields = {"until": until.isoformat(), "joined": joined.text}
            yield error("membership_agreement", table.file, row.number, "agreement_until", **fields)


@needs(memberships="member_id joined left")
def memberships_do_not_overlap(package: Package) -> Iterator[Finding]:
    """A member is certainly out before it can have come back."""
    table = package["memberships"]
    for spells in _spells(package).values():
        for (before, _), (row, joined) in pairwise(spells):
            left = before.edtf("left")
            if before.was_read("left") and (left is None or left.latest > joined.earliest):
                fields = {"member": row.text("member_id"), "earlier": before.number}
                yield error("membership_overlap", table.file, row.number, "joined", **fields)


@needs(memberships="member_id representation", members="member_id kind")
def representation_is_told_of_kreise(package: Package) -> Iterator[Finding]:
    """Of each Kreis it is said how its representation is known, and of nobody else."""
    table = package["memberships"]
    kinds = {row.text("member_id"): row.text("kind") for row in package["members"]}
    for row in table:
        kind = kinds.get(row.text("member_id"))
        told = bool(row.raw.get("representation"))
        if kind and told != (kind == MemberKind.KREIS):
            code = "representation_unfit" if told else "representation_missing"
            yield error(code, table.file, row.number, "representation", kind=kind)


@needs(memberships="member_id joined left", evidence="member_id date")
def memberships_have_evidence(package: Package) -> Iterator[Finding]:
    """Each membership has at least one piece of evidence from its own time."""
    table = package["memberships"]
    dates: dict[str, list[Edtf | None]] = defaultdict(list)
    for row in package["evidence"].rows:
        dates[row.raw.get("member_id", "")].append(row.edtf("date"))
    for spells in _spells(package).values():
        for row, _ in spells:
            known = dates[row.text("member_id")]
            # A date that could not be read has its finding; it may well be the one.
            if not any(date is None or _touches(row, date) for date in known):
                fields = {"member": row.text("member_id")}
                yield error("membership_no_evidence", table.file, row.number, "member_id", **fields)


@needs(evidence="member_id date says", memberships="member_id joined left")
def evidence_fits_memberships(package: Package) -> Iterator[Finding]:
    """What a source says of a member agrees with a membership of it."""
    table = package["evidence"]
    spells = _spells(package)
    members = {row.raw.get("member_id") for row in package["memberships"].rows}
    for row in table:
        member, date, says = row.text("member_id"), row.edtf("date"), row.text("says")
        if member and member not in members:
            fields = {"member": member}
            yield error("evidence_no_membership", table.file, row.number, "member_id", **fields)
            continue
        own = [spell for spell, _ in spells.get(member, ())]
        if date is None or not says or not own:
            continue
        fields = {"member": member, "date": date.text}
        if says == Says.JOINED and not any(_same_time(spell, "joined", date) for spell in own):
            yield error("evidence_joined", table.file, row.number, "date", **fields)
        elif says == Says.ENDED and not any(_ended_by(spell, date) for spell in own):
            yield error("evidence_ended", table.file, row.number, "date", **fields)
        elif says != Says.ENDED and not any(_touches(spell, date) for spell in own):
            yield error("evidence_outside", table.file, row.number, "date", **fields)


def _spells(package: Package) -> dict[str, list[tuple[Row, Edtf]]]:
    """The memberships of each member whose beginning could be read, in order of time."""
    spells: dict[str, list[tuple[Row, Edtf]]] = defaultdict(list)
    for row in package["memberships"]:
        joined = row.edtf("joined")
        if row.text("member_id") and joined is not None:
            spells[row.text("member_id")].append((row, joined))
    for own in spells.values():
        own.sort(key=lambda spell: (spell[1].earliest, spell[1].latest))
    return spells


def _touches(spell: Row, date: Edtf) -> bool:
    """Whether a date can lie within a membership; of an impossible one nothing is said."""
    joined, left = spell.edtf("joined"), spell.edtf("left")
    if joined is None or (left is not None and _ends_before(joined, left)):
        return True
    return joined.earliest <= date.latest and (left is None or date.earliest < left.latest)


def _ends_before(joined: Edtf, left: Edtf) -> bool:
    """Whether a membership cannot have lasted a single day: ``left`` is the first without."""
    return left.latest <= joined.earliest


def _same_time(spell: Row, column: str, date: Edtf) -> bool:
    own = spell.edtf(column)
    return own is not None and own.earliest <= date.latest and date.earliest <= own.latest


def _ended_by(spell: Row, date: Edtf) -> bool:
    left = spell.edtf("left")
    return left is not None and left.earliest <= date.latest
