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


def test_a_page_of_the_public_address_connects_whatever_name_the_proxy_asks_by(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Streamlit would ask an address service on the net before it looks at its own list."""
    from streamlit.web.server.starlette.starlette_websocket import _is_origin_allowed

    def leave(*_: object, **__: object) -> None:
        raise AssertionError("asked another host")

    monkeypatch.setattr(net_util, "get_external_ip", leave)
    monkeypatch.setattr(net_util, "get_internal_ip", leave)
    monkeypatch.setenv("RUHRMAP_PUBLIC_URL", "https://karte.example/ruhr/")
    passed: list[bytes] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        passed.append(dict(scope["headers"])[b"host"])

    async def nothing(*_: object) -> dict[str, str]:
        return {"type": "websocket.connect"}

    headers = [(b"host", b"127.0.0.1:8501"), (b"origin", b"https://karte.example")]
    asyncio.run(OwnPagesOnly(app)({"type": "websocket", "headers": headers}, nothing, nothing))
    assert passed == [b"karte.example"]
    assert _is_origin_allowed("https://karte.example", passed[0].decode())
    assert not is_own("http://karte.example", "127.0.0.1:8501"), "nor the same name by plain http"


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        (None, "localhost:8501", True),  # no browser
        ("http://localhost:8501", "localhost:8501", True),
        ("http://127.0.0.1:9999", "localhost:8501", False),
        ("http://localhost.other.example:8501", "localhost:8501", False),
        ("null", "localhost:8501", False),
        ("http://[::1", "localhost:8501", False),
        ("https://karte.example", "localhost:8501", False),
    ],
)
def test_own_is_who_was_asked(origin: str | None, host: str, own: bool) -> None:
    assert is_own(origin, host) is own
