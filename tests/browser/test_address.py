"""A link reopens what it was taken from; what is wrong in one is named and passed over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, expect

from ruhrmap.model import Catalog
from support.mappage import MapPage
from support.server import Server

WITTEN = "05954036"
WIDE = {"width": 1280, "height": 900}


def test_a_reload_reopens_date_level_and_place(open_map: Callable[..., MapPage]) -> None:
    tab = open_map()
    tab.page.locator(".rm-levels label:has(input[value=district])").click()
    tab.press("Home")
    tab.press("PageUp")
    tab.expect_address(datum="2013-05-02", ebene="kreise")
    tab.choose_in_table("Kreis Wesel")
    tab.expect_address(datum="2013-05-02", ebene="kreise", ort="05170")
    drawn = tab.drawn("district")
    tab.reload()
    assert tab.day == date(2013, 5, 2)
    expect(tab.level("district")).to_be_checked()
    expect(tab.panel.locator("h2")).to_have_text("Kreis Wesel")
    expect(tab.search).to_have_value("Kreis Wesel")
    expect(tab.map.locator("path.rm-chosen")).to_have_count(1)
    tab.expect_frame(1)
    assert tab.drawn("district") == drawn
    assert tab.address == {"datum": "2013-05-02", "ebene": "kreise", "ort": "05170"}


def test_an_independent_city_opens_by_its_shorter_key(open_map: Callable[..., MapPage]) -> None:
    tab = open_map({"ort": "05113"})
    expect(tab.panel.locator("h2")).to_have_text("Essen")
    expect(tab.map.locator("path.rm-chosen")).to_have_count(1)


def test_bad_values_are_named_and_the_rest_is_opened(
    open_map: Callable[..., MapPage],
) -> None:
    tab = open_map({"datum": "31.02.2023", "ebene": "<b>land</b>", "ort": WITTEN})
    notices = tab.page.locator(".rm-notice")
    expect(notices).to_have_count(1)
    expect(notices).to_contain_text("datum=31.02.2023, ebene=<b>land</b>")
    expect(tab.panel).to_have_attribute("data-place", WITTEN)
    assert tab.day == date(2024, 4, 10)
    expect(tab.level("municipality")).to_be_checked()
    tab.expect_address(datum="2024-04-10", ebene="gemeinden", ort=WITTEN)
    tab.press("Home")
    expect(notices).to_have_count(0)


def test_the_way_back_in_the_browser_leads_to_what_was_seen_before(
    open_map: Callable[..., MapPage], ours: Catalog
) -> None:
    tab = open_map()
    tab.choose(WITTEN)
    tab.press("Home")
    tab.expect_address(datum=ours.axis_start.isoformat())
    tab.page.go_back()
    tab.expect_address(datum="2024-04-10", ort=WITTEN)
    expect(tab.slider).to_have_attribute("aria-valuetext", "10. April 2024")
    expect(tab.panel).to_have_attribute("data-place", WITTEN)


def test_english_by_the_address_in_both_documents(open_map: Callable[..., MapPage]) -> None:
    tab = open_map({"sprache": "en", "ort": WITTEN})
    expect(tab.page.locator("html")).to_have_attribute("lang", "en")
    expect(tab.map.locator("html")).to_have_attribute("lang", "en")
    expect(tab.panel.locator(".rm-kind")).to_have_text("town in Ennepe-Ruhr-Kreis")
    expect(tab.page.locator(".rm-levels legend")).not_to_have_text("Ebene")
    tab.press("Home")
    tab.expect_address(datum="2013-01-01", sprache="en")


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("&".join(f"p{i}=1" for i in range(150_000)), "p2=1, 100.000 weitere Angaben"),
        ("x=%00%E2%80%AE%ff%zz&=&%", "x=\ufffd\ufffd\ufffd%zz, =, %="),
    ],
    ids=["megabyte", "garbage"],
)
def test_whatever_the_address_says_the_nearest_view_opens_with_one_line(
    open_context: Callable[..., BrowserContext], server: Server, query: str, named: str
) -> None:
    tab = MapPage(open_context(viewport=WIDE).new_page(), server.url)
    tab.page.goto(f"{tab.url}/?datum=1999-01-01&{query}")
    tab.wait_until_drawn()
    notice = tab.page.locator(".rm-notice")
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text("datum=1999-01-01 (gezeigt wird der 1. Januar 2013)")
    expect(notice).to_contain_text(named)
    tab.expect_address(datum="2013-01-01", ebene="gemeinden")
