"""Dates, numbers and names in sentences: right in both languages and never too exact."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import TERRITORIES, edtf_dates
from ruhrmap import wording
from ruhrmap.dates import Edtf, Precision, parse
from ruhrmap.model import Text

SPAN = "[2023-05-31..2024-04-08]"


@pytest.mark.parametrize(
    ("text", "german", "english"),
    [
        ("2013-05-02", "2. Mai 2013", "2 May 2013"),
        ("2013-05-02~", "um den 2. Mai 2013", "around 2 May 2013"),
        ("2019-01", "Januar 2019", "January 2019"),
        ("2019-01~", "um Januar 2019", "around January 2019"),
        ("2013", "2013", "2013"),
        ("2013~", "um 2013", "around 2013"),
        (SPAN, "zwischen 31. Mai 2023 und 8. April 2024", "between 31 May 2023 and 8 April 2024"),
    ],
)
def test_a_date_as_exactly_as_it_is_known(text: str, german: str, english: str) -> None:
    assert wording.edtf("de", parse(text)) == german
    assert wording.edtf("en", parse(text)) == english


@pytest.mark.parametrize(
    ("text", "german"),
    [
        ("2013-05-02", "02.05.2013"),
        ("2019-01", "01/2019"),
        ("2013~", "um 2013"),
        (SPAN, "31.05.2023 bis 08.04.2024"),
    ],
)
def test_a_date_in_figures(text: str, german: str) -> None:
    assert wording.edtf("de", parse(text), "short") == german


@pytest.mark.parametrize(
    ("text", "german", "english"),
    [
        ("2024-04-09", "seit dem 9. April 2024", "since 9 April 2024"),
        ("2024-04-09~", "etwa seit dem 9. April 2024", "since around 9 April 2024"),
        ("2019-01", "seit Januar 2019", "since January 2019"),
        ("2013~", "etwa seit 2013", "since around 2013"),
        (SPAN, "spätestens seit dem 8. April 2024", "since 8 April 2024 at the latest"),
    ],
)
def test_since_when(text: str, german: str, english: str) -> None:
    assert wording.since("de", parse(text)) == german
    assert wording.since("en", parse(text)) == english


@pytest.mark.parametrize(
    ("text", "on", "ending"),
    [
        ("2024-04-10", "am 10. April 2024", "zum 10. April 2024"),
        ("2024-04-10~", "um den 10. April 2024", "um den 10. April 2024"),
        ("2019-01", "im Januar 2019", "im Januar 2019"),
        ("2013", "im Jahr 2013", "im Jahr 2013"),
        ("2013~", "um 2013", "um 2013"),
        (
            SPAN,
            "zwischen dem 31. Mai 2023 und dem 8. April 2024",
            "zwischen dem 31. Mai 2023 und dem 8. April 2024",
        ),
    ],
)
def test_on_which_day(text: str, on: str, ending: str) -> None:
    assert wording.on("de", parse(text)) == on
    assert wording.ending("de", parse(text)) == ending


@given(edtf_dates(), st.sampled_from(["de", "en"]))
def test_every_date_can_be_told_in_every_way(value: Edtf, language: str) -> None:
    for tell in (wording.edtf, wording.since, wording.since_briefly, wording.on, wording.ending):
        told = tell(language, value)
        assert str(value.latest.year) in told
        assert "{" not in told


@given(edtf_dates())
def test_no_day_is_told_that_is_not_known(value: Edtf) -> None:
    if value.precision in (Precision.MONTH, Precision.YEAR):
        for tell in (wording.edtf, wording.since, wording.on):
            assert f"{value.latest.day}." not in tell("de", value)


@pytest.mark.parametrize(
    ("names", "german", "english"),
    [
        ([], "", ""),
        (["A"], "A", "A"),
        (["A", "B"], "A und B", "A and B"),
        (["A", "B", "C"], "A, B und C", "A, B and C"),
    ],
)
def test_names_in_a_row(names: list[str], german: str, english: str) -> None:
    assert wording.listed("de", names) == german
    assert wording.listed("en", names) == english


def test_a_kreis_takes_an_article() -> None:
    berg, tal, zell = (TERRITORIES[ags] for ags in ("05010", "05020", "05020001"))
    assert wording.territory(berg, "accusative") == Text("den Kreis Berg", "Kreis Berg")
    assert wording.territory(tal, "dative") == Text("dem Tal-Kreis", "the Tal-Kreis")
    assert wording.territory(zell, "towards").de == "zu Zell"


def test_umlauts_stand_where_a_german_reader_looks_for_them() -> None:
    names = ("Zell", "Muster", "Öd", "Mülheim")
    places = [replace(TERRITORIES["05002"], name=name) for name in names]
    assert [p.name for p in wording.by_name(places)] == ["Mülheim", "Muster", "Öd", "Zell"]


@pytest.mark.parametrize(
    ("share", "percent", "per_hundred"),
    [
        (0.0, "0,0 %", 0),
        (0.00001, "0,1 %", 0),  # little is not nothing
        (0.3270, "32,7 %", 33),
        (0.005, "0,5 %", 1),
        (0.99999, "99,9 %", 100),  # nearly all is not all
        (1.0, "100,0 %", 100),
    ],
)
def test_shares(share: float, percent: str, per_hundred: int) -> None:
    assert wording.percent(share).de == percent
    assert wording.per_hundred(share) == per_hundred


@pytest.mark.parametrize(
    ("people", "german"),
    [(4_640_628, "4,64 Mio."), (1_000_000, "1,00 Mio."), (999_999, "999.999"), (0, "0")],
)
def test_inhabitants(people: int, german: str) -> None:
    assert wording.people(people).de == german


def test_a_note_becomes_a_sentence() -> None:
    assert wording.as_sentence(Text("erste Notiz", "first note")).de == "Erste Notiz."
    assert wording.as_sentence(Text("Schon einer.", "One already.")).en == "One already."
    assert wording.as_sentence(Text()) == Text()
