"""What those who listen are told: politely, once, and in words; and nobody is moved unasked."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from ruhrmap import coverage
from ruhrmap.coverage import Frame
from ruhrmap.model import Catalog
from support.mappage import MapPage

WITTEN = "05954036"

_LISTEN = """() => {
  window.rmSaid = [];
  window.rmValues = [];
  const voice = document.querySelector(".rm-voice");
  new MutationObserver(() => rmSaid.push(voice.textContent)).observe(voice, { childList: true });
  const slider = document.querySelector(".rm-slider");
  new MutationObserver(() => rmValues.push(slider.getAttribute("aria-valuetext")))
    .observe(slider, { attributeFilter: ["aria-valuetext"] });
}"""


def test_while_it_plays_at_most_each_accession_is_told(
    open_map: Callable[..., MapPage], ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    tab = open_map({"datum": "2013-01-01"}, known=False)
    tab.page.clock.install()
    tab.reload()
    tab.page.clock.pause_at(tab.page.evaluate("() => Date.now() + 100"))
    tab.page.evaluate(_LISTEN)
    tab.play.click()
    seen = set()
    for _ in range(60):
        tab.page.clock.run_for(400)
        seen.add(tab.day)
        if tab.play.get_attribute("data-playing") == "no":
            break
    tab.page.clock.run_for(1000)
    assert len(seen) > 20, "it has moved through many days"
    days = [a.day for a in coverage.accessions(ours) if a.of_territories]
    told = [*days, coverage.evidence_end(ours)]
    records = [coverage.frame_on(frames, day).announcement.de for day in told]
    said = tab.page.evaluate("() => window.rmSaid")
    assert [text.partition(": ")[2] for text in said] == records
    # the slider's own value is spoken too, if it has the focus
    assert len(tab.page.evaluate("() => window.rmValues")) <= len(told) + 1


def test_a_choice_and_a_switch_are_told_once_and_opening_is_not(
    open_map: Callable[..., MapPage], ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    tab = open_map({"datum": "2023-06-01"}, reduced_motion="reduce")
    voice = tab.page.locator(".rm-voice")
    expect(voice).to_have_text("")  # the heading has said it
    tab.page.evaluate(_LISTEN)
    tab.choose(WITTEN)
    detail = coverage.detail(ours, WITTEN, tab.day)
    expect(voice).to_contain_text(f"Witten: {detail.status_label.de}. {detail.since.de}")

    tab.switch("district")
    counts = coverage.frame_on(frames, tab.day).legend["district"]
    listed = "; ".join(f"{entry.count} {entry.label.de}" for entry in counts if entry.count)
    expect(voice).to_have_text(f"Kreise: {listed}.")

    tab.show("table")
    expect(voice).to_have_text("Ansicht: Tabelle.")
    tab.show("map")
    expect(voice).to_have_text("Ansicht: Karte.")
    tab.page.get_by_role("button", name="English").click()
    record = coverage.frame_on(frames, tab.day).announcement.en
    expect(voice).to_contain_text(record)
    assert len(tab.page.evaluate("() => window.rmSaid")) == 5

    # less motion: what Leaflet and Streamlit would let glide is there at once
    tab.map.get_by_role("button", name="Zoom in").click()
    gliding = """() => document.getAnimations().filter((it) =>
      it.effect.getComputedTiming().duration > 1 && it.playState === "running").length"""
    assert tab.frame.evaluate(gliding) == 0
    assert tab.page.evaluate(gliding) == 0
