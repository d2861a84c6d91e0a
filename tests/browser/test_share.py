"""The link of exactly this view, copied by a button; with and without a clipboard."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from support.mappage import MapPage

WITTEN = "05954036"


def test_the_button_copies_the_link_of_exactly_this_view(
    open_map: Callable[..., MapPage],
) -> None:
    """Also of the view that opens without an address: it may open another one some day."""
    tab = open_map()
    tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = tab.page.get_by_role("button", name="Link kopieren")
    button.click()
    expect(tab.page.get_by_role("button", name="Link kopiert")).to_be_visible()
    copied = tab.page.evaluate("() => navigator.clipboard.readText()")
    assert copied == f"{tab.url}/?datum=2024-04-10&ebene=gemeinden"


def test_a_click_before_the_server_has_heard_waits_for_it(open_map: Callable[..., MapPage]) -> None:
    tab = open_map({"ort": WITTEN})
    tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.page.evaluate(
        """() => {
          const slider = document.querySelector("input.rm-slider");
          slider.value = slider.min;
          slider.dispatchEvent(new Event("input", { bubbles: true }));
          document.querySelector(".rm-share button").click();
        }"""
    )
    expect(tab.page.get_by_role("button", name="Link kopiert")).to_be_visible()
    copied = tab.page.evaluate("() => navigator.clipboard.readText()")
    assert copied == f"{tab.url}/?datum=2013-01-01&ebene=gemeinden&ort={WITTEN}"


def test_without_a_clipboard_the_link_is_shown_to_be_copied_by_hand(
    open_map: Callable[..., MapPage],
) -> None:
    """An event may run on plain http, where there is none."""
    tab = open_map({"datum": "2023-04-21"})
    tab.page.evaluate(
        """() => {
          Object.defineProperty(navigator, "clipboard", { value: undefined });
          document.execCommand = () => false;
        }"""
    )
    tab.page.get_by_role("button", name="Link kopieren").click()
    shown = tab.page.get_by_role("textbox", name="Link dieser Ansicht")
    expect(shown).to_be_focused()
    expect(shown).to_have_value(f"{tab.url}/?datum=2023-04-21&ebene=gemeinden")
