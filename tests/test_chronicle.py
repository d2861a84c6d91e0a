"""The chronicle: every accession and every press item once, in time, and whom it concerns."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import factories
from ruhrmap import chronicle, coverage, ondemand, press, view
from ruhrmap.chronicle import Entry
from ruhrmap.coverage import EventKind, Frame
from ruhrmap.model import Catalog

WITTEN, HERTEN = "05954036", "05562020"


@pytest.fixture(scope="module")
def entries(ours: Catalog, frames: tuple[Frame, ...]) -> dict[str, Entry]:
    return {entry.key: entry for entry in chronicle.chronicle(ours, frames)}


def test_every_event_and_every_press_item_stands_in_it_once(
    ours: Catalog, entries: dict[str, Entry]
) -> None:
    of_kind = [entry.kind for entry in entries.values()]
    assert of_kind.count(None) == len(ours.press_releases) == 115
    assert of_kind.count(EventKind.ACCESSION) == 8
    assert of_kind.count(EventKind.ENDED) == 1, "Herten"
    assert of_kind.count(EventKind.AGREEMENT) == 1
    assert of_kind.count(EventKind.EVIDENCE) == 1


def test_it_is_in_the_order_of_latest_days_with_what_has_none_last(
    entries: dict[str, Entry],
) -> None:
    days = [entry.latest for entry in entries.values()]
    dated = [day for day in days if day is not None]
    assert dated == sorted(dated)
    assert days[len(dated) :] == [None] * (len(days) - len(dated))
    assert len(dated) < len(days)
    order = list(entries)
    assert order.index("accession-2024-04-09") < order.index("P47"), "before the press of its day"


def test_an_accession_says_who_when_how_exactly_and_what_it_comes_to(
    ours: Catalog, frames: tuple[Frame, ...], entries: dict[str, Entry]
) -> None:
    unna = entries["accession-2023-05-31-2024-04-08"]
    assert unna.date_label.de == "Zwischen 31. Mai 2023 und 8. April 2024"
    assert [(place.key, place.name.de) for place in unna.places] == [("05978", "Kreis Unna")]
    assert "zwischen dem 31. Mai 2023 und dem 8. April 2024" in unna.notes[0].de
    assert unna.after == coverage.frame_on(frames, date(2024, 4, 8)).announcement
    assert unna.source_ids == ("P45", "P46", "W01")
    known = view.places(ours)
    for entry in entries.values():
        assert all(known[place.key] == place.key for place in entry.places), "opens a panel"
    assert entries["accession-2016-12-20"].after.de == "", "a university moves no count of these"


def test_the_end_of_a_membership_says_that_it_is_inferred(entries: dict[str, Entry]) -> None:
    ended = entries["ended-2019-02-01-2023-04-21"]
    assert [place.name.de for place in ended.places] == ["Herten"]
    assert "erschlossen" in ended.notes[0].de
    founding = " ".join(note.de for note in entries["accession-2013-05-02"].notes)
    assert "erschlossen" not in founding, "told where it belongs"


def test_a_press_item_says_what_the_lists_of_a_place_say(
    ours: Catalog, entries: dict[str, Entry]
) -> None:
    for release in ours.press_releases.values():
        shown = press.item(release, date(2024, 4, 10))
        entry = entries[release.press_id]
        assert entry.date_label == shown.date_label
        assert f"{entry.date_label.de} · {entry.byline.de}".startswith(shown.byline.de)
        assert entry.url == release.source.url
        assert (release.note in entry.notes) == bool(release.note)


def test_a_place_has_its_own_its_kreis_and_its_region(ours: Catalog) -> None:
    about = chronicle.about(ours)
    assert set(about) == set(view.places(ours).values())
    for key in (WITTEN, HERTEN, "05119000", "05978", "rub", "rvr"):
        of_press = {
            item.release.press_id
            for group in press.releases_of(ours, key, date(2020, 1, 1))
            for item in group.items
        }
        assert {one for one in about[key] if one in ours.press_releases} == of_press
    assert {one for one in about[WITTEN] if one not in ours.press_releases} == {
        "accession-2023-05-31",
        "evidence-2024-04-10",
    }, "by its Kreis"
    assert {one for one in about[HERTEN] if one not in ours.press_releases} == {
        "accession-2013-05-02",
        "accession-2019-01-01-2019-01-31",
        "ended-2019-02-01-2023-04-21",
        "evidence-2024-04-10",
    }, "its own, and that of its Kreis"


@given(st.dates(date(2013, 1, 1), date(2026, 11, 21)))
def test_the_browser_greys_by_the_day_what_the_core_greys(day: date) -> None:
    """It only compares the earliest day; whatever the key date, that is the core's answer."""
    ours = factories.real_catalog()
    for release in ours.press_releases.values():
        when = release.source.date
        greyed = when is not None and when.earliest > day
        assert press.item(release, day).after_key_date == greyed


def test_it_travels_whole_and_by_the_keys_that_the_browser_has(
    ours: Catalog, frames: tuple[Frame, ...], entries: dict[str, Entry]
) -> None:
    packed = ondemand.chronicle(ours, frames)
    assert [one["key"] for one in packed["entries"]] == list(entries)
    by_name = {one["key"]: one for one in packed["entries"]}
    assert by_name["P48"]["from"] == "2024-04-10"
    assert by_name["P60"]["to"] is None
    shown = packed["places"][WITTEN]
    assert shown["name"]["de"] == "Witten"
    concerned = {packed["entries"][i]["key"] for i in shown["entries"]}
    assert concerned == chronicle.about(ours)[WITTEN]
    assert packed["aliases"]["05119"] == "05119000", "as the map names it on the other level"
