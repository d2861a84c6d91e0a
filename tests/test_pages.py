"""The script that runs for each visitor: what it hands to the browser, and what it is told.

It is the main script that runs here: Streamlit's test runner would show an empty page for
app.py and no exception, a green test of nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
import streamlit_folium
from streamlit.testing.v1 import AppTest

from ruhrmap import checks, coverage, press, site
from ruhrmap.model import Catalog, Level
from ruhrmap.search import Index
from ruhrmap.search.entries import Place
from support import apptest, packages
from support.apptest import address, app, map_component, on_time, part, report, trigger

WITTEN, ESSEN, OBERHAUSEN = "05954036", "05113000", "05119000"
PARTNERS = 10  # seven universities; Land, RVR, Stiftung


@pytest.fixture
def at() -> AppTest:
    """The page as it opens without an address."""
    opened = app()
    assert not opened.exception
    return opened


def content(at: AppTest, name: str) -> Any:
    return part(at, name)["content"]


def rows(at: AppTest) -> list[dict[str, Any]]:
    return [row for group in content(at, "views")["groups"] for row in group["rows"]]


# what opens


def test_every_part_of_the_page_is_mounted_with_something_to_show(at: AppTest) -> None:
    names = [json.loads(c.proto.json)["part"] for c in apptest.components(at)]
    # the order of the page is the order for whoever hears it read
    top = ["header", "share", "language", "notices", "newer"]
    rest = ["search", "figures", "panel", "multiples", "prose", "sources", "footer"]
    assert names == [*top, "sentence", "timeline", "legend", "views", *rest]
    assert content(at, "notices") == []
    assert content(at, "panel")["hint"].startswith("Wählen Sie einen Ort")
    assert len(content(at, "sources")["items"]) == 4
    assert content(at, "sources")["items"][0]["licence"] == "dl-de/zero-2-0"


def test_it_opens_at_the_end_of_the_evidence_with_municipalities(
    at: AppTest, ours: Catalog
) -> None:
    expected = {
        "date": coverage.evidence_end(ours).isoformat(),
        "level": "municipality",
        "place": None,
        "language": "de",
        "view": "map",
        "comparison": None,
        "sequence": 0,
    }
    for name in ("sentence", "timeline", "legend", "figures"):
        assert part(at, name)["view"] == expected


def test_the_bare_address_stays_bare_until_something_is_chosen(at: AppTest) -> None:
    """A second entry in the history would make the first step back lead nowhere."""
    assert address(at) == {}
    at.run()
    assert address(at) == {}
    trigger(at, "four-views", "chosen", WITTEN)
    assert address(at) == {"datum": "2024-04-10", "ebene": "gemeinden", "ort": WITTEN}


def test_the_map_is_sent_as_our_own_files_and_returns_nothing_by_itself(at: AppTest) -> None:
    sent = map_component(at)
    links = [*sent["js_links"], *sent["css_links"]]
    assert len(links) == 4
    assert all(link.startswith("../../ruhrmap/") for link in links)
    assert sent["returned_objects"] == []
    assert "ruhrmapMount(map_div)" in sent["script"]


def test_a_second_visitor_gets_the_same_map(at: AppTest) -> None:
    """Any difference in its script would rebuild the frame and lose the reader's zoom."""
    other = app(datum="2013-05-02", ebene="kreise", ort=WITTEN, sprache="en")
    assert map_component(other) == map_component(at)


# the table


def test_the_table_is_sent_to_whom_it_is_shown_alone(at: AppTest) -> None:
    """It is the heaviest part: nobody who looks at the map waits for it."""
    assert content(at, "views") is None
    report(at, "timeline", "view", on_time("2024-04-10", "municipality", 1, view="table"))
    assert len(rows(at)) == 53 + 15 + PARTNERS
    assert address(at)["ansicht"] == "tabelle"
    report(at, "timeline", "view", on_time("2024-04-10", "municipality", 2, view="curve"))
    assert content(at, "views") is None
    assert address(at)["ansicht"] == "verlauf"


