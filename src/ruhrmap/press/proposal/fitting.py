"""Whether a published total fits the data, with those who join by the release among them."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from ruhrmap.coverage import Reconciliation, reconcile
from ruhrmap.model import Catalog, Member, MemberKind, Membership, PublishedTotal
from ruhrmap.press.proposal.decision import Count, Decision
from ruhrmap.press.proposal.rows import joining


def fits(catalog: Catalog, decision: Decision, total: Count) -> Reconciliation | None:
    """What the check of the new package will say of a total; None while it has no day.

    The rule is :func:`ruhrmap.coverage.reconcile`.
    """
    if total.as_of is None:
        return None
    members, memberships = dict(catalog.members), list(catalog.memberships)
    when = decision.joined
    for _, one, new in joining(catalog, decision):
        if not new or when is None:
            continue
        member = one.member
        if member is None and one.territory is not None:
            kind = MemberKind.KREIS if one.is_kreis else MemberKind.TOWN
            if one.territory.is_independent_city:
                kind = MemberKind.INDEPENDENT_CITY
            name, ags = one.name, one.territory.ags
            member = Member(ags, name, name, name, kind, ags)
        if member is not None:
            members[member.member_id] = member
            key = f"{member.member_id}-new"
            memberships.append(
                Membership(key, member.member_id, when[0], None, when[1], None, None, ())
            )
    published = PublishedTotal("", total.as_of, total.counts, total.value, "")
    supposed = replace(
        catalog,
        members=MappingProxyType(members),
        memberships=tuple(memberships),
        published_totals=(published,),
    )
    return reconcile(supposed)[0]
