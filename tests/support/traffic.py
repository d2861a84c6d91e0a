"""A list of everything a browser asks for, so that a test can say nothing left the host."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_NETWORK = frozenset({"http", "https", "ws", "wss"})  # data: and blob: stay in the browser

# What Chromium says of Streamlit's own shell, and of a machine too busy to use a preload soon;
# and Streamlit of a map that tells its height in the moment in which its page is left.
_KNOWN_WARNINGS = (
    "Unrecognized feature: ",
    "An iframe which has both allow-scripts and allow-same-origin ",
    "was preloaded using link preload but not used within a few seconds",
    "handleSetFrameHeight: missing our iframeRef",
)


@dataclass
class Traffic:
    """Addresses asked for and script errors, in order."""

    urls: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> Callable[[], None]:
        """Note down what every page and frame of ``context`` asks for, sockets included.

        Hands over what ends it.
        """
        heard: dict[Any, Callable[[Any], None]] = {
            "request": lambda request: self.urls.append(request.url),
            "page": self._watch_page,
            "weberror": lambda error: self.errors.append(str(error.error)),
            "console": self._hear,
        }
        for event, listener in heard.items():
            context.on(event, listener)

        def end() -> None:
            for event, listener in heard.items():
                context.remove_listener(event, listener)

        return end

    def _watch_page(self, page: Page) -> None:
        page.on("websocket", lambda socket: self.urls.append(socket.url))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        if not any(known in message.text for known in _KNOWN_WARNINGS):
            self.errors.append(f"{message.type}: {message.text}")

    @property
    def foreign(self) -> list[str]:
        """What was asked of any other host than this one."""
        parts = ((url, urlsplit(url)) for url in self.urls)
        return [u for u, p in parts if p.scheme in _NETWORK and p.hostname not in LOOPBACK]
