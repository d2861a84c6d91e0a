"""Four views of one state: switching keeps everything, and the map is never built anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from support.mappage import MapPage

WITTEN = "05954036"
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
LAPTOP = {"viewport": {"width": 1280, "height": 800}}
VIEWS = {"map": "karte", "curve": "verlauf", "chronicle": "chronik", "table": "tabelle"}


def panel_of(tab: MapPage, view: str) -> Locator:
    return tab.page.locator(f"#rm-view-{view}")


def expect_only(tab: MapPage, shown: str) -> None:
    """One view is seen and has its tab, the others are neither seen nor reached."""
    for view in VIEWS:
        tab_of = tab.page.locator(f"#rm-tab-{view}")
        on = view == shown
        expect(tab_of).to_have_attribute("aria-selected", "true" if on else "false")
        expect(tab_of).to_have_attribute("tabindex", "0" if on else "-1")
        expect(panel_of(tab, view)).to_be_visible(visible=on)
    name = tab.page.locator(f"#rm-tab-{shown}").text_content()
    expect(tab.page.get_by_role("tabpanel", name=name, exact=True)).to_have_count(1)
    expect(tab.iframe).to_be_visible(visible=shown == "map")


def map_as_drawn(tab: MapPage) -> dict[str, Any]:
    """Zoom, centre and size of the map: what a reader would lose."""
    found: dict[str, Any] = tab.frame.evaluate(
        """() => {
          const area = document.querySelector('[data-ags="05915000"]').getBoundingClientRect();
          return { x: Math.round(area.x), y: Math.round(area.y), width: Math.round(area.width),
                   window: [innerWidth, innerHeight] };
        }"""
    )
    return found


@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_all_views_keep_date_level_choice_and_map(
    open_map: Callable[..., MapPage], screen: dict[str, Any]
) -> None:
    state = {"datum": "2023-06-01", "ebene": "gemeinden", "ort": WITTEN}
    tab = open_map(state, **screen)
    before = tab.width_of("05915000")
    tab.map.get_by_role("button", name="Vergrößern").click()
    tab.frame.wait_for_function(
        """(before) => !document.querySelector(".leaflet-zoom-anim")
          && document.querySelector('[data-ags="05915000"]').getBoundingClientRect().width
             > 1.4 * before""",
        arg=before,
    )
    drawn = map_as_drawn(tab)
    tab.mark_map()
    boxes = [box for t in tab.page.get_by_role("tab").all() if (box := t.bounding_box())]
    assert len(boxes) == 4
    assert len({round(box["y"]) for box in boxes}) == 1, "on one line"
    assert min(min(box["width"], box["height"]) for box in boxes) >= 24
    for view in ("curve", "chronicle", "table", "map"):
        tab.show(view)
        expect_only(tab, view)
        others = {} if view == "map" else {"ansicht": VIEWS[view]}
        tab.expect_address(**others)
        wide = tab.page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{view} scrolls sideways"
    expect(tab.page).not_to_have_url(re.compile("ansicht="))
    tab.expect_same_map()
    assert map_as_drawn(tab) == drawn
    tab.wait_until_idle()
    assert tab.address == state
    # the way back leads through the views
    tab.page.go_back()
    expect_only(tab, "table")
    tab.expect_address(ansicht="tabelle")
    expect(tab.table.locator("caption")).to_contain_text("1. Juni 2023")
    tab.page.go_back()
    expect_only(tab, "chronicle")
    tab.expect_same_map()


def test_views_by_keyboard_alone_and_the_map_draws_right_when_it_is_shown_late(
    open_map: Callable[..., MapPage],
) -> None:
    tab = open_map({"ansicht": "verlauf"}, **LAPTOP)
    expect_only(tab, "curve")
    tab.mark_map()
    tab.page.locator("#rm-tab-curve").focus()
    for key, view in (("End", "table"), ("ArrowRight", "map"), ("ArrowLeft", "table")):
        tab.page.keyboard.press(key)
        expect_only(tab, view)
        expect(tab.page.locator("#rm-tab-" + view)).to_be_focused()
    tab.expect_address(ansicht="tabelle")
    tab.page.keyboard.press("Home")
    expect_only(tab, "map")
    tab.expect_same_map()
    late = map_as_drawn(tab)
    expect(tab.page).not_to_have_url(re.compile("ansicht="))
    tab.reload()
    expect_only(tab, "map")
    assert map_as_drawn(tab) == late, "as large as a map that is shown at once"
