"""What if: the coverage that would follow if some territories joined on a day.

A scenario is an assumption. It never enters the data; it is a catalogue beside the real one,
counted by the same rules, and everything said of it says that it is assumed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from ruhrmap import wording
from ruhrmap.coverage.counting import Counting, count_on
from ruhrmap.coverage.figures import Figure, figures, status_label
from ruhrmap.coverage.frame import CurveStep, curve
from ruhrmap.coverage.status import Status, own_memberships, territory_statuses
from ruhrmap.dates import parse
from ruhrmap.messages import both, both_plural, long_date
from ruhrmap.model import (
    Basis,
    Catalog,
    Level,
    Member,
    MemberKind,
    Membership,
    Representation,
    Territory,
    TerritoryKind,
    Text,
)

_KIND: Final = {
    TerritoryKind.INDEPENDENT_CITY: MemberKind.INDEPENDENT_CITY,
    TerritoryKind.KREIS: MemberKind.KREIS,
    TerritoryKind.TOWN: MemberKind.TOWN,
    TerritoryKind.MUNICIPALITY: MemberKind.TOWN,
}
# Of universities nothing is assumed: their number is none of the scenario's.
_SHOWN: Final = ("districts", "municipalities", "population", "area", "kommunen")


class Supposed(StrEnum):
    """What would become of a territory; in the order of the legend."""

    MEMBER = "supposed_member"
    REPRESENTED = "supposed_represented"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A figure as it is and as it would be; ``name`` is what it is called in a table."""

    name: Text
    before: Figure
    after: Figure

    @property
    def differs(self) -> bool:
        """Whether the scenario changes it."""
        return self.before.value != self.after.value


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the scenario's legend."""

    status: Status | Supposed
    count: int
    label: Text


@dataclass(frozen=True, slots=True)
class Scenario:
    """What would follow.

    Attributes
    ----------
    places : tuple of Territory
        Those whose accession is assumed.
    already : tuple of Territory
        Those asked for that are members on the day anyhow: nothing is assumed of them.
    day : date
        The day of the assumed accessions, which is the key date.
    before, after : Counting
        As it is, and as it would be.
    shown : mapping
        Of each level, what the map draws of each territory, by key.
    outcomes : tuple of Outcome
        Districts, municipalities, inhabitants, area, Kommunen.
    curve, assumed : tuple of CurveStep
        The coverage as it is; from ``day`` on as it would be.
    legend : mapping
        Of each level, what is drawn, with counts.
    title, sentence, warning, announcement : Text
        What is assumed, what would follow, and that it is an assumption; all of it in one.
    alternative : mapping
        Of each level, the map in words.
    """

    places: tuple[Territory, ...]
    already: tuple[Territory, ...]
    day: date
    before: Counting
    after: Counting
    shown: Mapping[Level, Mapping[str, Status | Supposed]]
    outcomes: tuple[Outcome, ...]
    curve: tuple[CurveStep, ...]
    assumed: tuple[CurveStep, ...]
    legend: Mapping[Level, tuple[Part, ...]]
    title: Text
    sentence: Text
    warning: Text
    announcement: Text
    alternative: Mapping[Level, Text]


def assuming(catalog: Catalog, ags: Iterable[str], day: date) -> Catalog:
    """The catalogue in which these territories join on a day.

    The rule: a territory that joins is a member from that day on, and a Kreis represents its
    towns, which is assumed. One that is a member on that day already stays as it is.

    Parameters
    ----------
    catalog : Catalog
    ags : iterable of str
        Keys of districts or municipalities.
    day : date
        First day of the assumed memberships.

    Raises
    ------
    KeyError
        If there is no such territory.

    Examples
    --------
    >>> from ruhrmap.catalog import load
    >>> catalog, day = load(), date(2024, 4, 9)
    >>> count_on(catalog, day).districts
    14
    >>> count_on(assuming(catalog, ["05170"], day), day).districts
    15
    """
    members = dict(catalog.members)
    memberships = list(catalog.memberships)
    known = {_one_key(catalog, member.ags): key for key, member in members.items() if member.ags}
    for place in _joining(catalog, ags, day)[0]:
        key = known.get(_one_key(catalog, place.ags))
        if key is None:
            key = f"annahme-{place.ags}"
            members[key] = Member(
                key, place.name, place.name, place.name, _KIND[place.kind], place.ags
            )
        kreis = place.kind is TerritoryKind.KREIS
        memberships.append(
            Membership(
                membership_id=f"annahme-{place.ags}",
                member_id=key,
                joined=parse(day.isoformat()),
                left=None,
                basis=Basis.SIGNING,
                agreement_until=None,
                representation=Representation.ASSUMED if kreis else None,
                source_ids=(),
            )
        )
    return replace(catalog, members=MappingProxyType(members), memberships=tuple(memberships))


