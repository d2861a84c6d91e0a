"""The web server around the pages: our files, the page's shell, and how it is started."""

from __future__ import annotations

import gc
import gzip
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ruhrmap import address, api, assets, bundles, latency, site, view
from ruhrmap.catalog import PackageError
from ruhrmap.messages import DEFAULT_LANGUAGE
from ruhrmap.origins import OwnPagesOnly
from ruhrmap.sitemap import ASKED_FOR, is_page
from ruhrmap.web import embed, endless, head, preview, public

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAIN_SCRIPT: Final = Path(__file__).parent / "pages" / "main.py"

# Of an address that leads nowhere: what is kept of the name.
_LONGEST_NAME: Final = 80

# Streamlit's script would look for the server below each page first, and be told 404 twice.
_ROOT_IS_HERE: Final = (
    '<script>{const root=new URL(".",location.href).href;'
    "window.__streamlit={BACKEND_BASE_URL:root,MAIN_PAGE_BASE_URL:root}}</script>"
)


def routes() -> list[Route]:
    """Our own addresses: the browser's scripts and styles, and the machine access."""
    return [
        Route(f"/{assets.ROUTE}/{{name}}", _asset),
        *api.routes(),
        *embed.routes(),
        *preview.routes(),
    ]


def middleware() -> list[Middleware]:
    """What every answer passes through."""
    return [
        Middleware(OwnPagesOnly),
        Middleware(endless.ShortAddresses),
        Middleware(bundles.Bundles),
        Middleware(Shell),
    ]


@asynccontextmanager
async def lifespan(_: Any) -> AsyncGenerator[None, None]:
    """Warm up before the first visitor, then take what is loaded out of garbage collection.

    Streamlit collects garbage after each rerun, most of a rerun's time unless what lives
    as long as the process is frozen.
    """
    latency.switch_off_gathering()
    endless.take_long_requests()
    public.configured()  # a bad address is said now, not to the first visitor
    _warm_up()
    gc.collect()
    gc.freeze()
    yield


def serve(host: str = "localhost", port: int = 8501, *, open_browser: bool = True) -> None:
    """Serve the dashboard until interrupted, from any folder, with our own settings."""
    import streamlit as st

    from ruhrmap import settings

    app = st.App(MAIN_SCRIPT, routes=routes(), middleware=middleware(), lifespan=lifespan)
    own = {
        "server.address": host,
        "server.port": port,
        "server.headless": not open_browser,
        "browser.serverAddress": host,
    }
    app.run(config={**settings.options(), **own})


def _warm_up() -> None:
    # not streamlit_folium: a component imported outside of a visitor's run is not registered
    from ruhrmap import timemap

    try:
        timemap.build(site.current().assets)
    except PackageError:
        return  # the page lists the findings


async def _asset(request: Request) -> Response:
    asset = _find(request.path_params["name"])
    if asset is None:
        return Response(status_code=404)
    return bundles.kept(asset.media_type, asset.body, asset.gzipped, request.headers)


def _find(name: str) -> assets.Asset | None:
    try:
        return site.current().assets.by_name().get(name)
    except PackageError:
        style = assets.page_stylesheet()
        return style if style.name == name else None


