"""Choosing a place, on the map, in the list, in the table: its panel and its press releases."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from playwright.sync_api import Locator, expect

from ruhrmap import coverage, press
from ruhrmap.model import Catalog, Level
from support.mappage import MapPage

WITTEN, OBERHAUSEN = "05954036", "05119000"
OPENS = date(2024, 4, 10)


def expect_panel(tab: MapPage, ours: Catalog, key: str, day: date = OPENS) -> None:
    """The panel says of a place what the core says, with all of its press releases."""
    detail = coverage.detail(ours, key, day)
    panel = tab.panel
    expect(panel).to_have_attribute("data-place", key)
    expect(panel.locator("h2")).to_have_text(detail.title.de)
    expect(panel.locator(".rm-badge")).to_have_text(detail.status_label.de)
    for text in (detail.since, detail.precision, detail.evidence):
        if text.de:
            expect(panel).to_contain_text(text.de)
    for group in press.releases_of(ours, key, day):
        listed = panel.locator(f'ul[data-scope="{group.scope}"] > li')
        assert listed.evaluate_all("(items) => items.map((li) => li.dataset.press)") == [
            item.release.press_id for item in group.items
        ]
        for item, shown in zip(group.items, listed.all(), strict=True):
            expect_release(item, shown)


def expect_release(item: press.ReleaseItem, shown: Locator) -> None:
    source = item.release.source
    text = shown.text_content() or ""
    for part in (item.date_label.de, source.publisher, item.medium_label.de, source.title):
        assert part in text, source.source_id
    assert item.title_note.de in text
    assert bool(re.search(r"\brm-later\b", shown.get_attribute("class") or "")) is (
        item.after_key_date
    )
    if source.url:
        link = shown.locator("a")
        assert link.get_attribute("href") == link.evaluate(
            "(_, to) => new URL(to).href", source.url
        )
        assert link.get_attribute("target") == "_blank"
        assert link.get_attribute("rel") == "noopener noreferrer"
    else:
        assert shown.locator("a").count() == 0


def test_a_click_on_witten_opens_it_with_the_press_of_its_kreis(
    open_map: Callable[..., MapPage], ours: Catalog
) -> None:
    tab = open_map()
    tab.mark_map()
    tab.choose(WITTEN)
    expect_panel(tab, ours, WITTEN)
    expect(tab.panel).to_contain_text("Seit dem 31. Mai 2023 durch den Ennepe-Ruhr-Kreis")
    expect(tab.panel).to_contain_text("laut Quelle")
    expect(tab.map.locator("path.rm-chosen")).to_have_count(1)
    expect(tab.search).to_have_value("Witten")
    of_kreis = tab.panel.locator('ul[data-scope="kreis"] > li')
    assert of_kreis.count() >= 3
    for item in of_kreis.all():
        expect(item).to_be_visible()
    of_region = tab.panel.locator('ul[data-scope="region"]')
    expect(of_region).to_be_hidden()
    tab.panel.locator("summary").click()
    expect(of_region.locator("li").first).to_be_visible()
    tab.expect_same_map()


def test_a_click_on_oberhausen_opens_it_with_its_own_press(
    open_map: Callable[..., MapPage], ours: Catalog
) -> None:
    tab = open_map()
    tab.choose(OBERHAUSEN)
    expect_panel(tab, ours, OBERHAUSEN)
    expect(tab.panel).to_contain_text("Seit dem 9. April 2024 Mitglied.")
    expect(tab.search).to_have_value("Oberhausen")
    own = tab.panel.locator('ul[data-scope="own"] > li')
    expect(own).to_have_count(10)
    for item in own.all():
        expect(item).to_be_visible()


def test_a_link_to_a_release_opens_a_tab_that_knows_nothing_of_ours(
    open_map: Callable[..., MapPage],
) -> None:
    """Really clicked: the new tab has no opener, and the request no referrer."""
    tab = open_map({"ort": OBERHAUSEN})
    asked: list[dict[str, str]] = []

    def answer(route: object) -> None:
        asked.append(route.request.headers)  # type: ignore[attr-defined]
        route.fulfill(body="ok", content_type="text/plain")  # type: ignore[attr-defined]

    context = tab.page.context
    context.route(re.compile(r"^https?://(?!localhost)"), answer)
    link = tab.panel.locator('ul[data-scope="own"] a').first
    link.evaluate("(link) => { link.href = new URL('/_stcore/health', location.href).href; }")
    with context.expect_page() as opened:
        link.click()
    other = opened.value
    other.wait_for_load_state()
    assert other.evaluate("() => window.opener === null && document.referrer === ''")
    expect(tab.panel).to_be_visible()


def test_hovering_tells_name_status_and_since_when(
    open_map: Callable[..., MapPage], ours: Catalog
) -> None:
    tab = open_map()
    tip = tab.map.locator(".rm-tooltip")
    frames = coverage.frames(ours)
    for key in (OBERHAUSEN, WITTEN):
        tab.hover(key)
        expect(tip.locator("strong")).to_have_text(ours.territories[key].name)
        record = coverage.frame_on(frames, tab.day)
        expect(tip.locator("span")).to_have_text(record.hover[Level.MUNICIPALITY][key].de)
    expect(tip).to_contain_text("seit 31. Mai 2023")
    tab.press("Home")
    tab.hover(OBERHAUSEN)
    expect(tip.locator("span")).to_have_text(frames[0].hover[Level.MUNICIPALITY][OBERHAUSEN].de)
    expect(tip).to_contain_text("kein Beitritt bekannt")
    expect(tip).to_have_count(1)


def test_the_list_is_searched_by_typing(open_map: Callable[..., MapPage], ours: Catalog) -> None:
    tab = open_map()
    for typed, key, title in (
        ("Witten", WITTEN, "Witten"),
        ("Kreis Unna", "05978", "Kreis Unna"),
        ("Ruhr-Universität", "rub", "Ruhr-Universität Bochum"),
        ("Mercator", "stiftung-mercator", "Stiftung Mercator"),
    ):
        tab.search.fill(typed)
        expect(tab.found.first).to_contain_text(title)
        tab.search.press("Enter")
        tab.expect_address(ort=key)
        expect_panel(tab, ours, key)
        outlined = 1 if key in ours.territories else 0
        expect(tab.map.locator("path.rm-chosen")).to_have_count(outlined)


def test_a_row_of_the_table_opens_its_place_and_the_map_can_take_it_back(
    open_map: Callable[..., MapPage], ours: Catalog
) -> None:
    tab = open_map()
    tab.choose(WITTEN)
    tab.choose_in_table("Gevelsberg")
    tab.expect_address(ort="05954012")
    expect_panel(tab, ours, "05954012")
    expect(tab.map.locator("path.rm-chosen")).to_have_count(1)
    tab.choose_in_table("Regionalverband Ruhr")
    tab.expect_address(ort="rvr")
    expect_panel(tab, ours, "rvr")
    expect(tab.map.locator("path.rm-chosen")).to_have_count(0)
    tab.click(WITTEN)  # the same place as the click before: news all the same
    tab.expect_address(ort=WITTEN)
    expect(tab.panel.locator("h2")).to_have_text("Witten")


def test_the_panel_follows_the_key_date(open_map: Callable[..., MapPage], ours: Catalog) -> None:
    tab = open_map({"ort": OBERHAUSEN})
    tab.press("PageDown")
    tab.press("PageDown")
    day = date(2024, 4, 8)
    tab.expect_address(datum=day.isoformat())
    expect(tab.panel.locator(".rm-badge")).to_have_text("kein Beitritt bekannt")
    expect_panel(tab, ours, OBERHAUSEN, day)


def test_a_choice_while_the_hand_is_faster_than_the_server_is_kept(
    open_map: Callable[..., MapPage],
) -> None:
    """A click on the map and a step of the slider right after it: both hold in the end."""
    tab = open_map()
    tab.click(OBERHAUSEN)
    tab.press("Home")
    tab.expect_address(ort=OBERHAUSEN, datum="2013-01-01")
    assert tab.day == date(2013, 1, 1)
    tab.expect_frame(0)
    expect(tab.panel).to_have_attribute("data-place", OBERHAUSEN)
