"""The address opens the view it names, and no address is ever an error."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruhrmap.address import Ignored
from ruhrmap.model import Level
from ruhrmap.view import NAMES, Limits, View, ViewState, initial, read, write

FIRST, LAST, OPENS = date(2013, 1, 1), date(2026, 11, 21), date(2024, 4, 10)
PLACES = {"05954036": "05954036", "05113": "05113000", "05113000": "05113000", "rub": "rub"}
LIMITS = Limits(FIRST, LAST, OPENS, PLACES, scenarios=True)

views = st.builds(
    ViewState,
    date=st.dates(FIRST, LAST),
    level=st.sampled_from(Level),
    place=st.sampled_from([None, *PLACES.values()]),
    language=st.sampled_from(["de", "en"]),
    view=st.sampled_from(View),
    comparison=st.none() | st.dates(FIRST, LAST),
    scenario=st.sampled_from([(), ("05113000",), ("05113000", "05954036")]),
)


@given(views)
def test_a_link_reopens_the_same_view(view: ViewState) -> None:
    assert read(write(view), LIMITS) == (view, ())


@given(st.dictionaries(st.sampled_from([*NAMES, "x"]), st.text()))
def test_no_address_is_an_error(parameters: dict[str, str]) -> None:
    view, ignored = read(parameters, LIMITS)
    assert FIRST <= view.date <= LAST
    assert view.place is None or view.place in PLACES.values()
    assert all(len(i.value) <= 40 for i in ignored)


def test_without_an_address_the_evidence_ends_the_view() -> None:
    assert read({}, LIMITS) == (initial(LIMITS), ())
    assert initial(LIMITS).date == OPENS


def test_every_bad_value_is_named_and_the_good_ones_count() -> None:
    view, ignored = read(
        {"datum": "2023-02-31", "ebene": "bezirke", "ort": "05113", "sprache": "fr"}, LIMITS
    )
    assert view == ViewState(OPENS, place="05113000")
    assert ignored == (
        Ignored("datum", "2023-02-31"),
        Ignored("ebene", "bezirke"),
        Ignored("sprache", "fr"),
    )


@pytest.mark.parametrize("name", ["datum", "vergleich"])
@pytest.mark.parametrize(
    ("asked", "nearest"),
    [("2012-12-31", FIRST), ("0001-01-01", FIRST), ("2026-11-22", LAST), ("9999-12-31", LAST)],
)
def test_a_day_off_the_time_axis_opens_its_nearest_day(
    name: str, asked: str, nearest: date
) -> None:
    view, ignored = read({name: asked}, LIMITS)
    assert (view.date if name == "datum" else view.comparison) == nearest
    assert ignored == (Ignored(name, asked, nearest),)


def test_what_is_no_day_is_ignored() -> None:
    for day in ("2013-1-1", "20130101", "٢٠١٣-٠١-٠١", "2023-02-29", "0000-01-01", "heute", ""):
        assert read({"datum": day}, LIMITS) == (initial(LIMITS), (Ignored("datum", day),))


def test_a_megabyte_is_named_in_a_few_letters() -> None:
    (ignored,) = read({"ort": "x" * 1_000_000}, LIMITS)[1]
    assert len(ignored.value) == 40
