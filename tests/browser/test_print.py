"""On paper stands what can be read there, and nothing to press."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from support.mappage import MapPage

A4_INSIDE = {"width": 1047, "height": 718}  # landscape with 10 mm margins, in CSS pixels


def test_paper_shows_the_map_with_date_legend_and_sources_and_no_controls(
    open_map: Callable[..., MapPage],
) -> None:
    tab = open_map({"datum": "2024-04-09"}, viewport=A4_INSIDE)
    tab.page.emulate_media(media="print")
    for control in (
        tab.play,
        tab.slider,
        tab.page.locator(".rm-tools"),
        tab.page.locator(".rm-levels"),
        tab.page.locator(".rm-share"),
        tab.page.locator(".rm-languages"),
        tab.page.locator(".rm-part-search"),
        tab.map.locator(".rm-zoom"),
    ):
        expect(control).to_be_hidden()
    expect(tab.page.locator(".rm-flag")).to_have_text("9. April 2024")
    expect(tab.page.locator(".rm-part-sources")).to_be_visible()
    for part in (tab.sentence, tab.iframe, tab.page.locator(".rm-legend")):
        box = part.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= A4_INSIDE["width"]
        assert box["y"] + box["height"] <= A4_INSIDE["height"], "on the first sheet"


def test_paper_is_white_when_the_screen_is_dark(open_map: Callable[..., MapPage]) -> None:
    tab = open_map(viewport=A4_INSIDE, color_scheme="dark")
    dark = tab.page.locator("html[data-rm-theme=dark]")
    expect(dark).to_be_attached()
    tab.page.emulate_media(media="print", color_scheme="dark")
    for selector in (".stApp", "[data-testid=stMain]"):
        expect(tab.page.locator(selector)).to_have_css("background-color", "rgb(255, 255, 255)")
    member = tab.map.locator('path.rm-area[data-status="m"]').first
    expect(member).to_have_css("fill", "rgb(10, 58, 102)")  # the light palette's
    expect(tab.sentence).to_have_css("color", "rgb(10, 58, 102)")
