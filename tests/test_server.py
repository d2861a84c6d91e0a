"""The server around the pages: our files with their headers, and the mended shell."""

from __future__ import annotations

import asyncio
import gc
import gzip
import re
import resource
import urllib.request
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import streamlit
from benchmarks import made
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from ruhrmap import assets, catalog, shell, site
from ruhrmap import server as served
from support import packages
from support.asgi import ask
from support.server import Server

SHELL = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
GZIP = (("accept-encoding", "gzip, br"),)
LOADS = re.compile(
    r'<link rel="(stylesheet|prefetch|modulepreload)"[^>]*href="\./(ruhrmap/[^"]+)">'
)


async def _shell(_: Request) -> Response:
    return HTMLResponse(SHELL)


async def _in_pieces(_: Request) -> Response:
    async def pieces() -> AsyncIterator[bytes]:
        body = SHELL.encode()
        for start in range(0, len(body), 100):
            yield body[start : start + 100]

    return StreamingResponse(pieces(), media_type="text/html")


async def _other_page(_: Request) -> Response:
    return HTMLResponse('<html lang="en"><title>Another</title><div id="root"></div></html>')


async def _text(_: Request) -> Response:
    return PlainTextResponse(SHELL)


async def _encoding(request: Request) -> Response:
    return PlainTextResponse(request.headers.get("accept-encoding", "none"))


@pytest.fixture(scope="module")
def app() -> Starlette:
    """Our routes and middleware, around what stands for Streamlit."""
    streamlits = [
        Route("/", _shell),
        Route("/daten", _in_pieces),
        Route("/{path:path}.html", _shell),
        Route("/unsinn", _shell),
        Route("/a/b/unsinn", _shell),
        Route("/other", _other_page),
        Route("/text", _text),
        Route("/encoding", _encoding),
        Route("/encoding.js", _encoding),
    ]
    return Starlette(routes=[*served.routes(), *streamlits], middleware=served.middleware())


# our files


def test_every_file_is_served_for_good_and_packed(app: Starlette) -> None:
    for name, asset in site.current().assets.by_name().items():
        plain = ask(app, f"/ruhrmap/{name}")
        assert plain.status == 200
        assert plain.body == asset.body
        assert plain.headers["content-type"].startswith(asset.media_type)
        assert plain.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert plain.headers["vary"] == "Accept-Encoding"
        assert "content-encoding" not in plain.headers

        packed = ask(app, f"/ruhrmap/{name}", headers=GZIP)
        assert packed.headers["content-encoding"] == "gzip"
        assert packed.headers["content-length"] == str(len(packed.body))
        assert gzip.decompress(packed.body) == asset.body
        assert packed.headers["cache-control"] == plain.headers["cache-control"]


def test_head_tells_the_length_without_the_body(app: Starlette) -> None:
    asset = site.current().assets.page_css
    told = ask(app, f"/{asset.path}", method="HEAD")
    assert told.status == 200
    assert told.headers["content-length"] == str(len(asset.body))


@pytest.mark.parametrize(
    "name",
    ["page.css", "page-000000000000.css", "", "map.css", "../server.py", "%2e%2e/server.py", ".."],
)
def test_nothing_else_is_served(app: Starlette, name: str) -> None:
    """An old name is an error, not an old file; and no name leads out of our files."""
    assert ask(app, f"/ruhrmap/{name}").status == 404


def test_writing_is_not_allowed(app: Starlette) -> None:
    asset = site.current().assets.page_css
    assert ask(app, f"/{asset.path}", method="POST").status == 405


# the shell


def test_the_shell_speaks_german_and_has_a_title(app: Starlette) -> None:
    told = ask(app, "/").text
    assert '<html lang="de">' in told
    assert '<html lang="en">' not in told
    assert "<title>RuhrFutur im Ruhrgebiet: Wer gehört seit wann dazu?</title>" in told
    assert told.count("<title>") == 1
    assert '<div id="root"></div>' in told


