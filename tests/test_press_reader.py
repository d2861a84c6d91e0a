"""The reader of releases as a whole: its score on labelled texts, and what holds of any text."""

from __future__ import annotations

import textwrap
import time
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from benchmarks.press.labels import LEARNT, Labelled, load
from benchmarks.press.scoring import TARGETS, score
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import real_catalog
from ruhrmap.model import Level, TerritoryKind
from ruhrmap.press import Hints, Reading, read
from ruhrmap.press.reading import local
from ruhrmap.press.reading.gazetteer import adjectives_of
from ruhrmap.press.reading.lexicon import lexicon
from ruhrmap.press.reading.normal import plain_text

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß"


def towns() -> list[tuple[str, str]]:
    """Name in prose and key of each town and city."""
    catalog = real_catalog()
    return [
        (
            place.short_name.replace("|", ""),
            place.district_ags if place.is_independent_city else place.ags,
        )
        for place in catalog.at(Level.MUNICIPALITY)
    ]


@pytest.fixture(autouse=True)
def of_our_region() -> Iterator[None]:
    """What is tried alone is read as of our own data."""
    with local.reading(real_catalog()):
        yield


def kreise() -> list[tuple[str, str]]:
    catalog = real_catalog()
    found = [one for one in catalog.at(Level.DISTRICT) if one.kind is TerritoryKind.KREIS]
    return [(place.name, place.ags) for place in found]


def found(text: str) -> list[tuple[str, int]]:
    return [(one.key, one.start) for one in read(real_catalog(), text).mentions]


@cache
def dev_set() -> tuple[Labelled, ...]:
    return load("dev")


def test_the_labelled_releases_are_forty_and_marked() -> None:
    assert len(dev_set()) == 40
    assert sum(len(one.mentions) for one in dev_set()) > 300


@pytest.mark.parametrize("which", LEARNT)
def test_the_reader_reaches_its_targets_on_them(which: str) -> None:
    reached = score(real_catalog(), load(which), timed=False)
    least = 0.95 if which == "dev" else 0.5  # of what has no target
    short = {
        name: share for name, share in reached.shares.items() if share < TARGETS.get(name, least)
    }
    assert short == {}, reached.misses


def typeset(text: str, way: str) -> str:
    """A release as another program would have written it down."""
    if way == "windows":
        return text.replace("\n", "\r\n")
    if way == "mail":
        return "\n".join(f"> {line}" for line in text.split("\n"))
    if way == "decomposed":
        return unicodedata.normalize("NFD", text)
    if way == "unbreakable":
        return text.replace(" ", "\xa0")
    lines = (textwrap.wrap(line, 72) if line.strip() else [""] for line in text.split("\n"))
    return "\n".join(part for line in lines for part in line)


@pytest.mark.parametrize("way", ["windows", "mail", "decomposed", "unbreakable", "broken lines"])
def test_the_same_is_read_however_it_is_typeset(way: str) -> None:
    def told(text: str) -> tuple[object, ...]:
        reading = read(real_catalog(), text).as_dict()
        mentions = [one.get("ags", one.get("member")) for one in reading["mentions"]]
        totals = [one["value"] for one in reading["totals"]]
        dates = (reading["released"], reading["signed"])
        return (*dates, reading["kind"], sorted(reading["members"]), mentions, totals)

    other = [one.name for one in dev_set() if told(typeset(one.text, way)) != told(one.text)]
    assert other == []


@given(st.sampled_from(towns()))
def test_a_town_is_found_in_every_form(place: tuple[str, str]) -> None:
    name, key = place
    genitive = name if name[-1] in "sxz" else f"{name}s"
    for form in (name, genitive, name.replace("ü", "ue").replace("ö", "oe").replace("ä", "ae")):
        assert found(f"Die Stadt {form} plant eine Schule.") == [(key, 10)], form
    for adjective in adjectives_of(name):
        assert found(f"Das {adjective} Rathaus bleibt offen.") == [(key, 4)], adjective


