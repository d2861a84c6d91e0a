"""What gets into a page, by whatever way, loads nothing of another host and runs nothing.

That our own pages need nothing else is held by every other test here: a refusal is an error
of the console, and the fixture of all contexts takes none.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ruhrmap import configuration
from ruhrmap import server as served
from support.intruding import intruded
from support.listening import listening
from support.server import Server


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab whose errors are wanted."""
    context = browser.new_context(locale="de-DE")
    yield context.new_page()
    context.close()


def test_nothing_foreign_gets_into_the_app_or_its_map(tab: Page, server: Server) -> None:
    asked: list[str] = []
    tab.on("requestfinished", lambda request: asked.append(request.url))
    tab.goto(server.url)
    expect(tab.locator(".rm-part-panel")).to_be_visible()
    frame = tab.frame_locator("iframe").first
    expect(frame.locator("path.rm-area").first).to_be_attached()
    # the map first: what is put into the app takes its place away
    for document in (*(one for one in tab.frames if "st_folium" in one.url), tab):
        intruded(document, server)
    assert len(tab.frames) >= 2
    assert not [url for url in asked if urlsplit(url).hostname not in ("localhost", None)]


@pytest.mark.parametrize("path", ["einbetten", "praesentation", "daten"])
def test_nothing_foreign_gets_into_the_other_documents(
    tab: Page, server: Server, path: str
) -> None:
    asked: list[str] = []
    tab.on("requestfinished", lambda request: asked.append(request.url))
    tab.goto(f"{server.url}/{path}")
    intruded(tab, server)
    assert not [url for url in asked if urlsplit(url).hostname not in ("localhost", None)]


# in somebody's frame


async def _frames(request: Request) -> Response:
    return HTMLResponse(f'<title>x</title><iframe src="{request.query_params["of"]}"></iframe>')


@pytest.fixture(scope="module")
def foreign() -> Iterator[str]:
    """A page of another site, which frames what it is asked to."""
    with listening(Starlette(routes=[Route("/", _frames)])) as port:
        yield f"http://127.0.0.1:{port}/"


def is_refused(tab: Page, foreign: str, address: str) -> bool:
    """Whether a browser refuses to show an address in the other site's page, as it then says."""
    with tab.expect_console_message(lambda one: "frame-ancestors" in one.text) as told:
        tab.goto(f"{foreign}?of={address}")
    return urlsplit(address).netloc in told.value.text


def expect_framed(tab: Page, foreign: str, address: str) -> None:
    tab.goto(f"{foreign}?of={address}")
    expect(tab.frame_locator("iframe").locator("path.rm-area").first).to_be_visible()


@pytest.mark.parametrize("path", ["", "daten", "praesentation"])
def test_another_site_does_not_frame_the_app(
    tab: Page, server: Server, foreign: str, path: str
) -> None:
    assert is_refused(tab, foreign, f"{server.url}/{path}")


def test_another_site_frames_the_page_that_is_made_for_it(
    tab: Page, server: Server, foreign: str
) -> None:
    expect_framed(tab, foreign, f"{server.url}/einbetten")


def test_whom_the_operator_does_not_name_frames_nothing(
    tab: Page, foreign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_(framers: str) -> Starlette:
        monkeypatch.setenv(configuration.EMBED_ANCESTORS.name, framers)
        return Starlette(routes=served.routes(), middleware=served.middleware())

    with listening(with_("https://www.example.org")) as port:
        assert is_refused(tab, foreign, f"http://localhost:{port}/einbetten")
    with listening(with_(f"self {foreign.rstrip('/')}")) as port:
        expect_framed(tab, foreign, f"http://localhost:{port}/einbetten")
