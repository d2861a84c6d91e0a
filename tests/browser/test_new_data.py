"""Data that change behind an open page: the reader is not disturbed, and can go on to the new."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from support import packages, wesel
from support.mappage import MapPage
from support.server import free_port, running, streamlit_command

# Until the server gives the new data to whoever comes.
TAKEN = """async () => {
  for (let version = ""; version !== "1.1.0"; ) {
    await new Promise(requestAnimationFrame);
    const told = await fetch("datapackage.json", { cache: "no-store" });
    ({ version } = await told.json());
  }
}"""
NEWER = "Es gibt neuere Daten, Stand 3. Februar 2027."


def test_an_open_page_keeps_its_data_until_the_reader_goes_on(
    open_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    folder = packages.copied(tmp_path / "data")
    port = free_port()
    environment = {"RUHRMAP_DATA": str(folder), "RUHRMAP_RELOAD": "0.1"}
    with running(streamlit_command(port), port, env=environment) as server:
        tab = MapPage(open_context(viewport={"width": 1280, "height": 900}).new_page(), server.url)
        tab.open()
        tab.press("End")
        tab.expect_address(datum="2026-11-21")
        tab.mark_map()

        wesel.enter(folder)
        tab.page.evaluate(TAKEN)
        tab.press("Home")
        tab.expect_address(datum="2013-01-01")
        expect(tab.page.locator(".rm-notice")).to_contain_text(NEWER)
        tab.expect_same_map()

        # another page is loaded whole, and with it the new data
        tab.page.locator(".rm-part-header").get_by_role("link", name="Daten und Quellen").click()
        expect(tab.page.get_by_role("heading", level=1)).to_have_text("Daten und Quellen")
        expect(tab.page.locator(".rm-notice")).to_have_count(0)
        tab.page.go_back()
        tab.press("End")
        tab.expect_address(datum="2027-02-03")
        expect(tab.page.locator(".rm-part-sentence")).to_contain_text("alle 15")
