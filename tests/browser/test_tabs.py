"""Tabs do not steer each other, not even a duplicated one; a lost connection comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from support.mappage import MapPage
from support.traffic import Traffic

# Web sockets of the page, so that a test can cut them as a network does.
_KEEP_SOCKETS = """
window.rmSockets = [];
window.WebSocket = class extends WebSocket {
  constructor(...given) { super(...given); window.rmSockets.push(this); }
};
"""


def expect_apart(one: MapPage, other: MapPage) -> None:
    """Each moves, and hears only itself."""
    for tab in (one, other):
        tab.listen_to_map()
        tab.mark_map()
    one.press("Home")
    one.expect_frame(0)
    one.page.locator(".rm-levels label:has(input[value=district])").click()
    one.expect_address(datum="2013-01-01", ebene="kreise")
    one.choose_in_table("Kreis Unna")
    one.expect_address(ort="05978")
    assert other.heard() == []
    assert other.day == date(2024, 4, 10)

    other.press("End")
    other.expect_address(datum="2026-11-21", ebene="gemeinden")
    other.click("05954036")
    other.expect_address(datum="2026-11-21", ebene="gemeinden", ort="05954036")
    last = other.heard()[-1]
    other.expect_frame(last["frame"])
    assert {state["level"] for state in other.heard()} == {"municipality"}
    assert {state["place"] for state in other.heard()} <= {None, "05954036"}
    assert {state["level"] for state in one.heard()[-2:]} == {"district"}
    assert one.heard()[-1]["place"] == "05978"
    assert one.day == date(2013, 1, 1)
    one.expect_frame(0)
    expect(one.panel.locator("h2")).to_have_text("Kreis Unna")
    expect(other.panel.locator("h2")).to_have_text("Witten")
    assert one.address == {"datum": "2013-01-01", "ebene": "kreise", "ort": "05978"}
    for tab in (one, other):
        tab.expect_same_map()


def test_two_tabs_do_not_steer_each_other(open_map: Callable[..., MapPage]) -> None:
    one = open_map()
    other = MapPage(one.page.context.new_page(), one.url).open()
    expect_apart(one, other)


def test_a_duplicated_tab_does_not_steer_the_first(open_map: Callable[..., MapPage]) -> None:
    """A duplicate has a copy of the first one's sessionStorage: a name kept there is shared."""
    one = open_map({"datum": "2024-04-10"})
    one.page.evaluate("() => sessionStorage.setItem('rm-copied', 'yes')")
    with one.page.expect_popup() as opened:
        one.page.evaluate("() => { window.open(location.href); }")
    page: Page = opened.value
    other = MapPage(page, one.url).wait_until_drawn()
    assert page.evaluate("() => sessionStorage.getItem('rm-copied')") == "yes"
    expect_apart(one, other)


def cut(tab: MapPage) -> None:
    """Cut every connection to the server."""
    tab.page.evaluate("() => window.rmSockets.splice(0).forEach((socket) => socket.close())")


def open_with_sockets(open_map: Callable[..., MapPage]) -> MapPage:
    tab = open_map()
    tab.page.add_init_script(_KEEP_SOCKETS)
    tab.reload()
    assert tab.page.evaluate("() => window.rmSockets.length") == 1
    return tab


@pytest.fixture
def losses(open_context: object, traffic: Traffic) -> Iterator[None]:
    """Streamlit may say that a connection is lost: it is.

    It needs ``open_context`` to be taken down before it looks at the errors.
    """
    yield
    losses = ("WebSocket", "ERR_INTERNET_DISCONNECTED", "when disconnected from server")
    said = [one for one in traffic.errors if any(loss in one for loss in losses)]
    assert said, "nothing was lost"
    traffic.errors[:] = [one for one in traffic.errors if one not in said]


@pytest.mark.usefixtures("losses")
def test_after_a_reconnect_everything_goes_on(open_map: Callable[..., MapPage]) -> None:
    tab = open_with_sockets(open_map)
    tab.press("PageDown")
    tab.expect_address(datum="2024-04-09")
    tab.mark_map()
    cut(tab)
    tab.page.wait_for_function("() => window.rmSockets.some((socket) => socket.readyState === 1)")
    tab.wait_until_idle()
    assert tab.day == date(2024, 4, 9)
    tab.press("Home")
    tab.expect_frame(0)
    tab.expect_address(datum="2013-01-01")
    tab.show("table")
    expect(tab.table.locator("caption")).to_contain_text("1. Januar 2013")
    tab.show("map")
    tab.choose("05954036")
    expect(tab.panel.locator("h2")).to_have_text("Witten")
    tab.expect_same_map()


@pytest.mark.usefixtures("losses")
def test_what_the_hand_does_without_a_connection_is_told_once_it_is_back(
    open_map: Callable[..., MapPage],
) -> None:
    """At an event the network may go away: the map moves on, and nothing is lost or undone."""
    tab = open_with_sockets(open_map)
    tab.mark_map()
    tab.page.context.set_offline(True)
    cut(tab)
    tab.press("Home")
    tab.expect_frame(0)
    tab.press("PageUp")
    tab.expect_frame(1)
    announced = tab.page.locator(".rm-voice[aria-live=polite]")
    expect(announced).to_contain_text("2. Mai 2013")  # settled: from here on it would be told
    tab.page.context.set_offline(False)
    tab.expect_address(datum="2013-05-02")
    assert tab.day == date(2013, 5, 2)
    tab.show("table")
    expect(tab.table.locator("caption")).to_contain_text("2. Mai 2013")
    tab.expect_same_map()
