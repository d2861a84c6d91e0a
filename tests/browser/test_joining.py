"""The page "Offene Beitritte" in a real browser: sorting, narrowing, unfolding, ticking, keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from support.server import Server

TOWNS = "datum=2026-11-21&ebene=gemeinden"
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


class Lists:
    """The page in a tab."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url

    def open(self, address: str = TOWNS) -> Lists:
        self.page.goto(f"{self.url}/offene-beitritte?{address}")
        expect(self.lists).to_have_count(3)
        return self

    @property
    def lists(self) -> Locator:
        return self.page.locator(".rm-reach-list")

    def names(self, place: int = 0) -> list[str]:
        rows = self.lists.nth(place).locator("tbody tr[data-key]:visible th button")
        return [text.strip() for text in rows.all_inner_texts()]


@pytest.fixture
def tab(open_context: Callable[..., BrowserContext], staff_server: Server) -> Iterator[Lists]:
    context = open_context(viewport=WIDE, locale="de-DE")
    yield Lists(context.new_page(), staff_server.url)


def test_lists_are_sorted_narrowed_searched_and_reset(tab: Lists) -> None:
    tab.open()
    head = tab.lists.nth(0).locator("thead th")
    share, population = head.filter(has_text="Grenze"), head.filter(has_text="Einwohner")
    expect(share).to_have_attribute("aria-sort", "descending")
    first = tab.names()
    assert first[:2] == ["Dinslaken", "Moers"] and len(first) == 13
    population.get_by_role("button").click()
    expect(population).to_have_attribute("aria-sort", "descending")
    assert tab.names()[0] == "Moers" and not share.get_attribute("aria-sort")
    population.get_by_role("button").click()
    expect(population).to_have_attribute("aria-sort", "ascending")
    assert tab.names()[0] == "Sonsbeck"
    search = tab.page.get_by_label("In den Listen suchen")
    search.fill("huenxe")  # found as people write it who have no umlaut
    assert tab.names() == ["Hünxe"]
    expect(tab.page.locator("#rm-reach-shown")).to_contain_text("1 von 38")
    expect(tab.lists.nth(1)).to_contain_text("Keine Zeile dieser Liste passt")
    search.fill("")
    tab.page.get_by_label("Kreis", exact=True).select_option("Kreis Unna")
    assert len(tab.names(2)) == 10 and tab.names() == []
    tab.page.get_by_role("button", name="Zurücksetzen").click()
    assert tab.names() == first and len(tab.names(2)) == 20


def test_key_date_and_level_stand_in_the_address_and_what_is_open_stays_open(tab: Lists) -> None:
    tab.open()
    tab.page.get_by_role("button", name="Schermbeck", exact=True).click()
    details = tab.page.locator(".rm-reach-details")
    expect(details).to_contain_text("Dorsten durch den Kreis Recklinghausen (2019), angenommen")
    day = tab.page.get_by_label("Stichtag", exact=True)
    day.fill("2031-01-01")
    expect(tab.page.locator(".rm-reach-bad")).to_contain_text("außerhalb der Zeitachse")
    expect(tab.page).to_have_url(re.compile("datum=2026-11-21"))
    day.fill("2024-04-09")
    expect(tab.page).to_have_url(re.compile("datum=2024-04-09"))
    expect(tab.lists.nth(1)).to_contain_text("ist keine Vereinbarung bekannt, die")
    expect(details).to_be_visible()
    tab.page.get_by_label("Kreise", exact=True).check(force=True)
    expect(tab.page).to_have_url(re.compile("ebene=kreise"))
    expect(tab.lists.nth(0).locator(".rm-reach-count")).to_have_text("1")
    tab.page.get_by_role("button", name="English").click()
    expect(tab.lists.nth(0)).to_contain_text("No accession known")
    expect(tab.page).to_have_url(re.compile("datum=2024-04-09.*sprache=en"))


def test_ticks_show_what_would_follow_and_a_link_carries_them(tab: Lists) -> None:
    tab.open()
    box = tab.page.get_by_label("Beitritt annehmen: Moers")
    box.scroll_into_view_if_needed()
    table = tab.lists.nth(0).locator("table").element_handle()
    box.check()
    tab.page.get_by_label("Beitritt annehmen: Dinslaken").check()
    expect(tab.page).to_have_url(re.compile("annahme=05170008%2C05170024"))
    expect(tab.page.locator(".rm-scenario-title")).to_contain_text("Dinslaken und Moers")
    expect(tab.page.locator(".rm-reach-picked")).to_contain_text("Beitritt angenommen: 2")
    assert table is not None and table.evaluate("(it) => it.isConnected")  # not drawn anew
    expect(tab.page.get_by_label("Beitritt annehmen: Dinslaken")).to_be_in_viewport()
    to_map = tab.lists.nth(0).get_by_role("link", name="Karte vom 21. November 2026")
    expect(to_map).to_have_attribute("href", re.compile("annahme=05170008%2C05170024"))
    tab.page.reload()
    expect(box).to_be_checked()
    expect(tab.page.get_by_label("Beitritt annehmen: Dinslaken")).to_be_checked()
    files = tab.page.locator(".rm-reach-files a")
    expect(files).to_have_count(2)
    assert all("annahme=05170008%2C05170024" in str(a.get_attribute("href")) for a in files.all())
    tab.page.locator(".rm-reach-picked").get_by_role("button").click()
    expect(box).not_to_be_checked()
    expect(tab.page.locator(".rm-scenario")).to_have_count(0)


def test_by_keys_alone_down_to_the_source_of_a_number(tab: Lists) -> None:
    tab.open()
    tab.page.get_by_label("In den Listen suchen").focus()
    tab.page.keyboard.type("moers")
    box = tab.page.get_by_label("Beitritt annehmen: Moers")
    for _ in range(40):
        tab.page.keyboard.press("Tab")
        if box.evaluate("(it) => it === document.activeElement"):
            break
    tab.page.keyboard.press("Space")
    expect(tab.page).to_have_url(re.compile("annahme=05170024"))
    expect(box).to_be_focused()  # the answer took it away from nobody
    tab.page.keyboard.press("Tab")
    name = tab.page.get_by_role("button", name="Moers", exact=True)
    expect(name).to_be_focused()
    tab.page.keyboard.press("Enter")
    expect(name).to_have_attribute("aria-expanded", "true")
    expect(tab.page.locator(".rm-reach-details")).to_contain_text("Duisburg (2023)")
    source = tab.lists.nth(0).locator("thead").get_by_role("link", name=re.compile("Einwohner"))
    source.focus()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("#quelle-D02")).to_be_in_viewport()
    expect(tab.page).to_have_url(re.compile("/daten.*annahme=05170024.*#quelle-D02"))


def test_on_a_phone_rows_are_cards(tab: Lists) -> None:
    tab.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    tab.open()
    row = tab.lists.nth(0).locator("tbody tr[data-key]").first
    width: Any = row.evaluate("(it) => it.getBoundingClientRect().width")
    assert 300 < width <= 360
    cell = row.locator("td[data-column=population]")
    label = cell.evaluate("(it) => getComputedStyle(it, '::before').content")
    assert label == '"Einwohner"'
    expect(tab.lists.nth(0).locator("thead")).to_be_hidden()
    tab.page.get_by_label("Sortieren").select_option(label="Einwohner, absteigend")
    assert tab.names()[0] == "Moers"
    wide = "() => document.querySelector('.stMain').scrollWidth"
    assert tab.page.evaluate(wide) <= PHONE["width"]
