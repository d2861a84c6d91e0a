"""The map by keyboard alone: one stop for Tab, arrows from place to place, Enter opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from ruhrmap import boundaries, coverage, theme, wording
from ruhrmap.model import Catalog, Level
from support.mappage import MapPage

WITTEN = "05954036"
KEY_OF = {"up": "ArrowUp", "down": "ArrowDown", "left": "ArrowLeft", "right": "ArrowRight"}

_FOCUSED = "() => document.activeElement.dataset.ags ?? document.activeElement.ariaLabel ?? null"
_AREAS = ".leaflet-rm-municipality-pane path.rm-area"
_ORDER = "(paths) => paths.map((it) => it.dataset.ags)"


def press(tab: MapPage, key: str) -> Any:
    """Press a key; the area that has the focus then, or the name of the control."""
    tab.page.keyboard.press(key)
    return tab.frame.evaluate(_FOCUSED)


def enter(tab: MapPage) -> Any:
    """Come to the map with Tab; the area that has the focus then."""
    tab.enter_map()
    return tab.frame.evaluate(_FOCUSED)


def spoken(ours: Catalog, level: Level, ags: str, tab: MapPage, language: str = "de") -> str:
    """What a screen reader hears of an area: its name and what the tooltip says."""
    record = coverage.frame_on(coverage.frames(ours), tab.day)
    line = record.hover[level][ags].by_language()[language]
    return f"{ours.territories[ags].name}, {line.replace(' · ', ', ')}"


def test_the_map_is_walked_told_and_left_by_keyboard(
    open_map: Callable[..., MapPage], ours: Catalog
) -> None:
    tab = open_map()
    tab.mark_map()
    for level in (Level.MUNICIPALITY, Level.DISTRICT):
        if level is Level.DISTRICT:
            tab.switch("district")
        names = [place.ags for place in wording.by_name(ours.at(level))]
        areas = tab.map.get_by_role("listbox").get_by_role("option")
        expect(areas).to_have_count(len(names))
        expect(tab.map.locator('[role=option][tabindex="0"]:visible')).to_have_count(1)

        # once in, all the ways that the core knows, there and back again
        assert enter(tab) == names[0]
        assert press(tab, "End") == names[-1]
        assert press(tab, "Home") == names[0]
        ways = boundaries.directions(level)
        at = names[0]
        for direction in ("up", "right", "down", "left", "down", "right", "right", "up"):
            expected = ways[at].get(direction, at)
            assert press(tab, KEY_OF[direction]) == expected, (at, direction)
            at = expected
            name = tab.area(at).get_attribute("aria-label")
            assert name == spoken(ours, level, at, tab)
            assert tab.area(at).get_attribute("aria-posinset") == str(names.index(at) + 1)
            expect(tab.map.locator(".rm-tooltip strong")).to_have_text(ours.territories[at].name)
            expect(tab.map.locator("path.rm-focus")).to_have_count(1)
        assert press(tab, "PageDown") == names[names.index(at) + 1]
        assert press(tab, "h").startswith("059")
        assert ours.territories[tab.frame.evaluate(_FOCUSED)].name.startswith("H")

        # one stop: the next Tab is at the buttons; back again where one was
        here = tab.frame.evaluate(_FOCUSED)
        assert press(tab, "Tab") == "Vergrößern"
        expect(tab.map.locator("path.rm-focus")).to_have_count(0)
        assert press(tab, "Shift+Tab") == here
        tab.page.keyboard.press("Escape")
        expect(tab.map.locator(".rm-tooltip")).to_have_count(0)
        tab.page.keyboard.press("Escape")
        expect(tab.slider).to_be_focused()
    tab.expect_same_map()


def test_enter_opens_and_the_names_follow_the_date_and_the_language(
    open_map: Callable[..., MapPage], ours: Catalog
) -> None:
    tab = open_map()
    tab.mark_map()
    enter(tab)
    assert press(tab, "End") == "05170052"
    assert press(tab, "w") == "05562036"
    tab.page.keyboard.press("Enter")
    tab.expect_address(ort="05562036")
    expect(tab.area("05562036")).to_have_attribute("aria-selected", "true")
    expect(tab.area("05562036")).to_be_focused()
    beside = press(tab, "ArrowRight")
    tab.page.keyboard.press(" ")
    tab.expect_address(ort=beside)
    expect(tab.map.locator("[role=option][aria-selected=true]")).to_have_count(1)
    expect(tab.panel).to_have_attribute("data-place", beside)

    expect(tab.area(WITTEN)).to_have_attribute(
        "aria-label", spoken(ours, Level.MUNICIPALITY, WITTEN, tab)
    )
    tab.press("Home")
    expect(tab.area(WITTEN)).to_have_attribute("aria-label", "Witten, kein Beitritt bekannt")
    tab.page.get_by_role("button", name="English").click()
    expect(tab.area(WITTEN)).to_have_attribute(
        "aria-label", spoken(ours, Level.MUNICIPALITY, WITTEN, tab, "en")
    )
    expect(tab.map.get_by_role("listbox")).to_have_accessible_description(
        "Arrow keys: neighbouring place. Enter: choose. Plus and minus: zoom. "
        "Shift with arrow: move the map."
    )
    tab.expect_same_map()


def test_the_area_with_the_focus_stays_in_sight_and_its_ring_is_seen(
    open_map: Callable[..., MapPage],
) -> None:
    """Zoomed in, the map follows; the ring is bright on dark, over everything, in both modes."""
    tab = open_map(color_scheme="dark", reduced_motion="reduce")
    at = enter(tab)
    order = tab.map.locator(_AREAS).evaluate_all(_ORDER)
    width = tab.width_of(at)
    for _ in range(3):
        press(tab, "+")
    assert tab.width_of(at) > 3 * width
    for key in ("End", "Home", "End"):
        ags = press(tab, key)
        box, frame = tab.area(ags).bounding_box(), tab.iframe.bounding_box()
        assert box is not None
        assert frame is not None
        for axis, size in (("x", "width"), ("y", "height")):
            middle = box[axis] + box[size] / 2
            assert frame[axis] < middle < frame[axis] + frame[size], (key, axis)
    before = tab.area(ags).bounding_box()
    assert press(tab, "Shift+ArrowRight") == ags, "the map moves, not the focus"
    after = tab.area(ags).bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] < before["x"]
    for _ in range(3):
        press(tab, "-")
    assert press(tab, "Home") == at
    assert abs(tab.width_of(at) - width) < 1

    ring = tab.map.locator("path.rm-focus").evaluate("(it) => getComputedStyle(it).stroke")
    casing = tab.map.locator("path.rm-focus-casing").evaluate("(it) => getComputedStyle(it).stroke")
    palette = theme.PALETTES["dark"]
    for shown, wanted in ((ring, palette.accent), (casing, palette.casing)):
        channels = ", ".join(str(int(wanted[i : i + 2], 16)) for i in (1, 3, 5))
        assert shown == f"rgb({channels})"
    # the focus moves nothing in the order of the areas
    assert tab.map.locator(_AREAS).evaluate_all(_ORDER) == order
