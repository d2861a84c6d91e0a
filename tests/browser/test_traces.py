"""What a visit really leaves in the browser, beside what the privacy page says it does."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from ruhrmap import traces
from ruhrmap.messages import message
from ruhrmap.sitemap import PAGES
from support.server import Server

_KEPT = """async () => ({
  local: Object.keys(localStorage),
  others: [...Object.keys(sessionStorage),
           ...(await indexedDB.databases()).map((it) => it.name),
           ...(await caches.keys()),
           ...(await navigator.serviceWorker.getRegistrations()).map((it) => it.scope)],
})"""


def wait_until_drawn(page: Page) -> None:
    expect(page.locator("footer a[aria-current]")).to_have_count(1)
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")


def test_a_visit_leaves_what_the_privacy_page_names_and_nothing_else(
    open_context: Callable[..., BrowserContext], server: Server
) -> None:
    context = open_context()
    page = context.new_page()
    page.goto(f"{server.url}/einbetten")
    page.wait_for_load_state("load")
    assert context.cookies() == []
    assert page.evaluate(_KEPT) == {"local": [], "others": []}

    for entry in PAGES:
        page.goto(f"{server.url}/{entry.path}")
        wait_until_drawn(page)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    wait_until_drawn(page)

    assert {cookie["name"] for cookie in context.cookies()} == set(traces.COOKIES)
    assert {cookie["expires"] for cookie in context.cookies()} == {-1}, "until the browser closes"
    kept = page.evaluate(_KEPT)
    assert set(kept["local"]) == set(traces.storage_keys())
    assert kept["others"] == []

    told = page.locator("dl").filter(has_text=message("en", "privacy.cookie"))
    named = told.locator("code").all_text_contents()
    assert set(named) == {*traces.COOKIES, *traces.storage_keys()}


def test_the_server_writes_down_no_visit(
    open_context: Callable[..., BrowserContext], server: Server
) -> None:
    """As the privacy page says; not even of a page that does not exist."""
    page = open_context().new_page()
    page.goto(f"{server.url}/impressum?ort=05954036")
    wait_until_drawn(page)
    page.goto(f"{server.url}/gibt-es-nicht")
    wait_until_drawn(page)
    page.close()
    log = server.log.read_text("utf-8", errors="replace")
    for trace in ("impressum", "gibt-es-nicht", "05954036", "GET ", "Mozilla"):
        assert trace not in log, trace
