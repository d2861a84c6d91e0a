"""Fixtures of the browser tests: tabs with the map, and what the core says should be on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from support.mappage import MapPage
from support.server import Server

WIDE = {"width": 1280, "height": 900}

# A state is waited for, however slow the machine; the default of 5 s is for idle ones.
expect.set_options(timeout=20_000)


@pytest.fixture
def open_map(open_context: Callable[..., BrowserContext], server: Server) -> Callable[..., MapPage]:
    """Opens the map in a context of its own: ``open_map({"ort": "05113"}, **context options)``.

    A test that sets the clock asks for ``known=False``: a context keeps its clock.
    """

    def open_(address: dict[str, str] | None = None, **options: Any) -> MapPage:
        context = open_context(**{"known": True, "viewport": WIDE, **options})
        return MapPage(context.new_page(), server.url).open(**(address or {}))

    return open_
