"""The search as a reader meets it: keyboard alone, a finger, and answers that come late."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Route, expect

from ruhrmap.model import Catalog
from support.mappage import MapPage

OBERHAUSEN, WITTEN, EN_KREIS = "05119000", "05954036", "05954"
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}

_IN_VIEW = """(it) => { const { top, bottom } = it.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight; }"""


def active(tab: MapPage) -> Locator:
    """The option that the field says is active; it is the one that is marked."""
    name = tab.search.get_attribute("aria-activedescendant")
    assert name is not None
    marked = tab.page.locator('#rm-search-list [aria-selected="true"]')
    expect(marked).to_have_count(1)
    expect(marked).to_have_id(name)
    return marked


def expect_in_view(tab: MapPage, it: Locator) -> None:
    handle = it.element_handle()
    tab.page.wait_for_function(_IN_VIEW, arg=handle)


def test_the_search_by_keyboard_alone(open_map: Callable[..., MapPage], ours: Catalog) -> None:
    """From the shortcut to the panel and back: places, then releases."""
    tab = open_map(reduced_motion="reduce")
    tab.mark_map()
    tab.page.locator("input.rm-slider").focus()
    tab.page.keyboard.press("Control+k")
    expect(tab.search).to_be_focused()
    expect(tab.search).to_have_attribute("aria-expanded", "false")
    tab.page.keyboard.type("Dortmnud")
    expect(tab.found.first).to_contain_text("Dortmund")
    expect(tab.page.locator(".rm-search-note")).to_contain_text("Ähnlich geschrieben")
    expect(tab.page.locator(".rm-voice")).to_contain_text("1 Ort, 2 Hochschulen und Partner")
    expect(tab.search).to_have_attribute("aria-expanded", "true")
    groups = tab.page.get_by_role("group")
    for heading in ("Orte", "Hochschulen und Partner", "Pressemitteilungen (5 von"):
        expect(groups.and_(tab.page.get_by_label(heading))).to_have_count(1)
    expect(tab.found.first.locator("mark")).to_have_text("Dortmund")

    tab.page.keyboard.press("ArrowDown")
    expect(active(tab)).to_have_attribute("data-key", "05913000")
    tab.page.keyboard.press("ArrowUp")
    expect(active(tab)).to_have_attribute("data-number", str(tab.found.count() - 1))
    expect_in_view(tab, active(tab))
    tab.page.keyboard.press("Home")
    expect(active(tab)).to_have_attribute("data-number", "0")
    tab.page.keyboard.press("End")
    expect(active(tab)).to_have_attribute("data-number", str(tab.found.count() - 1))
    tab.page.keyboard.press("Escape")
    expect(tab.search).to_have_attribute("aria-expanded", "false")
    expect(tab.search).to_have_value("")
    assert "ort" not in tab.address

    tab.page.keyboard.type("en-kreis")
    expect(tab.found.first).to_contain_text("auch EN-Kreis")
    tab.page.keyboard.press("Enter")
    tab.expect_address(ort=EN_KREIS)
    expect(tab.panel).to_have_attribute("data-place", EN_KREIS)
    expect(tab.map.locator("path.rm-chosen")).to_have_count(1)
    expect(tab.search).to_have_value("Ennepe-Ruhr-Kreis")
    expect(tab.search).to_be_focused()
    expect(tab.page.locator(".rm-voice")).to_contain_text("Ennepe-Ruhr-Kreis: Mitglied.")

    tab.click(WITTEN)  # what the map chooses stands in the field as well
    tab.expect_address(ort=WITTEN)
    expect(tab.search).to_have_value("Witten")

    tab.frame.locator("body").press("Control+k")  # from within the map's frame
    expect(tab.search).to_be_focused()
    tab.page.keyboard.type("radio oberhausen")
    expect(tab.found.first).to_have_attribute("data-key", "P49")
    tab.page.keyboard.press("Enter")
    tab.expect_address(ort=OBERHAUSEN)
    found = tab.panel.locator(".rm-found")
    expect(found).to_have_attribute("data-press", "P49")
    expect_in_view(tab, found)
    title = ours.sources["P49"].title
    expect(tab.page.locator(".rm-voice")).to_contain_text(f"„{title}“ bei Oberhausen")

    # of the whole region: among those of the chosen place, else by itself with its link
    region = next(r for r in ours.press_releases.values() if not r.member_ids and not r.ags)
    tab.search.fill(region.source.title)
    wanted = tab.page.locator(f'[role=option][data-key="{region.press_id}"]')
    expect(wanted).to_be_visible()
    wanted.click()
    expect(found).to_have_attribute("data-press", region.press_id)
    expect_in_view(tab, found)
    tab.page.keyboard.press("Control+k")
    tab.page.keyboard.press("Tab")  # to the button beside the field
    tab.page.keyboard.press("Enter")
    expect(tab.search).to_have_value("")
    expect(tab.search).to_be_focused()
    expect(tab.panel).to_have_count(0)
    expect(tab.map.locator("path.rm-chosen")).to_have_count(0)
    tab.wait_until_idle()
    assert "ort" not in tab.address
    tab.page.keyboard.type(region.source.title)
    expect(wanted).to_be_visible()
    wanted.click()
    card = tab.page.locator(".rm-search-card")
    expect(card).to_have_attribute("data-press", region.press_id)
    expect(card.get_by_role("link")).to_have_text(region.source.title)

    tab.search.fill("xyzq")
    expect(tab.page.locator(".rm-search-note")).to_contain_text("Nichts gefunden.")
    expect(tab.page.locator(".rm-search-note")).to_contain_text("Witten, EN-Kreis")
    expect(tab.search).to_have_attribute("aria-expanded", "false")
    tab.expect_same_map()


def test_a_late_answer_never_replaces_a_newer_one(open_map: Callable[..., MapPage]) -> None:
    tab = open_map()
    held: list[Route] = []
    asked: list[str] = []

    def hold(route: Route) -> None:
        asked.append(parse_qs(urlsplit(route.request.url).query)["q"][0])
        held.append(route)

    tab.page.route("**/api/v1/search*", hold)
    tab.search.focus()
    tab.page.keyboard.type("  ")
    tab.page.keyboard.press("Backspace")
    for typed in ("Essen", "Witten"):
        with tab.page.expect_request(lambda request, typed=typed: f"q={typed}" in request.url):
            tab.search.fill(typed)
    tab.page.keyboard.press("Enter")  # faster than any answer: the first of what comes
    while len(held) < 2:
        tab.page.evaluate("() => 0")  # lets the routes be told
    assert asked == ["Essen", "Witten"], "nothing is asked for an empty field"
    held[1].continue_()
    tab.expect_address(ort=WITTEN)
    expect(tab.search).to_have_value("Witten")
    held[0].abort()
    expect(tab.search).to_have_attribute("aria-expanded", "false")

    tab.page.unroute("**/api/v1/search*")
    tab.page.route("**/api/v1/search*", lambda route: route.fulfill(body="no answer"))
    tab.search.fill("Hagen")
    expect(tab.page.locator(".rm-search-note")).to_have_text("Die Suche antwortet gerade nicht.")


def test_a_finger_searches_on_a_phone(open_map: Callable[..., MapPage]) -> None:
    tab = open_map(**PHONE)
    tab.search.tap()
    tab.page.keyboard.type("hatti")
    hit = tab.found.first
    expect(hit).to_contain_text("Hattingen")
    clear = tab.page.get_by_role("button", name="Auswahl und Eingabe löschen")
    for target in (tab.search, clear, hit):
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    assert tab.page.evaluate("() => document.scrollingElement.scrollWidth") <= 360
    hit.tap()
    tab.expect_address(ort="05954016")
    expect(tab.panel.locator("h2")).to_have_text("Hattingen")
    expect_in_view(tab, tab.panel.locator("h2"))
    clear.tap()
    expect(tab.panel).to_have_count(0)
    expect(tab.search).to_have_value("")
