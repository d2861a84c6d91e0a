"""An address of a megabyte, or of no text at all, is sent on to one that can be read."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ruhrmap import server as served
from support.asgi import ask
from support.server import Server

MEGABYTE = 1_000_000


async def _page(_: Request) -> Response:
    return PlainTextResponse("a page")


@pytest.fixture(scope="module")
def app() -> Starlette:
    pages = [Route("/", _page), Route("/daten", _page), Route("/_stcore/health", _page)]
    return Starlette(routes=[*served.routes(), *pages], middleware=served.middleware())


@pytest.mark.parametrize("path", ["/", "/daten", "/einbetten"])
def test_a_page_is_opened_by_a_short_address_that_says_the_same(app: Starlette, path: str) -> None:
    noise = "".join(f"&p{i}=1" for i in range(5000))
    told = ask(app, f"{path}?datum=2019-02-01{noise}")
    assert told.status == 303
    # relative: whatever path a proxy has put before ours stays
    assert told.headers["location"] == "?datum=2019-02-01&p0=1&p1=1&p2=1&p3=1&gekuerzt=4996"
    assert ask(app, path + told.headers["location"]).status == 200


def test_what_is_no_clean_text_is_sent_on_clean(app: Starlette) -> None:
    for query in ("datum=%00", "ort=%ff", "x=%0d%0aset-cookie:a"):
        told = ask(app, f"/?{query}")
        assert told.status == 303
        assert "set-cookie" not in told.headers
        assert ask(app, "/" + told.headers["location"]).status == 200


@pytest.mark.parametrize("path", ["/", "/?datum=2019-02-01&ort=rub&utm_source=x", "/daten?seite=y"])
def test_an_address_in_order_is_passed_on(app: Starlette, path: str) -> None:
    assert ask(app, path).status == 200


def test_what_is_no_page_has_its_own_answer(app: Starlette) -> None:
    query = "x=" + 5000 * "y"
    assert ask(app, f"/_stcore/health?{query}").status == 200
    assert ask(app, f"/vorschau.png?{query}").status == 400
    assert ask(app, f"/api/v1/coverage?{query}").status == 400
    assert ask(app, f"/?{query}", method="POST").status == 405


def answer(server: Server, target: str) -> str:
    """What the server says over a real socket, up to the end of its headers."""
    parts = urlsplit(server.url)
    request = f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n"
    with socket.create_connection((parts.hostname, parts.port), timeout=60) as connection:
        connection.sendall(request.encode())
        told = b""
        while piece := connection.recv(65536):
            told += piece
    return told.partition(b"\r\n\r\n")[0].decode()


@pytest.mark.parametrize("path", ["/", "/einbetten"])
def test_a_megabyte_gets_through_the_real_server(server: Server, path: str) -> None:
    told = answer(server, f"{path}?ebene=kreise&ort=" + MEGABYTE * "x")
    assert told.startswith("HTTP/1.1 303 ")
    assert f"location: ?ebene=kreise&ort={60 * 'x'}\r\n" in told
    short = answer(server, f"{path}?ebene=kreise&ort={60 * 'x'}")
    assert short.startswith("HTTP/1.1 200 ")


def test_very_many_parameters_get_through_the_real_server(server: Server) -> None:
    told = answer(server, "/?" + "&".join(f"p{i}=1" for i in range(100_000)))
    assert told.startswith("HTTP/1.1 303 ")
    assert "gekuerzt=99996\r\n" in told


def test_a_page_that_does_not_exist_may_be_as_long(server: Server) -> None:
    told = answer(server, "/" + MEGABYTE * "a")
    assert told.startswith("HTTP/1.1 307 ")
    assert len(told) < 500
