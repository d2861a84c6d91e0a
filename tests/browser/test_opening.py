"""The first second of a page: the map of the server, then ours in the very same place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from support.mappage import MapPage
from support.server import Server

_BOX = """(element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left, top, width, height];
}"""
# The region on the screen, without the lines around it.
_REGION = """(paths) => {
  const boxes = paths.map((path) => path.getBoundingClientRect());
  const edge = (side, pick) => pick(...boxes.map((box) => box[side]));
  const [left, top] = [edge("left", Math.min), edge("top", Math.min)];
  const [right, bottom] = [edge("right", Math.max), edge("bottom", Math.max)];
  return [left, top, right - left, bottom - top];
}"""
_COLOURS = """(paths) => Object.fromEntries(paths.map((path) => [
  path.dataset.ags, [path.dataset.status, getComputedStyle(path).fill.replace(/.*#/, "#")]]))"""


def _empty(route: Route) -> None:
    # not to be kept: the page that opens again must not find it instead of the real one
    headers = {"content-type": "text/javascript", "cache-control": "no-store"}
    route.fulfill(body="", headers=headers)


@pytest.fixture
def open_first(
    open_context: Callable[..., BrowserContext], server: Server
) -> Callable[..., tuple[Page, Callable[[], None]]]:
    """Opens a page that gets empty scripts, and hands over what opens it again with them."""

    def open_(path: str = "", **options: Any) -> tuple[Page, Callable[[], None]]:
        page = open_context(**options).new_page()
        page.route("**/static/js/**", _empty)
        page.goto(f"{server.url}/{path}", wait_until="commit")

        def again() -> None:
            page.unroute("**/static/js/**")
            page.reload(wait_until="commit")

        return page, again

    return open_


@pytest.mark.parametrize(
    ("size", "scheme"),
    [((360, 740), "dark"), ((1280, 800), "light"), ((3840, 2160), "light")],
)
def test_the_first_map_lies_where_the_live_one_will_and_has_its_colours(
    open_first: Callable[..., tuple[Page, Callable[[], None]]], size: tuple[int, int], scheme: str
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    page, again = open_first("?datum=2023-06-01", viewport=viewport, color_scheme=scheme)
    opening = page.locator("#rm-opening")
    expect(opening.locator("path.rm-area")).to_have_count(53)
    expect(opening).to_have_attribute("data-passing", "yes")  # its script waits for the styles
    stage = page.locator(".rm-opening-stage").evaluate(_BOX)
    region = opening.locator("path.rm-area").evaluate_all(_REGION)
    colours = opening.locator("path.rm-area").evaluate_all(_COLOURS)
    sentence = opening.locator("h1").inner_text()
    assert stage[1] + stage[3] <= size[1], "the whole map on the first screen"
    again()
    expect(opening).to_have_count(0, timeout=60_000)
    frame = page.locator(".st-key-stage iframe")
    live = page.frame_locator(".st-key-stage iframe").locator(
        ".leaflet-rm-municipality-pane path.rm-area"
    )
    assert frame.evaluate(_BOX) == pytest.approx(stage, abs=2)
    box = live.evaluate_all(_REGION)
    inset = [frame.evaluate(_BOX)[side] + 1 for side in (0, 1)]
    assert [box[0] + inset[0], box[1] + inset[1], *box[2:]] == pytest.approx(region, abs=5)
    assert live.evaluate_all(_COLOURS) == colours
    assert page.locator("h1.rm-sentence").inner_text() == sentence


def test_what_is_below_takes_hand_and_voice_at_once(
    open_first: Callable[..., tuple[Page, Callable[[], None]]],
) -> None:
    page, _ = open_first()
    opening = page.locator("#rm-opening")
    expect(opening).to_have_attribute("aria-hidden", "true")
    expect(opening).to_have_css("pointer-events", "none")
    assert opening.locator("a, button, input, [tabindex]").count() == 0


@pytest.mark.parametrize("view", ["verlauf", "chronik", "tabelle"])
def test_in_another_view_the_words_go_when_it_is_drawn(
    open_first: Callable[..., tuple[Page, Callable[[], None]]], view: str
) -> None:
    page, again = open_first(f"?ansicht={view}")
    expect(page.locator("#rm-opening h1")).to_be_visible()
    again()
    expect(page.locator("#rm-opening")).to_have_count(0, timeout=60_000)
    expect(page.locator(".rm-part-views")).to_be_visible()


def test_without_scripts_the_map_stays_and_leads_to_the_list(
    open_context: Callable[..., BrowserContext], server: Server
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(server.url)
    expect(page.locator("#rm-opening path.rm-area")).to_have_count(53)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name="Alle Orte mit ihrem Status").click()
    expect(page.locator("table tbody tr")).to_have_count(53)


def test_a_page_in_the_background_opens_all_the_same(
    open_context: Callable[..., BrowserContext], server: Server
) -> None:
    """It is not painted, and nothing may wait for that."""
    context = open_context()
    page = context.new_page()
    page.add_init_script("window.requestAnimationFrame = () => 0")
    page.goto(server.url)
    expect(page.locator("h1.rm-sentence").last).to_be_attached()
    expect(page.locator(".stApp .rm-part-sentence h1")).to_be_attached(timeout=60_000)


def test_the_map_is_drawn_once_and_by_its_own_document(open_map: Callable[..., MapPage]) -> None:
    """streamlit-folium finds it and neither draws it again nor loads its scripts again."""
    tab = open_map()
    assert tab.frame.evaluate(
        "() => [document.querySelectorAll('script[src*=leaflet-]').length, "
        "document.querySelectorAll('.leaflet-pane.leaflet-map-pane').length]"
    ) == [1, 1]


def test_a_choice_before_streamlit_folium_is_there_is_told_when_it_is(
    open_context: Callable[..., BrowserContext], server: Server
) -> None:
    """The map is drawn first, and a hand may be quick."""
    page = open_context(viewport={"width": 1280, "height": 900}).new_page()
    held: list[Route] = []
    script = "**/streamlit_folium.st_folium/static/js/main.*.js"
    page.route(script, lambda route: held.append(route))
    page.goto(server.url)
    area = page.frame_locator(".st-key-stage iframe").locator('path[data-ags="05913000"]')
    expect(area).to_have_attribute("data-status", "m", timeout=30_000)
    area.dispatch_event("click")
    expect(page.locator(".rm-part-search input")).to_have_value("Dortmund")
    for route in held:
        route.continue_()
    expect(page).to_have_url(re.compile(r"ort=05913000"))
    expect(page.locator(".rm-panel h2")).to_have_text("Dortmund")
