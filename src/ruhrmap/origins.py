"""Who may open a visitor's connection: pages of this very server, and whom the operator names.

Streamlit would ask an address service on the net for its own address before it refuses
another site's page. Nothing may leave the host, so the question is answered here first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_POLICY_VIOLATION: Final = 1008


class OwnPagesOnly:
    """Refuses websockets that another site's page opens."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a connection on, or close it before it is open."""
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            if not is_own(headers.get("origin"), headers.get("host")):
                await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
                return
        await self._app(scope, receive, send)


def is_own(origin: str | None, host: str | None) -> bool:
    """Whether a page of this origin may connect.

    Without an ``Origin`` there is no browser. Else it is the host that was asked, the
    configured ``browser.serverAddress`` (a proxy may ask by another name), or one of
    ``server.corsAllowedOrigins``; every one if ``server.enableCORS`` is off.
    """
    from streamlit import config

    if origin is None or not config.get_option("server.enableCORS"):
        return True
    if urlsplit(origin).netloc == host:
        return True
    if config.is_manually_set("browser.serverAddress"):
        address = config.get_option("browser.serverAddress")
        if urlsplit(origin).hostname == address:
            return True
    return origin in config.get_option("server.corsAllowedOrigins")
