"""Streamlit's own scripts come packed, from memory, and are kept by the browser."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
import streamlit
import streamlit_folium
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ruhrmap import bundles
from support.asgi import ask

STATIC = Path(streamlit.__file__).parent / "static"
FRAME = Path(streamlit_folium.__file__).parent / "frontend" / "build"
GZIP = (("accept-encoding", "gzip, br"),)


async def _beyond(_: Request) -> Response:
    return PlainTextResponse("beyond", 404)


@pytest.fixture(scope="module")
def app() -> Starlette:
    """The middleware before a server that knows nothing."""
    return Starlette(
        routes=[Route("/{path:path}", _beyond)], middleware=[Middleware(bundles.Bundles)]
    )


def entry() -> str:
    """The address of Streamlit's first script, as its own page names it."""
    found = re.search(r'src="\.(/static/js/index\.[^"]+)"', (STATIC / "index.html").read_text())
    assert found is not None
    return found[1]


def test_streamlits_entry_is_packed_and_kept_for_good(app: Starlette) -> None:
    body = (STATIC / entry().lstrip("/")).read_bytes()
    plain = ask(app, entry())
    assert plain.status == 200
    assert plain.body == body
    assert plain.headers["content-type"].startswith("text/javascript")
    assert plain.headers["cache-control"] == "public, max-age=31536000, immutable"
    packed = ask(app, entry(), headers=GZIP)
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(body) / 2
    assert gzip.decompress(packed.body) == body


def test_a_typeface_is_not_packed_again(app: Starlette) -> None:
    font = next(STATIC.rglob("*.woff2"))
    answer = ask(app, "/" + font.relative_to(STATIC).as_posix(), headers=GZIP)
    assert answer.body == font.read_bytes()
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-type"] == "font/woff2"


def test_the_frames_script_is_kept_as_well(app: Starlette) -> None:
    (script,) = (FRAME / "static" / "js").glob("main.*.js")
    answer = ask(app, f"/component/streamlit_folium.st_folium/static/js/{script.name}")
    assert answer.body == script.read_bytes()
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/static/index.html",  # no hash in its name: changes with an update
        "/static/js/index.AAAAAAAA.js",
        "/static/../static/js/index.AAAAAAAA.js",
        "/component/streamlit_folium.st_folium/index.html",
        "/component/other/static/js/main.12345678.js",
    ],
)
def test_what_is_not_named_by_a_hash_is_left_to_streamlit(app: Starlette, path: str) -> None:
    assert ask(app, path).text == "beyond"


def test_a_script_is_not_posted_to(app: Starlette) -> None:
    assert ask(app, entry(), method="POST").status == 405  # of the route beyond


def test_the_shell_asks_early_for_what_streamlit_loads_late(app: Starlette) -> None:
    """Each name is one of this Streamlit's files: after an update it may be another."""
    addresses = re.findall(r'(?:src|href)="\.([^"]+)"', bundles.early_loads())
    starts = ["/static/js/BidiComponent.", "/static/js/ComponentInstance.", "/component/"]
    assert [a for a, start in zip(addresses, starts, strict=True) if not a.startswith(start)] == []
    for address in addresses:
        assert ask(app, address).status == 200
