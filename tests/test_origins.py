"""Only pages of this server open a connection, and refusing another asks nobody."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from streamlit import net_util

from ruhrmap.origins import OwnPagesOnly, is_own


def answers(origin: str) -> list[str]:
    """What a websocket is sent that a page of this origin opens."""
    sent: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "websocket.accept"})

    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    async def send(event: Any) -> None:
        sent.append(event["type"])

    headers = [(b"host", b"localhost:8501"), (b"origin", origin.encode())]
    scope = {"type": "websocket", "headers": headers}
    asyncio.run(OwnPagesOnly(app)(scope, receive, send))
    return sent


def test_a_page_of_this_server_connects() -> None:
    assert answers("http://localhost:8501") == ["websocket.accept"]


def test_another_sites_page_is_refused_and_nobody_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def leave(*_: object, **__: object) -> None:
        raise AssertionError("asked another host")

    monkeypatch.setattr(net_util, "get_external_ip", leave)
    assert answers("https://other.example") == ["websocket.close"]


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        (None, "localhost:8501", True),  # no browser
        ("http://localhost:8501", "localhost:8501", True),
        ("http://127.0.0.1:9999", "localhost:8501", False),
        ("http://localhost.other.example:8501", "localhost:8501", False),
        ("null", "localhost:8501", False),
    ],
)
def test_own_is_who_was_asked(origin: str | None, host: str, own: bool) -> None:
    assert is_own(origin, host) is own
