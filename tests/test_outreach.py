"""The three lists: who stands in them, in which order, and what is told of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import factories
from factories import evidence, spell
from ruhrmap import boundaries, coverage, outreach
from ruhrmap.boundaries import Border
from ruhrmap.coverage import Status
from ruhrmap.coverage.status import territory_statuses
from ruhrmap.dates import parse
from ruhrmap.model import Catalog, Evidence, Level, Representation, Says
from ruhrmap.outreach import Entry, ListKind, OutreachList
from ruhrmap.outreach.freshness import age_in_words
from ruhrmap.outreach.listing import listed

OURS = factories.real_catalog()
FRAMES = coverage.frames(OURS)
DAYS = st.dates(OURS.axis_start, OURS.data_date)
LATER = date(2026, 11, 21)
NO_BORDERS = {
    ags: Border(dict.fromkeys(sorted({*factories.TERRITORIES} - {ags}), 1.0), 1.0)
    for ags in factories.TERRITORIES
}


@cache
def ours(day: date, level: Level) -> dict[ListKind, OutreachList]:
    made = outreach.lists(OURS, FRAMES, level, day, boundaries.borders(level))
    return {one.kind: one for one in made}


def made(catalog: Catalog, day: str, level: Level = Level.DISTRICT) -> dict[ListKind, list[str]]:
    """Keys in the lists of a made catalogue."""
    borders = {
        ags: Border({k: v for k, v in one.shared.items() if len(k) == len(ags)}, one.outside)
        for ags, one in NO_BORDERS.items()
    }
    day_ = date.fromisoformat(day)
    told = outreach.lists(catalog, coverage.frames(catalog), level, day_, borders)
    return {one.kind: [entry.place.ags for entry in one.entries] for one in told}


def entry(day: date, level: Level, kind: ListKind, name: str) -> Entry:
    (found,) = (one for one in ours(day, level)[kind].entries if one.place.name == name)
    return found


# one day of each time: before everything, within brackets, the settled days, after the evidence
TRIED = [date(2013, 1, 1), date(2019, 1, 15), date(2023, 12, 1), date(2024, 4, 9), LATER]
each_time = pytest.mark.parametrize(("day", "level"), [(d, one) for d in TRIED for one in Level])


@given(DAYS, st.sampled_from(Level))
def test_the_lists_are_as_long_as_the_legend_of_the_public_page_says(
    day: date, level: Level
) -> None:
    frame = coverage.frame_on(FRAMES, day)
    legend = {one.status: one.count for one in frame.legend[level]}
    told = listed(OURS, territory_statuses(OURS, day)[level].values())
    assert len(told[ListKind.OPEN]) == legend[Status.NONE] + legend[Status.UNCERTAIN]
    assert len(told[ListKind.ASSUMED]) == legend.get(Status.ASSUMED, 0)


@given(factories.regions, factories.axis_days, st.sampled_from(Level))
def test_in_any_region_the_lists_agree_with_the_counts(
    catalog: Catalog, day: date, level: Level
) -> None:
    counts = coverage.count_on(catalog, day).by_status[level]
    told = listed(catalog, territory_statuses(catalog, day)[level].values())
    assert len(told[ListKind.OPEN]) == counts[Status.NONE] + counts[Status.UNCERTAIN]
    assert len(told[ListKind.ASSUMED]) == counts[Status.ASSUMED]
    assert all(one.status.covered for one in told[ListKind.EXPIRED])


@each_time
def test_each_list_has_rows_or_says_in_words_that_it_has_none(day: date, level: Level) -> None:
    rows = listed(OURS, territory_statuses(OURS, day)[level].values())
    for kind, one in ours(day, level).items():
        assert {e.place.ags for e in one.entries} == {told.ags for told in rows[kind]}
        assert bool(one.entries) != bool(one.empty)


def test_on_the_day_of_the_fourteenth_member_one_district_and_thirteen_towns_are_open() -> None:
    day = date(2024, 4, 9)
    (wesel,) = ours(day, Level.DISTRICT)[ListKind.OPEN].entries
    assert wesel.place.name == "Kreis Wesel"
    towns = ours(day, Level.MUNICIPALITY)[ListKind.OPEN].entries
    assert len(towns) == 13
    assert {one.district for one in towns} == {"Kreis Wesel"}


@each_time
def test_the_order_is_the_one_that_the_rule_states(day: date, level: Level) -> None:
    for one in ours(day, level).values():
        keys = [(-e.neighbourhood.covered, -(e.population or 0)) for e in one.entries]
        assert keys == sorted(keys)


@each_time
def test_the_shares_of_a_boundary_make_up_the_whole(day: date, level: Level) -> None:
    statuses = coverage.frame_on(FRAMES, day).statuses[level]
    for one in ours(day, level).values():
        for e in one.entries:
            near = e.neighbourhood
            assert near.covered + near.open + near.outside == pytest.approx(1)
            assert near.covered == pytest.approx(sum(door.share for door in near.doors))
            touching = boundaries.neighbours(level)[e.place.ags]
            assert {d.ags for d in near.doors} == {k for k in touching if statuses[k].covered}


def test_a_neighbour_is_named_with_the_year_and_how_exactly_it_is_known() -> None:
    wesel = entry(LATER, Level.DISTRICT, ListKind.OPEN, "Kreis Wesel")
    assert [door.line.de for door in wesel.neighbourhood.doors] == [
        "Duisburg (2023)",
        "Kreis Recklinghausen (2019)",
        "Bottrop (2023)",
        "Oberhausen (2024)",
    ]
    duisburg = wesel.neighbourhood.doors[0]
    assert duisburg.precision.de == (
        "21. April 2023. Der Tag der Unterschrift ist belegt. "
        "Die Vereinbarung galt bis zum 31. Dezember 2024."
    )
    schermbeck = entry(LATER, Level.MUNICIPALITY, ListKind.OPEN, "Schermbeck")
    dorsten = schermbeck.neighbourhood.doors[0]
    assert dorsten.line.de == "Dorsten durch den Kreis Recklinghausen (2019), angenommen"
    assert dorsten.precision.de.startswith("Januar 2019. ")
    hagen = entry(LATER, Level.DISTRICT, ListKind.EXPIRED, "Hagen")
    assert "2023/2024" in {door.year.de for door in hagen.neighbourhood.doors}


def test_the_towns_of_one_kreis_are_told_in_one() -> None:
    marl = entry(LATER, Level.MUNICIPALITY, ListKind.ASSUMED, "Marl")
    assert [text.de for text in outreach.briefly(marl.neighbourhood)] == [
        "Gelsenkirchen (2013)",
        "5 Nachbarn: Kreis Recklinghausen (2019), angenommen",
    ]


@each_time
def test_what_coverage_becomes_is_what_the_scenario_shows(day: date, level: Level) -> None:
    """The list and the what-if must never say two different things."""
    frame = coverage.frame_on(FRAMES, day)
    for e in ours(day, level)[ListKind.OPEN].entries[:6]:
        after = coverage.scenario(OURS, [e.place.ags], day).after
        assert e.effect.share_before == frame.counts.population_share
        assert e.effect.share_after == after.population_share
        assert e.effect.population == after.population - frame.counts.population
        of_level = after.districts if level is Level.DISTRICT else after.municipalities
        assert e.effect.places_after == of_level


def test_a_kreis_brings_its_towns_and_a_town_comes_alone() -> None:
    wesel = entry(LATER, Level.DISTRICT, ListKind.OPEN, "Kreis Wesel").effect
    assert wesel.shares.de == "91,1 % → 100,0 %"
    assert (wesel.places.de, wesel.towns.de) == ("14 → 15 von 15", "40 → 53")
    assert wesel.population == 453_093
    moers = entry(LATER, Level.MUNICIPALITY, ListKind.OPEN, "Moers").effect
    assert (moers.places.de, moers.population) == ("40 → 41 von 53", 100_465)


def test_what_rests_on_a_place_that_counts_is_what_it_brings() -> None:
    duisburg = entry(LATER, Level.DISTRICT, ListKind.EXPIRED, "Duisburg")
    assert not duisburg.effect.joins
    assert duisburg.effect.population == duisburg.population == 501_415
    assert duisburg.effect.places.de == "14 → 13 von 15"
    marl = entry(LATER, Level.MUNICIPALITY, ListKind.ASSUMED, "Marl").effect
    assert (marl.population, marl.places.de) == (85_684, "40 → 39 von 53")


def test_with_a_kreis_only_the_towns_fall_away_that_it_stands_for() -> None:
    catalog = factories.region(
        [
            spell("berg", "2014-01-01", until="2015-12-31", representation=Representation.STATED),
            spell("adorf", "2014-01-01"),
        ]
    )
    day = date(2016, 6, 1)
    borders = {ags: Border({}, 1.0) for ags in factories.TERRITORIES}
    lists = outreach.lists(catalog, coverage.frames(catalog), Level.DISTRICT, day, borders)
    (berg,) = lists[1].entries
    assert berg.effect.population == 50_000  # Bach; Adorf is a member itself


def test_an_agreement_is_listed_from_the_day_after_its_last() -> None:
    catalog = factories.region(
        [spell("altstadt", "2014-01-01", until="2015-12-31")],
        told=[evidence("altstadt", "2014-01-01")],
    )
    assert made(catalog, "2015-12-31")[ListKind.EXPIRED] == []
    assert made(catalog, "2016-01-01")[ListKind.EXPIRED] == ["05001"]


@pytest.mark.parametrize(
    ("when", "listed"),
    [
        ("2015-12-31", True),  # its last day itself says nothing of later
        ("2015-12", True),
        ("[2015-12-01..2016-02-01]", True),  # may lie before
        ("2016", False),  # certainly later
        ("2016-12-01", False),  # later, although after the key date
    ],
)
def test_only_evidence_that_is_certainly_later_takes_an_agreement_off_the_list(
    when: str, listed: bool
) -> None:
    catalog = factories.region(
        [spell("altstadt", "2014-01-01", until="2015-12-31")], told=[evidence("altstadt", when)]
    )
    assert bool(made(catalog, "2016-06-01")[ListKind.EXPIRED]) is listed


def test_evidence_of_another_member_or_of_an_end_keeps_an_agreement_on_the_list() -> None:
    ended = Evidence("altstadt", "S1", parse("2016-02-01"), Says.ENDED)
    catalog = factories.region(
        [spell("altstadt", "2014-01-01", until="2015-12-31")],
        told=[evidence("neustadt", "2016-02-01"), ended],
    )
    assert made(catalog, "2016-06-01")[ListKind.EXPIRED] == ["05001"]


def test_a_membership_that_has_ended_is_open_and_has_no_agreement_to_ask_about() -> None:
    catalog = factories.region([spell("altstadt", "2014-01-01", "2015-06-01", until="2015-12-31")])
    told = made(catalog, "2016-06-01")
    assert "05001" in told[ListKind.OPEN] and not told[ListKind.EXPIRED]


def test_the_towns_of_a_kreis_stand_with_its_agreement() -> None:
    catalog = factories.region(
        [spell("berg", "2014-01-01", until="2015-12-31", representation=Representation.ASSUMED)]
    )
    told = made(catalog, "2016-06-01", Level.MUNICIPALITY)
    assert told[ListKind.EXPIRED] == told[ListKind.ASSUMED] == ["05010001", "05010002"]


@given(st.dates(date(2013, 1, 1), date(2030, 1, 1)), st.integers(0, 6000))
def test_an_age_is_never_told_longer_than_it_is(then: date, days: int) -> None:
    text = age_in_words(then, then + timedelta(days=days)).de
    numbers = [int(word) for word in text.split() if word.isdigit()]
    if "Tag" not in text.split()[-1] and numbers:
        months = numbers[0] * (12 if "Jahr" in text else 1) + sum(numbers[1:])
        assert 30.4 * months - 2 <= days <= 30.5 * (months + 1) + 2
    elif numbers:
        assert numbers == [days]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2024, 4, 10), "10. April 2024 (am Stichtag selbst)"),
        (date(2024, 6, 1), "10. April 2024 (vor 52 Tagen)"),
        (date(2025, 4, 10), "10. April 2024 (vor 12 Monaten)"),
        (LATER, "10. April 2024 (vor 2 Jahren und 7 Monaten)"),
    ],
)
def test_the_last_evidence_is_told_with_its_age_on_the_key_date(day: date, told: str) -> None:
    marl = entry(day, Level.MUNICIPALITY, ListKind.ASSUMED, "Marl")
    assert marl.freshness.line.de == told
    assert marl.freshness.days == (day - date(2024, 4, 10)).days
    assert marl.freshness.source_ids


def test_what_came_after_the_key_date_makes_evidence_no_younger() -> None:
    essen = entry(date(2013, 1, 2), Level.DISTRICT, ListKind.OPEN, "Essen")
    assert essen.freshness.days is None
    assert essen.freshness.line.de.endswith("der erste danach am 2. Mai 2013")
    wesel = entry(LATER, Level.DISTRICT, ListKind.OPEN, "Kreis Wesel")
    assert wesel.freshness.line.de == "kein Nachweis"


def test_press_items_are_those_of_the_place_and_of_its_kreis() -> None:
    marl = entry(LATER, Level.MUNICIPALITY, ListKind.ASSUMED, "Marl")
    assert [group.scope.value for group in marl.releases] == ["own", "kreis"]
    assert [one.release.press_id for one in marl.releases[0].items] == ["P109"]


@each_time
def test_everything_is_told_in_both_languages(day: date, level: Level) -> None:
    for one in ours(day, level).values():
        assert one.title.en and one.about.en and bool(one.empty.de) == bool(one.empty.en)
        for e in one.entries:
            texts = [e.effect.line, e.freshness.line, e.status_label, e.kind_label]
            texts += [t for door in e.neighbourhood.doors for t in (door.line, door.precision)]
            assert all(text.de and text.en for text in texts)


def test_every_number_of_a_row_leads_to_a_source() -> None:
    for level in Level:
        for one in ours(LATER, level).values():
            for e in one.entries:
                assert e.population_sources and e.area_sources
                assert set(e.source_ids) <= set(OURS.sources)


def test_no_territory_is_forgotten() -> None:
    """Whoever is in no list is a member, or represented as a source says."""
    for level in Level:
        listed = {e.place.ags for one in ours(LATER, level).values() for e in one.entries}
        told = territory_statuses(OURS, LATER)[level]
        rest = {told[place.ags].status for place in OURS.at(level) if place.ags not in listed}
        assert rest <= {Status.MEMBER, Status.STATED}


def test_a_made_up_region_without_members_lists_everyone() -> None:
    catalog = replace(factories.region(), census={})
    told = made(catalog, "2014-01-01")
    assert len(told[ListKind.OPEN]) == 4 and not told[ListKind.EXPIRED]
