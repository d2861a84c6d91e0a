"""The page "Pressemitteilung prüfen" as a person works with it: a Word file in, a package out."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from ruhrmap import delivery
from ruhrmap.catalog import default_path
from support import files
from support.server import Server

TEXT = (
    "Wesel, 2. September 2026. Der Kreis Wesel hat gestern mit RuhrFutur eine "
    "Kooperationsvereinbarung unterzeichnet. <img src=x onerror=alert(1)>"
)


def test_from_a_word_file_to_the_package(page: Page, staff_server: Server, tmp_path: Path) -> None:
    release = tmp_path / "pm.docx"
    release.write_bytes(files.word("Kreis Wesel ist dabei", [TEXT]))
    page.goto(f"{staff_server.url}/pressemitteilung-pruefen")
    page.locator(".rm-upload input").set_input_files(release)
    marks = page.locator(".rm-release mark")
    expect(marks.filter(has_text="gestern")).to_be_visible()
    assert page.locator(".rm-release img").count() == 0
    # by keyboard alone: from the field's line to its place in the text
    page.get_by_label("Tag der Unterschrift", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(marks.filter(has_text="gestern")).to_be_focused()
    page.get_by_label("Herausgeber").fill("Kreis Wesel")
    page.get_by_label("Herausgeber").press("Tab")
    # the table of the made-up file holds numbers that are none
    for number in page.get_by_label("übernehmen").all():
        if number.get_attribute("type") == "checkbox" and number.is_checked():
            number.locator("xpath=ancestor::label").click()
    page.get_by_role("button", name="Zeilen zusammenstellen").click()
    expect(page.get_by_text("ist geprüft und ohne Fehler")).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Ganzes Datenpaket speichern").click()
    path = tmp_path / "package.zip"
    coming.value.save_as(path)
    report = delivery.report(
        delivery.read(path.name, path.read_bytes(), default_path()), default_path()
    )
    assert report.ok, report.findings
    assert report.difference is not None
    assert any(
        "Kreis Wesel tritt am 1. September 2026 bei" in w.de for w in report.difference.words
    )
