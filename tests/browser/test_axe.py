"""Every page in its important states: axe finds nothing, and small windows lose nothing.

Each page is looked at light on a wide screen and dark on a phone (colours depend on the one,
layout on the other), in the page's and in the map's own document. All is read in one sweep
with one tab; the tests say what it has found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ruhrmap.sitemap import PAGES, STAFF_PAGES
from support import axe
from support.mappage import MapPage
from support.server import Server
from support.workbooks import book, saved, with_cell

WITTEN = "05954036"
WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
# 1280 x 1024 at 400 per cent (WCAG 1.4.10)
TINY = {"width": 320, "height": 256}
LIGHT, DARK = ("light", WIDE), ("dark", PHONE)
BOTH = (LIGHT, DARK)

_CALM = """() => document.getAnimations()
  .every((it) => !(it instanceof CSSTransition) || it.playState !== "running")"""

# What scrolls sideways though it should not: the page, but for what scrolls within itself.
_TOO_WIDE = """() => [document.scrollingElement, ...document.querySelectorAll(
    '[data-testid=stApp], [data-testid=stMain], [data-testid=stAppViewContainer]')]
  .filter((it) => it.scrollWidth > innerWidth)
  .map((it) => `${it.tagName} ${it.dataset.testid ?? ""} ${it.scrollWidth} > ${innerWidth}`)"""

# WCAG 1.4.12
_SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
# The frames in which observers of a new size have drawn anew.
_SETTLED = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))"""
_ADOPT = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
_CUT_OFF = """() => [...document.querySelectorAll(".rm *")]
  .filter((it) => it.checkVisibility() && it.textContent.trim() && !it.closest(".rm-unseen, svg"))
  .filter((it) => {
    const { overflowX, overflowY, clipPath } = getComputedStyle(it);
    if (clipPath !== "none") return false; // hidden to the eye on purpose
    const cut = (how) => how === "hidden" || how === "clip";
    return (cut(overflowX) && it.scrollWidth > it.clientWidth + 1)
      || (cut(overflowY) && it.scrollHeight > it.clientHeight + 1);
  })
  .map((it) => `${it.tagName}.${it.className}: ${it.textContent.slice(0, 60)}`)"""


def nothing(tab: MapPage) -> None:
    """The state is the page as it opens."""


def play(tab: MapPage) -> None:
    tab.play.click()
    expect(tab.play).to_have_attribute("data-playing", "yes")


def walk(tab: MapPage) -> None:
    """A place of the map has the focus, its tooltip and the hint are shown."""
    tab.enter_map()
    expect(tab.map.locator(".rm-tooltip")).to_be_visible()


def scroll_to_small_maps(tab: MapPage) -> None:
    """Two dates are compared, and the small maps below the map are drawn."""
    expect(tab.page.locator(".rm-news li").first).to_be_attached()
    tab.page.locator(".rm-multiples").scroll_into_view_if_needed()
    expect(tab.page.locator(".rm-multiples figure")).to_have_count(6)


def search(tab: MapPage) -> None:
    """The list of what was found is open, with a result marked."""
    tab.search.fill("Hagen")
    expect(tab.found.nth(2)).to_be_visible()
    tab.search.press("ArrowDown")


def unfold_values(tab: MapPage) -> None:
    """The table under the curve is open."""
    tab.page.locator(".rm-curve-table summary").click()
    expect(tab.page.locator(".rm-curve-table tbody")).to_be_visible()


def unfold_sources(tab: MapPage) -> None:
    """Entries before and after the key date, one with its sources open."""
    tab.page.locator(".rm-chronicle-entry summary").first.click()
    expect(tab.page.locator(".rm-chronicle-entry details ul").first).to_be_visible()


def read_release(tab: MapPage) -> None:
    """A release that names everything there is a field for, and its rows put together."""
    tab.page.get_by_label("Oder den Text hier einfügen").fill(
        "Kreis Wesel ist dabei\n\nWesel, 2. September 2026. Der Kreis Wesel hat am 1. September "
        "mit RuhrFutur eine Kooperationsvereinbarung unterzeichnet, bald vielleicht auch Moers. "
        "Damit zählt die Initiative 15 Kreise und kreisfreie Städte."
    )
    tab.page.get_by_role("button", name="Text lesen").click()
    expect(tab.page.locator(".rm-release mark").first).to_be_visible()
    tab.page.get_by_label("Herausgeber").fill("Kreis Wesel")
    tab.page.get_by_label("Herausgeber").press("Tab")
    tab.page.get_by_role("button", name="Zeilen zusammenstellen").click()
    expect(tab.page.get_by_role("heading", name="Mitnehmen")).to_be_visible()
    tab.wait_until_idle()


def embedding(tab: MapPage) -> None:
    tab.page.locator(".rm-embed-open").click()
    expect(tab.page.locator("dialog.rm-dialog")).to_be_visible()


