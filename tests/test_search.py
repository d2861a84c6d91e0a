"""Finding places, partners and press releases: what is tolerated, and what comes first."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factories import real_catalog, region, release
from ruhrmap import coverage, search
from ruhrmap.model import Level, NameKind, SearchName
from ruhrmap.search import Index
from ruhrmap.search.entries import Place, Release
from ruhrmap.search.folding import letters, spellings
from ruhrmap.search.marks import marks

OPENS = date(2024, 4, 10)
LETTERS = "abcdefghijklmnopqrstuvwxyzäöü -"  # not ß, which stands for two

MUELHEIM, ESSEN, WITTEN = "05117000", "05113000", "05954036"


@cache
def index() -> Index:
    return Index(real_catalog())


def keys(text: str, one: Index | None = None) -> list[str]:
    """Every result that is shown, in the order of the list."""
    groups = (one or index()).find(text).groups.values()
    return [
        found.entry.key if isinstance(found.entry, Place) else found.entry.release.press_id
        for group in groups
        for found in group
    ]


def told(text: str, day: date = OPENS, language: str = "de") -> dict[str, Any]:
    return search.answer(index(), text, day, language)


def hits(text: str, kind: str, **others: Any) -> list[dict[str, Any]]:
    return [
        hit
        for group in told(text, **others)["groups"]
        if group["kind"] == kind
        for hit in group["hits"]
    ]


def names() -> list[tuple[str, str]]:
    """Key and name of every place and partner."""
    ours = real_catalog()
    towns = [(t.ags, t.name) for t in ours.at(Level.MUNICIPALITY)]
    kreise = [(t.ags, t.name) for t in ours.at(Level.DISTRICT) if not t.is_independent_city]
    others = [(k, m.name) for k, m in ours.members.items() if not m.kind.is_municipal]
    return [*towns, *kreise, *others]


NAMES = names()
LONG = [(key, name) for key, name in NAMES if len(name) >= 5]


# every place, by every spelling


def test_every_place_and_partner_can_be_found_once_and_by_its_name_comes_first() -> None:
    assert len(NAMES) == 53 + 4 + 10
    for key, name in NAMES:
        assert keys(name)[0] == key, name
        assert keys(name).count(key) == 1, name


@pytest.mark.parametrize("change", [str.upper, str.lower, str.title, lambda t: f"  {t}  "])
def test_case_and_spaces_make_no_difference(change: Callable[[str], str]) -> None:
    for key, name in NAMES:
        assert keys(change(name))[0] == key, change(name)


def test_an_umlaut_is_found_in_every_spelling() -> None:
    pairs = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
    with_umlaut = [(key, name) for key, name in NAMES if set(name) & set(pairs)]
    assert len(with_umlaut) > 8
    for key, name in with_umlaut:
        written = name.translate(str.maketrans(pairs))
        bare = name.translate(str.maketrans("äöüÄÖÜ", "aouAOU"))
        split = name.replace("ü", "u\u0308").replace("ö", "o\u0308").replace("ä", "a\u0308")
        for spelt in (written, bare, split, written.upper()):
            assert keys(spelt)[0] == key, spelt


def test_what_only_looks_like_an_umlaut_is_found_too() -> None:
    assert keys("Voerde") == keys("Vörde") == ["05170044"]
    assert keys("oer erkenschwick")[0] == keys("Örerkenschwick")[0] == "05562028"


@pytest.mark.parametrize("spelt", ["Kamp Lintfort", "KampLintfort", "kamp-lint", "kamp–lintfort"])
def test_a_hyphen_more_or_less_makes_no_difference(spelt: str) -> None:
    assert keys(spelt)[0] == "05170020"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("EN-Kreis", "05954"),
        ("en kreis", "05954"),
        ("Kreis EN", "05954"),
        ("MH", MUELHEIM),
        ("mh", MUELHEIM),
        ("E", ESSEN),
        ("RE", "05562"),
        ("Kreis RE", "05562"),
        ("UN", "05978"),
        ("WES", "05170"),
        ("lün", "05978024"),
        ("luen", "05978024"),
        ("RUB", "rub"),
        ("TU Dortmund", "tu-dortmund"),
        ("UDE", "ude"),
        ("W-HS", "w-hs"),
        ("NRW", "land-nrw"),
        ("RVR", "rvr"),
        ("Uni Bochum", "rub"),
        ("University of Duisburg-Essen", "ude"),
        ("Wattenscheid", "05911000"),
    ],
)
def test_abbreviations_and_other_names_lead_to_their_place(typed: str, key: str) -> None:
    assert keys(typed)[0] == key


def test_every_name_in_the_data_leads_to_its_place_first_or_shares_it() -> None:
    from ruhrmap.view import places

    one_key = places(real_catalog())
    for other in real_catalog().search_names:
        assert keys(other.name)[0] == one_key[other.key], other


def test_a_code_is_found_only_whole() -> None:
    assert "05911000" not in keys("WA")[:1], "WAT is Bochum"
    assert keys("HE")[0] != "05916000", "HER is Herne, but Herdecke begins so too"


def test_the_kind_that_is_named_comes_first() -> None:
    assert keys("Kreis Unna")[:2] == ["05978", "05978036"]
    assert keys("Stadt Unna")[:2] == ["05978036", "05978"]
    assert keys("town Unna")[0] == "05978036"
    assert keys("Gemeinde Alpen")[0] == "05170004"
    assert keys("Stadt Dortmund")[0] == "05913000"
    assert "tu-dortmund" not in keys("Stadt Dortmund")


# slips


def slips(name: str) -> Iterator[str]:
    """The name with two neighbours swapped, a letter dropped, a letter doubled."""
    for at in range(len(name)):
        yield name[:at] + name[at + 1 :]
        yield name[:at] + name[at] + name[at:]
        if at:
            yield name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]


def test_any_single_slip_still_finds_the_place_within_the_first_three() -> None:
    tried = 0
    for key, name in LONG:
        for typed in slips(name):
            assert key in keys(typed)[:3], (typed, name)
            tried += 1
    assert tried > 2_000


@given(st.sampled_from(LONG), st.integers(min_value=0), st.sampled_from(LETTERS))
@example(("05954032", "Wetter (Ruhr)"), 2, "i")  # "weiter" and "Ruhr" stand in titles
@example(("05914000", "Hagen"), 2, "a")  # "Haaen": what looks like an umlaut is none
def test_one_wrong_letter_still_finds_the_place_within_the_first_three(
    place: tuple[str, str], at: int, letter: str
) -> None:
    key, name = place
    at %= len(name)
    assert key in keys(name[:at] + letter + name[at + 1 :])[:3]


@pytest.mark.parametrize(
    ("typed", "key"),
    [("Dortmnud", "05913000"), ("Reklinghausen", "05562032"), ("Hattigen", "05954016")],
)
def test_what_is_only_alike_is_said_to_be_so(typed: str, key: str) -> None:
    assert keys(typed)[0] == key
    answer = told(typed)
    assert answer["note"].startswith("Kein genauer Treffer")
    assert answer["announcement"].startswith(answer["note"])
    assert told(key and dict(NAMES)[key])["note"] == ""


def test_a_slip_while_still_typing_is_forgiven() -> None:
    assert keys("Dortmn")[0] == "05913000"
    assert keys("Reklingh")[0] == "05562032"


# the order


def test_abbreviation_before_beginning_before_word_before_slip() -> None:
    """The rule of ranking on one made-up region."""
    other = SearchName("AD", NameKind.LICENCE_PLATE, "05020001")  # Zell
    one = Index(replace(region(), search_names=(other,)))
    assert keys("ad", one) == ["05020001", "05010001"], "code, then beginning"
    assert keys("berg", one) == ["05010"], "a word of the name"
    assert keys("adrof", one) == ["05010001"]
    assert keys("bach", one)[0] == "05010002"


def test_equals_stand_as_in_the_dictionary() -> None:
    found = [dict(NAMES)[key] for key in keys("Ha") if key in dict(NAMES)]
    towns = ["Haltern am See", "Hamm", "Hamminkeln", "Hattingen"]
    assert found == ["Hagen", *towns, "Duisburg"], "HA is Hagen's code, Hamborn is in Duisburg"


def test_places_come_before_their_releases() -> None:
    groups = list(index().find("Witten").groups)
    assert groups[0] == "places"
    for name in ("Oberhausen", "Mülheim", "Essen"):
        assert next(iter(index().find(name).groups)) == "places"
        assert list(index().find(name).groups)[-1] == "press"


def test_a_release_comes_first_only_if_places_are_no_more_than_alike() -> None:
    assert list(index().find("Kinderstube").groups) == ["press"]
    adorf = Index(region(releases=[release("Aldorf", "2014-01-01")]))
    assert list(adorf.find("Aldorf").groups) == ["press", "places"]
    assert list(adorf.find("Adorf").groups) == ["places"]


# press releases


def test_releases_are_found_by_title_publisher_year_and_place() -> None:
    assert set(keys("Startchancen")) == {"P97", "P99"}
    assert "P49" in keys("Radio Oberhausen")
    only_2024 = index().find("Oberhausen 2024").groups
    assert list(only_2024) == ["press"]
    for found in only_2024[search.index.Group.PRESS]:
        assert isinstance(found.entry, Release)
        when = found.entry.release.source.date
        assert when is not None
        assert when.latest.year == 2024
    assert set(keys("21.04.2023")) == set(keys("21. April 2023")) != set()
    assert "P43" in keys("EN-Kreis"), "by the abbreviation of whom it is about"


def test_titles_with_the_words_come_before_other_releases_and_newer_before_older() -> None:
    found = [f.entry for f in index().find("Kinderstube").groups[search.index.Group.PRESS]]
    days = []
    for one in found:
        assert isinstance(one, Release)
        assert "kinderstube" in one.release.source.title.lower()
        assert one.release.source.date is not None
        days.append(one.release.source.date.latest)
    assert days == sorted(days, reverse=True)


def test_a_release_names_whom_it_is_about_and_the_one_asked_for_first() -> None:
    founding = next(h for h in hits("Gelsenkirchen Bildungsallianz", "press") if h["key"] == "P01")
    assert founding["places"][0] == "05513000"
    assert founding["also"].startswith("Gelsenkirchen, ")
    assert founding["also"].endswith(" weitere")
    assert len(founding["places"]) == len(real_catalog().press_releases["P01"].member_ids)


def test_a_release_without_a_place_says_so_and_keeps_its_link() -> None:
    without = [r for r in real_catalog().press_releases.values() if not r.member_ids and not r.ags]
    assert without, "there is such a release"
    title = without[0].source.title
    hit = next(h for h in hits(title, "press") if h["key"] == without[0].press_id)
    assert hit["places"] == []
    assert hit["url"] == without[0].source.url


def test_every_release_can_be_found_by_its_title() -> None:
    for one in real_catalog().press_releases.values():
        found = index().find(one.source.title)
        title = one.source.title
        same = [r for r in real_catalog().press_releases.values() if r.source.title == title]
        assert found.groups, title
        assert len(same) > 5 or one.press_id in keys(title), title


# what is said


def test_a_place_comes_with_its_status_on_the_key_date() -> None:
    for day in (date(2024, 4, 8), date(2024, 4, 9)):
        (hit,) = hits("Oberhausen", "places", day=day)
        detail = coverage.detail(real_catalog(), "05119000", day)
        assert hit["status"] == detail.status
        assert hit["status_label"] == detail.status_label.de
    (witten,) = hits("Witten", "places")
    assert witten["detail"] == "Stadt im Ennepe-Ruhr-Kreis"
    (english,) = hits("Witten", "places", language="en")
    assert english["detail"] == "town in Ennepe-Ruhr-Kreis"
    assert {hit["status"] for hit in hits("RUB", "partners")} == {"member"}


def test_the_name_by_which_it_was_found_is_told_unless_it_shows() -> None:
    assert hits("MH", "places")[0]["also"] == "MH"
    assert hits("Wattenscheid", "places")[0]["also"] == "Wattenscheid"
    assert hits("Mülheim", "places")[0]["also"] == ""
    assert hits("EN-Kreis", "places")[0]["also"] == "EN-Kreis"
    assert [hit["also"] for hit in hits("uni", "partners") if "Uni" in hit["name"]] == [""] * 3
    english = hits("University of Duisburg", "partners")[0]
    assert english["also"] == "University of Duisburg-Essen"


def test_a_group_says_how_many_more_there_are() -> None:
    press = next(g for g in told("Mülheim")["groups"] if g["kind"] == "press")
    assert press["total"] > len(press["hits"]) == 5
    assert press["heading"] == f"Pressemitteilungen (5 von {press['total']})"
    assert told("Mülheim")["announcement"] == f"1 Ort, {press['total']} Pressemitteilungen."


@pytest.mark.parametrize(
    "typed", ["xyzq", "qwertz", "Köln", "99999", "!!!", "", "   ", "\x00", "FOM"]
)
def test_nonsense_and_what_is_not_here_finds_nothing(typed: str) -> None:
    answer = told(typed)
    assert answer["groups"] == []
    assert answer["announcement"] == "Nichts gefunden."


@given(st.text(max_size=300))
@example("ﷺ" * 300)
@example("\ud800")
@example("ü" * 100_000)
def test_no_text_is_an_error_and_ranges_lie_within_their_texts(typed: str) -> None:
    for language in ("de", "en"):
        for group in told(typed, language=language)["groups"]:
            assert 0 < len(group["hits"]) <= group["total"]
            for hit in group["hits"]:
                for text, ranges in ((hit["name"], hit["marks"]), (hit["also"], hit["also_marks"])):
                    ends = [end for one in ranges for end in one]
                    assert ends == sorted(set(ends)), "in order and apart"
                    assert all(0 <= end <= len(text) for end in ends)


@given(st.text(max_size=40))
def test_letters_know_where_they_come_from(text: str) -> None:
    """What is marked is cut from the text by the same folding that finds it."""
    for short in (False, True):
        found = list(letters(text, short=short))
        assert all(0 <= one.start < one.end <= len(text) for one in found)
        spelt = "".join(one.letter for one in found).split()
        assert tuple(spelt) in {folded.words for folded in spellings(text)}


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Mülheim an der Ruhr", "muelheim", "Mülheim"),
        ("Mülheim an der Ruhr", "Ruhr", "Ruhr"),
        ("Voerde (Niederrhein)", "vörd", "Voerd"),
        ("Große Straße", "strasse", "Straße"),
        ("Kamp-Lintfort", "kamplintf", "Kamp-Lintf"),
        ("Ennepe-Ruhr-Kreis", "ruhr kreis", "Ruhr|Kreis"),
    ],
)
def test_marks_show_what_was_typed(text: str, typed: str, marked: str) -> None:
    assert "|".join(text[a:b] for a, b in marks(text, typed)) == marked


def test_a_word_with_a_slip_is_marked_beside_one_without() -> None:
    text = "Lintfort und Kamp"
    assert [text[a:b] for a, b in marks(text, "kamp lintfotr", slips=True)] == ["Lintfort", "Kamp"]


# the data and the time it takes


def test_an_answer_takes_less_time_than_a_key_stroke() -> None:
    """A wide bound, so that a busy machine does not fail: 5 ms is what it takes at most idle."""
    index().rows(OPENS)
    took = []
    for typed in ("m", "mü", "mül", "Muelheim", "Dortmnud", "kinderstube 2017", "EN-Kreis", "e"):
        start = time.process_time()
        told(typed)
        told(typed)
        took.append((time.process_time() - start) / 2)
    assert statistics.median(took) < 0.02