def test_the_table_has_every_territory_and_every_partner(ours: Catalog) -> None:
    at = app(ansicht="tabelle")
    found = rows(at)
    assert len(found) == 53 + 15 + PARTNERS
    assert {r["key"] for r in found} == set(ours.territories) | {
        key for key, member in ours.members.items() if not member.kind.is_municipal
    }
    assert [len(g["rows"]) for g in content(at, "views")["groups"]] == [53, 15, 7, 3]


def test_the_drawn_level_comes_first_in_the_table(ours: Catalog) -> None:
    found = rows(app(ebene="kreise", ansicht="tabelle"))
    assert {r["key"] for r in found[:15]} == {t.ags for t in ours.at(Level.DISTRICT)}
    assert len(found) == 53 + 15 + PARTNERS


def test_the_table_says_what_the_core_says_on_the_key_date(ours: Catalog) -> None:
    day = date(2019, 1, 30)
    at = app(datum=day.isoformat(), ansicht="tabelle")
    statuses = coverage.statuses_on(ours, Level.MUNICIPALITY, day)
    letters = {"member": "m", "uncertain": "u", "none": "n"}
    drawn = {r["key"]: r["status"] for r in rows(at)[:53]}
    assert drawn == {ags: letters[status] for ags, status in statuses.items()}
    assert drawn["05911000"] == "u", "Bochum is uncertain before the last day of January 2019"
    assert "30. Januar 2019" in content(at, "views")["caption"]


def test_a_row_carries_its_figures_as_text_and_as_keys_to_sort_by() -> None:
    at = app(ansicht="tabelle")
    labels = [column["label"] for column in content(at, "views")["columns"]]
    row = next(r for r in rows(at) if r["key"] == WITTEN)
    cells = dict(zip(labels, row["cells"], strict=True))
    keys = dict(zip(labels, row["keys"], strict=True))
    assert cells["Name"] == "Witten"
    assert cells["Kreis"] == "Ennepe-Ruhr-Kreis"
    assert cells["Bevölkerung 2022"] == "91.735"
    assert keys["Bevölkerung 2022"] == 91_735
    assert keys["Seit"] == "2023-05-31"
    assert row["status"] == "s"


# the address


def test_an_address_opens_date_level_and_place() -> None:
    at = app(datum="2019-02-01", ebene="kreise", ort=WITTEN)
    view = part(at, "timeline")["view"]
    assert (view["date"], view["level"], view["place"]) == ("2019-02-01", "district", WITTEN)
    assert content(at, "panel")["place"] == WITTEN
    assert part(at, "search")["view"]["place"] == WITTEN
    assert address(at) == {"datum": "2019-02-01", "ebene": "kreise", "ort": WITTEN}


@pytest.mark.parametrize("key", ["05113", "05113000", "stadt-essen"])
def test_an_independent_city_opens_by_either_key(key: str) -> None:
    at = app(ort=key)
    assert content(at, "panel")["title"] == "Essen"
    assert address(at)["ort"] == ESSEN, "one address for one place"


@pytest.mark.parametrize("key", ["05954", "ennepe-ruhr-kreis", "rub", "rvr", "05562024"])
def test_kreise_universities_partners_and_towns_open_by_their_key(key: str) -> None:
    at = app(ort=key)
    assert content(at, "panel")["title"]
    assert content(at, "notices") == []


def test_bad_values_are_named_and_ignored() -> None:
    at = app(datum="31.02.2023", ebene="land", ort="99999", sprache="fr")
    (notice,) = content(at, "notices")
    for bad in ("datum=31.02.2023", "ebene=land", "ort=99999", "sprache=fr"):
        assert bad in notice
    assert address(at) == {"datum": "2024-04-10", "ebene": "gemeinden"}
    assert not at.exception


@pytest.mark.parametrize(
    ("bad", "shown"),
    [
        ("2012-12-31", "2013-01-01"),
        ("2026-11-22", "2026-11-21"),
        ("2023-02-29", "2024-04-10"),
        ("2024-4-9", "2024-04-10"),
        ("", "2024-04-10"),
    ],
)
def test_a_day_that_is_none_or_off_the_axis_is_named(bad: str, shown: str) -> None:
    """Off the axis its nearest day is shown; what is no day at all is as good as none."""
    at = app(datum=bad, ort=WITTEN)
    assert len(content(at, "notices")) == 1
    assert part(at, "timeline")["view"]["date"] == shown
    assert address(at) == {"datum": shown, "ebene": "gemeinden", "ort": WITTEN}


