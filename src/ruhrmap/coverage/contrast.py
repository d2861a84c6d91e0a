"""What is said of two key dates: the sentence, the line under it, the figures, the names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from ruhrmap import wording
from ruhrmap.coverage.change import Change, Difference
from ruhrmap.coverage.figures import Figure, area_source, census_label
from ruhrmap.coverage.frame import Frame
from ruhrmap.coverage.status import Status, TerritoryStatus
from ruhrmap.coverage.story import people
from ruhrmap.dates import Edtf
from ruhrmap.messages import both, both_plural, long_date
from ruhrmap.model import Catalog, Level, Territory, Text

_MOST_NAMED: Final = 5
_KEPT: Final = 4096  # lines under a name: few differ from pair to pair
# room for the days, which differ within a frame
_DAYS: Final = {"first": "{first}", "last": "{last}"}


@dataclass(frozen=True, slots=True)
class Told:
    """Two frames with all that can be said of them."""

    catalog: Catalog
    before: Frame
    after: Frame
    earlier_statuses: Mapping[Level, Mapping[str, TerritoryStatus]]
    statuses: Mapping[Level, Mapping[str, TerritoryStatus]]
    changes: Mapping[Level, Mapping[str, Change]]
    differences: Mapping[str, Difference]
    evidence_end: date

    def districts(self, where: Callable[[Change], bool]) -> list[Territory]:
        """The districts of which something holds."""
        changes = self.changes[Level.DISTRICT]
        return [self.catalog.territories[ags] for ags, one in changes.items() if where(one)]

    def towns_beside(self, where: Callable[[Change], bool]) -> list[Territory]:
        """Municipalities of which something holds by themselves, not with their district."""
        towns = self.changes[Level.MUNICIPALITY]
        districts = self.changes[Level.DISTRICT]
        return [
            town
            for town in self.catalog.at(Level.MUNICIPALITY)
            if where(towns[town.ags]) and not where(districts[town.district_ags])
        ]

    def places(self, where: Callable[[Change], bool]) -> list[Territory]:
        """Districts, and the municipalities beside them."""
        return [*self.districts(where), *self.towns_beside(where)]


@lru_cache(_KEPT)
def change_label(one: Change) -> Text:
    """What became of a territory, as the legend calls it."""
    return both(f"change.{one.value}")


@lru_cache(_KEPT)
def hover_prefix(one: Change) -> Text:
    """What stands before the line of the later day under a name; nothing where all is as was."""
    if one in _UNCHANGED:
        return Text()
    shorter = "new" if one.new else one.value
    return both(f"change.hover_{shorter}")


_UNCHANGED: Final = frozenset({Change.MEMBER, Change.STATED, Change.ASSUMED, Change.NONE})


@lru_cache(_KEPT)
def hover(one: Change, line: Text) -> Text:
    """The line under a name: what became of it, then what the later day says."""
    return wording.joined([hover_prefix(one), line], wording.SEPARATOR)


def sentence(told: Told) -> Text:
    """Who was added between the two days, and how many people live there.

    Only what is certain is told as a fact. Where nothing is, what may have been added is
    told as that.
    """
    new = told.districts(lambda one: one.new)
    beside = told.towns_beside(lambda one: one.new)
    if not new and not beside:
        return _sentence_without_certain(told)
    words = told.catalog.words
    names = _districts(told, new) if new else _towns(beside)
    also = both("sentence.also", names=_towns(beside)) if new and beside else Text()
    count = len(new) or len(beside)
    lead = both_plural("compare.sentence", count, names=names, also=also, **_DAYS, **words)
    return wording.joined([lead, _people(told)], " ")


def _sentence_without_certain(told: Told) -> Text:
    places, words = told.places(lambda one: one.perhaps_new), told.catalog.words
    if not places:
        return both("compare.sentence_nothing", **_DAYS, **words)
    names = wording.territories(places, most=_MOST_NAMED, key="count.places")
    return both_plural("compare.sentence_perhaps", len(places), names=names, **_DAYS, **words)


def _districts(told: Told, places: list[Territory]) -> Text:
    if len(places) <= _MOST_NAMED:
        return wording.territories(places, most=_MOST_NAMED, key="count.districts")
    total = len(told.changes[Level.DISTRICT])
    return both("compare.of_districts", count=len(places), total=total)


def _towns(places: list[Territory]) -> Text:
    if len(places) > _MOST_NAMED:
        return both_plural("count.towns", len(places))
    return wording.listed_texts([wording.town(town) for town in wording.by_name(places)])


def _people(told: Told) -> Text:
    part = int(told.differences["population"].added)
    towns = told.differences["municipalities"].added
    if not part:
        return Text()
    place = both("compare.in_new" if towns > 1 else "sentence.there")
    return people(part, told.after.counts.population_total, place)


def context(told: Told) -> Text:
    """The line under the sentence: what is uncertain, what else changed, how fresh it is."""
    parts = [
        *_open_days(told),
        _named(told, "compare.upgraded", Change.UPGRADED),
        *_otherwise(told),
        _named(told, "compare.ended", Change.ENDED),
        _freshness(told),
    ]
    return wording.joined(parts, " ")


def _named(told: Told, key: str, which: Change) -> Text:
    return _of_places(key, told.places(lambda one: one is which))


def _of_places(key: str, places: list[Territory]) -> Text:
    return both_plural(key, len(places), names=_names(places)) if places else Text()


def _otherwise(told: Told) -> tuple[Text, Text]:
    """Who is covered as before, in another way: mostly by the Kreis and no more by itself."""
    places = told.places(lambda one: one is Change.OTHERWISE)
    before = told.earlier_statuses
    own = [p for p in places if before[p.level][p.ags].status is Status.MEMBER]
    others = [p for p in places if p not in own]
    return _of_places("compare.now_represented", own), _of_places("compare.otherwise", others)


def _names(places: list[Territory]) -> Text:
    if len(places) > _MOST_NAMED:
        return both_plural("count.places", len(places))
    names = [place.name for place in wording.by_name(places)]
    return wording.bilingual(lambda lang: wording.listed(lang, names))


def _open_days(told: Told) -> list[Text]:
    """Whose day is not documented, one sentence for each date as it is known."""
    uncertain = told.places(lambda one: one.perhaps_new or one is Change.POSSIBLY_ENDED)
    by_date: dict[tuple[Edtf, bool], list[Territory]] = {}
    for place in uncertain:
        one = told.statuses[place.level][place.ags]
        if one.status is not Status.UNCERTAIN:  # then it was so on the earlier day
            one = told.earlier_statuses[place.level][place.ags]
        if one.membership is None:
            continue
        when = one.membership.left if one.leaving else one.membership.joined
        if when is not None:
            by_date.setdefault((when, one.leaving), []).append(place)
    return [_open_day(when, leaving, places) for (when, leaving), places in by_date.items()]


def _open_day(when: Edtf, leaving: bool, places: list[Territory]) -> Text:
    key = "compare.open_end" if leaving else "compare.open_day"
    told = wording.bilingual(lambda lang: wording.on(lang, when))
    return both(key, names=_names(places), when=told)


def _freshness(told: Told) -> Text:
    """Behind the end of the evidence nothing is known: neither that nor what was added."""
    if told.after.start <= told.evidence_end:
        return Text()
    last = wording.bilingual(lambda lang: long_date(lang, told.evidence_end))
    both_behind = told.before.start > told.evidence_end
    return both("compare.not_known" if both_behind else "context.no_newer_evidence", date=last)


def announcement(told: Told) -> Text:
    """One sentence for screen readers: the days, and the counts."""
    towns = told.differences["municipalities"]
    perhaps = int(towns.added_possible - towns.added)
    return both(
        "compare.announcement",
        districts=_count("districts", told),
        municipalities=_count("municipalities", told),
        population=wording.figure(told.differences["population"].added),
        uncertain=both_plural("announcement.uncertain", perhaps) if perhaps else Text(),
        **_DAYS,
    )


def _count(key: str, told: Told) -> Text:
    return wording.figure(told.differences[key].added)


def figures(told: Told) -> tuple[Figure, ...]:
    """What was added, in the order of a day's figures; from what to what in the note."""
    old, new = told.before.counts, told.after.counts
    census = told.catalog.census.values()
    people_sources = tuple(dict.fromkeys(one.source_id for one in census))
    area_sources = tuple(dict.fromkeys(area_source(one) for one in census))
    towns_total = new.municipalities_total
    return (
        _counted(told, "districts", old.districts, new.districts, new.districts_total),
        _counted(told, "municipalities", old.municipalities, new.municipalities, towns_total),
        _summed(told, "population", (old.population_share, new.population_share), people_sources),
        _summed(told, "area", (old.area_share, new.area_share), area_sources),
        _counted(told, "kommunen", old.kommunen, new.kommunen),
        _counted(told, "universities", old.universities, new.universities),
    )


