"""What only a browser shows of the staff's server: its pages, and that the public has none."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Page, expect

from ruhrmap.messages import message
from ruhrmap.sitemap import STAFF_PAGES, entry
from support.intruding import intruded
from support.server import Server


def line(page: Page) -> list[str]:
    return page.locator(".rm-staff nav a").all_text_contents()


def test_the_header_leads_to_every_page_of_the_staff(page: Page, staff_server: Server) -> None:
    page.goto(f"{staff_server.url}/daten")
    expect(page.locator(".rm-staff nav a")).to_have_count(len(STAFF_PAGES))
    assert line(page) == [one.name("de") for one in STAFF_PAGES]
    for one in STAFF_PAGES:
        page.locator(f'.rm-staff nav a[data-rm-link="{one.key}"]').click()
        expect(page.get_by_role("heading", level=1, name=one.name("de"))).to_be_visible()
        assert page.locator(".rm-staff a[aria-current=page]").all_text_contents() == [
            one.name("de")
        ]


def test_the_public_server_has_no_page_of_the_staff(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/daten")
    expect(page.locator("h1")).to_have_text(entry("data").name("de"))
    assert line(page) == []
    for one in STAFF_PAGES:
        page.goto(f"{server.url}/{one.path}")
        expect(page.locator(".rm-notice").first).to_contain_text(one.path)
        assert "/" + one.path not in page.url.split("?")[0]


def test_nothing_can_be_handed_in_to_the_public_server(page: Page, server: Server) -> None:
    for path in ("_stcore/upload_file/a/b", "stab/lesen", "stab/pruefen"):
        for method in ("PUT", "POST"):
            answer = page.request.fetch(f"{server.url}/{path}", method=method, data=b"x")
            assert answer.status in (404, 405, 413), (path, method)


def test_nothing_foreign_gets_into_a_page_of_the_staff(
    browser: Browser, staff_server: Server
) -> None:
    with browser.new_context(locale="de-DE") as context:  # whose errors are wanted
        tab = context.new_page()
        tab.goto(f"{staff_server.url}/{entry('joining').path}")
        expect(tab.get_by_role("heading", level=1)).to_be_visible()
        intruded(tab, staff_server)


def test_on_other_pages_a_scenario_is_said_not_to_be_counted(
    page: Page, staff_server: Server
) -> None:
    page.goto(f"{staff_server.url}/?annahme=05170")
    notice = page.locator(".rm-prose p", has_text=message("de", "scenario.not_here"))
    expect(notice).to_be_visible()
    notice.get_by_role("link").click()
    expect(page.get_by_role("heading", name=entry("joining").name("de"))).to_be_visible()
    expect(page.locator(".rm-scenario")).to_be_visible()
    assert "annahme=05170" in page.url


def test_a_scenario_is_drawn_counted_and_marked_as_assumed(
    open_context: Callable[..., BrowserContext], staff_server: Server
) -> None:
    page = open_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{staff_server.url}/offene-beitritte?datum=2024-04-09&annahme=05170")
    scenario = page.locator(".rm-scenario")
    areas = scenario.locator(".rm-scenario-drawing .rm-area")
    expect(areas).to_have_count(53)
    expect(scenario.locator('.rm-area[data-status="Z"]')).to_have_count(13)
    districts = scenario.locator('tr[data-figure="districts"] td')
    assert districts.all_text_contents() == ["14 / 15", "15 / 15"]
    stamps = scenario.locator(".rm-scenario-stamp").all_text_contents()
    assert stamps == [message("de", "scenario.warning")] * 3, "of all, of the map, of the curve"
    dashes = scenario.locator(".rm-scenario-assumed")
    assert dashes.evaluate("(it) => getComputedStyle(it).strokeDasharray") != "none"
    legend = scenario.locator(".rm-scenario-map .rm-legend li").all_text_contents()
    assert "13 angenommen: über den Kreis vertreten" in legend

    scenario.get_by_role("link", name=message("de", "scenario.end")).click()
    expect(scenario).to_have_count(0)
    assert "annahme" not in page.url
