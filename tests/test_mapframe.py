"""The document of the map's frame: streamlit-folium's, with the map in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit_folium
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ruhrmap import bundles, site, timemap
from ruhrmap.web import mapframe
from support import packages
from support.asgi import ask

BUILD = Path(streamlit_folium.__file__).parent / "frontend" / "build"


async def _beyond(_: Request) -> Response:
    return PlainTextResponse("beyond")


@pytest.fixture(scope="module")
def app() -> Starlette:
    """The middleware before a server that knows nothing."""
    return Starlette(
        routes=[Route("/{path:path}", _beyond)], middleware=[Middleware(mapframe.MapFrame)]
    )


def test_the_document_brings_the_map_before_streamlit_folium_asks_for_it(app: Starlette) -> None:
    told = ask(app, f"{mapframe.ADDRESS}?streamlitUrl=x").text
    files = site.current().assets
    order = [
        files.leaflet_css.path,
        files.map_css.path,
        'id="map_div"',
        files.leaflet_js.path,
        files.map_js.path,
        "L.map(",
        "ruhrmapMount(map_div)",
        "window.map=map_div",
    ]
    assert sorted(order, key=told.index) == order
    # its own script is deferred: it runs after all of that, and finds the map
    assert re.search(r'<script defer="defer" src="\./static/js/main\.[^"]+"></script>', told)


def test_it_is_the_map_that_streamlit_folium_would_draw() -> None:
    made = timemap.build(site.current().assets)
    made.get_root().render()
    its = streamlit_folium._get_map_string(made)
    ours = timemap.drawn(site.current().assets).script
    assert "L.map(" in ours
    assert "".join(ours.split()) in "".join(its.split())


def test_streamlit_folium_still_leaves_a_map_alone_that_is_there() -> None:
    """What this rests on, in its script: another version has to be looked at."""
    script = next((BUILD / "static" / "js").glob("main.*.js")).read_text("utf-8")
    assert "if(!window.map&&!1===ignore_render)" in script
    assert "feature_group!==window.__GLOBAL_DATA__.last_feature_group" in script
    assert "height!==window.__GLOBAL_DATA__.height" in script


def test_it_is_asked_for_anew_and_sent_only_when_it_changed(app: Starlette) -> None:
    first = ask(app, mapframe.ADDRESS)
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["content-type"] == "text/html; charset=utf-8"
    again = ask(app, mapframe.ADDRESS, headers=(("if-none-match", first.headers["etag"]),))
    assert (again.status, again.body) == (304, b"")


def test_everything_else_goes_on(
    app: Starlette, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(app, f"{bundles.FRAME}other.html").text == "beyond"
    assert ask(app, mapframe.ADDRESS, method="POST").status == 405
    monkeypatch.setenv("RUHRMAP_DATA", str(packages.broken(tmp_path / "data")))
    assert ask(app, mapframe.ADDRESS).text == "beyond", "a page of findings has no map"


def test_another_document_of_streamlit_folium_is_an_error_and_no_broken_map(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bundles, "frame_document", lambda: "<html><body></body></html>")
    with pytest.raises(ValueError, match=r"index\.html has changed"):
        mapframe.document(site.current())