def test_an_old_address_opens_and_becomes_todays_without_a_word() -> None:
    at = app(stichtag="2019-02-01", level="district")
    assert content(at, "notices") == []
    assert address(at) == {"datum": "2019-02-01", "ebene": "kreise"}


def test_a_long_bad_value_is_cut_for_show() -> None:
    (notice,) = content(app(ort="x" * 5_000), "notices")
    assert len(notice) < 200


def test_a_notice_goes_once_the_view_changes() -> None:
    at = app(ort="99999")
    assert content(at, "notices")
    trigger(at, "search", "chosen", {"place": WITTEN})
    assert content(at, "notices") == []


def test_english_by_the_address() -> None:
    at = app(sprache="en", ort=WITTEN)
    assert content(at, "panel")["kind"] == "town in Ennepe-Ruhr-Kreis"
    assert address(at)["sprache"] == "en"


# what the browser reports


def test_the_timeline_sets_date_and_level(at: AppTest) -> None:
    told = on_time("2023-04-21", "district", 3, view="table")
    report(at, "timeline", "view", told)
    view = part(at, "timeline")["view"]
    assert (view["date"], view["level"], view["sequence"]) == ("2023-04-21", "district", 3)
    assert "21. April 2023" in content(at, "views")["caption"]
    assert address(at) == {"datum": "2023-04-21", "ebene": "kreise", "ansicht": "tabelle"}


def test_after_a_lost_connection_the_timeline_reports_the_place_too() -> None:
    """What it was chosen with may have told the server in vain; an unknown place is none."""
    at = app(ort=OBERHAUSEN)
    report(at, "timeline", "view", on_time("2024-04-08", "municipality", 1, place=WITTEN))
    assert content(at, "panel")["place"] == WITTEN
    assert address(at)["ort"] == WITTEN
    report(at, "timeline", "view", on_time("2024-04-08", "municipality", 2, place="nonsense"))
    assert "ort" not in address(at)


def test_the_place_stays_while_the_timeline_moves() -> None:
    at = app(ort=OBERHAUSEN)
    assert content(at, "panel")["status"] == "m"
    report(at, "timeline", "view", on_time("2024-04-08", "municipality", 1))
    assert content(at, "panel")["place"] == OBERHAUSEN
    assert content(at, "panel")["status"] == "n"
    assert address(at)["ort"] == OBERHAUSEN


def test_a_report_is_not_undone_by_the_address_of_before(at: AppTest) -> None:
    """The address is written after a run; the next run must not read the old one back."""
    report(at, "timeline", "view", on_time("2016-01-01", "district", 1))
    at.run()
    assert address(at) == {"datum": "2016-01-01", "ebene": "kreise"}
    report(at, "timeline", "view", on_time("2017-01-01", "district", 2))
    assert part(at, "timeline")["view"]["date"] == "2017-01-01"


def test_a_new_address_in_an_open_session_is_read(at: AppTest) -> None:
    """The back button, or a link that the reader pastes into the same tab."""
    at.query_params["datum"] = "2013-05-02"
    at.query_params["ort"] = WITTEN
    at.run()
    view = part(at, "timeline")["view"]
    assert (view["date"], view["place"]) == ("2013-05-02", WITTEN)


def test_a_report_with_the_address_of_before_the_last_answer_is_kept(at: AppTest) -> None:
    """Two changes in quick succession.

    The browser sends the second before it has the answer to the first, so the address that
    comes with it is an old one and no wish of the reader.
    """
    report(at, "timeline", "view", on_time("2026-11-21", "municipality", 1))
    at.query_params.clear()
    trigger(at, "search", "chosen", {"place": WITTEN})
    assert address(at) == {"datum": "2026-11-21", "ebene": "gemeinden", "ort": WITTEN}
    assert part(at, "timeline")["view"]["date"] == "2026-11-21"


