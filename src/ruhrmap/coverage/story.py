"""What is said of a span of time: the sentence, the line under it, the announcement."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ruhrmap import wording
from ruhrmap.coverage.counting import Counting
from ruhrmap.coverage.status import Status, TerritoryStatus
from ruhrmap.dates import Edtf
from ruhrmap.messages import both, both_plural, long_date
from ruhrmap.model import Catalog, Level, Territory, Text

_MOST_OPEN_NAMED: Final = 2
_MOST_NAMED: Final = 6


@dataclass(frozen=True, slots=True)
class Moment:
    """A span between two turning days with all that can be said of it."""

    catalog: Catalog
    start: date
    end: date
    statuses: Mapping[Level, Mapping[str, TerritoryStatus]]
    counts: Counting
    evidence_end: date

    def districts(self, where: Callable[[TerritoryStatus], bool]) -> list[Territory]:
        """The districts of which something holds, in the order of the data."""
        told = self.statuses[Level.DISTRICT]
        return [self.catalog.territories[ags] for ags, one in told.items() if where(one)]


def sentence(moment: Moment) -> Text:
    """One plain sentence on how far the initiative reaches, and a second on the people.

    The date is told as exactly as it is known, by the accession that last raised the
    number of districts. A member town outside of every member Kreis is named, so that
    "in diesen Kreisen und Städten" is true of all that is counted.
    """
    counts, words = moment.counts, moment.catalog.words
    towns = _towns_beside(moment)
    if not counts.districts:
        return _sentence_without_districts(moment, towns)
    if counts.districts_total == 1:
        # "1 von 1 Kreisen" is no German: the one is named
        lead = both(
            "sentence.the_one",
            **words,
            since=_lead(moment, towns),
            name=wording.territory(_the_one(moment)),
        )
    elif counts.districts == counts.districts_total:
        lead = both(
            "sentence.all",
            **words,
            since=_lead(moment, towns),
            total=counts.districts_total,
        )
    else:
        lead = both_plural(
            "sentence.some",
            counts.districts,
            **words,
            since=_lead(moment, towns),
            total=counts.districts_total,
            also=_also(towns),
        )
    return wording.joined([lead, _people(moment, places=counts.districts + len(towns))], " ")


def _sentence_without_districts(moment: Moment, towns: Sequence[Territory]) -> Text:
    words = moment.catalog.words
    if not towns:
        key = "sentence.nothing" if _ever_began(moment) else "sentence.before"
        total = moment.counts.districts_total
        if key == "sentence.nothing" and total == 1:
            name = wording.territory(_the_one(moment), "accusative")
            return both("sentence.nothing_of_the_one", **words, name=name)
        return both(key, **words, date=_long(moment.end), total=total)
    lead = both_plural("sentence.towns_alone", len(towns), **words, names=_town_names(towns))
    return wording.joined([lead, _people(moment, places=len(towns))], " ")


def _the_one(moment: Moment) -> Territory:
    """The district of a region that has no other."""
    (district,) = moment.catalog.at(Level.DISTRICT)
    return district


def _ever_began(moment: Moment) -> bool:
    """Whether some membership of a territory began, or may have begun, by now."""
    told = (one for level in Level for one in moment.statuses[level].values())
    return any(one.status is not Status.NONE or one.own_ended is not None for one in told)


def _towns_beside(moment: Moment) -> list[Territory]:
    """Covered municipalities of which no member district is part."""
    districts = moment.statuses[Level.DISTRICT]
    return [
        town
        for town in moment.catalog.at(Level.MUNICIPALITY)
        if moment.statuses[Level.MUNICIPALITY][town.ags].status.covered
        and districts[town.district_ags].status is not Status.MEMBER
    ]


def _town_names(towns: Sequence[Territory]) -> Text:
    if len(towns) > _MOST_NAMED:
        return both_plural("count.towns", len(towns))
    return wording.listed_texts([wording.town(town) for town in wording.by_name(towns)])


def _also(towns: Sequence[Territory]) -> Text:
    return both("sentence.also", names=_town_names(towns)) if towns else Text()


def _lead(moment: Moment, towns: Sequence[Territory]) -> Text:
    """Since when, if the number has stood ever since; else only that it is so now."""
    since = _last_raise(moment)
    beside = moment.statuses[Level.MUNICIPALITY]
    joined = [one.joined for town in towns if (one := beside[town.ags].membership) is not None]
    if since is None or any(other.latest > since.latest for other in joined):
        return both("sentence.now")
    return wording.bilingual(lambda lang: wording.capitalised(wording.since(lang, since)))


def _last_raise(moment: Moment) -> Edtf | None:
    """The date that last raised the number of districts; none if it has fallen since.

    Of dates with the same last day the one that begins later tells more exactly when the
    number was reached.
    """
    active = [
        one.membership.joined
        for one in moment.statuses[Level.DISTRICT].values()
        if one.status is Status.MEMBER and one.membership is not None
    ]
    last = max(active, key=lambda joined: (joined.latest, joined.earliest), default=None)
    if last is None:
        return None
    ends = (
        membership.left.earliest
        for membership in moment.catalog.memberships
        if membership.left is not None and _is_of_district(moment.catalog, membership.member_id)
    )
    fell = any(last.latest < end <= moment.start for end in ends)
    return None if fell else last


def _is_of_district(catalog: Catalog, member_id: str) -> bool:
    place = catalog.territories.get(catalog.members[member_id].ags)
    return place is not None and (place.level is Level.DISTRICT or place.is_independent_city)


def _people(moment: Moment, places: int) -> Text:
    place = both("sentence.in_these" if places > 1 else "sentence.there")
    return people(moment.counts.population, moment.counts.population_total, place)


def people(part: int, total: int, place: Text) -> Text:
    """How many of 100 people of the region live in a place, as a sentence."""
    if part == total:
        return both("sentence.people_all", place=place)
    count = wording.per_hundred(part / total)
    if count in (0, 100):  # rounding must neither empty the region nor fill it
        return both(f"sentence.people_{'few' if count == 0 else 'most'}", place=place)
    return both_plural("sentence.people", count, place=place)


def context(moment: Moment) -> Text:
    """The line under the sentence: what is open, what is uncertain, how fresh it is."""
    parts = [
        _open(moment),
        _ended(moment),
        _uncertain(moment, leaving=False),
        _uncertain(moment, leaving=True),
        *_agreements(moment),
        _freshness(moment),
    ]
    return wording.joined(parts, " ")


def _open(moment: Moment) -> Text:
    places = moment.districts(lambda one: one.status is Status.NONE and not one.ended)
    if not places:
        return Text()
    if len(places) == moment.counts.districts_total > _MOST_OPEN_NAMED:
        return both("context.open_all", total=len(places))
    names = wording.territories(places, most=_MOST_OPEN_NAMED, key="count.districts")
    return both_plural("context.open", len(places), names=names)


def _ended(moment: Moment) -> Text:
    places = moment.districts(lambda one: one.ended)
    if not places:
        return Text()
    return both("context.ended", names=_names(places))


def _uncertain(moment: Moment, *, leaving: bool) -> Text:
    """Districts, and towns with a membership of their own, of which a day is not known."""

    def own_is_uncertain(one: TerritoryStatus) -> bool:
        if one.own_uncertain is not None:
            return one.own_leaving is leaving
        return one.status is Status.UNCERTAIN and one.through is None and one.leaving is leaving

    towns = moment.statuses[Level.MUNICIPALITY].items()
    places = moment.districts(own_is_uncertain)
    places += [
        place
        for place, one in ((moment.catalog.territories[ags], one) for ags, one in towns)
        if not place.is_independent_city and own_is_uncertain(one)
    ]
    if not places:
        return Text()
    key = "context.uncertain_leaving" if leaving else "context.uncertain_joining"
    return both(key, names=_names(places))


def _names(places: Sequence[Territory]) -> Text:
    """Bare names, as a list after a colon wants them."""
    if len(places) > _MOST_NAMED:
        return both_plural("count.places", len(places))
    names = [place.name for place in wording.by_name(places)]
    return wording.bilingual(lambda lang: wording.listed(lang, names))


def _agreements(moment: Moment) -> list[Text]:
    """Which agreements have run out, one sentence for each last day."""
    by_day: dict[date, list[Territory]] = {}
    for level in Level:
        for ags, one in moment.statuses[level].items():
            place = moment.catalog.territories[ags]
            told_as_district = level is Level.MUNICIPALITY and place.is_independent_city
            own = one.status is Status.MEMBER and not told_as_district
            if own and one.agreement_over is not None:
                by_day.setdefault(one.agreement_over, []).append(place)
    return [
        both_plural(
            "context.agreement",
            len(by_day[until]),
            names=wording.territories(
                by_day[until], "dative", most=_MOST_NAMED, key="count.kommunen_dative"
            ),
            date=_long(until),
        )
        for until in sorted(by_day)
    ]


def _freshness(moment: Moment) -> Text:
    if moment.start <= moment.evidence_end:
        return Text()
    return both("context.no_newer_evidence", date=_long(moment.evidence_end))


def announcement(moment: Moment) -> Text:
    """One sentence for screen readers: from when, and the counts."""
    counts = moment.counts
    uncertain = counts.by_status[Level.MUNICIPALITY][Status.UNCERTAIN]
    return both(
        "announcement.counts",
        date=_long(moment.start),
        districts=counts.districts,
        districts_total=counts.districts_total,
        municipalities=counts.municipalities,
        municipalities_total=counts.municipalities_total,
        share=wording.percent(counts.population_share),
        uncertain=both_plural("announcement.uncertain", uncertain) if uncertain else Text(),
    )


def _long(day: date) -> Text:
    return wording.bilingual(lambda lang: long_date(lang, day))
