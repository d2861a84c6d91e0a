"""The code for other people's pages: of exactly this view, in a dialog that all can use."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from playwright.sync_api import expect

from support.mappage import MapPage

WITTEN = "05954036"


def test_the_dialog_gives_the_code_of_exactly_this_view(
    open_map: Callable[..., MapPage],
) -> None:
    tab = open_map({"datum": "2019-02-01", "ort": WITTEN})
    page = tab.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opener = page.get_by_role("button", name="Einbetten")
    dialog = page.get_by_role("dialog", name="Diese Ansicht einbetten")
    code = page.get_by_label("Code zum Einfügen")

    # a click before the server has heard of the last change waits for its answer
    page.evaluate(
        """() => {
          const slider = document.querySelector("input.rm-slider");
          slider.value = slider.min;
          slider.dispatchEvent(new Event("input", { bubbles: true }));
          document.querySelector(".rm-embed-open").click();
        }"""
    )
    expect(dialog).to_be_visible()
    query = urlencode({"datum": "2013-01-01", "ebene": "gemeinden", "ort": WITTEN})
    address = f"{tab.url}/einbetten?{query}"
    assert code.input_value() == (
        f'<iframe src="{address.replace("&", "&amp;")}" '
        'title="Karte: Witten · Stand 01.01.2013 · RuhrFutur im Ruhrgebiet" lang="de" '
        'width="100%" height="780" style="border:0" loading="lazy"></iframe>'
    )
    expect(page).to_have_title("Witten · Stand 01.01.2013 · RuhrFutur im Ruhrgebiet")
    preview = page.get_by_role("link", name="So sieht es aus")
    expect(preview).to_have_attribute("href", address)
    expect(preview).to_have_attribute("rel", "noopener")

    page.get_by_role("button", name="Code kopieren").click()
    expect(dialog.get_by_role("status")).to_have_text("Der Code ist kopiert.")
    assert page.evaluate("() => navigator.clipboard.readText()") == code.input_value()

    # the focus stays inside, Escape closes, and the focus returns
    for _ in range(8):
        page.keyboard.press("Tab")
        inside = "() => !!document.activeElement.closest('dialog') || !document.hasFocus()"
        assert page.evaluate(f"{inside} || document.activeElement === document.body")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()

    # without a clipboard, as on plain http, the code is there to be copied by hand
    page.evaluate(
        """() => {
          Object.defineProperty(navigator, "clipboard", { value: undefined });
          document.execCommand = () => false;
        }"""
    )
    opener.press("Enter")
    page.get_by_role("button", name="Code kopieren").click()
    expect(code).to_be_focused()
    expect(dialog.get_by_role("status")).to_contain_text("mit der Tastatur")
    selected = code.evaluate("(field) => field.selectionEnd - field.selectionStart")
    assert selected == len(code.input_value())
    page.get_by_role("button", name="Schließen").click()
    expect(dialog).to_be_hidden()

    # only the map can be embedded
    page.get_by_role("link", name="Daten und Quellen").first.click()
    expect(opener).to_be_hidden()
