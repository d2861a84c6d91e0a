"""What a reader sees first: the map with its names, at every width, and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from playwright.sync_api import expect

from ruhrmap import coverage
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

# Names are set anew for a width, and all of them lie inside of the map.
_NAMES_STAND = """(width) => {
  if (parent.innerWidth !== width || innerWidth > width) return false;
  const names = [...document.querySelectorAll(".rm-labels text")];
  return names.length > 3 && names.every((name) => {
    const { left, right, top, bottom } = name.getBoundingClientRect();
    return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
  });
}"""


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
    expect(tab.page.locator("html")).to_have_attribute("lang", "de")


def test_the_map_frame_is_a_document_for_readers(open_map: Callable[..., MapPage]) -> None:
    """Language, title and zooming by hand: st_folium's own has none of them."""
    tab = open_map()
    expect(tab.map.locator("html")).to_have_attribute("lang", "de")
    assert tab.frame.title() == "Karte des Ruhrgebiets: Status je Stadt, Gemeinde und Kreis"
    for document in (tab.page, tab.frame):
        said = document.evaluate(
            "() => [...document.querySelectorAll('meta[name=viewport]')].map((m) => m.content)"
        )
        assert not [one for one in said if "user-scalable=no" in one or "maximum-scale=1" in one]


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


def test_names_fit_into_the_map_and_never_collide_at_any_width(
    open_map: Callable[..., MapPage], ours: Catalog
) -> None:
    """A name is whole or not there: neither another name nor the edge of the map cuts it."""
    first, *wider = SCREENS
    tab = open_map(viewport={"width": first, "height": SCREENS[first]})
    for width in (first, *wider, first):
        tab.page.set_viewport_size({"width": width, "height": SCREENS[width]})
        tab.frame.wait_for_function(_NAMES_STAND, arg=width)
        for level in ("district", "municipality"):
            tab.switch(level)
            names = tab.frame.evaluate(_NAMES)
            assert len(names) >= 8, f"{level} at {width}: {[n['text'] for n in names]}"
            for one, other in combinations(names, 2):
                assert apart(one, other), f"{level} at {width}: {one['text']} and {other['text']}"
            known = {_plain(t.short_name) for t in ours.territories.values()}
            assert {_plain(name["text"]) for name in names} <= known


def apart(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two boxes share no point."""
    beside = one["right"] <= other["left"] or other["right"] <= one["left"]
    return beside or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]


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


_OURS = """() => Object.fromEntries(performance.getEntriesByType("resource")
  .filter((entry) => entry.name.includes("/ruhrmap/"))
  .map((entry) => [entry.name, entry.transferSize]))"""


def test_a_reload_fetches_none_of_our_files_again(
    open_map: Callable[..., MapPage],
) -> None:
    """Their names hold their content, so the browser keeps them for good."""
    tab = open_map()
    before = tab.page.evaluate(_OURS)
    tab.reload()
    # what is fetched late, when there is time, may not have come before
    again = {name: size for name, size in tab.page.evaluate(_OURS).items() if name in before}
    assert len(again) >= 4
    assert set(again.values()) == {0}


def _plain(name: str) -> str:
    """A name without what a break on the map adds or takes."""
    return "".join(letter for letter in name if letter.isalpha())
