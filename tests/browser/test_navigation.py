"""From page to page: by keyboard, with the view, and back again."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from ruhrmap import catalog
from ruhrmap.messages import message
from ruhrmap.sitemap import PAGES, Entry
from support.mappage import MapPage
from support.server import Server

WITTEN = "05954036"
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}

_FOCUSED = "() => document.activeElement.textContent"
_LEAVE = """() => {
  window.rmLeft = ["h1", ".rm-part-views", ".rm-part-figures", ".rm-part-legend"].map((name) =>
    document.querySelector(`.st-key-page ${name}`));
}"""
_LEFT = "() => rmLeft.map((it) => it.textContent)"
_WIDER = """() => [document.scrollingElement, document.querySelector('#stMain')]
  .some((it) => it.scrollWidth > innerWidth)"""


def footer_link(page: Page, entry: Entry) -> Locator:
    return page.locator(f'footer a[data-rm-link="{entry.key}"]')


def expect_page(page: Page, entry: Entry, language: str = "de") -> None:
    """Address, title, heading and the marks of the frame say that this page is open."""
    name = entry.name(language)
    expect(page).to_have_url(re.compile(rf"//[^/]+/{entry.path}\?"))
    expect(page.locator("h1")).to_have_count(1)
    expect(footer_link(page, entry)).to_have_attribute("aria-current", "page")
    expect(page.locator("footer a[aria-current]")).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("lang", language)
    if entry.path:
        expect(page).to_have_title(
            f"{name} · {message(language, 'share.site', **catalog.load().words)}"
        )
        expect(page.locator("h1")).to_have_text(name)


def test_all_pages_by_keyboard_and_the_way_back(open_map: Callable[..., MapPage]) -> None:
    """The view stays in the address, the heading takes the focus, nothing is asked elsewhere."""
    tab = open_map({"datum": "2019-02-01", "ebene": "kreise", "ort": WITTEN})
    page = tab.page
    view = tab.address
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("Tab")
    assert page.evaluate(_FOCUSED) == message("de", "frame.skip"), "first in the order of Tab"
    page.keyboard.press("Enter")
    expect(page.locator("#inhalt")).to_be_focused()

    for entry in PAGES[1:]:
        footer_link(page, entry).focus()
        page.keyboard.press("Enter")
        expect_page(page, entry)
        expect(page.locator("h1")).to_be_focused()
        assert tab.address == view
    for name in (message("de", "frame.header"), message("de", "frame.footer")):
        expect(page.get_by_role("navigation", name=name)).to_have_count(1)

    # the plain words, from another page
    page.get_by_role("link", name=message("de", "plain.heading")).first.press("Enter")
    plain = page.locator("#einfache-sprache")
    expect(plain).to_be_focused()
    expect(plain).to_be_in_viewport()
    expect(page).to_have_url(re.compile("#einfache-sprache$"))
    page.locator(".rm-part-multiples svg").last.wait_for(state="attached")
    expect(plain).to_be_in_viewport()  # though what is above it is drawn later
    page.go_back()
    expect_page(page, PAGES[-1])

    # the language holds, from a page that has no timeline
    page.get_by_role("button", name="English").press("Enter")
    expect_page(page, PAGES[-1], "en")
    tab.expect_address(sprache="en", ort=WITTEN)
    footer_link(page, PAGES[0]).press("Enter")
    tab.wait_until_drawn()
    expect_page(page, PAGES[0], "en")
    assert tab.address == {**view, "sprache": "en"}

    # one step back for each page
    page.go_back()
    expect_page(page, PAGES[-1], "en")
    page.go_back()
    expect_page(page, PAGES[-1], "de")
    page.go_back()
    expect_page(page, PAGES[-2], "de")
    page.go_forward()
    expect_page(page, PAGES[-1], "de")


def test_a_link_holds_what_the_hand_has_just_set(open_map: Callable[..., MapPage]) -> None:
    """Also when it is followed before the server has heard of the change."""
    tab = open_map(**PHONE)
    tab.press("Home")
    tab.page.evaluate(_LEAVE)
    tab.page.locator("nav a[data-rm-page=data]").first.click()
    expect_page(tab.page, PAGES[1])
    tab.expect_address(datum="2013-01-01")
    assert not tab.page.evaluate(_WIDER)
    tab.page.go_back()
    tab.wait_until_drawn()
    assert tab.day.isoformat() == "2013-01-01"
    # what was taken away with the page follows nothing any more
    before = tab.page.evaluate(_LEFT)
    tab.press("PageUp")
    tab.expect_address(datum="2013-05-02")
    expect(tab.sentence).not_to_have_text(before[0])
    assert tab.page.evaluate(_LEFT) == before


def test_a_page_that_does_not_exist_opens_the_map_and_says_so(page: Page, server: Server) -> None:
    tab = MapPage(page, server.url)
    page.goto(f"{server.url}/unsinn?ort={WITTEN}")
    tab.wait_until_drawn()
    expect(page.locator(".rm-notice")).to_have_text(message("de", "notice.no_page", page="unsinn"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).to_have_url(re.compile(rf"//[^/]+/\?datum=[^#]*ort={WITTEN}$"))