def hand_in(tab: MapPage) -> None:
    """The report on a package with errors, differences and notes."""
    made, _ = with_cell("members", "stadt-hamm", "kind", "Stadt")
    file = {"name": "a.xlsx", "mimeType": "", "buffer": saved(book(members=made))}
    tab.page.locator(".rm-upload input[type=file]").set_input_files([file])  # type: ignore[list-item]
    expect(tab.page.locator(".st-key-checking-notes li").first).to_be_visible()


def unfold_lists(tab: MapPage) -> None:
    """A row of each list is open, and so are the rules."""
    for name in ("Schermbeck", "Hagen", "Marl"):
        tab.page.get_by_role("button", name=name, exact=True).click()
    tab.page.locator(".rm-reach-rules summary").click()
    expect(tab.page.locator(".rm-reach-details")).to_have_count(3)


@dataclass(frozen=True)
class State:
    """A page, its address and what is done on it before axe looks."""

    name: str
    path: str = ""
    address: dict[str, str] = field(default_factory=dict)
    act: Callable[[MapPage], None] = nothing
    looks: tuple[tuple[str, dict[str, int]], ...] = BOTH
    tiny: bool = False  # also at 320 pixels and with wider spacing
    staff: bool = False  # of the server with the staff's pages
    parts: tuple[str, ...] = ()  # what is new on a page that is looked at whole elsewhere

    def open(self, tab: MapPage) -> None:
        if self.path == "einbetten":
            tab.page.goto(f"{tab.url}/einbetten?{urlencode(self.address)}")
            expect(tab.page.locator(".rm-legend li").first).to_be_visible()
        elif self.path:
            tab.page.goto(f"{tab.url}/{self.path}?{urlencode(self.address)}")
            expect(tab.page.locator(".rm-prose h1")).to_be_visible()
            tab.wait_until_idle()
        else:
            tab.open(**self.address)
        self.act(tab)


STATES = (
    State("map", address={"ort": WITTEN}, tiny=True),
    *(State(page.key, page.path, tiny=True) for page in PAGES if page.path),
    *(State(page.key, page.path, staff=True, tiny=True) for page in STAFF_PAGES),
    State(
        "a package that was handed in",
        "daten-pruefen",
        act=hand_in,
        staff=True,
        tiny=True,
        parts=('[class*="st-key-checking-"]',),
    ),
    State(
        "a release and its rows",
        "pressemitteilung-pruefen",
        act=read_release,
        staff=True,
        tiny=True,
        parts=(".st-key-release",),
    ),
    State(
        "lists unfolded, with an assumption, in English",
        "offene-beitritte",
        {"datum": "2026-11-21", "annahme": "05170024", "sprache": "en"},
        act=unfold_lists,
        looks=(DARK,),
        staff=True,
        tiny=True,
        parts=(".rm-part-outreach",),
    ),
    State("embed", "einbetten", {"ort": WITTEN}, tiny=True),
    State(
        "compared, with the small maps",
        address={"vergleich": "2019-02-01", "ort": WITTEN},
        act=scroll_to_small_maps,
        parts=(".rm-part-timeline", ".rm-part-figures", ".rm-part-multiples"),
    ),
    State(
        "table",
        address={"ansicht": "tabelle", "ort": WITTEN},
        looks=(DARK,),
        tiny=True,
        parts=("#rm-view-table",),
    ),
    State(
        "curve",
        address={"ansicht": "verlauf", "datum": "2023-08-01"},
        act=unfold_values,
        looks=(LIGHT,),
        tiny=True,
        parts=("#rm-view-curve",),
    ),
    State(
        "chronicle",
        address={"ansicht": "chronik", "datum": "2023-08-01", "ort": WITTEN},
        act=unfold_sources,
        looks=(DARK,),
        parts=("#rm-view-chronicle",),
    ),
    State("code for embedding", act=embedding, looks=(LIGHT,), parts=(".rm-dialog",)),
    State(
        "playing",
        address={"datum": "2014-01-01"},
        act=play,
        looks=(LIGHT,),
        parts=(".rm-part-timeline", ".rm-part-sentence"),
    ),
    State(
        "walked, with a notice, in English",
        address={"ebene": "kreise", "ort": "nowhere", "sprache": "en"},
        act=walk,
        looks=(DARK,),
    ),
    State(
        "searching", address={"ort": WITTEN}, act=search, looks=(LIGHT,), parts=(".rm-part-search",)
    ),
)


@dataclass
class Sweep:
    """What was found, by state and how it was looked at."""

    axe: dict[str, list[str]] = field(default_factory=dict)
    too_wide: dict[str, list[str]] = field(default_factory=dict)
    cut_off: dict[str, list[str]] = field(default_factory=dict)


