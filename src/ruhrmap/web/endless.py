"""Addresses of any length: the browser is sent on to a short one that says the same.

Streamlit's page sends its address along with everything it says, and a megabyte of it, or
bytes that are no text, would break it there. So it never gets to see one.
"""

from __future__ import annotations

from string import printable
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from starlette.responses import RedirectResponse

from ruhrmap import address
from ruhrmap.sitemap import ASKED_FOR, is_page
from ruhrmap.view import NAMES
from ruhrmap.web import head

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

# Chromium sends no address above two megabytes; with headers a little more.
_LONGEST_REQUEST: Final = 2 * 1024 * 1024 + 64 * 1024


class ShortAddresses:
    """Sends on who comes to a page with an endless address, or one that is no clean text."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with the address to go to."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            path = scope["path"]
            if is_page(path) or path.strip("/") == head.EMBED:
                query = scope["query_string"].decode("utf-8", "replace")
                short = address.shortened(query, (*NAMES, ASKED_FOR))
                if short is not None:
                    # relative: the page stays, and so does a base path before ours
                    answer = RedirectResponse(f"?{short}", 303)
                    await answer(scope, receive, send)
                    return
        if scope["type"] == "http" and not scope["query_string"].isascii():
            # a library further in takes it for UTF-8 and falls over
            scope = {**scope, "query_string": quote(scope["query_string"], printable).encode()}
        await self._app(scope, receive, send)


def take_long_requests() -> None:
    """Let the server read a request whose address is as long as a browser sends one.

    It would answer with a bare error beyond 64 kB, before anything of ours is asked. uvicorn
    has an option for this that Streamlit does not hand on, so its default is raised.
    """
    from uvicorn.protocols.http import h11_impl

    h11_impl.DEFAULT_MAX_INCOMPLETE_EVENT_SIZE = _LONGEST_REQUEST  # type: ignore[attr-defined]
