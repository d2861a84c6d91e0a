"""Published totals: the memberships must come to what was published at the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import axis_days, real_catalog, region, regions, spell, total, with_membership
from ruhrmap.coverage import count_on, reconcile
from ruhrmap.dates import parse
from ruhrmap.model import Catalog, Counts

KOMMUNEN, UNIVERSITIES = Counts.MUNICIPAL_MEMBERS, Counts.UNIVERSITIES


def test_all_ten_published_totals_reconcile_or_are_explained() -> None:
    results = reconcile(real_catalog())
    assert len(results) == 10
    assert [r.total.total_id for r in results if not (r.reconciles or r.total.conflict)] == []


@pytest.mark.parametrize("moved", ["2023-04-09", "2025-04-09"])
def test_oberhausen_moved_by_a_year_does_not_reconcile(moved: str) -> None:
    catalog = with_membership(real_catalog(), "stadt-oberhausen", joined=parse(moved))
    assert not all(result.reconciles for result in reconcile(catalog))


def test_a_member_too_many_does_not_reconcile() -> None:
    catalog = with_membership(real_catalog(), "stadt-herten", left=None)
    assert not all(result.reconciles for result in reconcile(catalog))


@pytest.mark.parametrize(("value", "reconciles"), [(0, False), (1, True), (2, True), (3, False)])
def test_a_total_lies_between_what_is_certain_and_what_is_possible(
    value: int, reconciles: bool
) -> None:
    spells = [spell("altstadt", "2013-01-01"), spell("neustadt", "2014")]
    (result,) = reconcile(region(spells, totals=[total("2014-06-01", KOMMUNEN, value)]))
    assert result.reconciles is reconciles
    assert (result.certain, result.possible) == ((1, 1), (2, 2))


@pytest.mark.parametrize("as_of", ["2014", "2014-06", "[2014-03-01..2014-06-02]"])
def test_one_day_of_the_time_it_speaks_of_is_enough(as_of: str) -> None:
    spells = [spell("uni", "2013-01-01"), spell("other-uni", "2014-06-02")]
    for value in (1, 2):
        (result,) = reconcile(region(spells, totals=[total(as_of, UNIVERSITIES, value)]))
        assert result.reconciles
        assert result.certain == (1, 2)


def test_kommunen_and_universities_are_not_mixed() -> None:
    spells = [spell("uni", "2013-01-01"), spell("land", "2013-01-01")]
    (result,) = reconcile(region(spells, totals=[total("2014", KOMMUNEN, 1)]))
    assert not result.reconciles


@given(regions, axis_days, st.integers(0, 90))
def test_no_day_of_the_time_is_overlooked(catalog: Catalog, first: date, length: int) -> None:
    every_day = [first + timedelta(days=n) for n in range(length + 1)]
    as_of = f"[{every_day[0].isoformat()}..{every_day[-1].isoformat()}]"
    (result,) = reconcile(replace(catalog, published_totals=(total(as_of, KOMMUNEN, 2),)))
    counted = [count_on(catalog, day) for day in every_day]
    sure = [counts.kommunen for counts in counted]
    possible = [counts.kommunen_possible for counts in counted]
    assert result.reconciles is any(s <= 2 <= p for s, p in zip(sure, possible, strict=True))
    assert result.certain == (min(sure), max(sure))
    assert result.possible == (min(possible), max(possible))
