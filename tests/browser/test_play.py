"""Play: it moves the map by itself, tells the server only at the end, and can be held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from playwright.sync_api import expect

from ruhrmap import coverage
from ruhrmap.coverage import Frame
from ruhrmap.model import Catalog
from support.mappage import MapPage

PLAY, PAUSE = "Zeitablauf abspielen", "Zeitablauf anhalten"


def stopped(tab: MapPage) -> None:
    """From here on the page's clock moves only when the test says so."""
    tab.page.clock.install()
    tab.reload()
    tab.page.clock.pause_at(tab.page.evaluate("() => Date.now() + 100"))


def play_for(tab: MapPage, seconds: float) -> date:
    tab.page.clock.run_for(round(seconds * 1000))
    return tab.day


def test_play_starts_over_moves_holds_on_accessions_and_sends_nothing(
    open_map: Callable[..., MapPage], ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    tab = open_map(known=False)
    stopped(tab)
    tab.mark_map()
    before = len(tab.sent)
    expect(tab.play).to_have_attribute("aria-label", PLAY)
    tab.play.click()
    expect(tab.play).to_have_attribute("aria-label", PAUSE)
    assert tab.day == ours.axis_start, "from the end of the evidence it starts over"
    moved = [play_for(tab, 0.1) for _ in range(10)]
    assert moved == sorted(moved)
    assert ours.axis_start < moved[0] < moved[-1]
    assert moved[-1] == date(2013, 5, 2), "it dwells on an accession"
    tab.expect_frame(1)
    later = [play_for(tab, 0.5) for _ in range(6)]
    assert later == sorted(later)
    assert later[-1] > date(2014, 1, 1)
    expect(tab.sentence).to_have_text(coverage.frame_on(frames, tab.day).sentence.de)
    assert tab.sent[before:] == [], "nothing is sent while it plays"

    tab.play.click()
    expect(tab.play).to_have_attribute("aria-label", PLAY)
    held = tab.day
    assert play_for(tab, 0.2) == held
    tab.page.clock.resume()
    tab.expect_address(datum=held.isoformat())
    assert len(tab.sent) == before + 1
    tab.expect_same_map()


def test_play_ends_by_itself_at_the_end_of_the_evidence(
    open_map: Callable[..., MapPage], ours: Catalog
) -> None:
    tab = open_map({"datum": "2023-04-01"}, known=False)
    before = len(tab.sent)
    tab.play.click()
    expect(tab.play).to_have_attribute("data-playing", "yes")
    expect(tab.play).to_have_attribute("data-playing", "no")
    assert tab.day == coverage.evidence_end(ours)
    tab.expect_address(datum=tab.day.isoformat())
    assert len(tab.sent) == before + 1


def test_the_tempo_decides_how_fast_it_goes(open_map: Callable[..., MapPage]) -> None:
    tab = open_map({"datum": "2019-06-01"}, known=False)
    stopped(tab)
    start = tab.day
    gone = {}
    tempo = tab.page.get_by_label("Tempo")
    for value in ("0.5", "1", "2"):
        tab.set_day(start)
        tempo.select_option(value)
        tab.play.click()
        gone[value] = (play_for(tab, 1) - start).days  # on from where the reader is
        tab.play.click()
    assert 0 < gone["0.5"] < gone["1"] < gone["2"]
    assert 1.7 < gone["2"] / gone["1"] < 2.3
    assert 1.7 < gone["1"] / gone["0.5"] < 2.3


def test_hand_and_space_bar_hold_it(open_map: Callable[..., MapPage]) -> None:
    tab = open_map({"datum": "2014-01-01"})
    tab.press(" ")
    expect(tab.play).to_have_attribute("data-playing", "yes")
    tab.press(" ")
    expect(tab.play).to_have_attribute("data-playing", "no")
    tab.play.click()
    expect(tab.play).to_have_attribute("data-playing", "yes")
    tab.press("End")
    expect(tab.play).to_have_attribute("data-playing", "no")
    tab.expect_address(datum="2026-11-21")


def test_with_reduced_motion_it_goes_from_accession_to_accession(
    open_map: Callable[..., MapPage], ours: Catalog
) -> None:
    tab = open_map(reduced_motion="reduce", known=False)
    stopped(tab)
    tab.play.click()
    shown = [tab.day]
    for _ in range(80):
        day = play_for(tab, 0.25)
        if day != shown[-1]:
            shown.append(day)
        if tab.play.get_attribute("data-playing") == "no":
            break
    ticks = [a.day for a in coverage.accessions(ours) if a.of_territories]
    assert shown == [ours.axis_start, *sorted(ticks), coverage.evidence_end(ours)]