def test_the_shell_loads_our_files_early_and_all_of_them_exist(app: Starlette) -> None:
    told = ask(app, "/").text
    loads = LOADS.findall(told)
    assert [kind for kind, _ in loads] == ["stylesheet", "modulepreload", *["prefetch"] * 4]
    every = site.current().assets.by_name().values()
    # not of another page, nor data of what is seen later
    first = [a for a in every if not a.name.startswith("embed") and not a.name.endswith(".json")]
    assert {path for _, path in loads} == {a.path for a in first}
    for _, path in loads:
        assert ask(app, f"/{path}").status == 200
    assert told.index(loads[0][1]) < told.index("</head>")


def test_a_page_of_text_does_not_wait_for_the_map(app: Starlette) -> None:
    assert 'rel="prefetch" as="script"' in ask(app, "/").text
    assert 'rel="prefetch" as="script"' not in ask(app, "/daten").text


def test_the_shell_loads_no_typeface_that_is_not_used(app: Starlette) -> None:
    assert "SourceSans" in SHELL, "else this test holds nothing"
    assert "SourceSans" not in ask(app, "/").text


def test_the_length_told_is_the_length_sent(app: Starlette) -> None:
    told = ask(app, "/")
    assert told.headers["content-length"] == str(len(told.body))


def test_a_shell_that_comes_in_pieces_is_mended_whole(app: Starlette) -> None:
    scope = {"path": "/daten", "query_string": b"", "headers": [(b"host", b"localhost")]}
    assert ask(app, "/daten").text == shell.mended(SHELL, scope)


def test_a_page_says_where_the_server_is_so_that_nobody_looks_below_it(app: Starlette) -> None:
    assert "BACKEND_BASE_URL" in ask(app, "/daten").text
    assert "BACKEND_BASE_URL" not in ask(app, "/").text


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/unsinn", "./?seite=unsinn"),
        ("/unsinn?datum=2019-01-31&ort=x%26y", "./?datum=2019-01-31&ort=x%26y&seite=unsinn"),
        ("/a/b/unsinn", "../../?seite=unsinn"),
        ("/unsinn?" + "x" * 100_000, "./?" + "x" * 2000 + "=&seite=unsinn"),
    ],
)
def test_a_page_that_does_not_exist_leads_to_the_first(
    app: Starlette, asked: str, leads_to: str
) -> None:
    """Streamlit would open an error dialog over it."""
    told = ask(app, asked)
    assert told.status == 307
    assert told.headers["location"] == leads_to


@pytest.mark.parametrize("headers", [(), GZIP])
def test_a_file_that_does_not_exist_is_not_found(
    app: Starlette, headers: tuple[tuple[str, str], ...]
) -> None:
    """Streamlit would send its page for it, to /robots.txt as well."""
    assert ask(app, "/nothing.html", headers=headers).status == 404


def test_a_shell_is_asked_for_unpacked_so_that_it_can_be_mended(app: Starlette) -> None:
    assert '<html lang="de">' in gzip.decompress(ask(app, "/", headers=GZIP).body).decode()
    assert ask(app, "/encoding", headers=GZIP).text == "none"
    assert ask(app, "/encoding.js", headers=GZIP).text == "gzip, br", "files stay packed"


def test_a_shell_is_never_said_to_be_unchanged() -> None:
    """Streamlit compares its own file, which says nothing of our data and files."""

    async def unchanged(request: Request) -> Response:
        known = {"etag": '"a"', "last-modified": "Thu, 01 Jan 2026 00:00:00 GMT"}
        asked = {*request.headers} & {"if-none-match", "if-modified-since"}
        return (
            Response(status_code=304, headers=known) if asked else HTMLResponse(SHELL, 200, known)
        )

    app = Starlette(routes=[Route("/", unchanged)], middleware=served.middleware())
    old = [("if-none-match", '"a"'), ("if-modified-since", "Thu, 01 Jan 2026 00:00:00 GMT")]
    told = ask(app, "/", headers=old)
    assert told.status == 200
    assert not {"etag", "last-modified"} & told.headers.keys()


