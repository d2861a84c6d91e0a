"""Counts and sums on a day: Kommunen, districts, municipalities, inhabitants, area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from ruhrmap.coverage.membership import MembershipState, spell_on
from ruhrmap.coverage.status import Status, TerritoryStatus, territory_statuses
from ruhrmap.model import Catalog, Level, MemberKind, Membership


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted on a day. ``*_possible`` adds what is uncertain, and never less.

    Inhabitants and areas (km2) are sums over the municipalities that are member or
    represented, whatever level is drawn.
    """

    kommunen: int
    kommunen_possible: int
    districts: int
    districts_possible: int
    districts_total: int
    municipalities: int
    municipalities_possible: int
    municipalities_total: int
    population: int
    population_possible: int
    population_total: int
    area_km2: float
    area_possible: float
    area_total: float
    universities: int
    universities_possible: int
    partners: int
    by_status: Mapping[Level, Mapping[Status, int]]

    @property
    def population_share(self) -> float:
        """Share of the inhabitants, 0..1."""
        return _share(self.population, self.population_total)

    @property
    def population_share_possible(self) -> float:
        """Share of the inhabitants with the uncertain municipalities, 0..1."""
        return _share(self.population_possible, self.population_total)

    @property
    def area_share(self) -> float:
        """Share of the area, 0..1."""
        return _share(self.area_km2, self.area_total)

    @property
    def area_share_possible(self) -> float:
        """Share of the area with the uncertain municipalities, 0..1."""
        return _share(self.area_possible, self.area_total)


def _share(part: float, total: float) -> float:
    return part / total if total else 0.0


def count_on(catalog: Catalog, day: date) -> Counting:
    """Count everything on a day.

    The rule: "**Counting**: three counts, never mixed. *Kommunen*: municipal members by own
    membership (5 in 2013; what RuhrFutur publishes). *Districts* of 15: own membership of
    the district. *Municipalities* of 53: member or represented. Inhabitants and area are
    always sums over the 53 municipalities that are member or represented, whatever level is
    drawn; uncertain ones stand beside ("bis zu ..."), never inside."

    Areas are the official ones, added up without rounding errors.
    """
    return tally(catalog, territory_statuses(catalog, day), day)


def tally(
    catalog: Catalog, statuses: Mapping[Level, Mapping[str, TerritoryStatus]], day: date
) -> Counting:
    """Like :func:`count_on`, from the statuses of that day."""
    districts, towns = (
        {ags: one.status for ags, one in statuses[level].items()}
        for level in (Level.DISTRICT, Level.MUNICIPALITY)
    )
    sure = [ags for ags, status in towns.items() if status.covered]
    open_ = [ags for ags, status in towns.items() if status is Status.UNCERTAIN]
    district_members = sum(status is Status.MEMBER for status in districts.values())
    members = _MemberCounts(catalog, day)
    return Counting(
        kommunen=members.sure(_MUNICIPAL),
        kommunen_possible=members.possible(_MUNICIPAL),
        districts=district_members,
        districts_possible=district_members
        + sum(status is Status.UNCERTAIN for status in districts.values()),
        districts_total=len(districts),
        municipalities=len(sure),
        municipalities_possible=len(sure) + len(open_),
        municipalities_total=len(towns),
        population=population_of(catalog, sure),
        population_possible=population_of(catalog, [*sure, *open_]),
        population_total=population_of(catalog, towns),
        area_km2=area_of(catalog, sure),
        area_possible=area_of(catalog, [*sure, *open_]),
        area_total=area_of(catalog, towns),
        universities=members.sure(_UNIVERSITIES),
        universities_possible=members.possible(_UNIVERSITIES),
        partners=members.sure(_PARTNERS),
        by_status=MappingProxyType({level: _by_status(statuses[level]) for level in Level}),
    )


def population_of(catalog: Catalog, municipalities: Iterable[str]) -> int:
    """Inhabitants of these municipalities on census day."""
    return sum(catalog.census[ags].population for ags in municipalities if ags in catalog.census)


def area_of(catalog: Catalog, municipalities: Iterable[str]) -> float:
    """Official area of these municipalities in km2, exact to the last published decimal."""
    known = (catalog.census[ags] for ags in municipalities if ags in catalog.census)
    return float(sum((Decimal(str(one.area_km2)) for one in known), Decimal(0)))


def _by_status(statuses: Mapping[str, TerritoryStatus]) -> Mapping[Status, int]:
    counts = Counter(one.status for one in statuses.values())
    return MappingProxyType({status: counts[status] for status in Status})


_MUNICIPAL = frozenset(kind for kind in MemberKind if kind.is_municipal)
_UNIVERSITIES = frozenset({MemberKind.UNIVERSITY})
_PARTNERS = frozenset(MemberKind) - _MUNICIPAL - _UNIVERSITIES


class _MemberCounts:
    """Members by kind and state on a day: by own membership, never by territory."""

    def __init__(self, catalog: Catalog, day: date) -> None:
        spells: dict[str, list[Membership]] = {}
        for membership in catalog.memberships:
            spells.setdefault(membership.member_id, []).append(membership)
        self._counts: Counter[tuple[MemberKind, MembershipState]] = Counter(
            (catalog.members[member_id].kind, spell_on(own, day).state)
            for member_id, own in spells.items()
        )

    def sure(self, kinds: frozenset[MemberKind]) -> int:
        return sum(self._counts[kind, "member"] for kind in kinds)

    def possible(self, kinds: frozenset[MemberKind]) -> int:
        return self.sure(kinds) + sum(self._counts[kind, "uncertain"] for kind in kinds)
