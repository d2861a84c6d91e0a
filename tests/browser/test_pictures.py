"""The maker of pictures in a browser: progress, giving up, and the file that is saved."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Page, expect

from ruhrmap import picture, site
from ruhrmap.api import downloads
from ruhrmap.export import Medium, Order, presentation, show
from ruhrmap.model import Level
from support.server import Server

WITTEN = "05954036"


def choose(page: Page, label: str) -> None:
    page.locator("[data-testid=stRadioOption]", has_text=label).click()
    expect(page.get_by_role("radio", name=label)).to_be_checked()


def test_made_given_up_made_again_and_saved(page: Page, server: Server) -> None:
    """One reader's way: slides that take too long, then a picture, by keyboard where it counts."""
    page.goto(f"{server.url}/bilder?datum=2019-12-31&ebene=kreise&ort={WITTEN}&sprache=en")
    make = page.get_by_role("button", name="Make", exact=True)
    expect(make).to_be_enabled()
    choose(page, "Picture (PNG)")
    expect(page.locator(".st-key-maker .rm-prose")).to_contain_text("highlighted: Witten")

    # slides take their time: the bar moves, and a click ends it
    choose(page, "Slides (PPTX)")
    make.click()
    bar = page.get_by_role("progressbar")
    expect(bar).to_be_visible()
    expect(page.get_by_text(re.compile(r"Step [1-9]\d* of 13"))).to_be_visible()
    page.get_by_role("button", name="Cancel").press("Enter")
    told = page.get_by_role("status").filter(has_text="Cancelled. Nothing was made.")
    expect(told).to_be_visible()
    expect(bar).to_have_count(0)
    expect(page.get_by_role("button", name="Download")).to_have_count(0)

    # the painter is free again, and a picture is what the command makes of the same order
    choose(page, "Picture (PNG)")
    choose(page, "HD (1280")
    make.press("Enter")  # at once: the choice before it counts
    save = page.get_by_role("button", name="Download", exact=True)
    expect(save).to_be_visible()
    shown = page.locator(".st-key-maker img")
    expect(shown).to_have_attribute("alt", re.compile("31 December 2019"))
    assert shown.evaluate("async (it) => { await it.decode(); return it.naturalWidth; }") > 600
    with page.expect_download() as started:
        save.press("Enter")
    file = started.value
    material = downloads.material(site.data_path())
    size = picture.size("hd")
    order = Order(Medium.PNG, "en", date(2019, 12, 31), Level.DISTRICT, WITTEN, size)
    made = show(material, order, lambda done, total: None)
    assert file.suggested_filename == made.name
    assert file.path().read_bytes() == made.body

    # another order takes the file's place
    choose(page, "Drawing (SVG)")
    make.click()
    expect(page.get_by_role("status").filter(has_text=".svg")).to_be_visible()
    expect(shown).to_have_attribute("src", re.compile("^data:image/svg"))

    # the presentation is the one that the command writes
    with page.expect_download() as started:
        page.get_by_role("link", name="Download the presentation").click()
    assert started.value.path().read_bytes() == presentation.write(material, None)