@given(st.sampled_from(towns()), st.sampled_from(["NFD", "soft", "upper", "broken"]))
def test_a_town_is_found_however_it_is_typeset(place: tuple[str, str], way: str) -> None:
    name, key = place
    text = f"Die Stadt {name} plant."
    if way == "NFD":
        text = unicodedata.normalize("NFD", text)
    elif way == "soft":
        text = text.replace(name, f"{name[:3]}\xad{name[3:]}")
    elif way == "upper":
        text = text.replace(name, name.upper())
    else:
        at = 2 if name[2].islower() and name[3:4].islower() else 1
        text = text.replace(name, f"{name[:at]}-\n{name[at:]}")
    reading = read(real_catalog(), text)
    assert [(one.key, one.start) for one in reading.mentions] == [(key, 10)]


@given(st.sampled_from(kreise()), st.sampled_from(["Der {}", "des {}es", "im {}", "Im {} wird"]))
def test_a_kreis_is_found_in_every_case(place: tuple[str, str], frame: str) -> None:
    name, key = place
    if frame == "des {}es":
        frame, name = "des {}", name.replace("Kreis", "Kreises")
    assert found(f"{frame.format(name)} geplant.") == [(key, frame.index("{"))]


@given(
    st.sampled_from(towns()),
    st.text(LETTERS, min_size=1, max_size=8),
    st.text(LETTERS, min_size=3, max_size=8),
)
def test_a_name_inside_a_word_is_none(place: tuple[str, str], before: str, behind: str) -> None:
    name, _ = place
    word = f"{before}{name.lower()}{behind}"
    assert found(f"Sie sagte {word} und {word.capitalize()} dazu.") == []


@given(st.text(max_size=400))
def test_any_text_gives_a_reading_that_quotes_it(text: str) -> None:
    check(text, read(real_catalog(), text))


TOLD = [
    "\nEssen,",
    "31.",
    "Mai",
    "2023",
    "–",
    "gestern",
    "am",
    "Dienstag",
    "unterzeichneten",
    "tritt",
    "bei",
    "und",
    "die",
    "der",
    "Kreise\nUniversitäten",
    "Stadt",
    "14",
    "sieben",
    "Hochschulen",
    "Frau",
    "Dr.",
    "Hagen",
    "(Sieg)",
    ".",
    ":",
    "„",
    "“",
    "RuhrFutur",
    "Beitritt\xad\nPressemitteilung",
    "vom",
    "3.4.",
    "31.02.2023",
    "2024-04-09",
    "Über",
    "RuhrFutur\n",
]
WORDS = [*(name for name, _ in towns()), *(name for name, _ in kreise()), *TOLD, "-\n", "\n\n"]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from([" ", "\n", "", "-"]))
def test_any_mix_of_its_own_words_gives_a_reading(words: list[str], between: str) -> None:
    text = between.join(words)
    check(text, read(real_catalog(), text))


def check(text: str, reading: Reading) -> None:
    """What holds of every reading: it quotes the text, and mentions do not overlap."""
    told = reading.as_dict()
    places = [*told["mentions"], *told["members_places"], *told["totals"]]
    places += [told[key] for key in ("released_place", "signed_place") if told[key]]
    for one in places:
        assert text[one["start"] : one["start"] + len(one["text"])] == one["text"]
    ends = 0
    for mention in reading.mentions:
        assert mention.start >= ends
        ends = mention.start + len(mention.text)
        assert (mention.ags is None) != (mention.member is None)
    lines = text.count("\n") + 1
    assert all(one.row is None or 1 <= one.row <= lines for one in reading.findings)


@given(st.text(max_size=200))
def test_the_plain_text_knows_where_each_letter_comes_from(text: str) -> None:
    plain = plain_text(text)
    for at in range(len(plain.text)):
        first, behind = plain.span(at, at + 1)
        assert 0 <= first < behind <= len(text)
    assert plain.span(0, len(plain.text))[0] >= 0 if plain.text else True


