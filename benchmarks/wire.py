"""What goes over the wire, as Chromium's network log tells it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page


@dataclass(frozen=True, slots=True)
class Counted:
    """Messages and bytes between two moments."""

    messages_sent: int = 0  # on the websocket, from browser to server
    messages_received: int = 0
    requests: int = 0  # over HTTP, those answered from the browser's cache left out
    bytes: int = 0  # in both directions

    def __sub__(self, earlier: Counted) -> Counted:
        return Counted(
            self.messages_sent - earlier.messages_sent,
            self.messages_received - earlier.messages_received,
            self.requests - earlier.requests,
            self.bytes - earlier.bytes,
        )


class Wire:
    """Counts messages, requests and their bytes of one page and its frames.

    Streamlit's websocket is not compressed as we run it, so payloads are what is sent;
    the few bytes of framing are left out. HTTP is counted as encoded, headers included.
    """

    def __init__(self, page: Page) -> None:
        self._sent = self._received = self._requests = 0
        self._bytes = 0.0
        session = page.context.new_cdp_session(page)
        session.on("Network.webSocketFrameSent", self._on_sent)
        session.on("Network.webSocketFrameReceived", self._on_received)
        session.on("Network.loadingFinished", self._on_loaded)
        session.send("Network.enable")

    @property
    def counted(self) -> Counted:
        """Everything since the page was opened."""
        return Counted(self._sent, self._received, self._requests, round(self._bytes))

    def _on_sent(self, event: dict[str, Any]) -> None:
        self._sent += 1
        self._bytes += _payload_size(event["response"])

    def _on_received(self, event: dict[str, Any]) -> None:
        self._received += 1
        self._bytes += _payload_size(event["response"])

    def _on_loaded(self, event: dict[str, Any]) -> None:
        size = event["encodedDataLength"]
        self._requests += size > 0
        self._bytes += size


def _payload_size(frame: dict[str, Any]) -> int:
    data = frame["payloadData"]
    is_text = frame["opcode"] == 1
    return len(data.encode()) if is_text else len(base64.b64decode(data))
