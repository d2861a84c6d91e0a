"""Four views of one state: switching keeps everything, and the map is never built anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from ruhrmap import chronicle, coverage
from ruhrmap.coverage import Frame
from ruhrmap.model import Catalog
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


_COLLISIONS = """() => {
  const names = [...document.querySelectorAll(".rm-chart-name")].map((it) => {
    const { left, right, top, bottom } = it.getBoundingClientRect();
    return { text: it.textContent, left, right, top: top + 3, bottom: bottom - 3 };
  });
  const page = document.querySelector(".rm-chart").getBoundingClientRect();
  const bad = [];
  for (const [i, a] of names.entries()) {
    const inside = a.left >= page.left - 1 && a.right <= page.right + 1 && a.top >= page.top - 4;
    if (!inside) bad.push(a.text);
    for (const b of names.slice(i + 1)) {
      if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) {
        bad.push(`${a.text} / ${b.text}`);
      }
    }
    for (const line of document.querySelectorAll("line.rm-tick")) {
      const l = line.getBoundingClientRect();
      if (l.left > a.left && l.right < a.right && l.top < a.bottom && l.bottom > a.top) {
        bad.push(`${a.text} on a line`);
      }
    }
  }
  return { count: names.length, bad };
}"""


def test_the_curve_says_what_the_figures_say_and_its_names_never_collide(
    open_map: Callable[..., MapPage], ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    tab = open_map({"ansicht": "verlauf", "datum": "2019-01-10"}, **LAPTOP)
    chart = tab.page.locator("svg.rm-chart")
    readout = tab.page.locator(".rm-curve-readout")
    measures = coverage.series(ours, frames)
    for width in (1280, 360):
        tab.page.set_viewport_size({"width": width, "height": 800})
        tab.page.wait_for_function(
            "(most) => document.querySelector('.rm-chart').clientWidth <= most", arg=width
        )
        found = tab.page.evaluate(_COLLISIONS)
        assert found["bad"] == [], width
        must = [a for a in coverage.accessions(ours) if a.of_territories]
        assert found["count"] >= len(must), width
        shown = (chart.text_content() or "").replace(" ", "")
        for accession in must:
            assert accession.short.de.replace(" ", "") in shown
    frame = coverage.frame_on(frames, date(2019, 1, 10))
    for one in measures:
        tab.page.get_by_label("Gezeigt wird").select_option(one.key)
        figure = next(f for f in frame.figures if f.key == one.key)
        expect(readout).to_contain_text(f"{figure.value.de} {figure.label.de}")
        told = one.points[frame.index].told.de
        assert (chart.get_attribute("aria-label") or "").endswith(f"10. Januar 2019: {told}")
    # the hand: by the slider, and in the chart itself
    tab.press("End")
    last = frames[-1]
    expect(readout).to_contain_text(next(f.value.de for f in last.figures if f.key == "kommunen"))
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    tab.page.mouse.click(box["x"] + box["width"] * 0.4, box["y"] + box["height"] - 60)
    assert date(2016, 1, 1) < tab.day < date(2019, 1, 1)
    tab.expect_address(datum=tab.day.isoformat(), ansicht="verlauf")
    # every value stands in a table too
    tab.page.locator(".rm-curve-table summary").click()
    rows = tab.page.locator(".rm-curve-table tbody tr")
    expect(rows).to_have_count(len(frames))
    shown_index = coverage.frame_on(frames, tab.day).index
    expect(rows.nth(shown_index)).to_have_attribute("aria-current", "date")
    assert rows.nth(frame.index).locator("td.rm-number").all_text_contents() == [
        one.points[frame.index].told.de for one in measures
    ]


def test_the_chronicle_follows_the_hand_and_can_be_narrowed_to_the_chosen_place(
    open_map: Callable[..., MapPage], ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    tab = open_map({"datum": "2023-08-01", "ort": WITTEN})
    tab.show("chronicle")
    entries = chronicle.chronicle(ours, frames)
    shown = tab.page.locator(".rm-chronicle-entry:visible")
    expect(shown).to_have_count(len(entries))
    keys = shown.evaluate_all("(items) => items.map((it) => it.dataset.key)")
    assert keys == [entry.key for entry in entries]

    def expect_greyed(day: date) -> None:
        later = [entry.key for entry in entries if entry.earliest and entry.earliest > day]
        greyed = tab.page.locator(".rm-chronicle-entry.rm-later")
        expect(greyed).to_have_count(len(later))
        assert greyed.evaluate_all("(items) => items.map((it) => it.dataset.key)") == later
        over = [entry.key for entry in entries if entry.latest and entry.latest <= day]
        before = tab.page.locator(".rm-chronicle-now").evaluate(
            """(now) => [...document.querySelectorAll(".rm-chronicle-entry")]
              .filter((it) => now.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_PRECEDING)
              .map((it) => it.dataset.key)"""
        )
        assert before == over

    marker = tab.page.locator(".rm-chronicle-now")
    expect(marker).to_have_text("Stichtag: 1. August 2023")
    expect_greyed(date(2023, 8, 1))
    for key in ("PageUp", "PageDown", "PageDown", "PageDown", "Home"):
        expect_greyed(tab.press(key))
        expect(marker).to_be_in_viewport()
    expect(marker).to_have_text("Stichtag: 1. Januar 2013")
    expect(tab.page.locator(".rm-later .rm-chronicle-later").first).to_be_visible()
    # narrowed
    tab.page.get_by_label("nur Witten").check()
    about = chronicle.about(ours)[WITTEN]
    expect(shown).to_have_count(len(about))
    tab.page.get_by_label("Presse und Projekte zeigen").uncheck()
    events = [one for one in about if one not in ours.press_releases]
    expect(shown).to_have_count(len(events))
    # another place by a name in it, without a mouse
    opens = shown.get_by_role("button", name="Ennepe-Ruhr-Kreis")
    opens.focus()
    tab.page.keyboard.press("Enter")
    tab.expect_address(ort="05954", ansicht="chronik")
    expect(tab.panel.locator("h2")).to_have_text("Ennepe-Ruhr-Kreis")
    expect(tab.page.get_by_label("nur Ennepe-Ruhr-Kreis")).to_be_checked()