def test_a_choice_is_kept_by_a_slider_that_has_not_heard_of_it_yet(at: AppTest) -> None:
    """A row of the table, then at once the slider: what it reports says nothing of the place."""
    trigger(at, "four-views", "chosen", WITTEN)
    apptest.behind(at, address={"datum": "2024-04-10", "ebene": "gemeinden", "ort": WITTEN})
    report(at, "timeline", "view", on_time("2013-01-01", "municipality", 1))
    assert address(at) == {"datum": "2013-01-01", "ebene": "gemeinden", "ort": WITTEN}
    assert content(at, "panel")["place"] == WITTEN


def test_a_row_of_the_table_chooses_its_place(at: AppTest) -> None:
    trigger(at, "four-views", "chosen", "w-hs")
    assert content(at, "panel")["title"] == "Westfälische Hochschule"
    assert address(at)["ort"] == "w-hs"
    assert part(at, "search")["view"]["place"] == "w-hs"


@pytest.fixture
def click(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Lets the map report a click on a place, as the frame does through st_folium."""

    def click_on(at: AppTest, place: str) -> None:
        def clicked(**arguments: Any) -> Any:
            value = {"place": place, "click": "1"}
            st.session_state[arguments["key"]] = value
            arguments["on_change"]()
            return value

        with monkeypatch.context() as patch:
            patch.setattr(streamlit_folium, "_component_func", clicked)
            at.run()
        at.run()

    yield click_on


def test_a_click_on_the_map_chooses_its_place(at: AppTest, click: Any, ours: Catalog) -> None:
    click(at, OBERHAUSEN)
    panel = content(at, "panel")
    assert (panel["title"], panel["status_label"]) == ("Oberhausen", "Mitglied")
    assert address(at)["ort"] == OBERHAUSEN
    assert part(at, "search")["view"]["place"] == OBERHAUSEN
    expected = press.releases_of(ours, OBERHAUSEN, date(2024, 4, 10))
    assert [[i["id"] for i in g["items"]] for g in panel["groups"]] == [
        [i.release.press_id for i in g.items] for g in expected
    ]


def test_a_click_on_an_independent_city_as_a_district_is_one_choice(
    at: AppTest, click: Any
) -> None:
    click(at, "05119")
    assert address(at)["ort"] == OBERHAUSEN
    assert content(at, "panel")["title"] == "Oberhausen"


def test_a_click_on_something_unknown_is_no_error(at: AppTest, click: Any) -> None:
    click(at, "00000")
    assert not at.exception
    assert "ort" not in address(at)


# the panel


def test_the_panel_says_since_when_how_exactly_and_from_which_sources(ours: Catalog) -> None:
    panel = content(app(ort=WITTEN), "panel")
    detail = coverage.detail(ours, WITTEN, date(2024, 4, 10))
    assert panel["kind"] == "Stadt im Ennepe-Ruhr-Kreis"
    assert panel["status"] == "s"
    assert panel["paragraphs"] == [detail.since.de, detail.precision.de]
    assert "Seit dem 31. Mai 2023" in panel["paragraphs"][0]
    assert detail.evidence.de in panel["notes"]
    cited = [item["text"] for item in panel["sources"]["items"]]
    ids = dict.fromkeys((*detail.source_ids, *detail.evidence_source_ids))
    assert len(cited) == len(ids) == 3
    assert all(ours.sources[i].title in text for i, text in zip(ids, cited, strict=True))
    told, _ = panel["facts"]
    assert told[:2] == ["Bevölkerung", "91.735 Menschen (Zensus, 15. Mai 2022)"]
    assert [[one["anchor"] for one in fact[2]] for fact in panel["facts"]] == [
        ["quelle-D02"],
        ["quelle-D03"],
    ]


def test_a_release_has_date_publisher_medium_address_and_its_marks(ours: Catalog) -> None:
    panel = content(app(ort=OBERHAUSEN), "panel")
    items = {i["id"]: i for g in panel["groups"] for i in g["items"]}
    own = items["P48"]
    source = ours.sources["P48"]
    assert own["title"] == source.title
    assert own["url"] == source.url
    assert own["meta"] == f"10. April 2024 · {source.publisher} · Pressemitteilung"
    assert own["later"] is False
    assert items["P50"]["later"] is True, "the day after the key date"
    assert "nach dem Stichtag" in items["P50"]["meta"]
    assert items["P49"]["note"], "a title not read on its page is marked"
    assert items["P60"]["meta"].startswith("ohne Datum")


def test_a_release_without_an_address_is_kept_without_a_link() -> None:
    panel = content(app(ort=WITTEN), "panel")
    kreis = next(g for g in panel["groups"] if g["scope"] == "kreis")
    assert next(i for i in kreis["items"] if i["id"] == "P43")["url"] == ""


def test_the_press_of_the_region_waits_folded_behind_the_own(ours: Catalog) -> None:
    panel = content(app(ort=OBERHAUSEN), "panel")
    assert [(g["scope"], g["folded"]) for g in panel["groups"]] == [
        ("own", False),
        ("region", True),
    ]


def test_every_place_has_a_panel(ours: Catalog) -> None:
    """No key that a link may carry leads to an exception."""
    at = app()
    for key in {*ours.territories, *ours.members}:
        at.query_params["ort"] = key
        at.run()
        assert not at.exception, key
        assert content(at, "panel")["status_label"], key


# the search


def test_choosing_in_the_search_sets_the_place_and_clearing_it_clears(at: AppTest) -> None:
    trigger(at, "search", "chosen", {"place": "stiftung-mercator"})
    assert content(at, "panel")["title"] == "Stiftung Mercator"
    assert address(at)["ort"] == "stiftung-mercator"
    assert part(at, "search")["view"]["place"] == "stiftung-mercator"
    trigger(at, "search", "chosen", {"place": None})
    assert content(at, "panel")["title"] is None
    assert "ort" not in address(at)


@pytest.mark.parametrize("told", [{"place": "99999"}, {"place": ""}, None])
def test_what_the_search_cannot_mean_is_no_error(at: AppTest, told: Any) -> None:
    trigger(at, "search", "chosen", told)
    assert not at.exception
    assert "ort" not in address(at)


def test_every_place_that_can_be_found_can_be_opened(at: AppTest, ours: Catalog) -> None:
    """What the search answers is a key that the page takes as it is: one place, one key."""
    index = Index(ours)
    keys = {
        found.entry.key
        for name in (*ours.territories.values(), *ours.members.values())
        for group in index.find(name.name).groups.values()
        for found in group
        if isinstance(found.entry, Place)
    }
    assert len(keys) == 53 + 4 + PARTNERS
    assert {site.current().limits.places[key] for key in keys} == keys


# bad input


def test_a_broken_package_shows_its_findings_and_no_stack_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = packages.broken(tmp_path / "data")
    monkeypatch.setenv("RUHRMAP_DATA", str(folder))
    at = app()
    assert not at.exception
    assert at.title[0].value == "Die Daten sind nicht lesbar"
    lines = [text.value for text in at.text]
    assert lines == [checks.line(f, "de") for f in checks.run(folder).findings]
    for place in (
        "memberships.csv, Zeile 7, Spalte joined: „31.02.2023“",
        "sources.csv, Zeile 48, Spalte url: „javascript:alert(1)“",
        "conflicts.csv: Die Datei fehlt.",
    ):
        assert any(line.startswith(place) for line in lines), place
    assert packages.PAYLOAD in "".join(lines)
    assert all(packages.PAYLOAD not in m.value for m in at.markdown)


def test_a_folder_without_a_package_is_a_finding_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUHRMAP_DATA", str(tmp_path / "nothing"))
    at = app()
    assert not at.exception
    assert len(at.text) >= 1


def test_text_from_the_data_stays_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No text of the data reaches an element that would read it as HTML."""
    monkeypatch.setenv("RUHRMAP_DATA", str(packages.injected(tmp_path / "data")))
    at = app(ort=WITTEN)
    assert not at.exception
    assert packages.PAYLOAD in content(at, "panel")["title"]
    assert packages.PAYLOAD not in str(map_component(at))
    for kind in ("html", "markdown", "iframe"):
        assert all(packages.PAYLOAD not in str(e.proto) for e in at.get(kind)), kind
