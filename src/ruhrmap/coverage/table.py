"""The table: everything the map says, a row each territory, and the other members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ruhrmap import wording
from ruhrmap.coverage import telling
from ruhrmap.coverage.counting import area_of, population_of
from ruhrmap.coverage.details import after_evidence, told_of
from ruhrmap.coverage.evidence import evidence_end_of
from ruhrmap.coverage.hover import since_line
from ruhrmap.coverage.status import Status, TerritoryStatus, territory_statuses
from ruhrmap.coverage.subject import Subject, subject, title_of, towns_of
from ruhrmap.messages import both
from ruhrmap.model import Catalog, Level, Member, Representation, Text


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table.

    Attributes
    ----------
    key : str
        What opens its panel: the key of the territory or of the member.
    ags : str
        Empty for a member that is no territory.
    name, kind_label : Text
    district : str
        Name of the district; empty for a member that is no territory.
    status : Status
    status_label : Text
    since : Text
        Briefly; of an uncertain status the time in which the day lies.
    since_sort : str
        ISO day to sort by: the day from which it is certain; empty where there is none.
    through : str
        Name of the Kreis that decides, if it is not itself.
    basis : Text
        Whether a represented one is so as stated or as assumed.
    note : Text
        What the map's tooltip says besides.
    population : int or None
    area_km2 : float or None
    evidence : date or None
        Last day on which a source speaks of the deciding member.
    after_evidence : Text
        The marker, if the day lies after it.
    """

    key: str
    ags: str
    name: Text
    kind_label: Text
    district: str
    status: Status
    status_label: Text
    since: Text
    since_sort: str
    through: str
    basis: Text
    note: Text
    population: int | None
    area_km2: float | None
    evidence: date | None
    after_evidence: Text


def table_rows(catalog: Catalog, level: Level, day: date) -> tuple[Row, ...]:
    """A row for each territory of a level, in the order of the data."""
    told = territory_statuses(catalog, day)[level]
    return tuple(_row(catalog, subject(catalog, ags), one, day) for ags, one in told.items())


def partner_rows(catalog: Catalog, day: date) -> tuple[Row, ...]:
    """A row for each member that is no territory: universities and the other partners."""
    chosen = [Subject(m.member_id, None, m) for m in catalog.members.values() if _is_partner(m)]
    return tuple(_row(catalog, one, told_of(catalog, one, day), day) for one in chosen)


def _is_partner(member: Member) -> bool:
    return not member.kind.is_municipal


def _row(catalog: Catalog, chosen: Subject, told: TerritoryStatus, day: date) -> Row:
    place, deciding = chosen.territory, told.membership
    towns = [] if place is None else [town.ags for town in towns_of(catalog, place)]
    return Row(
        key=chosen.key,
        ags="" if place is None else place.ags,
        name=title_of(chosen),
        kind_label=_kind(chosen),
        district="" if place is None else catalog.territories[place.district_ags].name,
        status=told.status,
        status_label=telling.status_label(told),
        since=since_line(told),
        since_sort=told.since.latest.isoformat() if told.since else "",
        through=catalog.territories[told.through].name if told.through else "",
        basis=_basis(told),
        note=wording.joined(told.notes, wording.SEPARATOR),
        population=population_of(catalog, towns) if towns else None,
        area_km2=area_of(catalog, towns) if towns else None,
        evidence=evidence_end_of(catalog, deciding.member_id) if deciding else None,
        after_evidence=after_evidence(catalog, deciding, day),
    )


def _kind(chosen: Subject) -> Text:
    if chosen.territory is not None:
        return both(f"kind.{chosen.territory.kind.value}")
    assert chosen.member is not None
    return both(f"kind.{chosen.member.kind.value}")


def _basis(told: TerritoryStatus) -> Text:
    if not told.status.represented:
        return Text()
    stated = told.status is Status.STATED
    return both(f"basis.{(Representation.STATED if stated else Representation.ASSUMED).value}")
