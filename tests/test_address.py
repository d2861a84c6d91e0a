"""Old links open what they always opened, and no address is too strange to be read."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruhrmap import address
from ruhrmap.address import LONGEST, RENAMED, REWORDED, SHORTENED, Ignored, notice, pairs, shortened
from ruhrmap.model import Level
from ruhrmap.view import NAMES, Limits, View, ViewState, initial, read, write

PLACES = {"05954036": "05954036", "05113": "05113000", "05113000": "05113000"}
LIMITS = Limits(date(2013, 1, 1), date(2026, 11, 21), date(2024, 4, 10), PLACES, scenarios=True)

# One view that differs from what opens by itself in everything, as today's address says it.
OTHER = ViewState(
    date(2019, 2, 1),
    Level.DISTRICT,
    "05954036",
    "en",
    View.TABLE,
    date(2023, 5, 31),
    ("05113000", "05954036"),
)
TODAY = write(OTHER)


def test_a_shortened_address_that_has_lost_nothing_says_nothing() -> None:
    assert read({SHORTENED: "0"}, LIMITS) == (initial(LIMITS), ())
    assert read({SHORTENED: "2"}, LIMITS)[1]


# the table of renamed parameters and values


def test_the_view_that_the_table_is_tried_on_says_every_parameter() -> None:
    assert set(TODAY) == set(NAMES)


@pytest.mark.parametrize(("old", "new"), RENAMED.items())
def test_an_old_name_opens_what_the_new_one_opens(old: str, new: str) -> None:
    assert new in NAMES
    assert old not in NAMES, "a name in use cannot be an old one"
    renamed = {old if name == new else name: value for name, value in TODAY.items()}
    assert read(renamed, LIMITS) == (OTHER, ()), "and the page says nothing of it"


@pytest.mark.parametrize(("old", "new"), RENAMED.items())
def test_the_new_name_wins(old: str, new: str) -> None:
    for given_ in ([(old, "x"), *TODAY.items()], [*TODAY.items(), (old, "x")]):
        assert read(given_, LIMITS) == (OTHER, ())


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [(name, old, new) for name, words in REWORDED.items() for old, new in words.items()],
)
def test_an_old_value_opens_what_the_new_one_opens(name: str, old: str, new: str) -> None:
    assert name in NAMES
    assert read({name: old}, LIMITS) == read({name: new}, LIMITS)
    assert read({name: new}, LIMITS)[1] == (), "the new value is one of today's"


def test_an_old_name_with_an_old_value() -> None:
    assert read({"level": "district", "lang": "english"}, LIMITS) == (
        ViewState(LIMITS.opens, Level.DISTRICT, language="en"),
        (),
    )


def test_a_city_by_its_shorter_key() -> None:
    assert read({"ags": "05113"}, LIMITS)[0].place == "05113000"


# what is of no use


def test_unknown_names_are_told_and_those_of_others_are_not() -> None:
    given_ = [("farbe", "rot"), ("utm_source", "x"), ("fbclid", "y"), ("embed", "true")]
    assert read(given_, LIMITS) == (initial(LIMITS), (Ignored("farbe", "rot"),))


def test_of_a_repeated_name_the_last_one_counts() -> None:
    twice = [("datum", "2019-01-01"), ("datum", "2020-01-01"), ("datum", "2020-01-01")]
    view, ignored = read(twice, LIMITS)
    assert view.date == date(2020, 1, 1)
    assert ignored == (Ignored("datum", "2019-01-01"),)


def test_one_line_names_a_few_and_counts_the_rest() -> None:
    ignored = [
        Ignored("datum", "1999-01-01", LIMITS.first),
        *(Ignored(f"x{i}", "1") for i in "1234"),
    ]
    assert notice(ignored, "de") == (
        "In der Adresse nicht lesbar und übergangen: datum=1999-01-01 "
        "(gezeigt wird der 1. Januar 2013), x1=1, x2=1, x3=1, 1 weitere Angabe."
    )
    assert "17 more entries" in notice([*ignored[:1], Ignored(SHORTENED, "17")], "en")
    assert notice([], "de") == ""


def test_a_line_stays_a_line_whatever_it_names() -> None:
    told = Ignored.of("a\u202eb\x00", "c\n\u2066d\u2028e" + 500 * "ß")
    assert told.parameter == "a\ufffdb\ufffd"
    assert told.value.startswith("c \ufffdd e" + "ß")
    assert len(told.value) == 40


# addresses without an end

anything = st.lists(
    st.tuples(st.sampled_from([*NAMES, *RENAMED, "x", SHORTENED]) | st.text(), st.text())
)


@given(anything)
def test_no_address_is_an_error(given_: list[tuple[str, str]]) -> None:
    view, ignored = read(given_, LIMITS)
    assert LIMITS.holds(view.date)
    assert len(notice(ignored, view.language).splitlines()) == bool(ignored)


@settings(max_examples=40)
@given(anything, st.integers(1, 100))
def test_a_shortened_address_can_be_handed_on(given_: list[tuple[str, str]], times: int) -> None:
    query = "x=1&" + urlencode(given_ * times) + 2000 * "&y=%00"
    once = shortened(query, NAMES)
    assert once is not None
    assert len(once) <= LONGEST
    assert shortened(once, NAMES) is None, "else the browser would be sent on for ever"


@given(
    st.builds(
        ViewState,
        date=st.dates(LIMITS.first, LIMITS.last),
        level=st.sampled_from(Level),
        place=st.sampled_from([None, *PLACES.values()]),
        language=st.sampled_from(["de", "en"]),
        view=st.sampled_from(View),
        comparison=st.none() | st.dates(LIMITS.first, LIMITS.last),
    ),
    st.text(max_size=50),
)
def test_what_can_be_read_survives_the_shortening(view: ViewState, noise: str) -> None:
    query = urlencode({**write(view), f"x{noise}": 3000 * noise + 3000 * "y"})
    short = shortened(query, NAMES)
    assert short is not None
    assert read(pairs(short), LIMITS)[0] == view


@pytest.mark.parametrize("query", ["datum=%00", "ort=%ff%fe", "ort=%C3", "a=%0A", "ort=ä"])
def test_what_is_no_clean_text_is_cleaned(query: str) -> None:
    clean = shortened(query, NAMES)
    assert clean is not None
    assert shortened(clean, NAMES) is None


@pytest.mark.parametrize("query", ["", "datum=2019-01-31&ort=rub", "x=%C3%A4", "a=%zz&&=&%", "%20"])
def test_an_address_that_can_be_read_is_left_alone(query: str) -> None:
    assert shortened(query, NAMES) is None


def test_a_megabyte_is_shortened_to_what_it_says() -> None:
    many = urlencode([("datum", "2019-01-31"), *((f"p{i}", i) for i in range(100_000))])
    assert shortened(many, NAMES) == "datum=2019-01-31&p0=0&p1=1&p2=2&p3=3&gekuerzt=99996"
    view, ignored = read(pairs(shortened(many, NAMES) or ""), LIMITS)
    assert view.date == date(2019, 1, 31)
    assert "p0=0, p1=1, p2=2, p3=3, 99.996 weitere Angaben" in notice(ignored, "de")
    assert address.notice((Ignored(SHORTENED, "9" * 4000),), "de").endswith("1 weitere Angabe.")


def test_of_two_megabytes_only_the_beginning_is_taken_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It took four seconds, in which the server answered nobody."""
    taken: list[str] = []
    apart = address.pairs
    monkeypatch.setattr(address, "pairs", lambda query: taken.append(query) or apart(query))
    assert shortened("a&" * 1_000_000, NAMES) == "a=&a=&a=&a=&gekuerzt=99999"
    assert [len(query) for query in taken] == [64_000]
