"""Axe finds nothing on any page, in any state, in the page's and in the map's own document.

Each state is looked at in one sweep: light on a wide screen, then dark on a phone, as colours
depend on the one and layout on the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from support import axe
from support.mappage import MapPage
from support.server import Server

WITTEN = "05954036"
WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
BOTH = (("light", WIDE), ("dark", PHONE))

_CALM = """() => document.getAnimations()
  .every((it) => !(it instanceof CSSTransition) || it.playState !== "running")"""


def nothing(tab: MapPage) -> None:
    """The state is the page as it opens."""


def play(tab: MapPage) -> None:
    tab.play.click()
    expect(tab.play).to_have_attribute("data-playing", "yes")


def walk(tab: MapPage) -> None:
    """A place of the map has the focus, its tooltip and the hint are shown."""
    tab.enter_map()
    expect(tab.map.locator(".rm-tooltip")).to_be_visible()


@dataclass(frozen=True)
class State:
    """A page, its address and what is done on it before axe looks."""

    name: str
    path: str = ""
    address: dict[str, str] = field(default_factory=dict)
    act: Callable[[MapPage], None] = nothing
    looks: tuple[tuple[str, dict[str, int]], ...] = BOTH


STATES = (
    State("map", address={"ort": WITTEN}),
    State(
        "map walked, with notices",
        address={"ebene": "kreise", "ort": "nowhere", "sprache": "en"},
        act=walk,
        looks=BOTH[1:],
    ),
    State("playing", address={"datum": "2014-01-01"}, act=play, looks=BOTH[:1]),
)


def look(page: Page, mode: str, size: dict[str, int]) -> None:
    """Light or dark, wide or narrow, without opening the page anew."""
    page.emulate_media(color_scheme=mode)  # type: ignore[arg-type]
    page.set_viewport_size(size)  # type: ignore[arg-type]
    expect(page.locator("html")).to_have_attribute("data-rm-theme", mode)
    page.wait_for_function(_CALM)


@pytest.fixture(scope="module")
def accepted() -> tuple[axe.Accepted, ...]:
    return axe.accepted()


def test_axe_finds_nothing_that_is_not_accepted(
    open_context: Callable[..., BrowserContext],
    server: Server,
    accepted: tuple[axe.Accepted, ...],
) -> None:
    page = open_context(viewport=WIDE).new_page()
    wrong: dict[str, list[str]] = {}
    for state in STATES:
        tab = MapPage(page, server.url).open(**state.address)
        state.act(tab)
        for mode, size in state.looks:
            look(page, mode, size)
            found = axe.differences(state.name, axe.findings(page), accepted)
            if found:
                wrong[f"{state.name}, {mode}, {size['width']} px"] = found
    assert wrong == {}


def test_axe_finds_what_is_wrong(page: Page) -> None:
    """So that finding nothing means something: in the page and in a frame of it."""
    page.set_content(
        '<html><body><button></button><p style="color: #ccc">pale</p>'
        '<iframe title="inside" srcdoc="<html><body><img src=x></body></html>"></iframe>'
    )
    page.frame_locator("iframe").locator("img").wait_for(state="attached")
    found = axe.findings(page)
    assert {"button-name", "color-contrast", "html-has-lang"} <= {one.rule for one in found}
    assert any(one.rule == "image-alt" and one.selector == "iframe >>> img" for one in found)


def test_the_list_names_states_that_are_looked_at(accepted: tuple[axe.Accepted, ...]) -> None:
    assert {one.page for one in accepted} <= {state.name for state in STATES}
