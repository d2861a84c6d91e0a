"""From the tables of a clean data package to the model."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from ruhrmap.dates import Edtf
from ruhrmap.model import (
    Basis,
    Catalog,
    Census,
    Change,
    Conflict,
    Counts,
    Evidence,
    Level,
    Medium,
    Member,
    MemberKind,
    Membership,
    NameKind,
    PressKind,
    PressRelease,
    PublishedTotal,
    Representation,
    Says,
    SearchName,
    Source,
    Territory,
    TerritoryKind,
    Text,
)
from ruhrmap.package import Package, Row

_T = TypeVar("_T")


def build(package: Package) -> Catalog:
    """The catalog of a package in which the checks of its form found nothing wrong.

    Raises
    ------
    ValueError
        If a required value is missing after all: the package was not checked.
    """
    sources = {row.text("source_id"): _source(row) for row in package["sources"]}
    return Catalog(
        version=package.descriptor.version,
        data_date=_there(package.descriptor.data_date),
        axis_start=_there(package.descriptor.axis_start),
        territories=_frozen({row.text("ags"): _territory(row) for row in package["territories"]}),
        census=_frozen({row.text("ags"): _census(row) for row in package["population_area"]}),
        members=_frozen({row.text("member_id"): _member(row) for row in package["members"]}),
        memberships=tuple(_membership(row) for row in package["memberships"]),
        sources=_frozen(sources),
        press_releases=_frozen(_press_releases(package, sources)),
        evidence=tuple(_evidence(row) for row in package["evidence"]),
        published_totals=tuple(_published_total(row) for row in package["published_totals"]),
        conflicts=tuple(_conflict(row) for row in package["conflicts"]),
        changes=tuple(_change(row) for row in package["changes"]),
        search_names=tuple(_search_name(row) for row in package["search_names"]),
        naming=package.descriptor.naming,
    )


def _territory(row: Row) -> Territory:
    return Territory(
        ags=row.text("ags"),
        level=Level(row.text("level")),
        kind=TerritoryKind(row.text("kind")),
        name=row.text("name"),
        short_name=row.text("short_name"),
        district_ags=row.text("district_ags"),
    )


def _census(row: Row) -> Census:
    return Census(
        ags=row.text("ags"),
        population=int(_number(row, "population")),
        population_date=_day(row, "population_date"),
        area_km2=_number(row, "area_km2"),
        source_id=row.text("source_id"),
        area_source_id=row.text("area_source_id"),
    )


def _member(row: Row) -> Member:
    return Member(
        member_id=row.text("member_id"),
        name=row.text("name"),
        name_en=row.text("name_en"),
        short_name=row.text("short_name"),
        kind=MemberKind(row.text("kind")),
        ags=row.text("ags"),
    )


def _search_name(row: Row) -> SearchName:
    return SearchName(
        name=row.text("name"),
        kind=NameKind(row.text("kind")),
        key=row.text("ags") or row.text("member_id"),
    )


def _membership(row: Row) -> Membership:
    told = row.text("representation")
    return Membership(
        membership_id=row.text("membership_id"),
        member_id=row.text("member_id"),
        joined=_edtf(row, "joined"),
        left=row.edtf("left"),
        basis=Basis(row.text("joined_basis")),
        agreement_until=row.day("agreement_until"),
        representation=Representation(told) if told else None,
        source_ids=row.items("sources"),
        note=_text(row, "note"),
    )


def _source(row: Row) -> Source:
    return Source(
        source_id=row.text("source_id"),
        title=row.text("title"),
        title_read=row.values["title_read"] is True,
        date=row.edtf("date"),
        publisher=row.text("publisher"),
        url=row.text("url"),
        accessed=row.day("accessed"),
        licence=row.text("licence"),
        licence_url=row.text("licence_url"),
        citation=row.text("citation"),
    )


def _press_releases(package: Package, sources: dict[str, Source]) -> dict[str, PressRelease]:
    members: dict[str, list[str]] = defaultdict(list)
    territories: dict[str, list[str]] = defaultdict(list)
    for row in package["press_links"]:
        subjects = members if row.text("member_id") else territories
        subjects[row.text("press_id")].append(row.text("member_id") or row.text("ags"))
    return {
        press_id: PressRelease(
            source=sources[press_id],
            medium=Medium(row.text("medium")),
            kind=PressKind(row.text("kind")),
            member_ids=tuple(members[press_id]),
            ags=tuple(territories[press_id]),
            note=_text(row, "note"),
        )
        for row in package["press_releases"]
        for press_id in (row.text("press_id"),)
    }


def _evidence(row: Row) -> Evidence:
    return Evidence(
        member_id=row.text("member_id"),
        source_id=row.text("source_id"),
        date=_edtf(row, "date"),
        says=Says(row.text("says")),
    )


def _published_total(row: Row) -> PublishedTotal:
    return PublishedTotal(
        total_id=row.text("total_id"),
        as_of=_edtf(row, "as_of"),
        counts=Counts(row.text("counts")),
        value=int(_number(row, "value")),
        source_id=row.text("source_id"),
        note=_text(row, "note"),
        conflict=_text(row, "conflict"),
    )


def _conflict(row: Row) -> Conflict:
    return Conflict(
        conflict_id=row.text("conflict_id"),
        source_ids=row.items("sources"),
        member_ids=row.items("members"),
        text=_text(row, "text"),
    )


def _change(row: Row) -> Change:
    return Change(
        version=row.text("version"),
        date=_day(row, "date"),
        text=_text(row, "text"),
    )


def _text(row: Row, column: str) -> Text:
    return Text(row.text(f"{column}_de"), row.text(f"{column}_en"))


def _edtf(row: Row, column: str) -> Edtf:
    return _there(row.edtf(column))


def _day(row: Row, column: str) -> date:
    return _there(row.day(column))


def _number(row: Row, column: str) -> float:
    value = row.values.get(column)
    return _there(value if isinstance(value, int | float) else None)


def _there(value: _T | None) -> _T:
    if value is None:
        raise ValueError("a required value is missing: build only what the checks let pass")
    return value


def _frozen(values: dict[str, _T]) -> MappingProxyType[str, _T]:
    return MappingProxyType(values)
