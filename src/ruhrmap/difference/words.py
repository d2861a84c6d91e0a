"""Members and memberships that changed, as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ruhrmap import coverage, wording
from ruhrmap.dates import Edtf
from ruhrmap.messages import both, long_date
from ruhrmap.model import Catalog, Membership, Text


def told(old: Catalog, new: Catalog) -> tuple[Text, ...]:
    """One sentence a change; what is not said here shows in the tables."""
    return (*_members(old, new), *_memberships(old, new), *_frame(old, new))


def _members(old: Catalog, new: Catalog) -> Iterator[Text]:
    for key, member in old.members.items():
        name = coverage.member_name(member)
        if key not in new.members:
            yield both("delivery.word_member_gone", name=name)
        elif (now := coverage.member_name(new.members[key])) != name:
            yield both("delivery.word_member_renamed", name=name, now=now)


def _memberships(old: Catalog, new: Catalog) -> Iterator[Text]:
    before = {one.membership_id: one for one in old.memberships}
    after = {one.membership_id: one for one in new.memberships}
    for key, one in after.items():
        was = before.get(key)
        name = coverage.member_name(new.members[one.member_id])
        if was is None or was.member_id != one.member_id:
            yield from _begins(new, one, name)
        else:
            yield from _changed(was, one, name)
    for key, was in before.items():
        one_now = after.get(key)
        moved = one_now is not None and one_now.member_id != was.member_id
        if (one_now is None or moved) and was.member_id in new.members:
            name = coverage.member_name(old.members[was.member_id])
            yield both("delivery.word_membership_gone", name=name, when=_on(was.joined))


def _begins(catalog: Catalog, one: Membership, name: Text) -> Iterator[Text]:
    earlier = any(
        other.member_id == one.member_id and other.joined.latest < one.joined.earliest
        for other in catalog.memberships
    )
    key = "delivery.word_joins_again" if earlier else "delivery.word_joins"
    yield both(key, name=name, when=_on(one.joined))
    if one.representation is not None:
        yield both(f"delivery.word_represents_{one.representation.value}", name=name)
    if one.agreement_until is not None:
        day = one.agreement_until
        yield both("delivery.word_agreement_new", name=name, after=_long(day))
    if one.left is not None:
        yield both("delivery.word_left_new", name=name, after=_ending(one.left))


def _changed(was: Membership, one: Membership, name: Text) -> Iterator[Text]:
    if was.joined != one.joined:
        fields = {"before": _on(was.joined), "after": _on(one.joined)}
        yield both("delivery.word_joined_moved", name=name, **fields)
    if was.left != one.left:
        if one.left is None and was.left is not None:
            yield both("delivery.word_left_gone", name=name, before=_ending(was.left))
        elif was.left is None and one.left is not None:
            yield both("delivery.word_left_new", name=name, after=_ending(one.left))
        elif was.left is not None and one.left is not None:
            fields = {"before": _ending(was.left), "after": _ending(one.left)}
            yield both("delivery.word_left_moved", name=name, **fields)
    if was.agreement_until != one.agreement_until:
        yield _agreement(was, one, name)
    if was.representation != one.representation and one.representation is not None:
        yield both(f"delivery.word_represents_{one.representation.value}", name=name)


def _agreement(was: Membership, one: Membership, name: Text) -> Text:
    if one.agreement_until is None:
        assert was.agreement_until is not None
        return both("delivery.word_agreement_gone", name=name, before=_long(was.agreement_until))
    after = _long(one.agreement_until)
    if was.agreement_until is None:
        return both("delivery.word_agreement_new", name=name, after=after)
    before = _long(was.agreement_until)
    return both("delivery.word_agreement_moved", name=name, before=before, after=after)


def _frame(old: Catalog, new: Catalog) -> Iterator[Text]:
    """How far the evidence and the time axis reach, and which version it is."""
    before, after = coverage.evidence_end(old), coverage.evidence_end(new)
    if before != after:
        yield both("delivery.word_evidence", before=_long(before), after=_long(after))
    if old.axis_start != new.axis_start:
        fields = {"before": _long(old.axis_start), "after": _long(new.axis_start)}
        yield both("delivery.word_axis_start", **fields)
    if (old.version, old.data_date) != (new.version, new.data_date):
        yield both(
            "delivery.word_version",
            before=old.version,
            after=new.version,
            before_day=_long(old.data_date),
            after_day=_long(new.data_date),
        )


def _on(when: Edtf) -> Text:
    return wording.bilingual(lambda language: wording.on(language, when))


def _ending(when: Edtf) -> Text:
    return wording.bilingual(lambda language: wording.ending(language, when))


def _long(day: date) -> Text:
    return wording.bilingual(lambda language: long_date(language, day))
