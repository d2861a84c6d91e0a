"""Browser contexts that are used again: a reader who was here before has the scripts already."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext


@dataclass
class Readers:
    """Lends contexts, each to one test at a time; all that it leaves but the cache is cleared."""

    browser: Browser
    _free: dict[str, list[BrowserContext]] = field(default_factory=dict)

    def lend(self, **options: Any) -> tuple[BrowserContext, Callable[[], None]]:
        """A context with these options, and what takes it back."""
        free = self._free.setdefault(json.dumps(options, sort_keys=True), [])
        context = free.pop() if free else self.browser.new_context(**options)

        def take_back() -> None:
            for page in context.pages:
                page.close()
            context.unroute_all()
            context.set_offline(False)
            context.clear_permissions()
            context.clear_cookies()
            free.append(context)

        return context, take_back