def look(page: Page, mode: str, size: dict[str, int]) -> None:
    """Light or dark, wide or narrow, without opening the page anew."""
    page.emulate_media(color_scheme=mode)  # type: ignore[arg-type]
    page.set_viewport_size(size)  # type: ignore[arg-type]
    if page.locator(".stApp").count():
        expect(page.locator("html")).to_have_attribute("data-rm-theme", mode)
    page.wait_for_function(_CALM)


@pytest.fixture(scope="module")
def sweep(browser: Browser, server: Server, staff_server: Server) -> Iterator[Sweep]:
    known = axe.accepted()
    found = Sweep()
    context = browser.new_context(viewport=WIDE, locale="de-DE")  # type: ignore[arg-type]
    public = MapPage(context.new_page(), server.url)
    of_staff = MapPage(context.new_page(), staff_server.url)
    for state in STATES:
        tab = of_staff if state.staff else public
        tab.page.bring_to_front()
        state.open(tab)
        seen: list[axe.Finding] = []
        for mode, size in state.looks:
            look(tab.page, mode, size)
            here = axe.findings(tab.page, state.parts)
            seen += here
            found.axe[f"{state.name}, {mode}, {size['width']} px"] = axe.new(
                state.name, here, known
            )
        found.axe[f"{state.name}, accepted"] = axe.gone(state.name, seen, known)
        if state.tiny:
            tab.page.set_viewport_size(TINY)  # type: ignore[arg-type]
            tab.page.evaluate(_SETTLED)
            found.too_wide[state.name] = tab.page.evaluate(_TOO_WIDE)
            tab.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
            tab.page.evaluate(_SETTLED)
            before = set(tab.page.evaluate(_CUT_OFF))
            tab.page.evaluate(_ADOPT, _SPACING)
            after = tab.page.evaluate(_CUT_OFF)
            found.cut_off[state.name] = [one for one in after if one not in before]
            found.too_wide[f"{state.name}, spaced"] = tab.page.evaluate(_TOO_WIDE)
    context.close()
    yield found


def only_what_is(wrong: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: found for name, found in wrong.items() if found}


def test_axe_finds_nothing_that_is_not_accepted(sweep: Sweep) -> None:
    assert only_what_is(sweep.axe) == {}


def test_nothing_scrolls_sideways_at_four_hundred_per_cent(sweep: Sweep) -> None:
    assert only_what_is(sweep.too_wide) == {}


def test_wider_spacing_cuts_no_text_off(sweep: Sweep) -> None:
    assert only_what_is(sweep.cut_off) == {}


def test_every_page_is_looked_at_light_and_dark_wide_and_narrow() -> None:
    whole = {state.path for state in STATES if state.looks == BOTH}
    assert {page.path for page in (*PAGES, *STAFF_PAGES)} | {"einbetten"} <= whole


def test_axe_finds_what_is_wrong(page: Page) -> None:
    """So that finding nothing means something: in the page and in a frame of it."""
    page.set_content(
        '<html><body><button></button><p style="color: #ccc">pale</p>'
        '<iframe title="inside" srcdoc="<html><body><img src=x></body></html>"></iframe>'
        '<div class="rm" style="width: 3000px"><p style="width: 2em; overflow: hidden">too '
        "longwordedtext</p></div>"
    )
    page.frame_locator("iframe").locator("img").wait_for(state="attached")
    found = axe.findings(page)
    assert {"button-name", "color-contrast", "html-has-lang"} <= {one.rule for one in found}
    assert any(one.rule == "image-alt" and one.selector == "iframe >>> img" for one in found)
    assert page.evaluate(_TOO_WIDE)
    assert page.evaluate(_CUT_OFF)


def test_the_list_names_states_that_are_looked_at() -> None:
    assert {one.page for one in axe.accepted()} <= {"broken", *(state.name for state in STATES)}


def test_with_colours_of_the_machine_statuses_stay_apart(
    open_context: Callable[..., BrowserContext], server: Server
) -> None:
    """Windows' contrast themes take grounds and patterns away, unless they are kept."""
    context = open_context(viewport=WIDE, forced_colors="active")
    tab = MapPage(context.new_page(), server.url).open(datum="2023-06-01")
    assert tab.page.evaluate("() => matchMedia('(forced-colors: active)').matches")
    looks: Any = tab.page.locator(".rm-part-legend .rm-swatch:visible").evaluate_all(
        """(swatches) => swatches.map((it) => {
          const { backgroundColor, backgroundImage, opacity } = getComputedStyle(it);
          const own = (of) => [...it.querySelectorAll("*")].map((inner) => inner.outerHTML).join();
          return `${backgroundColor} ${backgroundImage} ${opacity} ${own(it)}`;
        })"""
    )
    assert len(looks) == 5
    assert len(set(looks)) == 5, looks
    on = tab.page.locator(".rm-levels input:checked + span")
    off = tab.page.locator(".rm-levels input:not(:checked) + span")
    ground = "(it) => getComputedStyle(it).backgroundColor"
    assert on.evaluate(ground) != off.evaluate(ground)
