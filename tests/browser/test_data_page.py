"""The page "Daten und Quellen" in a browser: ways to it, the field that narrows, the files."""

from __future__ import annotations

import csv
from collections.abc import Callable

from playwright.sync_api import expect

from support.mappage import MapPage

WITTEN = "05954036"


def test_from_a_figure_to_its_source_and_on_to_the_file(open_map: Callable[..., MapPage]) -> None:
    """One reader's way: figure, source with licence, all sources, one of them, a download."""
    tab = open_map({"datum": "2024-04-10", "ort": WITTEN})
    page = tab.page

    # every figure leads to an element of the page that names source, licence and day
    for figure in page.locator("[data-figure]").all():
        target = figure.locator("a").get_attribute("href") or ""
        source = page.locator(f"#{target.rpartition('#')[2]}")
        expect(source).to_contain_text("2024" if "nachweise" in target else "Lizenz")
        assert source.locator("a").count() >= 2, target

    # from the chosen place to the record of one of its sources: one click
    page.locator(".rm-panel .rm-sources").get_by_role("link", name="Angaben zu P44").click()
    record = page.locator("#quelle-P44")
    expect(record).to_be_focused()
    expect(record).to_be_in_viewport()
    expect(record).to_contain_text("Beitritt am 31. Mai 2023: Ennepe-Ruhr-Kreis")
    expect(record).to_contain_text("abgerufen am")

    # the field narrows, whatever keyboard the reader has
    field = page.get_by_role("searchbox", name="Quellen durchsuchen")
    count = page.locator(".rm-filter-count")
    expect(count).to_have_text("127 von 127 Quellen")
    field.fill("MUELHEIM 2016")
    expect(count).not_to_have_text("127 von 127 Quellen")
    shown = page.locator(".rm-all-sources > li:visible")
    found = shown.all_text_contents()
    assert 0 < len(found) < 127
    assert all("Mülheim" in text and "2016" in text for text in found)
    expect(count).to_have_text(f"{len(found)} von 127 Quellen")
    field.fill("xyzzy")
    expect(count).to_have_text("Keine Quelle enthält diese Wörter.")

    # a link to a source that the field hides, in a group that is folded, still leads there
    page.evaluate("() => { location.hash = 'quelle-P06'; }")
    expect(page.locator("#quelle-P06")).to_be_focused()
    expect(field).to_have_value("")

    # the file is what its name says
    with page.expect_download() as started:
        page.get_by_role("link", name="ruhrmap-gemeinden-witten-2024-04-10.csv").click()
    file = started.value
    assert file.suggested_filename == "ruhrmap-gemeinden-witten-2024-04-10.csv"
    with file.path().open(encoding="utf-8", newline="") as content:
        [row] = csv.DictReader(content)
    assert (row["ags"], row["status"]) == (WITTEN, "represented_stated")

    # on a phone nothing is wider than the screen
    page.set_viewport_size({"width": 360, "height": 740})
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("it => it.scrollWidth <= it.clientWidth")

    # from elsewhere, to a source in a folded group, with an address that is mended on the way
    page.goto(f"{tab.url}/daten?sprache=en#quelle-P06")
    expect(page.locator("#quelle-P06")).to_be_focused()
    expect(page.locator("#quelle-P06")).to_be_in_viewport()
