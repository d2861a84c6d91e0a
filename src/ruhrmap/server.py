"""The web server around the pages: our files, the page's shell, and how it is started."""

from __future__ import annotations

import gc
import os
import resource
import sys
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ruhrmap import api, assets, bundles, configuration, latency, logs, metrics, site
from ruhrmap.catalog import PackageError
from ruhrmap.origins import OwnPagesOnly
from ruhrmap.reloading import Watch
from ruhrmap.shell import Shell, inline_scripts
from ruhrmap.web import (
    capacity,
    checking,
    doors,
    embed,
    endless,
    headers,
    health,
    mapframe,
    opening,
    outreach_files,
    presentation,
    preview,
    public,
    releases,
    stopping,
    underneath,
    uploads,
    watching,
)

# What the staff's pages hand files to; they exist where ruhrmap.staff is enabled.
INTAKES: Final[tuple[uploads.Intake, ...]] = (checking.INTAKE, releases.INTAKE)

_OPEN_FILES: Final = 8_192  # as deploy/systemd has it

# Collections of middle-aged garbage before all visitors' objects are looked at (Python: 10).
# With 800 visitors that look takes half a second, in which nobody is answered, and came each
# four seconds; now it comes each half minute, for some 100 MB of garbage in between.
_SELDOM: Final = 300

MAIN_SCRIPT: Final = Path(__file__).parent / "pages" / "main.py"


def begin() -> None:
    """Look at the configuration before anything is served: what makes no sense ends it here.

    Then the log begins, and the figures for Prometheus where they are asked for.

    Raises
    ------
    SystemExit
        Once each fault has been told in one line: with the code 78, or 1 if only the port for
        the figures is taken.
    """
    problems = configuration.problems()
    for error in problems:
        sys.stderr.write(f"ruhrmap: {error}\n")
    if problems:
        raise SystemExit(configuration.EXIT_CODE)
    _take_all_open_files()
    logs.set_up()
    for warning in configuration.unknown(os.environ):
        logs.get("configuration").warning(warning.en)
    if (endpoint := configuration.endpoint(configuration.METRICS)) is not None:
        try:
            metrics.listen(endpoint)
        except OSError as error:
            name, reason = configuration.METRICS.name, error.strerror or str(error)
            sys.stderr.write(f"ruhrmap: {name}: {endpoint[0]} {endpoint[1]}: {reason}\n")
            raise SystemExit(1) from error


def routes() -> list[Route]:
    """Our own addresses: the browser's scripts and styles, and the machine access."""
    return [
        Route(f"/{assets.ROUTE}/{{name}}", _asset),
        *health.routes(),
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
        Middleware(watching.Watched, routes=routes()),
        Middleware(headers.SecurityHeaders, scripts=inline_scripts()),
        Middleware(doors.Doors, intakes=[one.path for one in INTAKES]),
        Middleware(capacity.Capacity),
        Middleware(OwnPagesOnly),
        Middleware(uploads.NoStreamlitUploads),
        Middleware(endless.ShortAddresses),
        Middleware(bundles.Bundles),
        Middleware(mapframe.MapFrame),
        Middleware(Shell),
    ]


@asynccontextmanager
async def lifespan(_: Any) -> AsyncGenerator[None, None]:
    """Warm up before the first visitor, and stop in an orderly way after the last.

    What is loaded is taken out of garbage collection, which looks at the rest seldom.

    Streamlit collects garbage after each rerun, most of a rerun's time unless what lives
    as long as the process is frozen. From then on changed data are picked up.
    """
    latency.switch_off_gathering()
    endless.take_long_requests()
    underneath.leave_out_its_name()
    public.configured()  # as begin(), for whoever starts the app in another way
    metrics.count_reruns()
    began = perf_counter()
    watch = Watch(_warm_up)
    watch.start()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], _SELDOM)
    async with health.watched(), watching.told(), stopping.in_order(), watch.going_on():
        health.STATE.ready = True
        _tell_ready(perf_counter() - began)
        try:
            yield
        finally:
            health.STATE.ready = False
    logs.get("server").info("stopped")
    metrics.end()


def serve(options: Mapping[str, Any]) -> None:
    """Serve the dashboard until interrupted, from any folder.

    Parameters
    ----------
    options : mapping
        Streamlit's options, as :func:`ruhrmap.settings.in_force` gives them.
    """
    import streamlit as st

    begin()
    app = st.App(
        MAIN_SCRIPT,
        routes=routes(),
        middleware=middleware(),
        lifespan=lifespan,
        on_script_error=metrics.script_error,
    )
    app.run(config=options)


def _take_all_open_files() -> None:
    """Raise the limit of open files, as far as one may: each visit holds four of them.

    The usual 1,024 are for programs that wait by ``select``, which nothing here does.
    """
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    bounds = [one for one in (most, _OPEN_FILES) if one != resource.RLIM_INFINITY]
    if now != resource.RLIM_INFINITY and now < min(bounds):
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(bounds), most))


def _warm_up(data: Path) -> None:
    """Make what every visitor of a data package needs before anybody asks."""
    # not streamlit_folium: a component imported outside of a visitor's run is not registered
    mapframe.warm_up(data)
    opening.warm_up(data)


def _tell_ready(seconds: float) -> None:
    from streamlit import config

    address, port = config.get_option("server.address"), config.get_option("server.port")
    metrics.VIEWERS_LIMIT.set(configuration.number(configuration.VIEWERS) or 0)
    logs.get("server").info(
        "ready", address=address, port=port, version=metrics.release(), seconds=round(seconds, 2)
    )


async def _asset(request: Request) -> Response:
    asset = _find(request.path_params["name"])
    if asset is None:
        return Response(status_code=404)
    return bundles.kept(asset.media_type, asset.body, asset.gzipped, request.headers)


def _find(name: str) -> assets.Asset | None:
    try:
        known = (site.newest(), *site.former())
    except PackageError:
        style = assets.page_stylesheet()
        return style if style.name == name else None
    return next((found for one in known if (found := one.assets.by_name().get(name))), None)
