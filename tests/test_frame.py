"""The frame around the pages: links that keep the view, a language that holds, no dead end."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from ruhrmap import server, site
from ruhrmap.messages import LANGUAGES, message
from ruhrmap.pages import content, frame, prose
from ruhrmap.site import Site
from ruhrmap.sitemap import PAGES, Entry, entry
from ruhrmap.view import ViewState, initial, write
from ruhrmap.web import head
from support.apptest import address, app, components, on_time, open_page, part, report

WITTEN = "05954036"
ASKED = {"datum": "2019-02-01", "ebene": "kreise", "ort": WITTEN, "sprache": "en"}
OTHERS = [one for one in PAGES if one.path]


def query(link: dict[str, Any]) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link["href"]).query))


def test_every_page_has_a_file_a_name_and_an_address_of_its_own() -> None:
    folder = server.MAIN_SCRIPT.parent
    assert all((folder / one.file).is_file() for one in PAGES)
    assert len({one.path for one in PAGES}) == len(PAGES)
    assert [one.path for one in PAGES if not one.path] == [PAGES[0].path]
    for language in LANGUAGES:
        assert len({one.name(language) for one in PAGES}) == len(PAGES)


def test_the_title_names_page_and_site_in_the_language_of_the_reader(here: Site) -> None:
    view = replace(initial(here.limits), language="en")
    assert head.title(here, view, "impressum") == "Legal notice · RuhrFutur in the Ruhr region"


@pytest.fixture
def here() -> Site:
    return site.current()


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.key)
def test_every_page_stands_in_the_frame_and_keeps_the_view(one: Entry) -> None:
    at = open_page(one.key, **ASKED) if one.path else app(**ASKED)
    assert not at.exception
    header, footer = part(at, "header")["content"], part(at, "footer")["content"]
    assert header["page"] == one.key
    assert [link["key"] for link in footer["links"]] == [*(page.key for page in PAGES), "plain"]
    for link in (*header["links"], *footer["links"], header["home"]):
        assert query(link) == ASKED
        assert link["current"] == (link["key"] == one.key)
        assert link["label"]
    assert address(at) == ASKED


@pytest.mark.parametrize("one", OTHERS, ids=lambda one: one.key)
def test_a_page_of_text_has_one_heading_and_it_is_the_first(one: Entry) -> None:
    at = open_page(one.key)
    blocks = [b for c in components(at) for b in _blocks(c)]
    levels = [b["level"] for b in blocks if b["kind"] == "heading"]
    assert levels.count(1) == 1
    assert levels[0] == 1
    steps = itertools.pairwise(levels)
    assert all(below - above <= 1 for above, below in steps), "no level is skipped"


def _blocks(component: Any) -> list[dict[str, Any]]:
    told = json.loads(component.proto.json)
    return told["content"] if told["part"] == "prose" else []


def test_the_language_is_switched_without_a_timeline_and_holds_on_the_next_page() -> None:
    at = open_page("imprint", ort=WITTEN)
    report(at, "language", "view", on_time("2024-04-10", "municipality", 1, language="en"))
    assert part(at, "header")["content"]["label"] == message("en", "frame.header")
    at.switch_page("map.py").run()
    assert part(at, "timeline")["view"]["language"] == "en"
    assert address(at) == {
        "datum": "2024-04-10",
        "ebene": "gemeinden",
        "ort": WITTEN,
        "sprache": "en",
    }


def test_a_page_that_does_not_exist_is_named_once() -> None:
    at = app(seite="unsinn<b>", datum="2019-02-01")
    (notice,) = part(at, "notices")["content"]
    assert notice == message("de", "notice.no_page", page="unsinn<b>")
    assert address(at) == {"datum": "2019-02-01", "ebene": "gemeinden"}
    report(at, "timeline", "view", on_time("2019-03-01", "municipality", 1))
    assert part(at, "notices")["content"] == []


def test_a_text_links_to_a_page_with_the_view_of_the_reader() -> None:
    view = ViewState(date=date(2019, 2, 1), place=WITTEN)
    link = prose.page(view, "privacy", anchor="rechte")
    assert link["text"] == "Datenschutz"
    assert link["href"] == frame.href(view, entry("privacy")) + "#rechte"
    assert query(link) == write(view)


def test_every_block_has_a_drawing_in_the_browser() -> None:
    script = (Path(content.__file__).parents[1] / "frontend" / "prose.js").read_text("utf-8")
    blocks = [
        prose.heading(2, "a"),
        prose.paragraph("a"),
        prose.notice("a"),
        prose.bullets(["a"]),
        prose.definitions([("a", "b")]),
        prose.table("a", ["b"], [["c"]]),
    ]
    for block in blocks:
        assert f"  {block['kind']}(" in script or f"  {block['kind']}: " in script
