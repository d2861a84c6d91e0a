"""Streamlit's and streamlit-folium's own scripts, as a first visitor needs them.

Streamlit serves its scripts one by one from disk and uncompressed, and streamlit-folium's
frame asks for its script again on every reload. Their names hold the content's hash, so they
are kept here in memory, packed once, and by the browser for good. And the page's shell says
early which of them the first page needs: what Streamlit finds out late, it would wait for.
"""

from __future__ import annotations

import gzip
import mimetypes
import re
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers
from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

# A year: the names hold the content's hash, a new content has a new name.
_FOR_GOOD: Final = "public, max-age=31536000, immutable"

_HASHED: Final = re.compile(r"\.[\w-]{8}\.(js|css|woff2)$")
_PACKED: Final = (".js", ".css")  # a typeface is compressed already
FRAME: Final = "/component/streamlit_folium.st_folium/"  # where streamlit-folium is served

# Streamlit loads them when the first component is drawn; until then it draws a gap.
_OF_COMPONENTS: Final = ("BidiComponent", "ComponentInstance")


class Bundles:
    """Answers what is asked for by a name with a hash; passes all else on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a file from memory, or let the next one answer."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            path = _files().get(scope["path"])
            if path is not None:
                answer = kept(*_read(path), Headers(scope=scope))
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)


def kept(media_type: str, body: bytes, gzipped: bytes | None, headers: Headers) -> Response:
    """A file that the browser may keep for good, packed for whoever can unpack it."""
    own = {"Cache-Control": _FOR_GOOD, "Vary": "Accept-Encoding"}
    if gzipped is not None and "gzip" in headers.get("accept-encoding", ""):
        own["Content-Encoding"] = "gzip"
        return Response(gzipped, media_type=media_type, headers=own)
    return Response(body, media_type=media_type, headers=own)


def early_loads() -> str:
    """What the head of the shell asks for, beside Streamlit's own entry.

    Streamlit's parts that draw components run before they are needed. The frame's script
    only waits in the cache: it runs in another document.
    """
    parts = "".join(
        f'<script type="module" crossorigin src=".{address}"></script>'
        for name in _OF_COMPONENTS
        for address in _named(f"/static/js/{name}.")
    )
    frame = "".join(
        f'<link rel="prefetch" href=".{address}">' for address in _named(f"{FRAME}static/js/main.")
    )
    return parts + frame


def shell_document() -> str:
    """Streamlit's own ``index.html``, the shell of every page."""
    return (_streamlit() / "index.html").read_text("utf-8")


def frame_document() -> str:
    """streamlit-folium's own ``index.html``."""
    return (_folium() / "index.html").read_text("utf-8")


def _named(start: str) -> Iterable[str]:
    return (a for a in _files() if a.startswith(start) and a.endswith(".js"))


@cache
def _files() -> dict[str, Path]:
    """Every file with a hash in its name, by its address; only these are ever read."""
    roots = {"/static/": _streamlit() / "static", FRAME: _folium()}
    return {
        prefix + path.relative_to(root).as_posix(): path
        for prefix, root in roots.items()
        for path in sorted(root.rglob("*"))
        if _HASHED.search(path.name)
    }


@cache
def _read(path: Path) -> tuple[str, bytes, bytes | None]:
    body = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    packed = gzip.compress(body, mtime=0) if path.suffix in _PACKED else None
    return media_type, body, packed


def _streamlit() -> Path:
    from streamlit import file_util

    return Path(file_util.get_static_dir())


def _folium() -> Path:
    # not imported: a component imported outside of a visitor's run is not registered
    found = find_spec("streamlit_folium")
    assert found is not None and found.origin is not None, "a dependency of this package"
    return Path(found.origin).parent / "frontend" / "build"
