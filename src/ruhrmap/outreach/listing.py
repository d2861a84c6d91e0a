"""The three lists of a key date, with all that is told of each entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ruhrmap import coverage, press, wording
from ruhrmap.boundaries import Border
from ruhrmap.coverage import Detail, Frame, Status, TerritoryStatus
from ruhrmap.coverage.counting import area_of, population_of
from ruhrmap.coverage.figures import area_source
from ruhrmap.coverage.status import territory_statuses
from ruhrmap.coverage.subject import member_at, towns_of
from ruhrmap.messages import both, long_date
from ruhrmap.model import Catalog, Level, Territory, Text
from ruhrmap.outreach.effect import Effect, if_it_joins, what_rests_on_it
from ruhrmap.outreach.freshness import Freshness, freshness, lasts_beyond
from ruhrmap.outreach.neighbourhood import Neighbourhood, neighbourhood
from ruhrmap.press import ReleaseGroup, Scope


class ListKind(StrEnum):
    """Why somebody should be asked; in the order in which the lists stand."""

    OPEN = "open"  # no accession known, or not certain
    EXPIRED = "expired"  # the agreement may have ended
    ASSUMED = "assumed"  # represented as is assumed, not as a source says


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in a list, on a key date.

    Attributes
    ----------
    place : Territory
    kind : ListKind
    district : str
        Name of its Kreis; empty for a district and for an independent city.
    status : Status
    kind_label, status_label : Text
    population : int or None
        On census day; None where none is recorded.
    population_date : date or None
    area_km2 : float or None
        The official area.
    neighbourhood : Neighbourhood
    effect : Effect
    freshness : Freshness
    agreement_until : date or None
        Last day of the agreement, once it has passed.
    detail : Detail
        What the panel of the public page tells of the place on that day.
    releases : tuple of ReleaseGroup
        Press items that concern it or its Kreis, newest first.
    population_sources, area_sources : tuple of str
    """

    place: Territory
    kind: ListKind
    district: str
    status: Status
    kind_label: Text
    status_label: Text
    population: int | None
    population_date: date | None
    area_km2: float | None
    neighbourhood: Neighbourhood
    effect: Effect
    freshness: Freshness
    agreement_until: date | None
    detail: Detail
    releases: tuple[ReleaseGroup, ...]
    population_sources: tuple[str, ...]
    area_sources: tuple[str, ...]

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Everything the row rests on: status, evidence, neighbours, inhabitants, area."""
        doors = (i for door in self.neighbourhood.doors for i in door.source_ids)
        ids = (*self.detail.source_ids, *self.freshness.source_ids, *doors)
        return tuple(dict.fromkeys((*ids, *self.population_sources, *self.area_sources)))


@dataclass(frozen=True, slots=True)
class OutreachList:
    """One of the three lists; ``empty`` says in words that nobody is in it, else it is empty."""

    kind: ListKind
    title: Text
    about: Text
    entries: tuple[Entry, ...]
    empty: Text


def lists(
    catalog: Catalog,
    frames: Sequence[Frame],
    level: Level,
    day: date,
    borders: Mapping[str, Border],
) -> tuple[OutreachList, ...]:
    """The three lists of a level on a day, in their order.

    The rules: "*No accession known*: status none or uncertain. *Agreement that may have
    ended*: the deciding membership is running, the last day of its agreement has passed, and
    no later evidence speaks of its member. *Representation only assumed*: status represented
    as assumed." Order in each list: "The largest share of the boundary that touches members
    or represented places first; with equal shares more inhabitants first; then by name."

    A place can stand in two lists: its Kreis's agreement may have ended and its
    representation be an assumption.

    Parameters
    ----------
    catalog : Catalog
    frames : sequence of Frame
        Of the catalogue, for the counts of the day.
    level : Level
    day : date
        The key date.
    borders : mapping
        The boundary of each territory of the level (:func:`ruhrmap.boundaries.borders`).

    Raises
    ------
    ValueError
        If the day lies outside of the time axis.
    KeyError
        If ``borders`` lacks a territory that stands in a list.
    """
    told = territory_statuses(catalog, day)
    rows = listed(catalog, told[level].values())
    make = _Maker(catalog, coverage.frame_on(frames, day), told, level, day, borders)
    return tuple(
        OutreachList(
            kind=kind,
            title=both(f"outreach.title_{kind.value}"),
            about=both(f"outreach.about_{kind.value}"),
            entries=make.entries(kind, rows[kind]),
            empty=Text() if rows[kind] else _empty(kind, level, day),
        )
        for kind in ListKind
    )


def listed(
    catalog: Catalog, told: Iterable[TerritoryStatus]
) -> Mapping[ListKind, tuple[TerritoryStatus, ...]]:
    """Whoever stands in each list, of the statuses of one level and day; see :func:`lists`."""
    every = tuple(told)
    return {
        kind: tuple(one for one in every if belongs(catalog, one))
        for kind, belongs in _BELONGS.items()
    }


def _is_open(_: Catalog, told: TerritoryStatus) -> bool:
    return told.status in (Status.NONE, Status.UNCERTAIN)


def _has_expired(catalog: Catalog, told: TerritoryStatus) -> bool:
    membership, until = told.membership, told.agreement_over
    if membership is None or until is None:
        return False
    return not lasts_beyond(catalog, membership, until)


def _is_assumed(_: Catalog, told: TerritoryStatus) -> bool:
    return told.status is Status.ASSUMED


_BELONGS: Mapping[ListKind, Callable[[Catalog, TerritoryStatus], bool]] = {
    ListKind.OPEN: _is_open,
    ListKind.EXPIRED: _has_expired,
    ListKind.ASSUMED: _is_assumed,
}


def _empty(kind: ListKind, level: Level, day: date) -> Text:
    return both(
        f"outreach.empty_{kind.value}_{level.value}",
        date=wording.bilingual(lambda lang: long_date(lang, day)),
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the entries of one day and level."""

    catalog: Catalog
    frame: Frame
    told: Mapping[Level, Mapping[str, TerritoryStatus]]
    level: Level
    day: date
    borders: Mapping[str, Border]

    def entries(self, kind: ListKind, rows: Iterable[TerritoryStatus]) -> tuple[Entry, ...]:
        found = [self._entry(kind, told) for told in rows]
        by_name = {place.ags: i for i, place in enumerate(wording.by_name(e.place for e in found))}
        return tuple(
            sorted(
                found,
                key=lambda one: (
                    -one.neighbourhood.covered,
                    -(one.population or 0),
                    by_name[one.place.ags],
                ),
            )
        )

    def _entry(self, kind: ListKind, told: TerritoryStatus) -> Entry:
        catalog, day = self.catalog, self.day
        place = catalog.territories[told.ags]
        towns = [town.ags for town in towns_of(catalog, place) if town.ags in catalog.census]
        known = [catalog.census[ags] for ags in towns]
        detail = coverage.detail(catalog, place.ags, day)
        in_a_kreis = place.level is Level.MUNICIPALITY and not place.is_independent_city
        return Entry(
            place=place,
            kind=kind,
            district=catalog.territories[place.district_ags].name if in_a_kreis else "",
            status=told.status,
            kind_label=both(f"kind.{place.kind.value}"),
            status_label=detail.status_label,
            population=population_of(catalog, towns) if towns else None,
            population_date=max((one.population_date for one in known), default=None),
            area_km2=area_of(catalog, towns) if towns else None,
            neighbourhood=neighbourhood(catalog, self.told[self.level], self.borders[place.ags]),
            effect=self._effect(kind, place),
            freshness=freshness(catalog, self._member_of(told, place), day),
            agreement_until=told.agreement_over,
            detail=detail,
            releases=press.releases_of(catalog, place.ags, day, (Scope.OWN, Scope.KREIS)),
            population_sources=tuple(dict.fromkeys(one.source_id for one in known)),
            area_sources=tuple(dict.fromkeys(area_source(one) for one in known)),
        )

    def _effect(self, kind: ListKind, place: Territory) -> Effect:
        if kind is ListKind.OPEN:
            return if_it_joins(self.catalog, self.frame.counts, place, self.day)
        return what_rests_on_it(self.catalog, self.frame.counts, place, self.told)

    def _member_of(self, told: TerritoryStatus, place: Territory) -> str | None:
        """Whose evidence speaks of a place: that of the deciding member, else of its own."""
        if told.membership is not None:
            return told.membership.member_id
        kreis = self.catalog.territories[place.district_ags]
        member = member_at(self.catalog, place) or member_at(self.catalog, kreis)
        return None if member is None else member.member_id
