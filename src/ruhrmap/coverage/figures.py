"""The big figures and the legend of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypedDict

from ruhrmap import wording
from ruhrmap.coverage.counting import Counting
from ruhrmap.coverage.status import Status
from ruhrmap.messages import both, both_plural, number
from ruhrmap.model import Catalog, Census, Level, Text

_NUMBER: Final = Text("{n}", "{n}")


@dataclass(frozen=True, slots=True)
class Figure:
    """One big figure.

    ``source_ids`` names the sources of inhabitants and area; it is empty where a figure
    rests on the memberships and their evidence. ``amount`` is the number in ``value``, with
    ``digits`` decimals; ``pattern`` is the value with ``{n}`` in its place, for whoever counts
    up to it.
    """

    key: str
    value: Text
    label: Text
    note: Text
    source_ids: tuple[str, ...] = ()
    amount: float = 0
    digits: int = 0
    pattern: Text = _NUMBER


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A status with the number of territories that have it."""

    status: Status
    count: int
    label: Text


class _Amount(TypedDict):
    amount: float
    digits: int
    pattern: Text


# A district is a member or is not: only its towns are represented.
_LEGEND: Mapping[Level, tuple[Status, ...]] = MappingProxyType(
    {
        Level.MUNICIPALITY: tuple(Status),
        Level.DISTRICT: (Status.MEMBER, Status.UNCERTAIN, Status.NONE),
    }
)


def status_label(status: Status) -> Text:
    """What a status is called in legend, table and panel."""
    return both(f"status.{status.value}")


def legend(counts: Counting) -> Mapping[Level, tuple[LegendEntry, ...]]:
    """The legend of each level, with counts, in a fixed order."""
    return MappingProxyType(
        {
            level: tuple(
                LegendEntry(status, counts.by_status[level][status], status_label(status))
                for status in shown
            )
            for level, shown in _LEGEND.items()
        }
    )


def figures(catalog: Catalog, counts: Counting) -> tuple[Figure, ...]:
    """The six figures: what is certain as the value, "bis zu ..." beside it in the note."""
    return (
        _of_total("districts", counts.districts, counts.districts_possible, counts.districts_total),
        _of_total(
            "municipalities",
            counts.municipalities,
            counts.municipalities_possible,
            counts.municipalities_total,
        ),
        _population(catalog, counts),
        _area(catalog, counts),
        _count("kommunen", counts.kommunen, counts.kommunen_possible),
        _count("universities", counts.universities, counts.universities_possible),
    )


def _of_total(key: str, sure: int, possible: int, total: int) -> Figure:
    value = wording.bilingual(lambda lang: f"{number(lang, sure)} / {number(lang, total)}")
    pattern = wording.bilingual(lambda lang: f"{{n}} / {number(lang, total)}")
    note = _up_to(sure, possible)
    return Figure(key, value, both(f"figure.{key}"), note, amount=sure, pattern=pattern)


def _count(key: str, sure: int, possible: int) -> Figure:
    label = both_plural(f"figure.{key}", sure)
    return Figure(key, wording.figure(sure), label, _up_to(sure, possible), amount=sure)


def _up_to(sure: int, possible: int) -> Text:
    return both("figure.up_to", value=wording.figure(possible)) if possible > sure else Text()


def _population(catalog: Catalog, counts: Counting) -> Figure:
    notes = [
        both(
            "figure.population_note",
            part=wording.people(counts.population),
            total=wording.people(counts.population_total),
            census=census_label(catalog),
        )
    ]
    if counts.population_possible > counts.population:
        notes.append(both("figure.up_to", value=wording.percent(counts.population_share_possible)))
    return Figure(
        "population",
        wording.percent(counts.population_share),
        both("figure.population"),
        wording.joined(notes, "; "),
        _sources(one.source_id for one in catalog.census.values()),
        **_share(counts.population_share),
    )


def _area(catalog: Catalog, counts: Counting) -> Figure:
    notes = [
        both(
            "figure.area_note",
            part=wording.figure(counts.area_km2),
            total=wording.figure(counts.area_total),
        )
    ]
    if counts.area_possible > counts.area_km2:
        notes.append(both("figure.up_to", value=wording.percent(counts.area_share_possible)))
    return Figure(
        "area",
        wording.percent(counts.area_share),
        both("figure.area"),
        wording.joined(notes, "; "),
        _sources(area_source(one) for one in catalog.census.values()),
        **_share(counts.area_share),
    )


def _share(share: float) -> _Amount:
    """A share as what is counted up to."""
    return {
        "amount": wording.rounded_percent(share),
        "digits": 1,
        "pattern": both("figure.percent", value=_NUMBER),
    }


def census_label(catalog: Catalog) -> Text:
    """The census by its year: it is said beside each share."""
    years = sorted({one.population_date.year for one in catalog.census.values()})
    return both("figure.census", years=", ".join(str(year) for year in years))


def area_source(census: Census) -> str:
    """The source of an official area."""
    return census.area_source_id or census.source_id


def _sources(source_ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source_ids))
