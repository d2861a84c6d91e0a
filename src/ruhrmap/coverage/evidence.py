"""How fresh our knowledge is: the last day on which a source speaks of a member."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ruhrmap.model import Catalog, Evidence


def evidence_end(catalog: Catalog) -> date:
    """Last day on which a source speaks of the municipal members.

    The rule: "**Evidence** ends on 2024-04-10 for municipal members and universities, on
    2025-03-26 for Land, RVR and Stiftung (per member, the latest day in evidence.csv).
    After it the status is carried on and marked."

    Where no evidence is recorded at all, the day before the axis starts; where there is no
    municipal membership that could want any, the day of the data: nothing is carried on.
    """
    last = _last(e for e in catalog.evidence if catalog.members[e.member_id].kind.is_municipal)
    if last is not None:
        return last.date.latest
    if any(catalog.members[one.member_id].kind.is_municipal for one in catalog.memberships):
        return catalog.axis_start - timedelta(days=1)
    return catalog.data_date


def evidence_end_of(catalog: Catalog, member_id: str) -> date | None:
    """Last day on which a source speaks of one member; nothing where none does."""
    last = _last(e for e in catalog.evidence if e.member_id == member_id)
    return last.date.latest if last else None


def last_evidence_of(catalog: Catalog, member_id: str) -> tuple[Evidence, ...]:
    """The evidence of one member's last day: the date as it is known, and its sources."""
    mine = [e for e in catalog.evidence if e.member_id == member_id]
    if (last := _last(mine)) is None:
        return ()
    return tuple(e for e in mine if e.date.latest == last.date.latest)


def _last(evidence: Iterable[Evidence]) -> Evidence | None:
    return max(evidence, key=lambda e: (e.date.latest, e.date.earliest), default=None)
