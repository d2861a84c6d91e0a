"""The page "Offene Beitritte": what it hands to the browser, and what the hand sets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ruhrmap import coverage, site, sitemap, staff
from ruhrmap.coverage import Status
from ruhrmap.dates import iso_day
from ruhrmap.model import Level
from ruhrmap.pages import asking
from ruhrmap.view import ViewState
from support import apptest

Json = dict[str, Any]
DAY = "2026-11-21"


@pytest.fixture(autouse=True)
def on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(staff.VARIABLE, "1")


def content(day: str = DAY, level: Level = Level.MUNICIPALITY, **others: Any) -> Json:
    when = iso_day(day)
    assert when is not None
    return asking.lists(site.current(), ViewState(when, level, **others))


def rows(told: Json) -> Iterator[Json]:
    return (row for one in told["lists"] for row in one["rows"])


def test_the_page_shows_the_three_lists_of_the_address() -> None:
    at = apptest.open_page("joining", datum="2024-04-09", ebene="kreise")
    assert not at.exception
    told = apptest.part(at, "outreach")["content"]
    assert [(one["title"], one["count"]) for one in told["lists"]] == [
        ("Kein Beitritt bekannt", 1),
        ("Vereinbarung vielleicht ausgelaufen", 0),
        ("Vertretung nur angenommen", 0),
    ]
    assert told["lists"][0]["rows"][0]["name"] == "Kreis Wesel"
    assert told["date"] == "2024-04-09" and told["level"] == "district"


@pytest.mark.parametrize("day", ["2013-05-02", "2019-01-31", "2024-04-09", DAY])
def test_the_headings_count_what_the_public_page_counts(day: str) -> None:
    here = site.current()
    when = iso_day(day)
    assert when is not None
    for level in Level:
        legend = {e.status: e.count for e in coverage.frame_on(here.frames, when).legend[level]}
        told = content(day, level)
        assert told["lists"][0]["count"] == legend[Status.NONE] + legend[Status.UNCERTAIN]
        assert told["lists"][2]["count"] == legend.get(Status.ASSUMED, 0)
        assert all(one["count"] == len(one["rows"]) for one in told["lists"])
        assert f"datum={day}" in told["lists"][0]["map"]["href"]


def test_ticks_become_the_scenario_of_the_address() -> None:
    at = apptest.open_page("joining", datum=DAY)
    at = apptest.trigger(at, "joining", "scenario", ["05170024", "05170008"])
    assert apptest.address(at)["annahme"] == "05170008,05170024"
    assert apptest.part(at, "outreach")["content"]["ticked"] == ["05170008", "05170024"]
    assert apptest.part(at, "scenario")["content"]["title"]
    at = apptest.trigger(at, "joining", "scenario", [])
    assert "annahme" not in apptest.address(at)
    assert apptest.part(at, "scenario")["content"] == {}


def test_a_link_opens_with_its_ticks() -> None:
    at = apptest.open_page("joining", datum=DAY, annahme="05170024")
    assert apptest.part(at, "outreach")["content"]["ticked"] == ["05170024"]


def test_each_row_ticks_the_one_key_of_its_place() -> None:
    """An independent city has two keys; address and ticks speak of it by one."""
    told = content("2013-01-01", Level.DISTRICT)
    known = site.current().limits.places
    assert all(known[row["key"]] == row["place"] == known[row["place"]] for row in rows(told))


def test_key_date_and_level_are_set_by_the_hand() -> None:
    at = apptest.open_page("joining", datum=DAY)
    at = apptest.report(at, "language", "view", apptest.on_time("2013-01-01", "district", 1))
    assert apptest.address(at)["datum"] == "2013-01-01"
    told = apptest.part(at, "outreach")["content"]
    assert [one["count"] for one in told["lists"]] == [15, 0, 0]


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("day", ["2013-01-01", "2023-12-01", DAY])
def test_every_column_can_be_sorted_by(day: str, level: Level) -> None:
    told = content(day, level)
    numbers = [column["number"] for column in told["columns"]]
    for row in rows(told):
        assert len(row["cells"]) == len(row["keys"]) == len(numbers)
        for key, is_number in zip(row["keys"], numbers, strict=True):
            assert key is None or isinstance(key, int | float) == is_number


def test_every_number_has_its_source_a_click_away() -> None:
    shown = content()
    by_key = {one["key"]: one["sources"] for one in shown["columns"]}
    evidence = list(by_key).index("evidence")
    for key in ("population", "area", "share", "effect"):
        assert all("/daten?" in one["href"] for one in by_key[key])
        assert all("#quelle-D0" in one["href"] for one in by_key[key]) and by_key[key]
    for row in rows(shown):
        facts = row["details"]["facts"]
        assert all(one["sources"] for one in facts if one["text"] != "Kein Nachweis")
        assert all(door["sources"] for door in row["details"]["doors"])
        told = row["cells"][evidence][0]
        assert told == "kein Nachweis" or "#quelle-P" in told["href"]


def test_english_rows_are_english_and_count_the_same() -> None:
    german, english = content(), content(language="en")
    assert [one["count"] for one in german["lists"]] == [one["count"] for one in english["lists"]]
    moers = next(row for row in rows(english) if row["name"] == "Moers")
    assert moers["cells"][2:5] == [["100,465"], ["67.64"], ["44%"]]
    assert "Moers" in {row["name"] for row in rows(german)}


def test_without_the_switch_the_page_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(staff.VARIABLE)
    assert not sitemap.is_page("/offene-beitritte")


@pytest.mark.parametrize("level", Level)
def test_each_list_says_how_long_it_is_at_both_levels(level: Level) -> None:
    """On the day of the fourteenth accession: one district, thirteen municipalities."""
    told = content("2024-04-09", level)["lists"][0]["counted"]
    assert told == "1 Kreis oder kreisfreie Stadt, 13 Städte und Gemeinden"