class Shell:
    """Mends Streamlit's page shell, which is hard-coded English and knows nothing of us.

    Language, title and link preview of the view in the address, our styles, and the files
    that the first page needs, so that the browser fetches them beside Streamlit's own
    scripts and not after them.

    Streamlit sends the shell for whatever it does not know, and its script then opens an
    error dialog. Here a page that does not exist leads to the first one, which says so; a
    file that does not exist is not found.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; a page's answer is held back and mended."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        if scope["path"].strip("/") == head.EMBED:
            await self._app(scope, receive, send)
            return
        if not _is_file(scope["path"]):
            headers = [h for h in scope["headers"] if h[0] != b"accept-encoding"]
            scope = {**scope, "headers": headers}
        await self._app(scope, receive, _ShellSender(scope, receive, send))


class _ShellSender:
    """Holds an answer back while it is the shell, and sends it on mended."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._send = send
        self._scope = scope
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, event: Message) -> None:
        if event["type"] == "http.response.start" and _is_html(event):
            self._start = event
        elif self._start is None:
            await self._send(event)
        else:
            self._body += event.get("body", b"")
            if not event.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        headers = MutableHeaders(raw=start["headers"])
        packed = "content-encoding" in headers
        html = (gzip.decompress(self._body) if packed else self._body).decode()
        if _is_streamlits(html) and not is_page(self._scope["path"]):
            await _elsewhere(self._scope)(self._scope, self._receive, self._send)
            return
        body = self._body if packed else mended(html, self._scope).encode()
        if body:
            headers["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _is_file(path: str) -> bool:
    """Whether a path is that of a file or of an answer for programs, and so none of a page."""
    return "." in path.rsplit("/", 1)[-1] or path.startswith("/api/")


def _elsewhere(scope: Scope) -> Response:
    """The answer where there is no such page: the first page, with the rest of the address."""
    path: str = scope["path"]
    if _is_file(path):
        return Response(status_code=404)
    parts = path.removeprefix("/").split("/")
    asked = [(ASKED_FOR, parts[-1][:_LONGEST_NAME])]
    query = address.pairs(scope["query_string"].decode("utf-8", "replace")[: address.LONGEST])
    # relative, so that a base path before ours stays
    up = "../" * (len(parts) - 1) or "./"
    return RedirectResponse(f"{up}?{urlencode(query + asked)}", 307)


def _is_html(event: Message) -> bool:
    headers = Headers(raw=event["headers"])
    readable = headers.get("content-encoding", "gzip") == "gzip"
    return readable and headers.get("content-type", "").startswith("text/html")


def mended(html: str, scope: Scope) -> str:
    """Streamlit's shell with language, head and early loads of what is asked; else unchanged."""
    if not _is_streamlits(html):
        return html
    language, told = _head(scope)
    html = html.replace('<html lang="en">', f'<html lang="{language}">', 1)
    html = re.sub(r"<title>[^<]*</title>", "", html, count=1)
    # Streamlit's own typeface, which we do not use
    html = re.sub(r'<link\s+rel="preload"[^>]*SourceSans[^>]*>', "", html, count=1)
    is_map = scope["path"] == "/"
    where = "" if is_map else _ROOT_IS_HERE
    return html.replace("</head>", f"{told}{where}{_early_loads(with_map=is_map)}</head>", 1)


def _head(scope: Scope) -> tuple[str, str]:
    """Language and head of the page that is asked for."""
    try:
        here = site.current()
    except PackageError:
        return DEFAULT_LANGUAGE, head.without_data()
    query = scope["query_string"].decode("utf-8", "replace")
    shown, _ = view.read(address.pairs(query), here.limits)
    page = head.Page(here, scope["path"].strip("/"), shown, public.address(scope))
    return shown.language, head.elements(page)


def _is_streamlits(html: str) -> bool:
    return '<div id="root">' in html and "Streamlit</title>" in html


def _early_loads(*, with_map: bool) -> str:
    try:
        files = site.current().assets
    except PackageError:
        return f'<link rel="stylesheet" href="./{assets.page_stylesheet().path}">'
    of_map = (
        ("script", files.leaflet_js),
        ("script", files.map_js),
        ("style", files.leaflet_css),
        ("style", files.map_css),
    )
    preload = "".join(
        f'<link rel="preload" as="{kind}" href="./{asset.path}">'
        for kind, asset in (of_map if with_map else ())
    )
    return (
        f'<link rel="stylesheet" href="./{files.page_css.path}">'
        f'<link rel="modulepreload" href="./{files.page_js.path}">{preload}{bundles.early_loads()}'
    )