def _counted(told: Told, key: str, old: int, new: int, total: int | None = None) -> Figure:
    one = told.differences[key]
    if total is None:
        name = both_plural(f"figure.{key}", int(one.added))
        now = wording.figure(new)
    else:
        name = both(f"figure.{key}")
        now = both("compare.of", part=new, total=total)
    course = _course(wording.figure(old), now, same=old == new)
    return Figure(key, _plus(one.added), name, _note(course, one, _plus))


def _summed(
    told: Told, key: str, shares: tuple[float, float], source_ids: tuple[str, ...]
) -> Figure:
    one = told.differences[key]
    old, new = (wording.percent(share) for share in shares)
    course = _course(old, new, same=shares[0] == shares[1])
    if key == "population":
        course = wording.joined([course, census_label(told.catalog)], ", ")
    write = _plus if key == "population" else _plus_km2
    name = both(f"compare.figure_{key}")
    return Figure(key, write(one.added), name, _note(course, one, write), source_ids)


def _course(old: Text, new: Text, *, same: bool) -> Text:
    if same:
        return both("compare.unchanged", value=new)
    return both("compare.from_to", old=old, new=new)


@lru_cache(_KEPT)
def _plus(amount: float) -> Text:
    return both("compare.plus", value=wording.figure(amount))


@lru_cache(_KEPT)
def _plus_km2(amount: float) -> Text:
    return both("compare.km2", value=_plus(amount))


def _note(course: Text, one: Difference, write: Callable[[float], Text]) -> Text:
    parts = [course]
    if one.added_possible > one.added:
        parts.append(both("figure.up_to", value=write(one.added_possible)))
    if one.ended:
        parts.append(both("compare.note_ended", value=wording.figure(one.ended)))
    elif one.ended_possible:
        parts.append(both("compare.note_perhaps_ended", value=wording.figure(one.ended_possible)))
    return wording.joined(parts, "; ")
