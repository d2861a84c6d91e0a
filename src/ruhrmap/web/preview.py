"""``/vorschau.png``: the picture of a view, drawn once and kept while it is asked for."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ruhrmap import address, picture, site, view
from ruhrmap.address import Ignored
from ruhrmap.api.answers import kept, refused
from ruhrmap.catalog import PackageError
from ruhrmap.messages import DEFAULT_LANGUAGE, LANGUAGES, message
from ruhrmap.view import Limits, View, ViewState
from ruhrmap.web import head
from ruhrmap.web.painter import PAINTER

_KEPT: Final = 128  # pictures of some 60 kB


def routes() -> list[Route]:
    """The address of the picture."""
    return [Route(f"/{head.PREVIEW}", _answer)]


async def _answer(request: Request) -> Response:
    try:
        here = site.current()
    except PackageError:
        return refused(503, {"error": message(DEFAULT_LANGUAGE, "api.broken")})
    query = request.scope["query_string"].decode("utf-8", "replace")
    shown, ignored = view.read(address.pairs(query), here.limits)
    if ignored:
        return refused(400, _refusal(ignored[0], here.limits))
    shown = replace(shown, view=View.MAP, comparison=None)
    body = await asyncio.get_running_loop().run_in_executor(PAINTER, _drawn, here.folder, shown)
    return kept(request, body, "image/png")


@lru_cache(_KEPT)
def _drawn(path: Path, shown: ViewState) -> bytes:
    here = site.read(path)
    return picture.preview(here.catalog, here.frames, shown, path / "geo")


def _refusal(bad: Ignored, limits: Limits) -> dict[str, object]:
    """What is wrong, and which values are allowed."""
    spelled = view.spelling()
    allowed: dict[str, object] = {
        "datum": f"YYYY-MM-DD from {limits.first} to {limits.last}",
        "ebene": sorted(spelled["level"].values()),
        "sprache": list(LANGUAGES),
        "ort": sorted(limits.places),
    }
    return {
        "error": message(DEFAULT_LANGUAGE, "api.bad_parameter", name=bad.parameter),
        "parameter": bad.parameter,
        "value": bad.value,
        "allowed": allowed.get(bad.parameter, sorted(allowed)),
    }
