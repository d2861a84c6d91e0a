"""The words of a step: who joined, what that came to, how exactly it is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ruhrmap import wording
from ruhrmap.coverage import story, telling
from ruhrmap.coverage.accession import Accession, member_name
from ruhrmap.coverage.frame import Frame
from ruhrmap.coverage.milestone import Marks, counted
from ruhrmap.coverage.status import Status
from ruhrmap.messages import both, both_plural, long_date
from ruhrmap.model import Catalog, Level, Member, MemberKind, Membership, Territory, Text


@dataclass(frozen=True, slots=True)
class Told:
    """A step in the making: who joined, and the frames before and after."""

    catalog: Catalog
    accessions: tuple[Accession, ...]
    before: Frame
    frame: Frame
    marks: Marks

    @property
    def members(self) -> list[Member]:
        """Who joined, in the order of the days."""
        ids = (key for one in self.accessions for key in one.member_ids)
        return [self.catalog.members[key] for key in dict.fromkeys(ids)]

    @property
    def memberships(self) -> list[Membership]:
        """What began with these accessions."""
        dates = {one.joined for one in self.accessions}
        return [one for one in self.catalog.memberships if one.joined in dates]


def title(told: Told) -> Text:
    """Who joined; Kommunen by name, beside them the others are only counted."""
    if not told.accessions:
        return both("steps.nobody")
    return wording.joined([one.names for one in told.accessions], "; ")


def standing(frame: Frame) -> Text:
    """How things stand, as the heading of the last step."""
    counts = frame.counts
    return both("steps.standing", count=counts.districts, total=counts.districts_total)


def caption(told: Told) -> Text:
    """What the accessions came to, in one or two sentences."""
    if not told.accessions:
        return both("steps.caption_nobody")
    places = [*_districts(told), *_towns_beside(told)]
    if not places:
        return _partners_alone(told)
    if not told.before.counts.kommunen:
        return _beginning(told, places)
    counts = told.frame.counts
    units = len(told.marks[Level.DISTRICT]) + len(_towns_beside(told))
    who = wording.listed_texts(places)
    joined = wording.capitalised_text(both_plural("steps.caption_joined", units, who=who))
    people = counts.population - told.before.counts.population
    gain = both("steps.caption_gain", people=wording.people(people)) if people > 0 else Text()
    reach = both("steps.caption_reach", count=counts.districts, total=counts.districts_total)
    return wording.joined([both("steps.caption_with", joined=joined, gain=gain), reach], " ")


def _beginning(told: Told, places: Sequence[Text]) -> Text:
    who = wording.capitalised_text(wording.listed_texts([*places, *_others(told)]))
    counts = told.frame.counts
    place = both("sentence.in_these")
    people = story.people(counts.population, counts.population_total, place)
    return wording.joined(
        [both("steps.caption_begins", **told.catalog.words, who=who), people], " "
    )


def _districts(told: Told) -> list[Text]:
    """Independent cities by number, each Kreis by name with what it stands for."""
    territories = told.catalog.territories
    new = [territories[ags] for ags in told.marks[Level.DISTRICT]]
    cities = [place for place in new if place.is_independent_city]
    counted = wording.counted(len(cities))
    found = [both_plural("steps.cities", len(cities), word=counted)] if cities else []
    for kreis in wording.by_name(place for place in new if not place.is_independent_city):
        towns = telling.its_towns(told.catalog, kreis, dative=True)
        found.append(both("steps.kreis", kreis=wording.territory(kreis), towns=towns))
    return found


def _towns_beside(told: Told) -> list[Text]:
    """Towns that joined themselves while their Kreis did not."""
    frame = told.frame
    beside = [
        town
        for town in (told.catalog.territories[ags] for ags in told.marks[Level.MUNICIPALITY])
        if frame.statuses[Level.DISTRICT][town.district_ags] is not Status.MEMBER
    ]
    return [wording.town(town) for town in wording.by_name(beside)]


def _others(told: Told) -> list[Text]:
    """Universities and other partners that joined, by number."""
    others = [one for one in told.members if not one.kind.is_municipal]
    universities = sum(one.kind is MemberKind.UNIVERSITY for one in others)
    numbers = (("universities", universities), ("partners", len(others) - universities))
    return [
        both_plural(f"steps.{key}", count, word=wording.counted(count))
        for key, count in numbers
        if count
    ]


def _partners_alone(told: Told) -> Text:
    who = wording.listed_texts(_others(told))
    words = both_plural("steps.caption_joined", len(told.members), who=who)
    joined = both("steps.caption_with", joined=wording.capitalised_text(words), gain=Text())
    return wording.joined([joined, both("steps.caption_same")], " ")


def alternative(told: Told, level: Level, day: date) -> Text:
    """The map in words: what is new on it, and how many are covered."""
    when = wording.bilingual(lambda lang: long_date(lang, day))
    parts = [both("steps.map", **told.catalog.words, date=when)]
    places = [told.catalog.territories[ags] for ags in told.marks[level]]
    if places:
        names = [Text(place.name, place.name) for place in wording.by_name(places)]
        parts.append(both("steps.new", names=wording.listed_texts(names)))
    parts.append(both("steps.covered", count=counted(told.frame.counts, level)))
    return wording.joined(parts, " ")


def notes(told: Told) -> tuple[Text, ...]:
    """What a speaker should know: the reach, how exactly each date is known, what is assumed."""
    return (
        *([told.frame.sentence] if told.accessions else []),
        *_precisions(told),
        *_assumptions(told),
        *([told.frame.context] if told.frame.context else []),
    )


def _precisions(told: Told) -> Iterator[Text]:
    """How exactly the dates are known, members of which the same holds in one."""
    ordered = sorted(told.memberships, key=lambda one: telling.precision_of(one).de)
    for words, those in groupby(ordered, telling.precision_of):
        yield both("steps.note", names=_names(told, those), text=words)


def _assumptions(told: Told) -> Iterator[Text]:
    assumed = {
        told.catalog.territories[ags].district_ags
        for ags in told.marks[Level.MUNICIPALITY]
        if told.frame.statuses[Level.MUNICIPALITY][ags] is Status.ASSUMED
    }
    if assumed:
        places: list[Territory] = [told.catalog.territories[ags] for ags in sorted(assumed)]
        names = wording.listed_texts([Text(p.name, p.name) for p in wording.by_name(places)])
        yield both("unknown.representation", names=names)


def _names(told: Told, memberships: Iterator[Membership]) -> Text:
    ids = dict.fromkeys(one.member_id for one in memberships)
    return wording.listed_texts([member_name(told.catalog.members[key]) for key in ids])
