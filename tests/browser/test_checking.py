"""The page "Daten prüfen" in a real browser: a workbook in, a report and a package out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from playwright.sync_api import Browser, expect

from ruhrmap import catalog
from support import wesel
from support.server import Server
from support.workbooks import book, grid, saved


def test_a_workbook_is_answered_by_a_report_and_the_package(
    browser: Browser, staff_server: Server, tmp_path: Path
) -> None:
    page = browser.new_page(locale="de-DE")
    page.goto(f"{staff_server.url}/daten-pruefen")
    field = page.locator(".rm-upload input[type=file]")
    # a slip first: the report of the mended file takes its place
    field.set_input_files(
        {"name": "members.csv", "mimeType": "text/csv", "buffer": b"member_id\nx\n"}
    )
    expect(page.locator(".rm-upload-said")).to_contain_text("einzelne Tabelle")
    added = {name: [*grid(name), *map(list, rows)] for name, rows in wesel.ROWS.items()}
    path = tmp_path / "beitritt.xlsx"
    path.write_bytes(saved(book(**added)))
    field.set_input_files(path)
    expect(page.locator("#ergebnis")).to_have_text("Ergebnis für „beitritt.xlsx“")
    expect(page.locator(".st-key-checking-figures")).to_contain_text(
        "Kreis Wesel tritt am 1. Februar 2027 bei."
    )
    with page.expect_download() as started:
        page.locator(".st-key-checking-package a").click()
    assert started.value.suggested_filename == "ruhrmap-data-1.1.0.zip"
    with zipfile.ZipFile(io.BytesIO(Path(started.value.path()).read_bytes())) as made:
        members = made.read("data/members.csv").decode()
        unchanged = made.read("data/territories.csv")
    own = catalog.default_path()
    assert (
        members
        == (own / "members.csv").read_text("utf-8") + ",".join(wesel.ROWS["members"][0]) + "\n"
    )
    assert unchanged == (own / "territories.csv").read_bytes()
    page.close()
