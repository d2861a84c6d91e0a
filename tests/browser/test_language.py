"""German and English: switched where the reader looks, at once and everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from ruhrmap import catalog
from ruhrmap.coverage import Frame
from ruhrmap.messages import message
from support.mappage import MapPage


def expect_language(tab: MapPage, language: str) -> None:
    """Both documents, the title, and what the server writes are in one language."""
    expect(tab.page.locator("html")).to_have_attribute("lang", language)
    expect(tab.map.locator("html")).to_have_attribute("lang", language)
    expect(tab.page).to_have_title(
        re.compile(message(language, "share.site", **catalog.load().words))
    )
    expect(tab.page.locator(".rm-part-sources h2")).to_have_text(
        message(language, "sources.heading")
    )
    expect(tab.slider).to_have_attribute("aria-label", message(language, "ui.key_date"))


def test_the_switch_changes_everything_and_the_address(
    open_map: Callable[..., MapPage], frames: tuple[Frame, ...]
) -> None:
    tab = open_map({"datum": "2024-04-09"})
    frame = next(f for f in frames if f.start.isoformat() == "2024-04-09")
    expect(tab.sentence).to_have_text(frame.sentence.de)
    tab.mark_map()
    tab.page.get_by_role("button", name="English").click()
    expect(tab.sentence).to_have_text(frame.sentence.en)
    expect_language(tab, "en")
    tab.expect_address(datum="2024-04-09", sprache="en")
    tab.expect_same_map()

    tab.page.get_by_role("button", name="Deutsch").press("Enter")
    expect_language(tab, "de")
    expect(tab.sentence).to_have_text(frame.sentence.de)


def test_a_link_opens_in_its_language_and_a_reload_keeps_it(
    open_map: Callable[..., MapPage],
) -> None:
    tab = open_map({"sprache": "en"})
    expect_language(tab, "en")
    pressed = tab.page.get_by_role("button", name="English")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    tab.reload()
    expect_language(tab, "en")
