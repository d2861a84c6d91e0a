"""``/praesentation``: the presentation file as any web server would serve it."""

from __future__ import annotations

import asyncio
from threading import Lock
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ruhrmap import export, site
from ruhrmap.api.answers import kept
from ruhrmap.api.downloads import material
from ruhrmap.catalog import PackageError
from ruhrmap.messages import DEFAULT_LANGUAGE, message
from ruhrmap.web import public

PATH: Final = "praesentation"
_TURN: Final = Lock()


def routes() -> list[Route]:
    """The address of the file."""
    return [Route(f"/{PATH}", _answer)]


def body() -> bytes:
    """The file of this server's data, with the configured public address inside.

    Raises
    ------
    ruhrmap.catalog.PackageError
        If the data package is broken.
    """
    # the first ones to ask come together, and making it takes a second of one processor
    with _TURN:
        return export.presentation.write(material(site.data_path()), public.configured())


async def _answer(request: Request) -> Response:
    try:
        file = await asyncio.to_thread(body)
    except PackageError:
        text = message(DEFAULT_LANGUAGE, "api.broken")
        return Response(text, 503, {"Cache-Control": "no-store"}, "text/plain; charset=utf-8")
    answer = kept(request, file, "text/html; charset=utf-8")
    answer.headers["Content-Security-Policy"] = export.presentation.policy(file)
    return answer
