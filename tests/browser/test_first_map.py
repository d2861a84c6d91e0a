"""What a reader sees first: the map with its names, at every width, and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from playwright.sync_api import expect

from ruhrmap import coverage, theme
from ruhrmap.coverage import Frame
from ruhrmap.model import Catalog, Level
from support.mappage import MapPage
from support.server import Server
from support.traffic import Traffic

SCREENS = {360: 740, 768: 1024, 1280: 900, 3840: 2160}

# What each name covers, drawn with its outline; Kreise and towns together.
_NAMES = """() => [...document.querySelectorAll(".rm-labels text")]
  .filter((text) => text.getClientRects().length)
  .map((text) => {
    const { left, top, right, bottom } = text.getBoundingClientRect();
    return { text: text.textContent, ags: text.dataset.ags, left, top, right, bottom };
  })"""


def test_the_first_map_shows_every_municipality_with_its_status(
    open_map: Callable[..., MapPage], ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    tab = open_map()
    drawn = tab.drawn("municipality")
    assert len(drawn) == 53
    assert set(drawn) == {t.ags for t in ours.at(Level.MUNICIPALITY)}
    assert set(drawn.values()) <= set("msaun")
    opens = coverage.evidence_end(ours)
    assert tab.day == opens
    record = coverage.frame_on(frames, opens)
    tab.expect_frame(record.index)
    expect(tab.sentence).to_have_text(record.sentence.de)
    assert tab.page.title() == "RuhrFutur im Ruhrgebiet: Wer gehört seit wann dazu?"


def test_district_borders_are_drawn_over_both_levels(open_map: Callable[..., MapPage]) -> None:
    tab = open_map()
    borders = tab.map.locator(".leaflet-rm-borders-pane path")
    for level in ("municipality", "district"):
        tab.switch(level)
        assert borders.count() >= 15
        for border in borders.all():
            expect(border).to_be_visible()
        above = tab.frame.evaluate(
            """(level) => {
              const height = (name) =>
                Number(getComputedStyle(document.querySelector(`.leaflet-${name}-pane`)).zIndex);
              return height("rm-borders") > height(`rm-${level}`);
            }""",
            level,
        )
        assert above


def test_the_map_frame_has_a_language_a_title_and_colours_of_its_own(
    open_map: Callable[..., MapPage],
) -> None:
    tab = open_map()
    html = tab.map.locator("html")
    expect(html).to_have_attribute("lang", "de")
    assert tab.frame.title() == "Karte des Ruhrgebiets: Status je Stadt, Gemeinde und Kreis"
    fill = tab.area("05913000").evaluate("(path) => getComputedStyle(path).fill")
    assert fill == _rgb(theme.LIGHT.member), "Dortmund is a member from the first day"


def test_zooming_by_hand_is_not_forbidden(open_map: Callable[..., MapPage]) -> None:
    """A reader who needs larger letters may have them, in the map's document too."""
    tab = open_map()
    for document in (tab.page, tab.frame):
        said = document.evaluate(
            "() => [...document.querySelectorAll('meta[name=viewport]')].map((m) => m.content)"
        )
        assert not [one for one in said if "user-scalable=no" in one or "maximum-scale=1" in one]


@pytest.mark.parametrize("width", SCREENS)
def test_names_are_on_the_map_and_never_collide(
    open_map: Callable[..., MapPage], width: int, ours: Catalog
) -> None:
    tab = open_map(viewport={"width": width, "height": SCREENS[width]})
    for level in ("municipality", "district"):
        tab.switch(level)
        names = tab.frame.evaluate(_NAMES)
        assert len(names) >= 8, f"{level}: {[n['text'] for n in names]}"
        for one, other in combinations(names, 2):
            apart = (
                one["right"] <= other["left"]
                or other["right"] <= one["left"]
                or one["bottom"] <= other["top"]
                or other["bottom"] <= one["top"]
            )
            assert apart, f"{level} at {width}: {one['text']} and {other['text']}"
        known = {t.short_name for t in ours.territories.values()}
        for name in names:
            assert _plain(name["text"]) in {_plain(one) for one in known}


def test_names_fit_into_the_map_at_every_width(open_map: Callable[..., MapPage]) -> None:
    """None is cut by the edge of the map, also after the window got narrower."""
    tab = open_map()
    for width in (1280, 700, 360):
        tab.page.set_viewport_size({"width": width, "height": 740})
        tab.frame.wait_for_function(
            """(most) => {
              if (innerWidth > most) return false;
              const names = [...document.querySelectorAll(".rm-labels text")];
              return names.length > 3 && names.every((name) => {
                const box = name.getBoundingClientRect();
                return box.left >= 0 && box.right <= innerWidth
                  && box.top >= 0 && box.bottom <= innerHeight;
              });
            }""",
            arg=width,
        )


def test_everything_comes_from_this_host(
    open_map: Callable[..., MapPage], traffic: Traffic, server: Server
) -> None:
    """The recorded list is not empty, so that its having no foreign entry means something."""
    tab = open_map({"ort": "05954036"})
    tab.switch("district")
    asked = [url for url in traffic.urls if not url.startswith(("data:", "blob:"))]
    assert any("/ruhrmap/map-" in url for url in asked)
    assert any("/ruhrmap/leaflet-" in url for url in asked)
    assert any(url.startswith("ws://localhost") for url in asked)
    assert all(url.split("://", 1)[1].startswith(server.url.split("://")[1]) for url in asked)
    assert traffic.foreign == []


def test_a_reload_fetches_none_of_our_files_again(
    open_map: Callable[..., MapPage],
) -> None:
    """Their names hold their content, so the browser keeps them for good."""
    tab = open_map()
    tab.reload()
    from_cache = tab.page.evaluate(
        """() => performance.getEntriesByType("resource")
          .filter((entry) => entry.name.includes("/ruhrmap/"))
          .map((entry) => entry.transferSize)"""
    )
    assert from_cache
    assert set(from_cache) == {0}


def _rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


def _plain(name: str) -> str:
    """A name without what a break on the map adds or takes."""
    return "".join(letter for letter in name if letter.isalpha())
