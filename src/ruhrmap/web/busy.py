"""What a visitor is told when there is no room for more: when to come again, and where else.

It needs no session, no script and no data of the visitor; it is made once a view, for it is
sent when there is least time.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response

from ruhrmap import address, coverage, site, view
from ruhrmap.api.answers import takes_gzip
from ruhrmap.catalog import PackageError
from ruhrmap.messages import DEFAULT_LANGUAGE, long_date, message
from ruhrmap.sitemap import entry
from ruhrmap.templates import template
from ruhrmap.view import ViewState
from ruhrmap.web import embed, opening
from ruhrmap.web.words import words

if TYPE_CHECKING:
    from starlette.types import Scope

# Seconds after which the page looks again. Not the same for all: those who were refused
# together should not come back together.
AGAIN: Final = (20, 24, 28, 32)

_KEPT: Final = 64  # views, 20 kB each
_QUICK: Final = 6  # of gzip


def answer(scope: Scope, turn: int) -> Response:
    """The page for who asks for a page now; ``turn`` counts those who were refused."""
    seconds = AGAIN[turn % len(AGAIN)]
    headers = {
        "Retry-After": str(seconds),
        "Cache-Control": "no-store",
        "Vary": "Accept-Encoding",
        "Content-Security-Policy": (
            "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; "
            "form-action 'none'; frame-ancestors 'self'"
        ),
    }
    try:
        here = site.current()
    except PackageError:
        text = message(DEFAULT_LANGUAGE, "busy.heading")
        return PlainTextResponse(text, 503, headers)
    query = scope["query_string"].decode("utf-8", "replace")
    shown, _ = view.read(address.pairs(query), here.limits)
    body = _packed(here.folder, shown, scope["path"].strip("/"), seconds)
    if takes_gzip(Headers(scope=scope)):
        headers["Content-Encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    return Response(body, 503, headers, "text/html; charset=utf-8")


@lru_cache(_KEPT)
def _packed(data: Path, shown: ViewState, path: str, seconds: int) -> bytes:
    here = site.read(data)
    language = shown.language
    frame = coverage.frame_on(here.frames, shown.date)
    is_map = path == entry("map").path
    texts = {
        "site": message(language, "share.site", **here.catalog.words),
        "legend": message(language, "ui.legend"),
        "again": message(language, "busy.again", seconds=str(seconds)),
        **{
            key: message(language, f"busy.{key}")
            for key in ("title", "heading", "why", "now", "light_page")
        },
    }
    html = template("busy.html").render(
        language=language,
        seconds=seconds,
        up="../" * path.count("/") or "./",
        style=here.assets.embed_css.path,
        again=f"?{urlencode(view.write(shown))}",
        light_page=embed.address_of(shown),
        date=long_date(language, shown.date),
        frame=words(frame, shown),
        drawing=opening.drawing(here, frame, shown) if is_map else None,
        texts=texts,
    )
    return gzip.compress(html.encode(), _QUICK, mtime=0)
