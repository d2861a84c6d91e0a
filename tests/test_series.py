"""What the chart draws: five measures that say what the figures say, and what turns when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

import factories
from ruhrmap import coverage
from ruhrmap.coverage import EventKind, Frame, Series, Status
from ruhrmap.model import Catalog


@pytest.fixture(scope="module")
def measures(ours: Catalog, frames: tuple[Frame, ...]) -> dict[str, Series]:
    return {one.key: one for one in coverage.series(ours, frames)}


def test_each_measure_is_a_figure_and_says_the_same(
    measures: dict[str, Series], frames: tuple[Frame, ...]
) -> None:
    assert list(measures) == ["population", "area", "municipalities", "districts", "kommunen"]
    for frame in frames:
        figures = {figure.key: figure for figure in frame.figures}
        counts = frame.counts
        certain = {
            "population": (counts.population_share, counts.population_share_possible),
            "area": (counts.area_share, counts.area_share_possible),
            "municipalities": (counts.municipalities, counts.municipalities_possible),
            "districts": (counts.districts, counts.districts_possible),
            "kommunen": (counts.kommunen, counts.kommunen_possible),
        }
        for key, one in measures.items():
            point = one.points[frame.index]
            assert (point.certain, point.possible) == pytest.approx(certain[key])
            said = figures[key].value.de.partition(" / ")[0]
            assert point.told.de.partition("; ")[0] == said, key
            assert ("bis zu" in point.told.de) == (point.by_status[Status.UNCERTAIN] > 0)


def test_a_count_by_own_membership_knows_no_represented_ones(measures: dict[str, Series]) -> None:
    for key in ("districts", "kommunen"):
        assert measures[key].statuses == (Status.MEMBER, Status.UNCERTAIN)
    assert Status.ASSUMED in measures["population"].statuses


@pytest.mark.parametrize(
    ("key", "ends", "ticks"),
    [
        ("population", 1, ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]),
        ("municipalities", 53, ["0", "10", "20", "30", "40", "53"]),
        ("districts", 15, ["0", "5", "10", "15"]),
        ("kommunen", 15, ["0", "5", "10", "15"]),
    ],
)
def test_an_axis_goes_from_nothing_to_all_in_round_numbers(
    measures: dict[str, Series], key: str, ends: float, ticks: list[str]
) -> None:
    one = measures[key]
    assert [tick.label.de for tick in one.axis] == ticks
    assert one.axis[0].value == 0
    assert one.axis[-1].value == ends
    assert all(point.possible <= ends for point in one.points)


def test_each_turning_day_says_what_turns(ours: Catalog) -> None:
    events = coverage.events(ours)
    days = coverage.turning_days(ours)
    turns = {day: coverage.what_turns(events, day).de for day in days}
    assert all(turns.values()), "a day on which nothing happens"
    assert turns[date(2024, 4, 9)] == "Beitritt: Oberhausen"
    assert turns[date(2023, 5, 31)] == (
        "Beitritt: Ennepe-Ruhr-Kreis; Beitritt: Kreis Unna (frühester möglicher Tag)"
    )
    assert "Kreis Unna (spätester möglicher Tag)" in turns[date(2024, 4, 8)]
    assert "Herten (frühester möglicher Tag)" in turns[date(2019, 2, 1)]
    assert "Vereinbarung mit Bottrop" in turns[date(2025, 1, 1)], "the day after the last one"
    assert coverage.what_turns(events, date(2020, 1, 1)).de == ""


def test_events_are_all_that_turns(ours: Catalog) -> None:
    events = coverage.events(ours)
    on_axis = {
        day for event in events for day in event.turns if ours.axis_start < day <= ours.data_date
    }
    assert on_axis == set(coverage.turning_days(ours))
    kinds = [event.kind for event in events]
    assert kinds.count(EventKind.ACCESSION) == len(coverage.accessions(ours)) == 8
    assert [event.latest for event in events] == sorted(event.latest for event in events)


@given(factories.regions)
def test_whatever_the_memberships_chart_and_turning_days_agree(region: Catalog) -> None:
    events = coverage.events(region)
    days = coverage.turning_days(region)
    found = {day for event in events for day in event.turns}
    assert {day for day in found if region.axis_start < day <= region.data_date} == set(days)
    frames = coverage.frames(region)
    for one in coverage.series(region, frames):
        assert len(one.points) == len(frames)
        top = one.axis[-1].value + 1e-9
        assert all(0 <= p.certain <= p.possible + 1e-9 <= top + 1e-9 for p in one.points)
