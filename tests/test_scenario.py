"""What if: counted by the rules of the real data, never part of them, and said to be assumed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruhrmap import catalog, coverage, view
from ruhrmap.coverage import Status, Supposed, count_on
from ruhrmap.model import Level
from ruhrmap.view import Limits

DATA = catalog.load()
KEY = date(2024, 4, 9)
DAYS = st.dates(DATA.axis_start, DATA.data_date)
SOME = st.lists(st.sampled_from(sorted(DATA.territories)), min_size=1, max_size=5)
WITH = Limits.of(DATA, coverage.evidence_end(DATA), scenarios=True)
WITHOUT = Limits.of(DATA, coverage.evidence_end(DATA))


def test_with_kreis_wesel_the_whole_region_is_covered() -> None:
    told = coverage.scenario(DATA, ["05170"], KEY)
    assert (told.before.districts, told.after.districts) == (14, 15)
    assert (told.before.municipalities, told.after.municipalities) == (40, 53)
    assert told.after.population == told.after.population_total
    assert told.outcomes[2].after.value.de == "100,0 %"
    assert "453.093 mehr" in told.sentence.de
    towns = [
        key for key, one in told.shown[Level.MUNICIPALITY].items() if isinstance(one, Supposed)
    ]
    assert len(towns) == 13
    assert {told.shown[Level.MUNICIPALITY][key] for key in towns} == {Supposed.REPRESENTED}
    assert told.shown[Level.DISTRICT]["05170"] is Supposed.MEMBER


def test_one_town_brings_itself_alone() -> None:
    told = coverage.scenario(DATA, ["05170024"], KEY)
    assert told.after.municipalities - told.before.municipalities == 1
    assert told.after.districts == told.before.districts
    assert told.after.kommunen == told.before.kommunen + 1
    assert told.after.population - told.before.population == DATA.census["05170024"].population


def test_a_represented_town_changes_no_share() -> None:
    told = coverage.scenario(DATA, ["05562020"], KEY)
    assert told.after.population == told.before.population
    assert "bliebe" in told.sentence.de
    assert told.shown[Level.MUNICIPALITY]["05562020"] is Supposed.MEMBER


def test_who_is_a_member_anyhow_is_told_and_not_assumed() -> None:
    told = coverage.scenario(DATA, ["05913000", "05170"], KEY)
    assert [place.ags for place in told.already] == ["05913"]
    assert [place.ags for place in told.places] == ["05170"]
    nothing = coverage.scenario(DATA, ["05913"], KEY)
    assert nothing.before == nothing.after
    assert "schon Mitglied" in nothing.sentence.de
    assert not nothing.title


@given(ags=SOME, day=DAYS)
def test_nobody_is_lost_and_whoever_is_assumed_is_a_member(ags: list[str], day: date) -> None:
    supposed = coverage.assuming(DATA, ags, day)
    before, after = count_on(DATA, day), count_on(supposed, day)
    assert after.population >= before.population
    assert after.municipalities >= before.municipalities
    assert after.kommunen >= before.kommunen
    told = coverage.scenario(DATA, ags, day)
    assert told.after == after
    for key in ags:
        place = DATA.territories[key]
        assert coverage.status_on(supposed, key, day).status is Status.MEMBER
        drawn = told.shown[place.level][key]
        assert drawn in (Status.MEMBER, Supposed.MEMBER)


@given(ags=SOME, day=DAYS)
def test_before_the_key_date_nothing_is_assumed(ags: list[str], day: date) -> None:
    supposed = coverage.assuming(DATA, ags, day)
    for earlier in coverage.turning_days(DATA):
        if earlier < day:
            assert count_on(supposed, earlier) == count_on(DATA, earlier)
    told = coverage.scenario(DATA, ags, day)
    assert told.curve == coverage.curve(DATA)
    assert told.assumed[0].day == day
    assert all(step.day >= day for step in told.assumed)


@given(ags=SOME, day=DAYS)
def test_the_legend_counts_what_the_map_draws(ags: list[str], day: date) -> None:
    told = coverage.scenario(DATA, ags, day)
    for level in Level:
        assert sum(part.count for part in told.legend[level]) == len(told.shown[level])
        for part in told.legend[level]:
            assert part.count == list(told.shown[level].values()).count(part.status)
            assert part.label.de in told.alternative[level].de


def test_the_data_stay_as_they_are() -> None:
    members, memberships = dict(DATA.members), DATA.memberships
    coverage.assuming(DATA, ["05170"], KEY)
    assert (dict(DATA.members), DATA.memberships) == (members, memberships)


def test_an_unknown_territory_is_an_error() -> None:
    with pytest.raises(KeyError):
        coverage.assuming(DATA, ["05999"], KEY)


@given(ags=SOME)
def test_a_link_carries_the_scenario(ags: list[str]) -> None:
    shown, ignored = view.read({"annahme": ",".join(ags)}, WITH)
    assert not ignored
    assert set(shown.scenario) == {WITH.places[key] for key in ags}
    assert view.read(view.write(shown), WITH) == (shown, ())


@pytest.mark.parametrize("raw", ["", "05999", "05170,unsinn", "rub", "05170,land-nrw", ","])
def test_a_scenario_that_cannot_be_read_is_named_and_none_is_shown(raw: str) -> None:
    shown, ignored = view.read({"annahme": raw}, WITH)
    assert shown.scenario == ()
    assert [one.parameter for one in ignored] == ["annahme"]


def test_where_no_staff_work_a_scenario_is_named_and_not_shown() -> None:
    shown, ignored = view.read({"annahme": "05170"}, WITHOUT)
    assert shown.scenario == ()
    assert [one.parameter for one in ignored] == ["annahme"]
