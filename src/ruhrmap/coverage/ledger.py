"""The rows of the table with all that backs them: for files that are read elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ruhrmap.coverage import telling
from ruhrmap.coverage.details import told_of
from ruhrmap.coverage.evidence import last_evidence_of
from ruhrmap.coverage.figures import area_source
from ruhrmap.coverage.status import TerritoryStatus, territory_statuses
from ruhrmap.coverage.subject import subject, towns_of
from ruhrmap.coverage.table import Row, partner_rows, table_rows
from ruhrmap.dates import Edtf
from ruhrmap.model import Catalog, Level, Text


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table and what it rests on.

    Attributes
    ----------
    row : Row
    joined : Edtf or None
        When the deciding membership began, as exactly as it is known.
    precision : Text
        How exactly that is, in words.
    population_date : date or None
        Day of the inhabitants; None for a member that is no territory.
    source_ids : tuple of str
        Of the status, of the last evidence, of inhabitants and area; in that order.
    """

    row: Row
    joined: Edtf | None
    precision: Text
    population_date: date | None
    source_ids: tuple[str, ...]


def ledger(catalog: Catalog, level: Level | None, day: date) -> tuple[Entry, ...]:
    """An entry for each territory of a level, or for each other member if there is none."""
    if level is None:
        rows = partner_rows(catalog, day)
        return tuple(
            _entry(catalog, row, told_of(catalog, subject(catalog, row.key), day)) for row in rows
        )
    told = territory_statuses(catalog, day)[level]
    return tuple(_entry(catalog, row, told[row.ags]) for row in table_rows(catalog, level, day))


def _entry(catalog: Catalog, row: Row, told: TerritoryStatus) -> Entry:
    deciding = told.membership
    last = last_evidence_of(catalog, deciding.member_id) if deciding else ()
    involved = [m for m in (deciding, told.own_ended, told.own_uncertain) if m is not None]
    place = catalog.territories.get(row.ags)
    towns = () if place is None else towns_of(catalog, place)
    known = [catalog.census[town.ags] for town in towns if town.ags in catalog.census]
    return Entry(
        row=row,
        joined=told.since,
        precision=telling.precision_sentence(told),
        population_date=max((one.population_date for one in known), default=None),
        source_ids=_once(
            (
                *(source for one in involved for source in one.source_ids),
                *(one.source_id for one in last),
                *(one.source_id for one in known),
                *(area_source(one) for one in known),
            )
        ),
    )


def _once(source_ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source_ids))