def scenario(catalog: Catalog, ags: Iterable[str], day: date) -> Scenario:
    """What would follow if territories joined on a key date; as :func:`assuming`.

    Raises
    ------
    KeyError
        If there is no such territory.
    """
    places, already = _joining(catalog, ags, day)
    supposed = assuming(catalog, (place.ags for place in places), day)
    before, after = count_on(catalog, day), count_on(supposed, day)
    shown = _shown(catalog, supposed, day)
    outcomes = _outcomes(catalog, before, after)
    names = wording.listed_texts([wording.territory(one) for one in places])
    when = wording.bilingual(lambda lang: long_date(lang, day))
    title = both_plural("scenario.title", len(places), names=names, date=when) if places else Text()
    sentence = _sentence(before, after) if places else both("scenario.nothing", date=when)
    warning = both("scenario.warning")
    legend = {level: _legend(of) for level, of in shown.items()}
    told = [text for text in (title, sentence) if text]
    return Scenario(
        places=places,
        already=already,
        day=day,
        before=before,
        after=after,
        shown=shown,
        outcomes=outcomes,
        curve=curve(catalog),
        assumed=tuple(step for step in _from(curve(supposed), day)),
        legend=MappingProxyType(legend),
        title=title,
        sentence=sentence,
        warning=warning,
        announcement=wording.joined(told, " "),
        alternative=MappingProxyType(
            {
                level: both(
                    "scenario.alternative",
                    title=title or sentence,
                    counts=wording.joined([_counted(part) for part in parts], ", "),
                )
                for level, parts in legend.items()
            }
        ),
    )


def _counted(part: Part) -> Text:
    return wording.joined([wording.figure(part.count), part.label], " ")


def _joining(
    catalog: Catalog, ags: Iterable[str], day: date
) -> tuple[tuple[Territory, ...], tuple[Territory, ...]]:
    """Those that would join, in the order of the data, and those that are members anyhow."""
    asked = {_one_key(catalog, key) for key in ags}
    told = territory_statuses(catalog, day, own_memberships(catalog))
    places = [place for place in catalog.territories.values() if place.ags in asked]
    member = [told[place.level][place.ags].status is Status.MEMBER for place in places]
    return (
        tuple(place for place, is_member in zip(places, member, strict=True) if not is_member),
        tuple(place for place, is_member in zip(places, member, strict=True) if is_member),
    )


def _one_key(catalog: Catalog, ags: str) -> str:
    """One key for an independent city, which has two: that of the district."""
    place = catalog.territories[ags]
    return place.district_ags if place.is_independent_city else place.ags


def _shown(
    catalog: Catalog, supposed: Catalog, day: date
) -> Mapping[Level, Mapping[str, Status | Supposed]]:
    was, would = territory_statuses(catalog, day), territory_statuses(supposed, day)
    return MappingProxyType(
        {
            level: MappingProxyType(
                {
                    key: _becomes(was[level][key].status, told.status)
                    for key, told in would[level].items()
                }
            )
            for level in Level
        }
    )


def _becomes(was: Status, would: Status) -> Status | Supposed:
    """What is drawn: the status as it is, unless the assumption changes it."""
    if was is would:
        return was
    return Supposed.MEMBER if would is Status.MEMBER else Supposed.REPRESENTED


def _outcomes(catalog: Catalog, before: Counting, after: Counting) -> tuple[Outcome, ...]:
    was = {one.key: one for one in figures(catalog, before)}
    would = {one.key: one for one in figures(catalog, after)}
    return tuple(Outcome(both(f"curve.name_{key}"), was[key], would[key]) for key in _SHOWN)


def _sentence(before: Counting, after: Counting) -> Text:
    key = "scenario.more" if after.population > before.population else "scenario.same"
    return both(
        key,
        share=wording.percent(after.population_share),
        now=wording.percent(before.population_share),
        people=wording.figure(after.population - before.population),
    )


def _from(steps: Sequence[CurveStep], day: date) -> Iterable[CurveStep]:
    """The steps from a day on, the first of them on that day."""
    held = [step for step in steps if step.day <= day]
    if held:
        yield replace(held[-1], day=day)
    yield from (step for step in steps if step.day > day)


def _legend(shown: Mapping[str, Status | Supposed]) -> tuple[Part, ...]:
    counts = Counter(shown.values())
    order: tuple[Status | Supposed, ...] = (*Supposed, *Status)
    return tuple(Part(one, counts[one], _label(one)) for one in order if counts[one])


def _label(one: Status | Supposed) -> Text:
    return status_label(one) if isinstance(one, Status) else both(f"scenario.{one.value}")
