"""The address opens the view it names, and no address is ever an error."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ruhrmap.model import Level
from ruhrmap.view import Ignored, Limits, View, ViewState, initial, read, write

FIRST, LAST, OPENS = date(2013, 1, 1), date(2026, 11, 21), date(2024, 4, 10)
PLACES = {"05954036": "05954036", "05113": "05113000", "05113000": "05113000", "rub": "rub"}
LIMITS = Limits(FIRST, LAST, OPENS, PLACES)
NAMES = ["datum", "ebene", "ort", "ansicht", "vergleich", "sprache"]

views = st.builds(
    ViewState,
    date=st.dates(FIRST, LAST),
    level=st.sampled_from(Level),
    place=st.sampled_from([None, *PLACES.values()]),
    language=st.sampled_from(["de", "en"]),
    view=st.sampled_from(View),
    comparison=st.none() | st.dates(FIRST, LAST),
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


def test_a_day_off_the_time_axis_is_ignored() -> None:
    for day in ("2012-12-31", "2026-11-22", "2013-1-1", "20130101", "٢٠١٣-٠١-٠١"):
        assert read({"datum": day}, LIMITS)[1] == (Ignored("datum", day),)


def test_a_megabyte_is_named_in_a_few_letters() -> None:
    (ignored,) = read({"ort": "x" * 1_000_000}, LIMITS)[1]
    assert len(ignored.value) == 40
