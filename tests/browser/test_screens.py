"""A phone, dark surroundings, and hands that use no mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from ruhrmap import theme
from support.mappage import MapPage

PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}

_FOCUSED = """() => {
  const it = document.activeElement;
  return [it.tagName, it.className, it.getAttribute("aria-label") ?? "",
          it.type ?? "", it.getAttribute("role") ?? ""].join(" ");
}"""


# a phone


def test_a_phone_never_scrolls_sideways(open_map: Callable[..., MapPage]) -> None:
    tab = open_map({"ort": "05954036"}, **PHONE)
    for step in ("opened", "district", "the press of the region unfolded"):
        if step == "district":
            tab.switch("district")
            tab.expect_address(ebene="kreise")
        elif step != "opened":
            tab.panel.locator("summary").click()
        wide = tab.page.evaluate(
            """() => [document.scrollingElement, ...document.querySelectorAll(
                '[data-testid=stApp], [data-testid=stMain], [data-testid=stAppViewContainer]')]
              .filter((it) => it.scrollWidth > innerWidth)
              .map((it) => `${it.tagName} ${it.dataset.testid ?? ""} ${it.scrollWidth}`)"""
        )
        assert wide == [], step


def test_a_phone_shows_sentence_timeline_and_map_on_the_first_screen(
    open_map: Callable[..., MapPage],
) -> None:
    tab = open_map(**PHONE)
    seen = {
        "sentence": tab.sentence,
        "timeline": tab.page.locator(".rm-timeline"),
        "map": tab.iframe,
    }
    for name, part in seen.items():
        box = part.bounding_box()
        assert box is not None
        assert box["y"] >= 0, name
        assert box["x"] >= 0, name
        assert box["x"] + box["width"] <= 360, name
        assert box["y"] + box["height"] <= 740, f"{name} reaches down to {box}"
        assert box["height"] > 40, name


def test_a_phone_is_used_by_touch(open_map: Callable[..., MapPage]) -> None:
    """A tap chooses on the map; targets are as large as a finger."""
    tab = open_map(**PHONE)
    tab.area("05954036").tap()
    tab.expect_address(ort="05954036")
    expect(tab.panel.locator("h2")).to_have_text("Witten")
    for control in (
        tab.play,
        tab.page.get_by_role("button", name="Zum nächsten Beitritt"),
        tab.page.get_by_label("Tempo"),
        tab.map.get_by_role("button", name="Vergrößern"),
    ):
        box = control.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 38
    dragged = tab.map.locator(".leaflet-container.leaflet-touch-drag")
    expect(dragged).to_have_count(0)  # one finger scrolls the page


def test_the_wheel_over_the_map_scrolls_the_page_and_ctrl_with_it_zooms(
    open_map: Callable[..., MapPage],
) -> None:
    tab = open_map()
    before = tab.width_of("05915000")
    tab.hover("05915000")
    tab.page.mouse.wheel(0, 200)
    tab.page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop > 0")
    assert tab.width_of("05915000") == before
    tab.hover("05915000")
    tab.page.keyboard.down("Control")
    tab.page.mouse.wheel(0, -200)
    tab.page.keyboard.up("Control")
    tab.frame.wait_for_function(
        """(before) => document.querySelector('[data-ags="05915000"]')
          .getBoundingClientRect().width > 1.2 * before""",
        arg=before,
    )


# dark


@pytest.mark.parametrize(
    ("machine", "asked", "mode"),
    [
        ("light", {}, "light"),
        ("dark", {}, "dark"),
        ("dark", {"embed": "true", "embed_options": "light_theme"}, "light"),
        ("light", {"embed": "true", "embed_options": "dark_theme"}, "dark"),
    ],
)
def test_both_documents_take_the_mode_that_streamlit_has(
    open_map: Callable[..., MapPage], machine: str, asked: dict[str, str], mode: str
) -> None:
    """The machine's, unless the page is asked for the other one: never half and half."""
    tab = open_map(asked, color_scheme=machine)
    palette = theme.PALETTES[mode]
    for html in (tab.page.locator("html"), tab.map.locator("html")):
        expect(html).to_have_attribute("data-rm-theme", mode)
    colours = {
        "page": tab.page.locator(".stApp").evaluate("(it) => getComputedStyle(it).backgroundColor"),
        "heading": tab.sentence.evaluate("(it) => getComputedStyle(it).color"),
        "member": tab.area("05913000").evaluate("(it) => getComputedStyle(it).fill"),
        "none": tab.area("05170048").evaluate("(it) => getComputedStyle(it).fill"),
        "land": tab.map.locator(".leaflet-container").evaluate(
            "(it) => getComputedStyle(it).backgroundColor"
        ),
    }
    assert colours == {name: _rgb(getattr(palette, name)) for name in colours}


def _rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


# the keyboard alone


def test_tab_reaches_every_control_in_the_order_of_the_page(
    open_map: Callable[..., MapPage],
) -> None:
    tab = open_map()
    tab.page.evaluate("() => document.activeElement.blur()")
    reached: list[str] = []
    for _ in range(40):
        tab.page.keyboard.press("Tab")
        now = tab.page.evaluate(_FOCUSED)
        reached.append(now if "IFRAME" not in now else f"MAP {tab.frame.evaluate(_FOCUSED)}")
        if "combobox" in now:
            break
    wanted = (
        "rm-play",
        "rm-slider",
        "Zum vorigen Beitritt",
        "Zum nächsten Beitritt",
        "SELECT",
        "radio",
        "MAP",
        "Vergrößern",
        "combobox",
    )
    places = []
    for name in wanted:
        at = [i for i, it in enumerate(reached) if name in it]
        assert at, f"{name} is not reached: {reached}"
        places.append(at[0])
    assert places == sorted(places), reached


def test_what_has_the_focus_is_seen_to_have_it(open_map: Callable[..., MapPage]) -> None:
    tab = open_map()
    tab.page.evaluate("() => document.activeElement.blur()")
    looked_at = 0
    while looked_at < 6:
        tab.page.keyboard.press("Tab")
        focused = tab.page.locator(":focus")
        if focused.locator("xpath=ancestor::*[contains(@class, 'rm-part-')]").count() == 0:
            continue  # not ours
        looked_at += 1
        around = focused.bounding_box()
        assert around is not None
        edge = 12
        clip = {
            "x": max(0, around["x"] - edge),
            "y": max(0, around["y"] - edge),
            "width": around["width"] + 2 * edge,
            "height": around["height"] + 2 * edge,
        }
        name = focused.evaluate("(it) => it.outerHTML.slice(0, 80)")
        with_focus = tab.page.screenshot(clip=clip)
        focused.evaluate("(it) => it.blur()")
        assert tab.page.screenshot(clip=clip) != with_focus, f"nothing shows the focus: {name}"


def test_the_map_is_told_by_keyboard_through_list_and_table(
    open_map: Callable[..., MapPage],
) -> None:
    """Whoever cannot point at an area chooses it by name, and gets there by Tab and Enter."""
    tab = open_map({"ansicht": "tabelle"})
    row = tab.table.get_by_role("button", name="Witten", exact=True)
    row.focus()
    tab.page.keyboard.press("Enter")
    tab.expect_address(ort="05954036")
    expect(tab.panel.locator("h2")).to_have_text("Witten")
