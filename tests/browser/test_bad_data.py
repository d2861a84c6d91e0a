"""Text from the data is never read as HTML or script; a broken package is a page of findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from ruhrmap import checks
from support import axe, packages
from support.mappage import MapPage
from support.packages import PAYLOAD
from support.server import Server, free_port, running, streamlit_command

WITTEN = "05954036"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packages.injected(tmp_path_factory.mktemp("injected") / "data")


@pytest.fixture(scope="module")
def injected(folder: Path) -> Iterator[Server]:
    """The app on data with a script at the end of every text."""
    port = free_port()
    with running(streamlit_command(port), port, env={"RUHRMAP_DATA": str(folder)}) as server:
        yield server


def expect_no_script(tab: MapPage) -> None:
    for document in (tab.page, tab.frame):
        assert document.evaluate("() => window.pwned") is None
        assert (
            document.evaluate("() => document.querySelectorAll('[onerror], img[src=x]').length")
            == 0
        )


def test_no_text_of_the_data_becomes_html_or_script(
    open_context: Callable[..., BrowserContext], injected: Server, folder: Path
) -> None:
    assert checks.run(folder).ok, "the package itself is in order"
    tab = MapPage(open_context(viewport={"width": 1280, "height": 900}).new_page(), injected.url)
    tab.open()
    expect_no_script(tab)

    tab.hover(WITTEN)
    expect(tab.map.locator(".rm-tooltip strong")).to_have_text(f"Witten{PAYLOAD}")
    expect_no_script(tab)

    tab.choose(WITTEN)
    expect(tab.panel.locator("h2")).to_have_text(f"Witten{PAYLOAD}")
    expect(tab.panel.locator(".rm-press")).to_have_count(2)
    tab.panel.locator("summary").click()
    assert tab.panel.inner_text().count(PAYLOAD) > 50, "titles, publishers, notes, sources"
    expect_no_script(tab)

    tab.search.click()
    tab.search.fill("Ruhr-Universität")
    expect(tab.found.first).to_contain_text(f"Ruhr-Universität Bochum{PAYLOAD}")
    expect_no_script(tab)
    tab.search.press("Enter")
    tab.expect_address(ort="rub")
    expect(tab.panel.locator("h2")).to_have_text(f"Ruhr-Universität Bochum{PAYLOAD}")
    tab.show("table")
    expect(tab.table).to_contain_text(f"Xanten{PAYLOAD}")
    tab.show("map")
    expect(tab.page.locator(".rm-part-sources")).to_contain_text(PAYLOAD)
    expect(tab.page.locator(".rm-part-legend")).to_contain_text(PAYLOAD)

    tab.switch("district")
    for key in ("Home", "PageUp", "PageUp", "PageUp", "PageUp", "PageUp", "End"):
        tab.press(key)
    tab.expect_address(datum="2026-11-21", ebene="kreise")
    expect_no_script(tab)


def test_a_script_in_the_address_is_shown_as_text(
    open_map: Callable[..., MapPage],
) -> None:
    tab = open_map({"ort": PAYLOAD, "datum": "<script>window.pwned=1</script>"})
    expect(tab.page.locator(".rm-notice").last).to_contain_text("ort=<img src=x")
    expect(tab.page.locator(".rm-notice").first).to_contain_text("<script>")
    expect_no_script(tab)


def test_a_broken_package_is_a_page_of_findings(
    open_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    folder = packages.broken(tmp_path / "data")
    port = free_port()
    with running(streamlit_command(port), port, env={"RUHRMAP_DATA": str(folder)}) as server:
        page = open_context().new_page()
        page.goto(server.url)
        expect(page.get_by_role("heading", name="Die Daten sind nicht lesbar")).to_be_visible()
        found = checks.run(folder).findings
        expect(page.get_by_test_id("stText")).to_have_text([checks.line(f, "de") for f in found])
        expect(page.get_by_test_id("stException")).to_have_count(0)
        assert page.evaluate("() => window.pwned") is None
        assert page.locator("html").get_attribute("lang") == "de"
        assert "Traceback" not in page.locator("body").inner_text()
        found, known = axe.findings(page), axe.accepted()
        assert axe.new("broken", found, known) + axe.gone("broken", found, known) == []
        page.close()