def test_head_of_the_shell_has_no_body(app: Starlette) -> None:
    told = ask(app, "/", method="HEAD")
    assert told.status == 200
    assert "text/html" in told.headers["content-type"]


def test_another_page_is_left_alone(app: Starlette) -> None:
    """The frame of st_folium, for one."""
    assert "<title>Another</title>" in ask(app, "/other").text
    assert 'lang="en"' in ask(app, "/other").text


def test_what_is_no_page_is_left_alone(app: Starlette) -> None:
    assert ask(app, "/text").text == SHELL


def test_mending_twice_changes_nothing_more() -> None:
    scope = {"path": "/", "query_string": b"", "headers": []}
    once = shell.mended(SHELL, scope)
    assert once != SHELL
    assert shell.mended(once, scope) == once


# a broken package


def test_without_data_the_page_of_findings_is_still_dressed(
    app: Starlette, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUHRMAP_DATA", str(packages.broken(tmp_path / "data")))
    told = ask(app, "/").text
    assert '<html lang="de">' in told
    assert LOADS.findall(told) == [("stylesheet", assets.page_stylesheet().path)]
    assert ask(app, f"/{assets.page_stylesheet().path}").status == 200
    assert ask(app, "/ruhrmap/map-000000000000.js").status == 404


def test_a_server_starts_with_a_broken_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUHRMAP_DATA", str(packages.broken(tmp_path / "data")))
    asyncio.run(_live())


def test_what_lives_as_long_as_the_server_is_out_of_garbage_collection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.write(tmp_path / "data", 4, catalog.default_path())
    monkeypatch.setenv("RUHRMAP_DATA", str(tmp_path / "data"))
    gc.unfreeze()  # what other tests have left
    usual = gc.get_threshold()
    try:
        gc.set_threshold(700, 10, 10)
        assert asyncio.run(_live()) > 10_000
        assert gc.get_threshold()[2] >= 100, "all visitors wait while their objects are looked at"
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)


def test_it_takes_as_many_open_files_as_it_may() -> None:
    """A thousand are the usual limit, and three hundred visitors."""
    kind = resource.RLIMIT_NOFILE
    before, most = resource.getrlimit(kind)
    try:
        resource.setrlimit(kind, (1000, most))
        served._take_all_open_files()
        taken, _ = resource.getrlimit(kind)
        assert taken == (8192 if most == resource.RLIM_INFINITY else min(8192, most))
        if most == resource.RLIM_INFINITY or most > taken:
            resource.setrlimit(kind, (taken + 1, most))
            served._take_all_open_files()
            assert resource.getrlimit(kind) == (taken + 1, most), "it never takes less"
    finally:
        resource.setrlimit(kind, (before, most))


async def _live() -> int:
    async with served.lifespan(None):
        return gc.get_freeze_count()


# the real server


def test_the_real_server_answers_with_all_of_that(server: Server) -> None:
    """Routes and middleware reach Streamlit's own server through app.py."""
    with urllib.request.urlopen(server.url) as answer:
        page = answer.read().decode()
        assert "Server" not in answer.headers, "it names the program that stands below"
    assert '<html lang="de">' in page
    loads = LOADS.findall(page)
    assert len(loads) == 6
    for _, path in loads:
        request = urllib.request.Request(f"{server.url}/{path}", headers=dict(GZIP))
        with urllib.request.urlopen(request) as answer:
            assert answer.status == 200
            assert "immutable" in answer.headers["Cache-Control"]
            assert answer.headers["Content-Encoding"] == "gzip"


def test_the_shell_asks_no_other_host(server: Server) -> None:
    with urllib.request.urlopen(server.url) as answer:
        shell = answer.read().decode()
    # the page's own address stands in the head; it is no request
    asked = re.sub(r'<link rel="(?:canonical|alternate)"[^>]*>', "", shell)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', asked)
