"""Published totals against what the memberships come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ruhrmap.coverage.counting import Counting, count_on
from ruhrmap.dates import Edtf
from ruhrmap.model import Catalog, Counts, PublishedTotal


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A published total beside what is computed.

    ``certain`` and ``possible`` are the smallest and the largest count on the days that
    the total speaks of: without and with what is uncertain.
    """

    total: PublishedTotal
    reconciles: bool
    certain: tuple[int, int]
    possible: tuple[int, int]


def reconcile(catalog: Catalog) -> tuple[Reconciliation, ...]:
    """Compare each published total with the counts, in the order of the data.

    The rule: "**Published totals** have `as_of` (EDTF), what they count, a value. One
    reconciles if on some day of `as_of` it lies between the certain count and the certain
    plus uncertain count. Those that do not are listed as conflicts with a reason."
    """
    return tuple(_reconcile(catalog, total) for total in catalog.published_totals)


def complete_total(catalog: Catalog, day: date) -> PublishedTotal | None:
    """The last total of Kommunen before a day that the certain members alone make up.

    Who is not among them is missing by arithmetic: the published number is reached without.
    That is the only trace of a territory of which no source says in words that it has not
    joined ("Kreis Wesel is missing by arithmetic").
    """
    known = [
        total
        for total in catalog.published_totals
        if total.counts is Counts.MUNICIPAL_MEMBERS and total.as_of.latest <= day
    ]
    last = max(known, key=lambda total: total.as_of.latest, default=None)
    if last is None or count_on(catalog, last.as_of.latest).kommunen != last.value:
        return None
    return last


def _reconcile(catalog: Catalog, total: PublishedTotal) -> Reconciliation:
    ranges = [_range(count_on(catalog, day), total.counts) for day in _days(catalog, total.as_of)]
    return Reconciliation(
        total=total,
        reconciles=any(sure <= total.value <= possible for sure, possible in ranges),
        certain=_extent(sure for sure, _ in ranges),
        possible=_extent(possible for _, possible in ranges),
    )


def _days(catalog: Catalog, as_of: Edtf) -> list[date]:
    """The days of ``as_of`` on which a count can change: its first, and the turning ones."""
    bounds = {
        day
        for membership in catalog.memberships
        for when in (membership.joined, membership.left)
        if when is not None
        for day in (when.earliest, when.latest)
    }
    return sorted({as_of.earliest, *(d for d in bounds if as_of.earliest < d <= as_of.latest)})


def _range(counts: Counting, what: Counts) -> tuple[int, int]:
    if what is Counts.MUNICIPAL_MEMBERS:
        return counts.kommunen, counts.kommunen_possible
    return counts.universities, counts.universities_possible


def _extent(values: Iterable[int]) -> tuple[int, int]:
    known = list(values)
    return min(known), max(known)
