"""Two key dates beside each other, and the small maps: by hand, at once, in the address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from playwright.sync_api import expect

from ruhrmap import coverage, payload
from ruhrmap.coverage import Comparison, Frame
from ruhrmap.model import Catalog, Level
from support.mappage import MapPage

FOUNDING, OPENS = date(2013, 5, 2), date(2024, 4, 10)

# What the page has loaded on demand.
_LOADED = """() => performance.getEntriesByType("resource").map((one) => one.name)
  .filter((name) => name.endsWith(".json") && name.includes("/ruhrmap/"))"""


def _loaded(tab: MapPage, name: str) -> bool:
    return any(f"/{name}-" in address for address in tab.page.evaluate(_LOADED))


def _number(day: date) -> str:
    return str((day - date(1970, 1, 1)).days)


def _expect_compared(
    tab: MapPage, record: Comparison, days: tuple[date, date], level: Level
) -> None:
    """Sentence, figures, legend, list and map show one record of the core."""
    expect(tab.sentence).to_have_text(coverage.dated(record.sentence, *days).de)
    expect(tab.page.locator(".rm-context-line")).to_have_text(record.context.de)
    for figure in record.figures:
        shown = tab.page.locator(f'[data-figure="{figure.key}"]')
        expect(shown.locator("dd").first).to_have_text(figure.value.de)
    legend = {payload.CHANGE_CODES[e.change]: e.count for e in record.legend[level]}
    expect(tab.page.locator(".st-key-stage .rm-legend li")).to_have_count(len(legend))
    assert tab.legend() == legend
    assert tab.drawn(level) == {
        ags: payload.CHANGE_CODES[change] for ags, change in record.changes[level].items()
    }
    expect(tab.page.locator(".rm-news li[data-status]")).to_have_count(len(record.news))


def test_two_dates_are_compared_by_hand_and_told_in_the_address(
    open_map: Callable[..., MapPage], ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    def record(*days: date) -> Comparison:
        one, other = (coverage.frame_on(frames, day) for day in days)
        return coverage.compare(ours, one, other)

    tab = open_map()
    assert not _loaded(tab, "comparison"), "no first map waits for what compares"
    plain = tab.drawn("municipality")
    tab.mark_map()
    other = tab.page.get_by_role("slider", name="Vergleichstag")
    start = tab.page.get_by_role("button", name="Vergleichen mit …")
    expect(other).to_have_count(0)

    start.click()
    expect(other).to_be_focused()
    _expect_compared(tab, record(FOUNDING, OPENS), (FOUNDING, OPENS), Level.MUNICIPALITY)
    tab.expect_address(vergleich="2013-05-02")
    expect(tab.page.locator(".rm-flag")).to_have_text("2. Mai 2013 – 10. April 2024")
    said = tab.page.locator(".rm-voice[aria-live=polite]")
    announcement = record(FOUNDING, OPENS).announcement
    expect(said).to_have_text(coverage.dated(announcement, FOUNDING, OPENS).de)

    # the second handle by keyboard, the first by hand, across each other; the level too
    for _ in range(4):
        other.press("PageUp")
    expect(other).to_have_attribute("aria-valuetext", "21. April 2023")
    later = date(2023, 4, 21)
    _expect_compared(tab, record(later, OPENS), (later, OPENS), Level.MUNICIPALITY)
    earlier = date(2019, 1, 1)
    tab.set_day(earlier)
    tab.switch("district")
    _expect_compared(tab, record(earlier, later), (earlier, later), Level.DISTRICT)
    expect(tab.page.locator(".rm-flag")).to_have_text("1. Januar 2019 – 21. April 2023")
    tab.switch("municipality")
    tab.hover("05562004")
    expect(tab.map.locator(".rm-tooltip")).to_contain_text(
        "dabei, vielleicht schon vorher · über den Kreis Recklinghausen vertreten"
    )
    tab.expect_address(datum="2019-01-01", vergleich="2023-04-21")

    # on the track the span between the two is tinted, from handle to handle
    span = tab.page.locator(".rm-span").bounding_box()
    assert span is not None
    assert abs(span["x"] - tab.x_of(earlier)) <= 2
    assert abs(span["x"] + span["width"] - tab.x_of(later)) <= 2

    # a name in the list chooses the place, and a reload opens all of it again
    tab.page.locator(".rm-news").get_by_role("button", name="Kreis Recklinghausen").click()
    tab.expect_address(ort="05562")
    expect(tab.panel.locator("h2")).to_have_text("Kreis Recklinghausen")
    tab.expect_same_map()
    tab.reload()
    _expect_compared(tab, record(earlier, later), (earlier, later), Level.MUNICIPALITY)
    tab.mark_map()

    # ended with one click, and the way back leads into it again
    tab.page.get_by_role("button", name="Vergleich beenden").click()
    expect(start).to_be_focused()
    expect(tab.page.locator(".rm-news")).to_be_hidden()
    tab.wait_until_idle()
    frame = coverage.frame_on(frames, earlier)
    expect(tab.sentence).to_have_text(frame.sentence.de)
    assert tab.drawn("municipality") == {
        ags: payload.CODES[status] for ags, status in frame.statuses[Level.MUNICIPALITY].items()
    }
    assert tab.drawn("municipality") != plain
    tab.page.wait_for_function("() => !location.search.includes('vergleich')")
    tab.page.go_back()
    expect(other).to_have_value(_number(later))
    _expect_compared(tab, record(earlier, later), (earlier, later), Level.MUNICIPALITY)
    tab.expect_same_map()


def test_six_small_maps_come_when_a_reader_is_near_and_set_the_key_date(
    open_map: Callable[..., MapPage], ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    tab = open_map({"ebene": "kreise"}, viewport={"width": 1280, "height": 600})
    milestones = coverage.milestones(ours, frames)
    section = tab.page.locator(".rm-multiples")
    assert not _loaded(tab, "multiples"), "nothing of it is loaded before"
    section.scroll_into_view_if_needed()
    maps = section.locator("figure")
    expect(maps).to_have_count(len(milestones))
    for level in (Level.DISTRICT, Level.MUNICIPALITY):
        if level is Level.MUNICIPALITY:
            tab.switch(level)
        for shown, one in zip(maps.all(), milestones, strict=True):
            drawing = shown.get_by_role("img")
            expect(drawing).to_have_attribute("aria-label", one.alternative[level].de)
            expect(shown.locator(".rm-small-names")).to_have_text(one.names.de)
            expect(shown.locator(".rm-meta")).to_have_text(one.counts[level].de)
            drawn = drawing.locator("path.rm-area").evaluate_all(
                "(paths) => paths.map((p) => [p.dataset.status, p.getAttribute('d').split('M')"
                ".length - 1 > 0])"
            )
            assert all(outline for _, outline in drawn)
            assert any(letter in "MSA" for letter, _ in drawn), "who is new stands out"
    fills = section.locator("path.rm-area").evaluate_all(
        "(paths) => paths.map((path) => [path.dataset.status, getComputedStyle(path).fill])"
    )
    assert all(("-small" in fill) is (letter not in "msn") for letter, fill in fills)

    third = section.get_by_role("button", name="21. April 2023")
    third.focus()
    tab.page.keyboard.press("Enter")
    tab.expect_address(datum="2023-04-21")
    expect(third).to_have_attribute("aria-current", "date")
    assert tab.day == date(2023, 4, 21)
    tab.page.locator(".rm-languages button, .rm-languages a").filter(has_text="English").click()
    expect(section.get_by_role("heading", level=2)).to_have_text("One map for each accession")
    expect(maps.nth(2).get_by_role("img")).to_have_attribute(
        "aria-label", milestones[2].alternative[Level.MUNICIPALITY].en
    )
