"""Who may open a visitor's connection: pages of this very server, and whom the operator names.

Streamlit would ask an address service on the net for its own address before it refuses
another site's page. Nothing may leave the host, so the question is answered here first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from ruhrmap import configuration

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_POLICY_VIOLATION: Final = 1008


class OwnPagesOnly:
    """Refuses websockets that another site's page opens.

    Of one that is allowed under another name Streamlit would ask the address service all the
    same, before it looks at its own list: it is told that the page is the server's own.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a connection on, or close it before it is open."""
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            if not is_own(origin, headers.get("host")):
                await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
                return
            if origin is not None:
                scope = {**scope, "headers": _asked_by(origin, scope["headers"])}
        await self._app(scope, receive, send)


def _asked_by(origin: str, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    host = urlsplit(origin).netloc.encode("latin-1", "replace")
    return [(name, host if name == b"host" else value) for name, value in headers]


def is_own(origin: str | None, host: str | None) -> bool:
    """Whether a page of this origin may connect.

    Without an ``Origin`` there is no browser. Else it is the host that was asked, that of
    ``RUHRMAP_PUBLIC_URL`` or the configured ``browser.serverAddress`` (a proxy may ask by
    another name), or one of ``server.corsAllowedOrigins``; every one if ``server.enableCORS``
    is off.
    """
    from streamlit import config

    if origin is None or not config.get_option("server.enableCORS"):
        return True
    try:
        parts = urlsplit(origin)
        name = parts.hostname
    except ValueError:
        return False  # half a bracket
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return origin in config.get_option("server.corsAllowedOrigins")
    if parts.netloc == host:
        return True
    public = configuration.url(configuration.PUBLIC_URL)
    if public is not None and urlsplit(public)[:2] == parts[:2]:
        return True
    if config.is_manually_set("browser.serverAddress"):
        address = config.get_option("browser.serverAddress")
        if name == address:
            return True
    return origin in config.get_option("server.corsAllowedOrigins")
