"""What gets in: names this server goes by, addresses that are used, sizes that are sensible."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from ruhrmap import bundles, configuration, server
from ruhrmap.web import doors, hosts
from support.asgi import ask


async def _inside(_: Request) -> Response:
    return PlainTextResponse("inside")


@pytest.fixture(scope="module")
def app() -> Starlette:
    """Everything of ours, around something that answers whatever gets through."""
    every = Route("/{path:path}", _inside, methods=["GET", "HEAD", "POST", "PUT"])
    return Starlette(routes=[*server.routes(), every], middleware=server.middleware())


# names


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8501", "127.0.0.1:80", "[::1]:8501", "192.168.178.20", "beamer:8501",
     "laptop.local", "a.localhost", "host.docker.internal", "localhost."],
)  # fmt: skip
def test_a_name_that_nobody_can_register_is_answered(host: str) -> None:
    assert hosts.is_ours(host)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example:8501", "127.0.0.1.evil.example", "", "a b", "[::1",
     "localhost:x", "user@localhost", "localhost/evil.example", "evil.example#localhost",
     "1.2.3.4.nip.io", "xn--e1afmkfd.com", "evil.example.", "[::1]evil.example", "a" * 300],
)  # fmt: skip
def test_a_name_that_anybody_can_point_here_is_refused(host: str) -> None:
    """Else a page of that name would count as ours, in the browser of who opens it."""
    assert not hosts.is_ours(host)
    told: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(event: Message) -> None:
        told.append(event)

    for kind, method in (("http", "GET"), ("websocket", None)):
        told.clear()
        scope = {"type": kind, "path": "/", "query_string": b"", "headers": [], "method": method}
        scope["headers"] = [(b"host", host.encode())]
        asyncio.run(doors.Doors(_nobody)(scope, receive, send))
        if kind == "http":
            assert told[0]["status"] == 421
            assert b"RUHRMAP_PUBLIC_URL" in told[1]["body"]
        else:
            assert told == [{"type": "websocket.close", "code": 1008}]


async def _nobody(scope: Scope, receive: Receive, send: Send) -> None:
    raise AssertionError("it got in")


def test_a_websocket_on_which_a_text_is_said_was_left() -> None:
    """Anybody could fill the log with errors of Streamlit, who hears bytes alone."""
    said: list[Message] = [
        {"type": "websocket.connect"},
        {"type": "websocket.receive", "bytes": b"a page's", "text": None},
        {"type": "websocket.receive", "text": "nonsense"},
    ]
    heard: list[Message] = []

    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        heard.extend([await receive() for _ in said])

    coming = iter(said)

    async def receive() -> Message:
        return next(coming)

    async def send(event: Message) -> None:
        raise AssertionError("nothing is answered")

    scope = {"type": "websocket", "path": "/_stcore/stream", "query_string": b""}
    scope["headers"] = [(b"host", b"localhost")]
    asyncio.run(doors.Doors(streamlit)(scope, receive, send))
    assert heard == [*said[:2], {"type": "websocket.disconnect", "code": 1003}]


def test_two_hosts_are_none(app: Starlette) -> None:
    assert ask(app, "/", headers=[("host", "localhost")]).status == 421


def test_the_operator_names_further_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    from streamlit import config

    assert not hosts.is_ours("karte.example")
    monkeypatch.setenv(configuration.PUBLIC_URL.name, "https://karte.example:8443/ruhr/")
    assert hosts.is_ours("karte.example:8443")
    assert hosts.is_ours("KARTE.example")
    assert not hosts.is_ours("www.karte.example")
    before = config.get_option("server.allowedHosts")
    config.set_option("server.allowedHosts", ["*.example.org", "b.example"])
    try:
        assert hosts.is_ours("a.example.org")
        assert hosts.is_ours("b.example:80")
        assert not hosts.is_ours("example.org.evil.example")
        assert not hosts.is_ours("c.b.example")
    finally:
        config.set_option("server.allowedHosts", before)


@given(st.text(max_size=60))
def test_no_host_is_an_error(text: str) -> None:
    assert hosts.is_ours(text) in (True, False)


# Streamlit's addresses


@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent/interact",
     "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/_stcore/bidi-components/ruhrmap/x.js",
     "/_stcore/upload_file/a/b", "/component/other.thing/index.html", "/auth/login", "/auth/logout",
     "/oauth2callback", "/app/static/x", "/_stcore/stream/", "/_stcore/", "/static/../x",
     "/component/streamlit_folium.st_folium/../x", "/component/streamlit_folium.st_folium/.env",
     "/media/\0", "/static\\..\\x", "/static/..\\x"],
)  # fmt: skip
def test_what_no_page_of_ours_uses_is_not_there(app: Starlette, path: str) -> None:
    for method in ("GET", "POST"):
        assert ask(app, path, method=method).status == 404


@pytest.mark.parametrize(
    "path",
    ["/_stcore/health", "/_stcore/host-config", "/media/a.png", "/static/nothing.js",
     f"{bundles.FRAME}bootstrap.min.css", "/favicon.png"],
)  # fmt: skip
def test_what_our_pages_use_is_there(app: Starlette, path: str) -> None:
    assert ask(app, path).text == "inside"


# sizes


def test_headers_have_an_end(app: Starlette) -> None:
    assert ask(app, "/x.txt", headers=[("cookie", "a" * (doors.MOST_HEADERS - 100))]).status == 200
    told = ask(app, "/x.txt", headers=[("cookie", "a" * doors.MOST_HEADERS)])
    assert told.status == 431
    many = [(f"x-{i}", "a") for i in range(10_000)]
    assert ask(app, "/x.txt", headers=many).status == 431
    assert told.headers["connection"] == "close"


@pytest.mark.parametrize(
    "path",
    ["/api/v1/coverage", "/api/v1/search", "/vorschau.png", "/data/members.csv", "/feed.xml"],
)
def test_a_question_has_an_end(app: Starlette, path: str) -> None:
    for query in ("a" * (doors.LONGEST_QUERY + 1), "a&" * doors.LONGEST_QUERY):
        assert ask(app, f"{path}?{query}").status == 414


def test_readers_are_sent_on_from_an_endless_address(app: Starlette) -> None:
    for path in ("/", "/daten", "/einbetten"):
        assert ask(app, f"{path}?{'a' * 100_000}").status == 303


def _endless(read: list[int]) -> Iterator[bytes]:
    for _ in range(1000):
        read.append(1)
        yield b"x" * 100_000


@pytest.mark.parametrize("path", ["/", "/daten", "/api/v1/coverage", "/x.txt", "/einbetten"])
@pytest.mark.parametrize(
    "header", [("content-length", "100000000"), ("transfer-encoding", "chunked")]
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_a_body_is_refused_unread_where_none_is_taken(
    app: Starlette, path: str, header: tuple[str, str], method: str
) -> None:
    read: list[int] = []
    told = ask(app, path, method=method, headers=[header], chunks=_endless(read))
    assert told.status == 413
    assert told.headers["connection"] == "close", "what follows is not to be read either"
    assert not read


def test_an_intake_takes_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUHRMAP_STAFF", "1")
    app = Starlette(routes=server.routes(), middleware=server.middleware())
    for intake in server.INTAKES:
        sent = [("content-length", "3"), ("origin", "http://localhost")]
        told = ask(app, intake.path, method="POST", headers=sent, chunks=[b"abc"])
        assert told.status in (200, 422), "read, and of no use as a package"
        large = [("content-length", str(intake.most + 1)), ("origin", "http://localhost")]
        assert ask(app, intake.path, method="POST", headers=large).status == 413
        foreign = [("content-length", "3"), ("origin", "http://evil.example")]
        assert ask(app, intake.path, method="POST", headers=foreign).status == 403


def test_without_the_staff_there_is_no_intake(app: Starlette) -> None:
    for intake in server.INTAKES:
        told = ask(app, intake.path, method="POST", headers=[("content-length", "3")])
        assert told.status == 413
