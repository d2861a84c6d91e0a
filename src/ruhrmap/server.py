"""The web server around the pages: our files, the page's shell, and how it is started."""

from __future__ import annotations

import gc
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ruhrmap import api, assets, bundles, latency, site
from ruhrmap.catalog import PackageError
from ruhrmap.origins import OwnPagesOnly
from ruhrmap.shell import Shell
from ruhrmap.web import (
    checking,
    embed,
    endless,
    mapframe,
    opening,
    outreach_files,
    presentation,
    preview,
    public,
    releases,
    uploads,
)

# What the staff's pages hand files to; they exist where ruhrmap.staff is enabled.
INTAKES: Final[tuple[uploads.Intake, ...]] = (checking.INTAKE, releases.INTAKE)

MAIN_SCRIPT: Final = Path(__file__).parent / "pages" / "main.py"


def routes() -> list[Route]:
    """Our own addresses: the browser's scripts and styles, and the machine access."""
    return [
        Route(f"/{assets.ROUTE}/{{name}}", _asset),
        *api.routes(),
        *embed.routes(),
        *presentation.routes(),
        *preview.routes(),
        *uploads.routes(INTAKES),
        *checking.routes(),
        *outreach_files.routes(),
    ]


def middleware() -> list[Middleware]:
    """What every answer passes through."""
    return [
        Middleware(OwnPagesOnly),
        Middleware(uploads.NoStreamlitUploads),
        Middleware(endless.ShortAddresses),
        Middleware(bundles.Bundles),
        Middleware(mapframe.MapFrame),
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
    try:
        mapframe.warm_up()
        opening.warm_up()
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
