"""What the map draws is what the core decides: on every turning day, on both levels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import expect

from ruhrmap import coverage
from ruhrmap.coverage import Frame, Status
from ruhrmap.model import Catalog, Level
from support.mappage import MapPage

# Written here once more on purpose: the letters are what style sheets and tests rely on.
LETTERS = {
    Status.MEMBER: "m",
    Status.STATED: "s",
    Status.ASSUMED: "a",
    Status.UNCERTAIN: "u",
    Status.NONE: "n",
}


def days(ours: Catalog) -> Iterator[date]:
    """Both ends of the axis, every turning day and every accession."""
    yield ours.axis_start
    accessions = {accession.day for accession in coverage.accessions(ours)}
    yield from sorted({*coverage.turning_days(ours), *accessions})
    yield ours.data_date


@pytest.mark.parametrize("level", list(Level))
def test_the_map_draws_what_the_core_decides(
    open_map: Callable[..., MapPage], ours: Catalog, frames: tuple[Frame, ...], level: Level
) -> None:
    tab = open_map({"ebene": "kreise" if level is Level.DISTRICT else "gemeinden"})
    seen = set()
    for day in days(ours):
        tab.set_day(day)
        tab.expect_frame(coverage.frame_on(frames, day).index)
        expected = {
            ags: LETTERS[status] for ags, status in coverage.statuses_on(ours, level, day).items()
        }
        assert tab.drawn(level) == expected, day
        # the legend is drawn with the next frame
        tab.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        counted = Counter(expected.values())
        assert {s: n for s, n in tab.legend().items() if n} == dict(counted), day
        seen |= set(counted)
    every = "msaun" if level is Level.MUNICIPALITY else "mun"  # no district is represented
    assert seen == set(every), "these days show every status"


def test_a_span_is_shown_as_uncertain_and_never_early(
    open_map: Callable[..., MapPage],
) -> None:
    """Kreis Unna joined between 31 May 2023 and 8 April 2024, nobody knows when."""
    tab = open_map({"datum": "2023-05-30", "ebene": "kreise"})
    unna = tab.area("05978")
    expect(unna).to_have_attribute("data-status", "n")
    tab.set_day(date(2023, 5, 31))
    expect(unna).to_have_attribute("data-status", "u")
    tab.set_day(date(2024, 4, 8))
    expect(unna).to_have_attribute("data-status", "m")
    tab.open(datum="2024-04-07", ebene="kreise")  # so close that the slider is pulled on
    assert tab.day == date(2024, 4, 7)
    expect(unna).to_have_attribute("data-status", "u")


def test_uncertain_and_assumed_are_told_apart_by_pattern(
    open_map: Callable[..., MapPage],
) -> None:
    """In black and white, and for eyes that see few colours."""
    tab = open_map({"datum": "2023-06-01"})
    fills = {
        status: tab.map.locator(
            f'.leaflet-rm-municipality-pane path.rm-area[data-status="{status}"]'
        ).first.evaluate("(path) => getComputedStyle(path).fill")
        for status in "msaun"
    }
    assert len(set(fills.values())) == 5
    for status, pattern in {
        "a": "rm-assumed",
        "u": "rm-uncertain",
    }.items():
        assert pattern in fills[status]
        assert tab.map.locator(f"pattern#{pattern} > *").count() >= 2
    assert all(fills[status].startswith("rgb") for status in "msn")
    for status in "au":
        swatch = tab.page.locator(f'.rm-legend .rm-swatch[data-status="{status}"]')
        image = swatch.evaluate("(swatch) => getComputedStyle(swatch).backgroundImage")
        assert "gradient" in image
    pictures = set()
    for status, ags in {"m": "05913000", "s": "05954036", "u": "05978036", "n": "05170048"}.items():
        expect(tab.area(ags)).to_have_attribute("data-status", status)
        box = tab.area(ags).bounding_box()
        assert box is not None
        clip = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        pictures.add(tab.page.screenshot(clip={**clip, "width": 8, "height": 8}))
    assert len(pictures) == 4, "the patterns are really drawn"
