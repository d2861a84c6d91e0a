"""Both documents pass axe: page and map frame, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Frame, Page

from support.mappage import MapPage

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")

# Each document is looked at by itself: axe would else wait for the other one.
_RUN = "() => axe.run(document, { iframes: false, resultTypes: ['violations'] })"


def violations(document: Page | Frame) -> list[str]:
    """What axe finds, a line each with the rule and the elements."""
    document.evaluate(AXE)
    found: dict[str, Any] = document.evaluate(_RUN)
    return [
        f"{one['id']} ({one['impact']}): {[node['html'][:120] for node in one['nodes']][:4]}"
        for one in found["violations"]
    ]


def test_axe_finds_what_is_wrong(page: Page) -> None:
    """So that finding nothing means something."""
    page.set_content('<html><body><button></button><p style="color: #ccc">pale</p></body></html>')
    found = " ".join(violations(page))
    for rule in ("button-name", "color-contrast", "html-has-lang", "document-title"):
        assert rule in found


@pytest.mark.parametrize(
    ("address", "options"),
    [
        ({"ort": "05954036"}, {}),
        ({"ort": "05954036", "datum": "2023-06-01"}, {"color_scheme": "dark"}),
        ({"ebene": "kreise"}, {"viewport": {"width": 360, "height": 740}}),
    ],
    ids=["chosen", "dark", "phone"],
)
def test_axe_finds_nothing_in_either_document(
    open_map: Callable[..., MapPage], address: dict[str, str], options: dict[str, Any]
) -> None:
    tab = open_map(address, **options)
    assert violations(tab.page) == []
    assert violations(tab.frame) == []
