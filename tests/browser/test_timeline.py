"""The slider: by mouse and by keyboard, at once on the map, and told to the server once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from ruhrmap import coverage
from ruhrmap.coverage import Frame
from ruhrmap.model import Catalog
from support.mappage import MapPage

ONE_DAY = timedelta(days=1)


def expect_record(tab: MapPage, record: Frame, level: str = "municipality") -> None:
    """Map, sentence, figures and legend all show one record."""
    tab.expect_frame(record.index)
    expect(tab.sentence).to_have_text(record.sentence.de)
    expect(tab.page.locator(".rm-context-line")).to_have_text(record.context.de)
    for figure in record.figures:
        shown = tab.page.locator(f'[data-figure="{figure.key}"]')
        expect(shown.locator("dt")).to_have_text(figure.label.de)
        expect(shown.locator("dd").first).to_have_text(figure.value.de)
    expected = [str(entry.count) for entry in record.legend[level]]
    expect(tab.page.locator(".rm-legend li b")).to_have_text(expected)


# keyboard


def test_arrows_go_to_firsts_of_months_and_page_keys_through_the_accessions(
    open_map: Callable[..., MapPage], ours: Catalog
) -> None:
    tab = open_map({"datum": "2015-01-15"})
    assert tab.press("ArrowLeft") == date(2015, 1, 1), "within a month, back to its first"
    assert tab.press("ArrowDown") == date(2014, 12, 1)
    assert tab.press("ArrowRight") == date(2015, 1, 1)
    assert tab.press("ArrowUp") == date(2015, 2, 1)
    expect(tab.slider).to_have_attribute("aria-valuetext", "1. Februar 2015")
    tab.set_day(date(2015, 1, 15))
    assert tab.press("ArrowRight") == date(2015, 2, 1)

    assert tab.press("Home") == ours.axis_start
    days = sorted({accession.day for accession in coverage.accessions(ours)})
    assert len(days) == 8
    assert [tab.press("PageUp") for _ in days] == days
    assert tab.press("End") == ours.data_date
    assert [tab.press("PageDown") for _ in days] == days[::-1]
    assert tab.press("PageDown") == ours.axis_start
    assert tab.press("ArrowLeft") == ours.axis_start, "the axis has a beginning"
    tab.press("End")
    assert tab.press("PageUp") == ours.data_date, "and an end"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/St_Johns"])
def test_the_29th_of_february_is_stepped_onto_and_over_like_any_day(
    open_map: Callable[..., MapPage], frames: tuple[Frame, ...], zone: str
) -> None:
    """In any time zone of the reader: a day is a day, and no moment."""
    leap = date(2024, 2, 29)
    tab = open_map({"datum": leap.isoformat()}, timezone_id=zone)
    expect(tab.slider).to_have_attribute("aria-valuetext", "29. Februar 2024")
    tab.expect_frame(coverage.frame_on(frames, leap).index)
    assert tab.press("ArrowRight") == date(2024, 3, 1)
    assert tab.press("ArrowLeft") == date(2024, 2, 1)
    assert tab.press("ArrowRight") == date(2024, 3, 1)
    for day, said in ((leap - ONE_DAY, "28. Februar 2024"), (leap, "29. Februar 2024")):
        tab.set_day(day)
        expect(tab.slider).to_have_attribute("aria-valuetext", said)
        tab.expect_address(datum=day.isoformat())
    tab.set_day(date(2023, 3, 1))
    assert tab.press("ArrowLeft") == date(2023, 2, 1)
    expect(tab.slider).to_have_attribute("aria-valuetext", "1. Februar 2023")


def test_the_step_buttons_go_through_the_accessions_and_it_is_said_once_settled(
    open_map: Callable[..., MapPage], frames: tuple[Frame, ...]
) -> None:
    tab = open_map()
    tab.page.get_by_role("button", name="Zum vorigen Beitritt").click()
    assert tab.day == date(2024, 4, 9)
    tab.page.get_by_role("button", name="Zum vorigen Beitritt").click()
    assert tab.day == date(2024, 4, 8)
    tab.page.get_by_role("button", name="Zum nächsten Beitritt").click()
    assert tab.day == date(2024, 4, 9)
    record = coverage.frame_on(frames, tab.day)
    expect_record(tab, record)
    said = tab.page.locator(".rm-voice[aria-live=polite]")
    expect(said).to_have_text(f"9. April 2024: {record.announcement.de}")


# mouse


def test_a_click_on_the_track_goes_there(
    open_map: Callable[..., MapPage], frames: tuple[Frame, ...], ours: Catalog
) -> None:
    tab = open_map()
    aim = date(2015, 6, 15)
    assert min(abs(aim - day) for day in coverage.turning_days(ours)) > tab.days_in_pixels(20)
    tab.page.mouse.click(tab.x_of(aim), tab.y_of_thumb())
    assert abs(tab.day - aim) <= tab.days_in_pixels(2)
    expect_record(tab, coverage.frame_on(frames, tab.day))
    tab.expect_address(datum=tab.day.isoformat())


def test_a_drag_is_pulled_to_a_turning_day_that_is_near(
    open_map: Callable[..., MapPage], ours: Catalog
) -> None:
    tab = open_map()
    turning = coverage.turning_days(ours)
    aim = date(2013, 5, 2)
    assert aim in turning
    away = tab.days_in_pixels(14)
    assert all(day == aim or abs(day - aim) > 2 * away for day in turning)
    y = tab.y_of_thumb()
    tab.page.mouse.move(tab.x_of(tab.day), y)
    tab.page.mouse.down()
    tab.page.mouse.move(tab.x_of(aim) + 14, y, steps=5)
    assert tab.day != aim, "14 pixels away the hand decides"
    tab.page.mouse.move(tab.x_of(aim) + 3, y)
    assert tab.day == aim
    tab.page.mouse.move(tab.x_of(aim) - 3, y)
    assert tab.day == aim
    tab.page.mouse.move(tab.x_of(aim) - 9, y)
    assert tab.day != aim
    tab.page.mouse.up()


def test_all_moves_with_the_hand_and_nothing_is_sent_before_it_lets_go(
    open_map: Callable[..., MapPage], frames: tuple[Frame, ...], ours: Catalog
) -> None:
    """No answer of a server is needed for map, sentence, figures and legend: none is asked.

    The page's clock is put forward while the hand holds still, so that whatever waits for a
    while before it is sent would be sent then.
    """
    tab = open_map(known=False)
    tab.page.clock.install()
    tab.reload()
    tab.mark_map()
    before = len(tab.sent)
    y = tab.y_of_thumb()
    tab.page.mouse.move(tab.x_of(tab.day), y)
    tab.page.mouse.down()
    seen = set()
    for aim in (date(2022, 1, 1), date(2017, 6, 1), date(2014, 6, 1), date(2025, 6, 1)):
        tab.page.mouse.move(tab.x_of(aim), y, steps=12)
        record = coverage.frame_on(frames, tab.day)
        expect_record(tab, record)
        seen.add(record.index)
        tab.page.clock.fast_forward(5_000)
    assert len(seen) == 4
    assert tab.sent[before:] == [], "sent while the hand still holds the slider"
    assert "datum" not in tab.address
    tab.page.mouse.up()
    tab.page.clock.fast_forward(5_000)
    tab.expect_address(datum=tab.day.isoformat())
    assert len(tab.sent) == before + 1, "told once, when the hand has let go"
    tab.expect_same_map()


def test_a_burst_of_keys_is_told_once(open_map: Callable[..., MapPage]) -> None:
    tab = open_map(known=False)
    tab.page.clock.install()
    tab.reload()
    before = len(tab.sent)
    tab.page.clock.pause_at(tab.page.evaluate("() => Date.now() + 100"))
    for _ in range(10):
        tab.press("ArrowLeft")
        tab.page.clock.run_for(120)  # as fast as a key repeats, and a good deal slower
    assert tab.sent[before:] == []
    tab.page.clock.resume()
    tab.expect_address(datum="2023-07-01")
    assert len(tab.sent) == before + 1


# the map stays


def test_the_map_is_never_rebuilt_and_keeps_its_zoom(
    open_map: Callable[..., MapPage], ours: Catalog
) -> None:
    """While stepping, when switching the level, when choosing, through every rerun."""
    tab = open_map()
    tab.mark_map()
    first = tab.width_of("05915000")
    tab.map.get_by_role("button", name="Vergrößern").click()
    tab.frame.wait_for_function(
        """(before) => !document.querySelector(".leaflet-zoom-anim")
          && document.querySelector('[data-ags="05915000"]').getBoundingClientRect().width
             > 1.4 * before""",
        arg=first,
    )
    zoomed = tab.width_of("05915000")
    for key in ("Home", "PageUp", "PageUp", "ArrowRight", "End"):
        tab.press(key)
    tab.expect_address(datum=ours.data_date.isoformat())
    for level, name in (("district", "kreise"), ("municipality", "gemeinden")):
        tab.switch(level)
        tab.expect_address(ebene=name)
    tab.press("PageDown")
    tab.expect_address(datum="2024-04-09")
    tab.choose_in_table("Witten")
    tab.expect_address(ort="05954036")
    tab.expect_same_map()
    assert tab.width_of("05915000") == zoomed


def test_switching_the_level_goes_by_keyboard_too(
    open_map: Callable[..., MapPage], frames: tuple[Frame, ...]
) -> None:
    tab = open_map()
    tab.level("municipality").focus()
    tab.page.keyboard.press("ArrowRight")
    expect(tab.level("district")).to_be_checked()
    expect(tab.map.locator(".leaflet-rm-district-pane:not([hidden])")).to_be_attached()
    expect_record(tab, coverage.frame_on(frames, tab.day), "district")
    tab.expect_address(ebene="kreise")


# at once


_MOVE = """([slider, frame, day]) => {
  const map = frame.contentDocument.documentElement;
  slider.value = day;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  return Number(map.dataset.frame);
}"""


def _moved(tab: MapPage, frame: Frame) -> int:
    """The frame that the map shows when the event of the slider has been handled."""
    slider, iframe = tab.slider.element_handle(), tab.iframe.element_handle()
    day = (frame.start - date(1970, 1, 1)).days
    shown: int = tab.page.evaluate(_MOVE, [slider, iframe, day])
    return shown


def test_the_map_is_restyled_before_the_event_of_the_slider_ends(
    open_map: Callable[..., MapPage], frames: tuple[Frame, ...]
) -> None:
    """So that hand and map are painted in one frame, not one behind the other."""
    tab = open_map()
    for frame in (frames[0], frames[4], frames[2]):
        assert _moved(tab, frame) == frame.index


def test_the_channel_alone_is_enough(
    open_map: Callable[..., MapPage], frames: tuple[Frame, ...]
) -> None:
    tab = open_map()
    tab.page.evaluate("() => delete window.ruhrmapDraw")
    before = tab.frame.evaluate("() => Number(document.documentElement.dataset.frame)")
    assert _moved(tab, frames[0]) == before, "nobody called"
    tab.expect_frame(frames[0].index)
