"""The web server around the pages: our files, the page's shell, and how it is started."""

from __future__ import annotations

import gc
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ruhrmap import address, api, assets, bundles, latency, site, view
from ruhrmap.catalog import PackageError
from ruhrmap.messages import DEFAULT_LANGUAGE
from ruhrmap.origins import OwnPagesOnly
from ruhrmap.web import embed, head, public

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAIN_SCRIPT: Final = Path(__file__).parent / "pages" / "main.py"


def routes() -> list[Route]:
    """Our own addresses: the browser's scripts and styles, and the machine access."""
    return [Route(f"/{assets.ROUTE}/{{name}}", _asset), *api.routes(), *embed.routes()]


def middleware() -> list[Middleware]:
    """What every answer passes through."""
    return [Middleware(OwnPagesOnly), Middleware(bundles.Bundles), Middleware(Shell)]


@asynccontextmanager
async def lifespan(_: Any) -> AsyncGenerator[None, None]:
    """Warm up before the first visitor, then take what is loaded out of garbage collection.

    Streamlit collects garbage after each rerun, most of a rerun's time unless what lives
    as long as the process is frozen.
    """
    latency.switch_off_gathering()
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
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; a page's answer is held back and mended."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if not _is_shell(path):
            await self._app(scope, receive, send)
            return
        headers = [h for h in scope["headers"] if h[0] != b"accept-encoding"]
        await self._app({**scope, "headers": headers}, receive, _ShellSender(send, scope))


def _is_shell(path: str) -> bool:
    """Whether a path is one of Streamlit's pages, as far as its name tells."""
    ours = path.startswith("/api/") or path.strip("/") == head.EMBED
    return not ours and "." not in path.rsplit("/", 1)[-1]


class _ShellSender:
    """Holds an answer back while it is the shell, and sends it on mended."""

    def __init__(self, send: Send, scope: Scope) -> None:
        self._send = send
        self._scope = scope
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, event: Message) -> None:
        if event["type"] == "http.response.start" and _is_page(event):
            self._start = event
        elif self._start is None:
            await self._send(event)
        else:
            self._body += event.get("body", b"")
            if not event.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = mended(self._body.decode(), self._scope).encode() if self._body else b""
        if body:
            MutableHeaders(raw=start["headers"])["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _is_page(event: Message) -> bool:
    headers = Headers(raw=event["headers"])
    plain = "content-encoding" not in headers
    return plain and headers.get("content-type", "").startswith("text/html")


def mended(html: str, scope: Scope) -> str:
    """Streamlit's shell with language, head and early loads of what is asked; else unchanged."""
    if '<div id="root">' not in html or "Streamlit</title>" not in html:
        return html
    language, told = _head(scope)
    html = html.replace('<html lang="en">', f'<html lang="{language}">', 1)
    html = re.sub(r"<title>[^<]*</title>", "", html, count=1)
    # Streamlit's own typeface, which we do not use
    html = re.sub(r'<link\s+rel="preload"[^>]*SourceSans[^>]*>', "", html, count=1)
    return html.replace("</head>", f"{told}{_early_loads()}</head>", 1)


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


def _early_loads() -> str:
    try:
        files = site.current().assets
    except PackageError:
        return f'<link rel="stylesheet" href="./{assets.page_stylesheet().path}">'
    preload = "".join(
        f'<link rel="preload" as="{kind}" href="./{asset.path}">'
        for kind, asset in (
            ("script", files.leaflet_js),
            ("script", files.map_js),
            ("style", files.leaflet_css),
            ("style", files.map_css),
        )
    )
    return (
        f'<link rel="stylesheet" href="./{files.page_css.path}">'
        f'<link rel="modulepreload" href="./{files.page_js.path}">{preload}{bundles.early_loads()}'
    )
