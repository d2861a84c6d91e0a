"""The two rules on which every map, count and sentence rests: membership and status."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given

from factories import (
    MEMBERS,
    day_of,
    days,
    memberships,
    real_catalog,
    region,
    regions,
    spell,
)
from ruhrmap.coverage import (
    Status,
    TerritoryStatus,
    member_state_on,
    membership_state,
    status_on,
    statuses_on,
)
from ruhrmap.model import Catalog, Level, Membership, Representation

STATED, ASSUMED = Representation.STATED, Representation.ASSUMED
KEY_DATE = date(2014, 6, 1)


@pytest.mark.parametrize(
    ("joined", "day", "state"),
    [
        # The design's examples: Kreis Unna, then Bochum.
        ("[2023-05-31..2024-04-08]", "2023-05-30", "none"),
        ("[2023-05-31..2024-04-08]", "2023-05-31", "uncertain"),
        ("[2023-05-31..2024-04-08]", "2024-04-07", "uncertain"),
        ("[2023-05-31..2024-04-08]", "2024-04-08", "member"),
        ("2019-01", "2018-12-31", "none"),
        ("2019-01", "2019-01-01", "uncertain"),
        ("2019-01", "2019-01-30", "uncertain"),
        ("2019-01", "2019-01-31", "member"),
        ("2013-05-02", "2013-05-01", "none"),
        ("2013-05-02", "2013-05-02", "member"),
        # "~" widens nothing.
        ("2013-05-02~", "2013-05-01", "none"),
        ("2013-05-02~", "2013-05-02", "member"),
    ],
)
def test_a_beginning(joined: str, day: str, state: str) -> None:
    assert membership_state(spell("berg", joined), day_of(day)) == state


@pytest.mark.parametrize(
    ("left", "day", "state"),
    [
        # Herten's end is known to lie in a span.
        ("[2019-02-01..2023-04-21]", "2019-01-31", "member"),
        ("[2019-02-01..2023-04-21]", "2019-02-01", "uncertain"),
        ("[2019-02-01..2023-04-21]", "2023-04-20", "uncertain"),
        ("[2019-02-01..2023-04-21]", "2023-04-21", "ended"),
        # ``left`` is the first day no longer a member.
        ("2020-01-01", "2019-12-31", "member"),
        ("2020-01-01", "2020-01-01", "ended"),
    ],
)
def test_an_end(left: str, day: str, state: str) -> None:
    assert membership_state(spell("adorf", "2013-05-02", left), day_of(day)) == state


@given(memberships(), days)
def test_a_membership_is_never_shown_before_it_is_certain(one: Membership, day: date) -> None:
    state = membership_state(one, day)
    certain = one.joined.latest <= day and (one.left is None or day < one.left.earliest)
    assert (state == "member") is certain
    if day < one.joined.earliest:
        assert state == "none"
    if one.left is not None and day >= one.left.latest:
        assert state == "ended"


@given(memberships(), days)
def test_a_membership_only_ever_moves_on(one: Membership, day: date) -> None:
    today, tomorrow = (membership_state(one, d) for d in (day, day + timedelta(days=1)))
    order = ["none", "uncertain", "member", "uncertain", "ended"]
    if one.left is None:
        order = order[:3]
    ways = {(a, b) for i, a in enumerate(order) for b in order[i:]}
    assert (today, tomorrow) in ways


@given(regions, days)
def test_a_territory_is_covered_only_by_what_is_certain(catalog: Catalog, day: date) -> None:
    own = {}
    for member in MEMBERS.values():
        mine = [m for m in catalog.memberships if m.member_id == member.member_id]
        own[member.ags] = any(membership_state(m, day) == "member" for m in mine)
    for level in Level:
        told = statuses_on(catalog, level, day)
        assert list(told) == [place.ags for place in catalog.at(level)]
        for ags, status in told.items():
            key = ags[:5] if ags.endswith("000") else ags  # a city joins by its district key
            assert (status is Status.MEMBER) is own.get(key, False)
            represented = ags[:5] in ("05010", "05020") and len(ags) == 8 and own[ags[:5]]
            assert status.covered is (own.get(key, False) or represented)


@given(regions, days)
def test_asking_for_one_or_for_all_gives_the_same(catalog: Catalog, day: date) -> None:
    for level in Level:
        for ags, status in statuses_on(catalog, level, day).items():
            assert status_on(catalog, ags, day).status is status


@pytest.mark.parametrize(
    ("spells", "ags", "status"),
    [
        ([], "05010001", Status.NONE),
        ([spell("altstadt", "2014")], "05001", Status.UNCERTAIN),
        ([spell("altstadt", "2013")], "05001", Status.MEMBER),
        ([spell("berg", "2013", representation=STATED)], "05010", Status.MEMBER),
        ([spell("berg", "2013", representation=STATED)], "05010001", Status.STATED),
        ([spell("berg", "2013", representation=ASSUMED)], "05010001", Status.ASSUMED),
        # Nothing said of it is no statement.
        ([spell("berg", "2013")], "05010001", Status.ASSUMED),
        ([spell("berg", "2013")], "05020001", Status.NONE),
        ([spell("berg", "2014")], "05010001", Status.UNCERTAIN),
        # A Kreis stands for its towns, a town never for its Kreis.
        ([spell("adorf", "2013")], "05010", Status.NONE),
        ([spell("adorf", "2013")], "05010002", Status.NONE),
    ],
)
def test_the_status_of_a_territory(spells: list[Membership], ags: str, status: Status) -> None:
    assert status_on(region(spells), ags, KEY_DATE).status is status


@pytest.mark.parametrize(
    ("own", "kreis", "status"),
    [
        ("2013", "2013", Status.MEMBER),
        ("2013", "2014", Status.MEMBER),
        ("2014", "2013", Status.ASSUMED),
        ("2014", "2014", Status.UNCERTAIN),
        ("2015", "2013", Status.ASSUMED),
        ("2014", "2015", Status.UNCERTAIN),
        ("2015", "2015", Status.NONE),
    ],
)
def test_the_first_that_holds_counts(own: str, kreis: str, status: Status) -> None:
    catalog = region([spell("berg", kreis), spell("adorf", own)])
    assert status_on(catalog, "05010001", KEY_DATE).status is status


def test_a_city_is_one_thing_with_two_keys() -> None:
    catalog = region([spell("altstadt", "2013-05-02")])
    for ags in ("05001", "05001000"):
        told = status_on(catalog, ags, KEY_DATE)
        assert told.status is Status.MEMBER
        assert told.through is None
        assert str(told.since) == "2013-05-02"


def test_a_represented_town_names_its_kreis_and_the_date_of_that() -> None:
    told = status_on(region([spell("berg", "2013-05")]), "05010002", KEY_DATE)
    assert (told.through, str(told.since)) == ("05010", "2013-05")


def note(told: TerritoryStatus) -> str:
    return told.note.de


def test_a_district_with_a_member_town_says_so() -> None:
    one, two = [spell("adorf", "2013")], [spell("adorf", "2013"), spell("bach", "2013")]
    assert note(status_on(region(one), "05010", KEY_DATE)) == "Adorf ist Mitglied"
    assert note(status_on(region(two), "05010", KEY_DATE)) == "Adorf und Bach sind Mitglieder"
    # Once the Kreis is a member itself there is nothing to add.
    assert not status_on(region([*two, spell("berg", "2013")]), "05010", KEY_DATE).note


def test_an_end_is_said() -> None:
    told = status_on(region([spell("altstadt", "2013", "2014-02-01")]), "05001000", KEY_DATE)
    assert (told.status, note(told)) == (
        Status.NONE,
        "Mitgliedschaft endete zum 1. Februar 2014",
    )
    assert told.since is None


def test_an_end_is_said_of_a_town_whose_kreis_left() -> None:
    told = status_on(region([spell("berg", "2013", "2014-02-01")]), "05010001", KEY_DATE)
    assert (told.status, note(told)) == (
        Status.NONE,
        "Mitgliedschaft des Kreises endete zum 1. Februar 2014",
    )


def test_a_town_that_left_may_be_represented() -> None:
    spells = [spell("adorf", "2013-01-01", "[2014-01-01..2014-05-01]"), spell("berg", "2013")]
    told = status_on(region(spells), "05010001", KEY_DATE)
    assert told.status is Status.ASSUMED
    assert note(told) == (
        "eigene Mitgliedschaft endete zwischen dem 1. Januar 2014 und dem 1. Mai 2014"
    )


def test_a_member_that_came_back_is_one() -> None:
    spells = [spell("altstadt", "2013-01-01", "2013-06-01"), spell("altstadt", "2014-03-01")]
    catalog = region(spells)
    assert status_on(catalog, "05001", date(2013, 12, 1)).status is Status.NONE
    told = status_on(catalog, "05001", KEY_DATE)
    assert (told.status, str(told.since), note(told)) == (Status.MEMBER, "2014-03-01", "")


def test_an_agreement_that_ran_out_changes_no_status_but_is_marked() -> None:
    catalog = region([spell("altstadt", "2013-01-01", until="2014-05-31")])
    before = status_on(catalog, "05001", date(2014, 5, 31))
    after = status_on(catalog, "05001", date(2014, 6, 1))
    assert before.status is after.status is Status.MEMBER
    assert not before.note
    assert note(after) == "Vereinbarung lief bis 31. Mai 2014, Erneuerung nicht bekannt"


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyError):
        status_on(region(), "05999", KEY_DATE)
    with pytest.raises(KeyError):
        member_state_on(region(), "nobody", KEY_DATE)


def test_universities_and_partners_have_a_state() -> None:
    catalog = region([spell("uni", "2014"), spell("land", "2013")])
    assert member_state_on(catalog, "uni", KEY_DATE) == "uncertain"
    assert member_state_on(catalog, "land", KEY_DATE) == "member"
    assert member_state_on(catalog, "other-uni", KEY_DATE) == "none"


@pytest.mark.parametrize(
    ("ags", "day", "status"),
    [
        ("05562020", "2013-05-01", Status.NONE),
        ("05562020", "2013-05-02", Status.MEMBER),
        ("05562020", "2019-01-31", Status.MEMBER),
        ("05562020", "2019-02-01", Status.ASSUMED),
        ("05562020", "2024-04-10", Status.ASSUMED),
        ("05562", "2018-12-31", Status.NONE),
        ("05562", "2019-01-30", Status.UNCERTAIN),
        ("05562", "2019-01-31", Status.MEMBER),
        ("05978", "2023-05-30", Status.NONE),
        ("05978", "2023-05-31", Status.UNCERTAIN),
        ("05978", "2024-04-08", Status.MEMBER),
        ("05954036", "2023-05-30", Status.NONE),
        ("05954036", "2023-05-31", Status.STATED),
        ("05119000", "2024-04-08", Status.NONE),
        ("05119000", "2024-04-09", Status.MEMBER),
        ("05170024", "2026-11-21", Status.NONE),
    ],
)
def test_our_own_data(ags: str, day: str, status: Status) -> None:
    assert status_on(real_catalog(), ags, day_of(day)).status is status


def test_herten_is_told_at_its_kreis_before_that_joined() -> None:
    told = status_on(real_catalog(), "05562", date(2015, 1, 1))
    assert (told.status, note(told)) == (Status.NONE, "Herten ist Mitglied")
