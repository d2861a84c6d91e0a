"""What coverage becomes if a place joins, or what of it rests on a place that counts already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ruhrmap import coverage, wording
from ruhrmap.coverage import Counting, TerritoryStatus
from ruhrmap.coverage.counting import population_of
from ruhrmap.coverage.subject import towns_of
from ruhrmap.messages import both, both_plural
from ruhrmap.model import Catalog, Level, Territory, Text


@dataclass(frozen=True, slots=True)
class Effect:
    """Coverage with the place and without it.

    Attributes
    ----------
    joins : bool
        Whether it is not counted yet: then ``after`` is what coverage becomes if it joins.
        Otherwise it is counted already, and ``after`` is what remains without it.
    population : int
        Inhabitants that come with it, or that rest on it.
    share_before, share_after : float
        Of the inhabitants of the region, 0..1.
    places_before, places_after, places_total : int
        What is counted at the level: districts that are members, or municipalities that are
        members or represented.
    shares, places : Text
        Both in words: "91,1 % → 100,0 %", "14 → 15 von 15".
    towns : Text
        Of a district the municipalities as well: "40 → 53"; else empty.
    line : Text
        All of it, as a sentence.
    """

    joins: bool
    population: int
    share_before: float
    share_after: float
    places_before: int
    places_after: int
    places_total: int
    shares: Text
    places: Text
    towns: Text
    line: Text


def if_it_joins(catalog: Catalog, counts: Counting, place: Territory, day: date) -> Effect:
    """What coverage becomes if a place joins on the key date: that of the scenario with it.

    The rule: "As in the scenario that assumes its accession: a Kreis brings its towns, a
    town comes alone. What is uncertain on the key date counts only afterwards."

    ``counts`` are those of the frame that holds the day.
    """
    after = coverage.count_on(coverage.assuming(catalog, [place.ags], day), day)
    return _effect(
        counts,
        place.level,
        joins=True,
        population=after.population - counts.population,
        districts=after.districts - counts.districts,
        municipalities=after.municipalities - counts.municipalities,
    )


def what_rests_on_it(
    catalog: Catalog,
    counts: Counting,
    place: Territory,
    told: Mapping[Level, Mapping[str, TerritoryStatus]],
) -> Effect:
    """What remains without a place that is counted already.

    The rule: "What counts through the same membership falls away: a Kreis takes with it the
    towns it stands for, not those that are members themselves; a town falls away alone."

    ``counts`` and ``told`` are those of the frame that holds the day.
    """
    own = told[place.level][place.ags]
    towns = [
        town.ags
        for town in towns_of(catalog, place)
        if told[Level.MUNICIPALITY][town.ags].membership == own.membership
        and told[Level.MUNICIPALITY][town.ags].status.covered
    ]
    return _effect(
        counts,
        place.level,
        joins=False,
        population=-population_of(catalog, towns),
        districts=-1 if place.level is Level.DISTRICT else 0,
        municipalities=-len(towns),
    )


def _effect(
    counts: Counting,
    level: Level,
    *,
    joins: bool,
    population: int,
    districts: int,
    municipalities: int,
) -> Effect:
    """``population``, ``districts`` and ``municipalities`` are what comes or goes."""
    of_districts = level is Level.DISTRICT
    before, total = counts.municipalities, counts.municipalities_total
    towns = _to(wording.figure(before), wording.figure(before + municipalities))
    after = before + municipalities
    if of_districts:
        before, total = counts.districts, counts.districts_total
        after = before + districts
    people = counts.population + population
    share_after = people / counts.population_total if counts.population_total else 0.0
    shares = _to(wording.percent(counts.population_share), wording.percent(share_after))
    places = _to(wording.figure(before), wording.figure(after))
    parts = [
        both(
            "outreach.effect_joins" if joins else "outreach.effect_without",
            people=both_plural("outreach.people", abs(population)),
            shares=shares,
            places=places,
            total=both_plural(f"outreach.of_{level.value}", total),
        )
    ]
    if of_districts:
        every = both_plural("outreach.of_municipality", counts.municipalities_total)
        parts.append(both("outreach.effect_towns", towns=towns, total=every))
    return Effect(
        joins=joins,
        population=abs(population),
        share_before=counts.population_share,
        share_after=share_after,
        places_before=before,
        places_after=after,
        places_total=total,
        shares=shares,
        places=both("outreach.of_all", places=places, total=wording.figure(total)),
        towns=towns if of_districts else Text(),
        line=wording.joined(parts, " "),
    )


def _to(before: Text, after: Text) -> Text:
    return both("outreach.before_after", before=before, after=after)