@pytest.mark.parametrize(
    "text",
    [
        "Essen, 31. Mai 2023 – "
        + "Die Stadt Oberhausen tritt der Initiative RuhrFutur bei. " * 18_000,
        "(" * 500_000 + ")" * 500_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_a_megabyte_takes_bounded_time(text: str) -> None:
    started = time.perf_counter()
    reading = read(real_catalog(), text)
    assert time.perf_counter() - started < 15  # far more than it takes, and far less than forever
    assert "reading_too_long" in {one.code for one in reading.findings}


def test_hints_count_where_the_text_says_nothing() -> None:
    hints = Hints("Ein Titel von außen", date(2024, 4, 10), "Kreis Unna")
    reading = read(
        real_catalog(), "Gestern unterschrieb Marl die Vereinbarung mit RuhrFutur.", hints
    )
    assert (reading.title, reading.publisher) == (hints.title, hints.publisher)
    assert reading.released is not None
    assert (str(reading.released.value), reading.released.start) == ("2024-04-10", -1)
    assert reading.signed is not None
    assert str(reading.signed.value) == "2024-04-09"


def codes(text: str, hints: Hints | None = None) -> list[str]:
    return [one.code for one in read(real_catalog(), text, hints or Hints(), name="x.txt").findings]


def test_dates_that_contradict_each_other_are_marked() -> None:
    text = (
        "Pressemitteilung vom 3. Mai 2024\n\nFachtag in Herne\n\nHerne, 4. Mai 2024 – Es war voll."
    )
    assert read(real_catalog(), text).released is None, "nobody can tell which"
    assert "reading_two_dates" in codes(text)
    mail = "Datum: 5. Mai 2024\nVon: Presse\nBetreff: Fachtag\n\nHerne, 4. Mai 2024 – Es war voll."
    reading = read(real_catalog(), mail)
    assert reading.released is not None
    assert (str(reading.released.value), reading.released.sure) == ("2024-05-04", False)
    assert "reading_two_dates_text" in codes(mail)
    hints = Hints(released=date(2024, 5, 7))
    text = "Fachtag in Herne\n\nHerne, 4. Mai 2024 – Es war voll."
    assert "reading_two_dates_hint" in codes(text, hints)
    # the fourth was a Saturday
    assert "reading_weekday" in codes("Fachtag\n\nHerne, Freitag, 4. Mai 2024 – Es war voll.")
    assert "reading_no_such_day" in codes("Fachtag\n\nHerne, 31. April 2024 – Es war voll.")
    assert "reading_no_year" in codes("Fachtag in Herne\n\nHerne, 4. Mai – Es war voll.")


def test_totals_are_held_to_the_data() -> None:
    head = "RuhrFutur wächst\n\nEssen, 10. April 2024 – "
    assert "reading_total_fits" in codes(head + "Der Initiative gehören nun 14 Kommunen an.")
    assert "reading_total_differs" in codes(head + "Der Initiative gehören nun 17 Kommunen an.")
    assert "reading_total_fits" not in codes(
        head + "Die Region hat 15 Kreise und kreisfreie Städte."
    )
    counted = "Damit zählt die Initiative 15 Kreise und kreisfreie Städte."
    assert [one.value for one in read(real_catalog(), head + counted).totals] == [15]
    wesel = head.replace("2024", "2025") + "Der Kreis Wesel tritt RuhrFutur bei. "
    assert "reading_total_fits_new" in codes(wesel + "Ihr gehören nun 15 Kommunen als Mitglied an.")


def test_what_is_undecided_is_said() -> None:
    text = (
        "Kreis Unna tritt RuhrFutur bei\n\nEssen, 3. Mai 2023 – Der Kreis Unna ist Mitglied von"
        " RuhrFutur. Für Unna ist das ein Gewinn."
    )
    unsure = [one for one in read(real_catalog(), text).mentions if not one.sure]
    assert [(one.key, one.text) for one in unsure] == [("05978036", "Unna")]
    assert "reading_town_unsure" in codes(text)


def test_an_empty_text_is_one_finding() -> None:
    assert codes(" \n ") == ["reading_empty"]


def test_the_words_of_the_reader_are_data_without_slips() -> None:
    catalog = real_catalog()
    with local.reading(catalog):
        known = lexicon()
    assert set(known.names) <= set(catalog.territories) | set(catalog.members)
    places = {one.name.split(" (")[0].split("/")[0] for one in catalog.territories.values()}
    places |= {one.short_name.replace("|", "") for one in catalog.territories.values()}
    assert set(known.adjectives) <= places
