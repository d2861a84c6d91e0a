"""The figures: what RuhrFutur publishes, and sums that never hold what is uncertain."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from factories import day_of, days, real_catalog, region, regions, spell
from ruhrmap.coverage import Status, count_on, statuses_on
from ruhrmap.model import Catalog, Level

KEY_DATE = date(2014, 6, 1)


def test_the_founding() -> None:
    counts = count_on(real_catalog(), date(2013, 5, 2))
    assert (counts.kommunen, counts.districts, counts.municipalities) == (5, 4, 5)
    assert counts.population == 1_665_912
    assert round(counts.population_share * 100, 1) == 32.7
    assert counts.universities == 5


def test_the_day_oberhausen_joined() -> None:
    counts = count_on(real_catalog(), date(2024, 4, 9))
    assert (counts.kommunen, counts.districts, counts.municipalities) == (14, 14, 40)
    assert (counts.districts_total, counts.municipalities_total) == (15, 53)
    assert (counts.population, counts.population_total) == (4_640_628, 5_093_721)
    assert round(counts.population_share * 100, 1) == 91.1
    assert round(counts.area_share * 100, 1) == 76.5
    assert counts.area_total == 4438.71
    assert dict(counts.by_status[Level.MUNICIPALITY]) == {
        Status.MEMBER: 11,
        Status.STATED: 9,
        Status.ASSUMED: 20,
        Status.UNCERTAIN: 0,
        Status.NONE: 13,
    }
    assert (counts.universities, counts.partners) == (7, 3)


@pytest.mark.parametrize(
    ("day", "kommunen", "possible"),
    [
        ("2013-05-01", 0, 0),
        ("2013-05-02", 5, 5),
        ("2019-01-15", 5, 7),
        ("2019-01-31", 7, 7),
        ("2019-02-01", 6, 7),  # the end of Herten's membership is not known
        ("2023-04-20", 6, 7),
        ("2023-04-21", 11, 11),
        ("2023-05-31", 12, 13),  # Kreis Unna
        ("2024-04-08", 13, 13),
        ("2024-04-09", 14, 14),
        ("2026-11-21", 14, 14),
    ],
)
def test_kommunen_over_time(day: str, kommunen: int, possible: int) -> None:
    counts = count_on(real_catalog(), day_of(day))
    assert (counts.kommunen, counts.kommunen_possible) == (kommunen, possible)


def test_a_represented_town_is_no_kommune_of_its_own() -> None:
    counts = count_on(region([spell("berg", "2013")]), KEY_DATE)
    assert (counts.kommunen, counts.districts, counts.municipalities) == (1, 1, 2)


def test_a_member_town_is_no_district() -> None:
    counts = count_on(region([spell("adorf", "2013")]), KEY_DATE)
    assert (counts.kommunen, counts.districts, counts.municipalities) == (1, 0, 1)
    assert counts.population == 100_000


def test_what_is_uncertain_stands_beside_and_never_inside() -> None:
    spells = [spell("altstadt", "2013"), spell("berg", "2014"), spell("uni", "2014")]
    counts = count_on(region(spells), KEY_DATE)
    assert (counts.population, counts.population_possible) == (400_000, 550_000)
    assert (counts.area_km2, counts.area_possible) == (40.1, 70.4)
    assert (counts.districts, counts.districts_possible) == (1, 2)
    assert (counts.municipalities, counts.municipalities_possible) == (1, 3)
    assert (counts.universities, counts.universities_possible) == (0, 1)


def test_areas_are_summed_without_rounding_errors() -> None:
    # 10.1 + 20.2 + 10.3 is 40.599999999999994 in floating point.
    spells = [spell("berg", "2013"), spell("tal", "2013")]
    assert count_on(region(spells), KEY_DATE).area_km2 == 60.7


@given(regions, days)
def test_counts_are_sums_over_the_territories(catalog: Catalog, day: date) -> None:
    counts = count_on(catalog, day)
    districts = statuses_on(catalog, Level.DISTRICT, day)
    towns = statuses_on(catalog, Level.MUNICIPALITY, day)
    covered = [ags for ags, status in towns.items() if status.covered]
    assert counts.districts == sum(s is Status.MEMBER for s in districts.values())
    assert counts.municipalities == len(covered)
    assert counts.population == sum(catalog.census[ags].population for ags in covered)
    assert counts.area_km2 == pytest.approx(sum(catalog.census[ags].area_km2 for ags in covered))
    for level, told in ((Level.DISTRICT, districts), (Level.MUNICIPALITY, towns)):
        assert sum(counts.by_status[level].values()) == len(told)
        for status in Status:
            assert counts.by_status[level][status] == list(told.values()).count(status)


@given(regions, days)
def test_possible_is_never_less(catalog: Catalog, day: date) -> None:
    counts = count_on(catalog, day)
    assert counts.kommunen <= counts.kommunen_possible
    assert counts.districts <= counts.districts_possible <= counts.districts_total
    assert counts.municipalities <= counts.municipalities_possible <= counts.municipalities_total
    assert counts.population <= counts.population_possible <= counts.population_total
    assert counts.area_km2 <= counts.area_possible <= counts.area_total
    assert counts.universities <= counts.universities_possible
    assert 0 <= counts.population_share <= counts.population_share_possible <= 1
    assert 0 <= counts.area_share <= counts.area_share_possible <= 1
