"""The embeddable page inside of another site's page: the same map, nothing of Streamlit."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from ruhrmap import coverage, view
from ruhrmap.coverage import Frame
from ruhrmap.model import Level
from support.server import Server

WITTEN = "05954036"
EPOCH = date(1970, 1, 1)


@pytest.fixture
def newspaper(server: Server, tmp_path: Path) -> Iterator[str]:
    """A page of another origin with the map in a frame."""
    address = f"{server.url}/einbetten?datum=2019-01-15&ort={WITTEN}"
    frame = f'<iframe src="{address}" title="Karte" style="width:100%;height:760px"></iframe>'
    head = '<!DOCTYPE html><html lang="de"><title>Zeitung</title><link rel="icon" href="data:,">'
    (tmp_path / "artikel.html").write_text(head + frame, "utf-8")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as other:
        thread = threading.Thread(target=other.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{other.server_port}/artikel.html"
        other.shutdown()
        thread.join()


def test_the_map_in_a_newspaper(
    open_context: Callable[..., BrowserContext],
    newspaper: str,
    server: Server,
    frames: tuple[Frame, ...],
) -> None:
    context = open_context(viewport={"width": 700, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.goto(newspaper)
    embedded = page.frame_locator("iframe")
    slider = embedded.locator("input.rm-slider")
    expect(slider).to_be_visible()
    area = embedded.locator('.leaflet-rm-municipality-pane path.rm-area[data-ags="05911000"]')
    expect(area).to_have_attribute("data-status", "u")
    expect(embedded.locator("path.rm-chosen")).to_have_count(1)
    expect(embedded.locator(".rm-embed-place")).to_contain_text("Witten: ")
    loaded = [url for url in asked if url.startswith(server.url)]
    assert len(loaded) == 4, loaded

    # the hand moves all of it, and nothing is asked or said anywhere
    day = date(2023, 9, 1)
    frame = coverage.frame_on(frames, day)
    slider.fill(str((day - EPOCH).days))
    expect(embedded.locator("html")).to_have_attribute("data-frame", str(frame.index))
    expect(embedded.locator("h1.rm-sentence")).to_have_text(frame.sentence.de)
    expect(area).to_have_attribute("data-status", "m")
    embedded.locator(".rm-levels label:has(input[value=district])").click()
    for entry in frame.legend[Level.DISTRICT]:
        expect(embedded.locator(".rm-legend")).to_contain_text(f"{entry.count} {entry.label.de}")
    embedded.locator("summary").click()
    row = embedded.locator('tr[data-ags="05978"]')
    expect(row).to_contain_text(frame.hover[Level.DISTRICT]["05978"].de)
    expect(embedded.locator(".rm-embed-list tbody tr")).to_have_count(15)
    embedded.locator("summary").click()

    # a click on the map, and the way to the full page
    embedded.locator('.leaflet-rm-district-pane path.rm-area[data-ags="05978"]').click()
    expect(embedded.locator(".rm-embed-place")).to_contain_text("Kreis Unna: ")
    shown = view.ViewState(day, Level.DISTRICT, "05978")
    query = "&".join(f"{name}={value}" for name, value in view.write(shown).items())
    link = embedded.locator(".rm-embed-full a")
    expect(link).to_have_attribute("href", f"./?{query}")
    expect(link).to_have_attribute("rel", "noopener")
    assert [url for url in asked if url.startswith(server.url)] == loaded
    assert context.cookies() == []

    # by keyboard: the arrows move the date, Tab reaches the map
    slider.press("End")
    expect(embedded.locator("html")).to_have_attribute("data-frame", str(len(frames) - 1))


@pytest.mark.parametrize("width", [300, 1280])
def test_it_fits_the_frame_it_is_given(
    open_context: Callable[..., BrowserContext], server: Server, width: int
) -> None:
    page = open_context(viewport={"width": width, "height": 740}, color_scheme="dark").new_page()
    page.goto(f"{server.url}/einbetten?datum=2025-02-01&sprache=en&farbe=rot")
    expect(page.locator("path.rm-area[data-status]").first).to_be_attached()
    expect(page.locator(".rm-notice")).to_contain_text("farbe=rot")
    sizes = page.evaluate(
        """() => {
          const map = document.querySelector(".rm-map-box").getBoundingClientRect();
          const drawn = [...document.querySelectorAll(".rm-border")].map((path) =>
            path.getBoundingClientRect());
          const [left, right] = [Math.min(...drawn.map((box) => box.left)),
                                 Math.max(...drawn.map((box) => box.right))];
          return {
            over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
            inside: left >= map.left && right <= map.right && right - left > map.width * 0.5,
          };
        }"""
    )
    assert sizes["over"] == 0
    assert sizes["inside"], "the whole region is in sight"
    assert page.locator("html").get_attribute("lang") == "en"


def test_without_scripts_it_reads_as_a_page(
    open_context: Callable[..., BrowserContext], server: Server, frames: tuple[Frame, ...]
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{server.url}/einbetten?datum=2019-02-01")
    frame = coverage.frame_on(frames, date(2019, 2, 1))
    expect(page.locator("h1")).to_have_text(frame.sentence.de)
    expect(page.get_by_role("cell").filter(has_text="Mitglied").first).to_be_visible()
    expect(page.get_by_text("1. Februar 2019", exact=False).first).to_be_visible()
    expect(page.locator(".rm-embed-stage")).to_be_hidden()
