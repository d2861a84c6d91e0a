"""Which press items stand with which place, by the rule "Releases of a territory"."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import days, real_catalog, region, release
from ruhrmap.model import Catalog, Medium, PressRelease
from ruhrmap.press import Scope, releases_of

KEY_DATE = date(2014, 6, 1)


def keys(catalog: Catalog, place: str, day: date = KEY_DATE) -> dict[str, list[str]]:
    groups = releases_of(catalog, place, day)
    return {group.scope.value: [i.release.press_id for i in group.items] for group in groups}


def scope(one: PressRelease, place: str) -> str | None:
    """Where a release stands for a place; it stands in one group at most."""
    found = keys(region(releases=[one]), place)
    assert sum(len(items) for items in found.values()) <= 1
    return next(iter(found), None)


@pytest.mark.parametrize(
    ("members", "ags", "place", "expected"),
    [
        # Own: it is a subject, as a member or as a territory.
        (["altstadt"], [], "05001", "own"),
        (["altstadt"], [], "05001000", "own"),
        (["altstadt", "neustadt"], [], "05001", "own"),
        ([], ["05010002"], "05010002", "own"),
        ([], ["05001"], "05001000", "own"),
        ([], ["05001000"], "05001", "own"),
        (["berg"], [], "05010", "own"),
        (["altstadt", "uni"], [], "05001", "own"),
        # Of its Kreis.
        (["berg"], [], "05010001", "kreis"),
        ([], ["05010"], "05010001", "kreis"),
        (["berg"], [], "05020001", None),
        # A town and its Kreis: own comes first, and only there.
        (["berg", "adorf"], [], "05010001", "own"),
        # A town says nothing of its Kreis or of the next town.
        (["adorf"], [], "05010", None),
        (["adorf"], [], "05010002", None),
        # Of the region: no subject, or only the Land and the like.
        ([], [], "05001", "region"),
        (["land"], [], "05010", "region"),
        (["land"], [], "05010001", "region"),
        (["land", "altstadt"], [], "05002", None),
        (["land"], ["05010002"], "05002", None),
        # About universities alone, with or without those: with the universities.
        (["uni"], [], "05001", None),
        (["uni", "land"], [], "05001", None),
        (["uni"], [], "uni", "own"),
        (["uni", "land"], [], "other-uni", "universities"),
        (["uni"], [], "other-uni", "universities"),
        (["uni", "altstadt"], [], "other-uni", None),
        (["uni", "altstadt"], [], "uni", "own"),
        # Other partners have their own.
        (["land"], [], "land", "own"),
        (["land"], [], "uni", None),
        (["uni"], [], "land", None),
        ([], [], "land", None),
    ],
)
def test_where_a_release_stands(
    members: list[str], ags: list[str], place: str, expected: str | None
) -> None:
    assert scope(release("R", "2014", members=members, ags=ags), place) == expected


def test_newest_first_by_the_latest_day_and_undated_last() -> None:
    dates = {"A": "2014", "B": "2014-06-15", "C": "", "D": "2013-12~", "E": "2014-12-31"}
    catalog = region(releases=[release(key, day) for key, day in dates.items()])
    assert keys(catalog, "05001")["region"] == ["E", "A", "B", "D", "C"]


@pytest.mark.parametrize(
    ("day", "grey"),
    [
        ("2014-06-01", False),
        ("2014-06-02", True),
        ("2014-06", False),  # it may have been the 1st
        ("2014-07", True),
        ("2014", False),
        ("[2014-05-01..2014-09-01]", False),
        ("", False),
    ],
)
def test_grey_only_what_is_surely_after_the_key_date(day: str, grey: bool) -> None:
    (group,) = releases_of(region(releases=[release("R", day)]), "05001", KEY_DATE)
    assert group.items[0].after_key_date is grey


def test_what_an_item_says() -> None:
    catalog = region(
        releases=[release("A", "2014-05~"), release("B", title_read=False, members=["land"])]
    )
    (group,) = releases_of(catalog, "05001", KEY_DATE)
    first, second = group.items
    assert (first.date_label.de, first.title_note.de) == ("Um Mai 2014", "")
    assert (second.date_label.de, second.date_label.en) == ("ohne Datum", "undated")
    assert second.title_note.de == "Titel nicht auf der Seite selbst gelesen"
    assert first.medium_label.de == "Pressemitteilung"


def test_headings_name_the_place() -> None:
    releases = [release("A", members=["adorf"]), release("B", members=["berg"]), release("C")]
    groups = releases_of(region(releases=releases), "05010001", KEY_DATE)
    assert [(g.scope, g.heading.de) for g in groups] == [
        (Scope.OWN, "Presse und Projekte zu Adorf"),
        (Scope.KREIS, "Presse und Projekte zum Kreis Berg"),
        (Scope.REGION, "Presse und Projekte zur ganzen Region"),
    ]
    partner = releases_of(region(releases=[release("A", members=["uni"])]), "uni", KEY_DATE)
    assert partner[0].heading.de == "Presse und Projekte zu dieser Hochschule"


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyError):
        releases_of(region(), "05999", KEY_DATE)


MEMBERS = ("altstadt", "berg", "adorf", "uni", "other-uni", "land")
PLACES = ("05001", "05001000", "05010", "05010001", "05010002", "05170", "uni", "land")


@given(st.lists(st.sampled_from(MEMBERS), unique=True), st.sampled_from(PLACES[:5]), days)
def test_a_release_stands_in_one_group_at_most(members: list[str], place: str, day: date) -> None:
    scope(release("R", day.isoformat(), members=members), place)


# --- Our own data -------------------------------------------------------------------------


def test_witten() -> None:
    found = keys(real_catalog(), "05954036", date(2024, 4, 10))
    assert found["kreis"] == ["P43", "P44", "P73"]
    assert "own" not in found
    assert {"P54", "P37", "P06"} <= set(found["region"])


def test_oberhausen_by_either_key() -> None:
    by_district, by_town = (keys(real_catalog(), key) for key in ("05119", "05119000"))
    assert by_district == by_town
    assert {"P46", "P47", "P48", "P49", "P50", "P59", "P76"} <= set(by_district["own"])


def test_towns_that_are_no_members_have_their_own() -> None:
    catalog = real_catalog()
    assert keys(catalog, "05562004")["own"] == ["P79", "P80"]  # Castrop-Rauxel
    assert "P104" in keys(catalog, "05562014")["own"]  # Gladbeck
    assert keys(catalog, "05562024")["own"] == ["P109"]  # Marl


def test_the_universities_alone() -> None:
    found = keys(real_catalog(), "ude")
    assert found["universities"] == ["P94", "P17", "P16"]
    assert "P26" in found["own"]


def test_every_release_stands_somewhere() -> None:
    catalog = real_catalog()
    shown: set[str] = set()
    for key in (*catalog.territories, *catalog.members):
        for items in keys(catalog, key).values():
            shown |= set(items)
    assert shown == set(catalog.press_releases)


def test_only_titles_that_were_read_go_without_a_note() -> None:
    catalog = real_catalog()
    for key in ("05117", "05954036", "rvr"):
        for group in releases_of(catalog, key, KEY_DATE):
            for item in group.items:
                assert bool(item.title_note) is not item.release.source.title_read


def test_every_medium_has_a_name() -> None:
    labels = {
        item.medium_label.de
        for key in real_catalog().territories
        for group in releases_of(real_catalog(), key, KEY_DATE)
        for item in group.items
    }
    assert labels <= {"Pressemitteilung", "Medienbericht", "Projektseite", "Newsletter"}
    assert len(labels) == len(Medium)
